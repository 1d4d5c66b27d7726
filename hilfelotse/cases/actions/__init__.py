"""What the desk does with a case. One verb each, atomic, with its permission inside."""

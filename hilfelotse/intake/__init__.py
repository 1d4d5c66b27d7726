"""The doors. Whatever channel it comes through, a concern becomes a case by one action."""

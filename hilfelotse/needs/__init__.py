"""What is needed, by whom, until when, and how many places are still free."""

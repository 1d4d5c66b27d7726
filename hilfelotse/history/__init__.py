"""What happened: the append-only timeline that every action writes to."""

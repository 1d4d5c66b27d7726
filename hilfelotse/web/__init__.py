"""Where people meet the software: one surface for each audience."""

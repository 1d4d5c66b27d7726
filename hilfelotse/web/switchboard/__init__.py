"""The switchboard of the city takes concerns, too: five fields, usable untrained in a minute."""

"""Hannover as data: a believable office, to try the software with. Nobody in it is real."""

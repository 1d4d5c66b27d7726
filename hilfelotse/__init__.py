"""Hilfelotse: the software of a city's coordination office for refugee help."""

"""Dates and times as this country writes them, in every language: day, month by name, 24 hours."""

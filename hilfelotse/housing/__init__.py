"""Flats and rooms: self-check, first advice, forwarding. The office lets nothing itself."""

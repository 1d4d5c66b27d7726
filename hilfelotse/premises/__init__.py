"""Land, plots, buildings, rooms: criteria, completeness, opinions, decision, reserve."""

"""The city as a map of tiles: where each district stands, roughly as on a real map.

By the district's number; columns from west to east, rows from north to south.
"""

TILES: dict[int, tuple[int, int]] = {
    12: (0, 0), 13: (1, 0), 2: (2, 0), 3: (3, 0),
    11: (0, 1), 10: (1, 1), 1: (2, 1), 4: (3, 1), 5: (4, 1),
    9: (1, 2), 7: (2, 2), 6: (3, 2),
    8: (2, 3),
}  # fmt: skip
COLUMNS, ROWS = 5, 4

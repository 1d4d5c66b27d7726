"""Distance in whole metres on a plane around the city hall.

Over a city region the earth is flat enough: at 40 km from the centre the error stays below 1 %.
Whole numbers, so that the database and Python always agree.
"""

import math

CITY_HALL_LAT, CITY_HALL_LON = 52.3674, 9.7380  # Hannover, Neues Rathaus (OpenStreetMap)
_METRES_PER_DEGREE = 111_320


def to_plane(lat: float, lon: float) -> tuple[int, int]:
    """(metres east, metres north) of the city hall."""
    east = (lon - CITY_HALL_LON) * _METRES_PER_DEGREE * math.cos(math.radians(CITY_HALL_LAT))
    return round(east), round((lat - CITY_HALL_LAT) * _METRES_PER_DEGREE)


def kilometres(east_a: int, north_a: int, east_b: int, north_b: int) -> int:
    """Rounded up to whole kilometres, as one tells people."""
    return math.ceil(math.hypot(east_a - east_b, north_a - north_b) / 1000)

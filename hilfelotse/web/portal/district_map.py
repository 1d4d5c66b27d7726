"""The districts as tiles of a simple map, and as the rows of a table."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from hilfelotse.places.models import District
from hilfelotse.places.tiles import COLUMNS, ROWS, TILES

_WIDE, _HIGH, _GAP, _LINE = 150, 100, 8, 19
_FILTERS = ("art", "sachen", "aufgabe", "wann", "bis")  # kept when the district changes
_MANY = 10


def district_map(counts: dict[int, int], here: int | None, query: QueryDict) -> dict[str, Any]:
    """Each district with its number of needs and its address; ``here`` is the one shown."""
    kept = {name: query[name] for name in _FILTERS if query.get(name)}
    rows = [_row(district, counts, here, kept) for district in District.objects.all()]
    return {
        "rows": rows,
        "tiles": [row for row in rows if row["x"] is not None],
        "width": COLUMNS * (_WIDE + _GAP),
        "height": ROWS * (_HIGH + _GAP),
        "tile_width": _WIDE,
        "tile_height": _HIGH,
    }


def _row(
    district: District, counts: dict[int, int], here: int | None, kept: dict[str, str]
) -> dict[str, Any]:
    column, row = TILES.get(district.number, (None, None))
    count = counts.get(district.pk, 0)
    x = None if column is None else _GAP // 2 + column * (_WIDE + _GAP)
    y = None if row is None else _GAP // 2 + row * (_HIGH + _GAP)
    words = district.name.split("-")
    return {
        "name": district.name,
        "count": count,
        "amount": "none" if not count else "many" if count >= _MANY else "some",
        "is_here": district.pk == here,
        "url": f"{reverse('portal:needs')}?{urlencode(kept | {'bezirk': district.pk})}",
        "x": x,
        "y": y,
        "lines": [] if x is None else [
            {"text": word, "x": x + 10, "y": y + 24 + number * _LINE}
            for number, word in enumerate(words)
        ],
        "count_x": None if x is None else x + _WIDE - 10,
        "count_y": None if y is None else y + _HIGH - 10,
    }  # fmt: skip

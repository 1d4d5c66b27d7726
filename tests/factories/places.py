"""Places, taken from the product's own map as far as a test needs them."""

import csv
import functools

from hilfelotse.places.actions import DATA
from hilfelotse.places.distance import to_plane
from hilfelotse.places.models import District, Postcode, Quarter


@functools.cache
def _rows(name: str, key: str) -> dict[str, dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


def postcodes() -> list[str]:
    """All postal codes of the region."""
    return sorted(_rows("plz_region_hannover.csv", "plz"))


def quarters() -> list[str]:
    """The names of all quarters."""
    return sorted(_rows("stadtteile_hannover.csv", "quarter"))


def postcode(code: str = "30449") -> Postcode:
    """A postal code of the region."""
    row = _rows("plz_region_hannover.csv", "plz")[code]
    east, north = to_plane(float(row["lat"]), float(row["lon"]))
    fields = {"area": row["area"], "east_m": east, "north_m": north}
    return Postcode.objects.get_or_create(code=code, defaults=fields)[0]


def quarter(name: str = "Linden-Nord") -> Quarter:
    """A quarter with its district."""
    row = _rows("stadtteile_hannover.csv", "quarter")[name]
    district, _ = District.objects.get_or_create(
        number=int(row["district_no"]), defaults={"name": row["district"]}
    )
    east, north = to_plane(float(row["lat"]), float(row["lon"]))
    fields = {"district": district, "east_m": east, "north_m": north}
    return Quarter.objects.get_or_create(name=name, defaults=fields)[0]

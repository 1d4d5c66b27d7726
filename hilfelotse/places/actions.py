"""Loading the map of the city: districts, quarters and postcodes from two CSV files."""

import csv
from pathlib import Path

from django.db import transaction

from hilfelotse.places.distance import to_plane
from hilfelotse.places.models import District, Postcode, Quarter

DATA = Path(__file__).parent / "data"


@transaction.atomic
def load_places(*, folder: Path = DATA) -> int:
    """Create or update every place; returns the number of quarters. Safe to run again.

    Coordinates are approximate (quarters ±0.01°), see data/SOURCES.md.
    """
    postcodes = {row["plz"]: _postcode(row) for row in _rows(folder / "plz_region_hannover.csv")}
    quarters = _rows(folder / "stadtteile_hannover.csv")
    for row in quarters:
        district, _ = District.objects.update_or_create(
            number=int(row["district_no"]), defaults={"name": row["district"]}
        )
        east, north = to_plane(float(row["lat"]), float(row["lon"]))
        quarter, _ = Quarter.objects.update_or_create(
            name=row["quarter"],
            defaults={"district": district, "east_m": east, "north_m": north},
        )
        quarter.postcodes.set([postcodes[code] for code in row["postcodes"].split(",")])
    return len(quarters)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _postcode(row: dict[str, str]) -> Postcode:
    east, north = to_plane(float(row["lat"]), float(row["lon"]))
    postcode, _ = Postcode.objects.update_or_create(
        code=row["plz"], defaults={"area": row["area"], "east_m": east, "north_m": north}
    )
    return postcode

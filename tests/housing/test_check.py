"""The self-check: plain findings, never a refusal."""

from datetime import date

import pytest

from hilfelotse.housing.check import self_check
from hilfelotse.housing.models import RentLimit
from tests.factories import homes

LIMITS = {2: RentLimit(persons=2, square_metres=65, euros=447)}


@pytest.fixture(autouse=True)
def _today(travel):
    travel("2026-11-02 12:00")


def _codes(**changed) -> list[str]:
    return [finding.code for finding in self_check(homes.content(**changed), LIMITS)]


def test_what_fits_has_no_findings():
    assert _codes() == []


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"rent": 394}, ["too_expensive"]),
        ({"rent": 393}, []),
        ({"rent": 900, "model": "guest"}, []),
        ({"rent": 900, "persons": 3}, []),  # no limit is known for three
        ({"square_metres": 66}, ["large"]),
        ({"square_metres": 17}, ["crowded"]),
        ({"square_metres": 18}, []),
        ({"square_metres": 30, "housemates": 2}, ["crowded"]),
        ({"square_metres": 20, "housemates": 4, "kind": "room"}, []),
        ({"free_until": date(2027, 5, 31)}, ["too_short"]),
        ({"free_until": date(2027, 6, 1)}, []),
        ({"free_until": date(2026, 12, 14), "kind": "guest_bed"}, ["too_short"]),
        ({"free_until": date(2026, 12, 15), "kind": "guest_bed"}, []),
        ({"free_from": date(2026, 1, 1), "free_until": date(2026, 12, 31)}, ["too_short"]),
        ({"provider": "tenant", "consent": "asked"}, ["no_consent"]),
        ({"provider": "tenant", "consent": "given"}, []),
        ({"provider": "shared_flat", "consent": "not_needed"}, ["no_consent"]),
        ({"deposit": 961}, ["deposit"]),
        ({"deposit": 960}, []),
        ({"furniture": 161}, ["furniture"]),
        ({"furniture": 160}, []),
        ({"rent": 0, "cold_costs": 0, "heating": 0, "deposit": 0, "model": "guest"}, []),
    ],
)
def test_each_finding_has_its_edge(changed, codes):
    assert _codes(**changed) == codes


def test_the_texts_say_the_numbers():
    found = self_check(homes.content(rent=900), LIMITS)
    assert "954 Euro" in found[0].text
    assert "447 Euro" in found[0].text

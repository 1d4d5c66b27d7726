from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hilfelotse.directory.models import Accommodation, Organisation
from hilfelotse.directory.queries import not_shown_by_district, public_accommodations
from hilfelotse.directory.rules import may_be_named
from hilfelotse.needs.models import Need
from hilfelotse.needs.queries import wanted_at
from hilfelotse.web.components.access import public
from hilfelotse.web.components.kept import kept


@require_safe
@public
@kept
def accommodations(request: HttpRequest) -> HttpResponse:
    """Where refugees live, by district: never an address, and nothing of a protected house."""
    houses = public_accommodations()
    context = {"districts": list(_by_district(houses, wanted_at(houses)))}
    return render(request, "portal/accommodations.html", context)


def _by_district(
    houses: list[Accommodation], needs: dict[int, list[Need]]
) -> Iterator[dict[str, Any]]:
    """Districts with a house, shown or only counted."""
    shown = {
        district: [_shown(house, needs.get(house.pk, [])) for house in found]
        for district, found in groupby(houses, key=lambda house: house.quarter.district)
    }
    counted = not_shown_by_district()
    for district in sorted(shown.keys() | counted.keys(), key=lambda row: row.number):
        yield {
            "district": district,
            "houses": shown.get(district, []),
            "others": counted.get(district, 0),
        }


def _shown(house: Accommodation, needs: list[Need]) -> dict[str, Any]:
    return {
        "name": house.name,
        "kind": house.get_kind_display(),
        "quarter": house.quarter.name,
        "operator": _named(house.operator),
        "circle": _named(house.circle),
        "needs": needs,
    }


def _named(body: Organisation | None) -> str:
    return body.name if body and may_be_named(body) else ""

"""What a card of the needs board shows."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from hilfelotse.needs.models import Need
from hilfelotse.web.components import need_facts


def card(need: Need) -> dict[str, Any]:
    """One need in the public's words: the quarter, never an address."""
    return {
        "title": need.title,
        "url": reverse("portal:need", args=[need.pk]),
        "organisation": need.organisation.name,
        "district": need.quarter.name,
        "activity": need_facts.topic(need),
        "places_left": need.remaining,
        "left": need_facts.left(need),
        "coverage": need.coverage.label if need.coverage else "",
        "urgent": need.urgency == Need.Urgency.ACUTE,
        "deadline": need.valid_until,
    }


def cards(needs: Iterable[Need]) -> list[dict[str, Any]]:
    """Cards for a list of needs."""
    return [card(need) for need in needs]

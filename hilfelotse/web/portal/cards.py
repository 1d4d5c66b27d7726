"""What a card of the needs board shows."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
        "left": need_facts.left(need) or _places(need.remaining),
        "coverage": need.coverage.label if need.coverage else "",
        "urgent": need.urgency == Need.Urgency.ACUTE,
        "deadline": _("bis %(day)s") % {"day": date_format(need.valid_until, "DATE_FORMAT")},
    }


def _places(count: int) -> str:
    if not count:
        return ""
    return ngettext("noch %(counter)s Platz", "noch %(counter)s Plätze", count) % {"counter": count}


def cards(needs: Iterable[Need]) -> list[dict[str, Any]]:
    """Cards for a list of needs."""
    return [card(need) for need in needs]

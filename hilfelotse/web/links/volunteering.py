"""What a helper sees of proposals and placements on the status page; never a body's own words."""

from typing import Any

from django.utils.translation import gettext as _

from hilfelotse.cases.models import Case
from hilfelotse.offers.models import Offer
from hilfelotse.placements.actions.cancel import is_late
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.actions.propose import can_be_chosen
from hilfelotse.topics import activities, times
from hilfelotse.web.components import dates


def of(case: Case, offer: Offer | None) -> dict[str, Any]:
    """For the status page: what may be chosen, and what was promised."""
    if offer is None:
        return {"proposals": [], "dates": []}
    return {"proposals": _proposals(case) if case.is_open else [], "dates": _placements(offer)}


def _proposals(case: Case) -> list[dict[str, Any]]:
    rows = case.proposals.open().select_related("need__organisation", "need__quarter__district")
    found = list(rows.order_by("pk"))
    for proposal in found:
        proposal.case = case
    return [
        {"proposal": row, "facts": _facts(row.need), "open": can_be_chosen(row)} for row in found
    ]


def _facts(need) -> list[dict[str, Any]]:
    """Public data of the need only."""
    when = dates.moment(need.starts_at) if need.starts_at else times.describe(need.slots)
    rows = [
        (_("Stelle"), need.organisation.name if need.organisation.is_public else ""),
        (_("Aufgabe"), activities.name(need.activity)),
        (_("Wo"), f"{need.quarter.name} ({need.quarter.district.name})"),
        (_("Wann"), when or _("nach Absprache")),
        (_("oder"), dates.moment(need.other_starts_at)),
        (_("Wie oft"), need.get_frequency_display()),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _placements(offer: Offer) -> list[dict[str, Any]]:
    rows = (
        offer.placements.exclude(state=Placement.State.ENDED)
        .select_related("need__organisation")
        .order_by("pk")
    )
    return [
        {"placement": row, "when": dates.moment(row.starts_at), "late": is_late(row)}
        for row in rows
    ]

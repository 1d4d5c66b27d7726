"""What of the goods a page shows."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.goods.actions.reserve import hindrance
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.needs.models import Need
from hilfelotse.people.consent import FOR_HANDOVER, for_organisation, has_spoken, is_given
from hilfelotse.people.models import Consent, ContactPoint
from hilfelotse.places.distance import kilometres
from hilfelotse.places.models import Postcode

FITTING = 10


def of_bodies(organisations: Iterable[Organisation]) -> QuerySet[Reservation]:
    """What is reserved for these bodies, what needs them first on top."""
    return (
        Reservation.objects.living()
        .filter(need__organisation__in=list(organisations))
        .select_related("offer__case", "need__organisation")
        .order_by("held_until", "pk")
    )


def open_offers(cases: QuerySet[Case]) -> QuerySet[GoodsOffer]:
    """Of ``cases`` (those that the reader may see) what is still to be given, the oldest first."""
    return (
        GoodsOffer.objects.filter(case__in=cases.open(), reserved__lt=F("quantity"))
        .select_related("case__party", "case__owner")
        .order_by("case__due_at", "pk")
    )


def fitting(offer: GoodsOffer) -> list[dict[str, Any]]:
    """Needs for such things, those that may have them first, then by urgency and distance."""
    found = (
        Need.objects.open()
        .filter(kind=Need.Kind.GOODS, goods=offer.goods, taken__lt=F("quantity"))
        .select_related("organisation", "quarter")
        .order_by("-urgency", "-pk")[:FITTING]
    )
    here = Postcode.objects.filter(code=offer.postcode).first()
    rows = [
        {
            "need": need,
            "why_not": hindrance(offer, need, other_unit=True),
            "other_unit": bool(need.unit) and need.unit != offer.unit,
            "km": here and kilometres(here.east_m, here.north_m, need.east_m, need.north_m),
            "most": min(need.remaining, offer.remaining),
        }
        for need in found
    ]
    return sorted(rows, key=lambda row: (row["why_not"] is not None, -row["need"].urgency))


def contact_rows(reservation: Reservation) -> list[tuple[str, str]]:
    """Name and contact of the giver, while the hand-over goes on and as far as they allowed it."""
    party = reservation.offer.case.party
    if party is None or reservation.state in Reservation.ENDED or not may_call(reservation):
        return []
    points = party.contact_points.order_by("kind")
    return [
        ("name", party.name),
        *[(point.kind, point.value) for point in points if _usable(point)],
    ]


def _usable(point: ContactPoint) -> bool:
    """A mail address that nobody confirmed may be a stranger's."""
    return point.kind == ContactPoint.Kind.PHONE or point.confirmed_at is not None


def may_call(reservation: Reservation) -> bool:
    """What was said about this body goes before what was said about any."""
    party = reservation.offer.case.party
    body = for_organisation(reservation.need.organisation_id)
    purpose = Consent.Purpose.CONTACT
    if has_spoken(party, purpose, body):
        return is_given(party, purpose, body)
    return is_given(party, purpose, FOR_HANDOVER)

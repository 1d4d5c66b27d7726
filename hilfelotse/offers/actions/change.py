from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.cases.actions.alert import alert
from hilfelotse.cases.actions.locked import lock
from hilfelotse.cases.models import Alert, Case
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.offers.models import Offer, OfferActivity, OfferLanguage
from hilfelotse.places.models import Postcode
from hilfelotse.topics.activities import FOR_YOUTH_OFFICE


@dataclass(frozen=True)
class OfferContent:
    """What a helper says about their offer; ``languages`` maps a code to a level."""

    activities: tuple[str, ...]
    slots: int
    frequency: str
    postcode: str
    volume: str = ""
    languages: dict[str, int] = field(default_factory=dict)
    skills: tuple[str, ...] = ()
    radius_km: int = 10
    available_from: date | None = None
    available_until: date | None = None
    experience: str = ""


def create(*, case: Case, content: OfferContent, with_minors: bool = False, **fields: Any) -> Offer:
    """The offer of a new case, inside the transaction that receives it."""
    if case.party is None:
        raise ValueError("an offer belongs to somebody")
    offer = Offer.objects.create(
        case=case,
        party=case.party,
        size=case.party.group_size,
        is_minor=case.party.is_minor or with_minors,
        **_columns(content),
        **fields,
    )
    _write_rows(offer, content)
    return offer


@transaction.atomic
def change(*, offer: Offer, content: OfferContent, user: User | None = None) -> Offer:
    """The helper (by link) or the desk corrects what the offer says."""
    if user is not None:
        require(user)
    case = lock(offer.case_id)
    Offer.objects.filter(pk=offer.pk).update(**_columns(content))
    offer.activities.all().delete()
    offer.languages.all().delete()
    _write_rows(offer, content)
    record(subject=case, verb="changed", user=user, by=None if user else Event.By.CITIZEN)
    offer.refresh_from_db()
    return offer


def content_of(offer: Offer) -> OfferContent:
    """What the offer says now: the start for a change of one part of it."""
    return OfferContent(
        activities=tuple(activity.code for activity in offer.activities.order_by("pk")),
        slots=offer.slots,
        frequency=offer.frequency,
        postcode=offer.postcode,
        volume=offer.volume,
        languages={spoken.code: spoken.level for spoken in offer.languages.order_by("pk")},
        skills=tuple(offer.skills),
        radius_km=offer.radius_km,
        available_from=offer.available_from,
        available_until=offer.available_until,
        experience=offer.experience,
    )


def _columns(content: OfferContent) -> dict[str, Any]:
    place = Postcode.objects.filter(code=content.postcode).first()
    return {
        "slots": content.slots,
        "frequency": content.frequency,
        "volume": content.volume,
        "available_from": content.available_from,
        "available_until": content.available_until,
        "postcode": content.postcode,
        "east_m": place and place.east_m,
        "north_m": place and place.north_m,
        "radius_km": content.radius_km,
        "skills": list(content.skills),
        "experience": content.experience,
    }


def _write_rows(offer: Offer, content: OfferContent) -> None:
    OfferActivity.objects.bulk_create(
        OfferActivity(offer=offer, code=code) for code in dict.fromkeys(content.activities)
    )
    if FOR_YOUTH_OFFICE & set(content.activities):
        alert(case=offer.case, sign=Alert.Sign.MINORS)
    OfferLanguage.objects.bulk_create(
        OfferLanguage(offer=offer, code=code, level=level)
        for code, level in content.languages.items()
    )

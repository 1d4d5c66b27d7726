from datetime import date

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import lock
from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.offers.models import Offer


class NotAvailable(Exception):
    """What was asked does not fit the offer's availability."""


def _locked(offer: Offer) -> Offer:
    return Offer.objects.select_for_update().get(pk=offer.pk)


def _by(user: User | None) -> str:
    if user is None:
        return Event.By.CITIZEN
    require(user)
    return Event.By.STAFF


@transaction.atomic
def pause(*, offer: Offer, until: date | None, user: User | None = None) -> Offer:
    """The helper takes a break, until a day or until further notice. Without ``user``: by link.

    Raises NotAvailable for an offer that is not waiting, ValueError for a day in the past.
    """
    by = _by(user)
    if until is not None and until <= clock.today():
        raise ValueError("a pause ends in the future")
    case = lock(offer.case_id)
    offer = _locked(offer)
    if offer.availability not in {Offer.Availability.AVAILABLE, Offer.Availability.PAUSED}:
        raise NotAvailable
    offer.availability, offer.paused_until = Offer.Availability.PAUSED, until
    offer.save(update_fields=["availability", "paused_until"])
    record(subject=case, verb="paused", user=user, by=by, until=until and until.isoformat())
    return offer


@transaction.atomic
def resume(*, offer: Offer, user: User | None = None, by: str | None = None) -> Offer:
    """The break is over. Nothing happens to an offer that is not paused."""
    by = by or _by(user)
    case = lock(offer.case_id)
    offer = _locked(offer)
    if offer.availability == Offer.Availability.PAUSED:
        offer.availability, offer.paused_until = Offer.Availability.AVAILABLE, None
        offer.save(update_fields=["availability", "paused_until"])
        record(subject=case, verb="resumed", user=user, by=by)
    return offer


def resume_due() -> int:
    """End the breaks whose day has come; returns how many."""
    over = Offer.objects.filter(
        availability=Offer.Availability.PAUSED, paused_until__lte=clock.today()
    ).exclude(case__state=Case.State.CLOSED)
    for offer in over:
        resume(offer=offer, by=Event.By.SYSTEM)
    return len(over)


def mark(offer: Offer, availability: str) -> None:
    """For actions that hold the case's lock: the helper is taken, or free again, or gone."""
    Offer.objects.filter(pk=offer.pk).update(availability=availability, paused_until=None)

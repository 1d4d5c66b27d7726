from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold, move
from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs.actions import places
from hilfelotse.offers.actions import availability
from hilfelotse.offers.models import Offer
from hilfelotse.office import deadlines
from hilfelotse.placements.models import Placement


def agree(
    *, case: Case, offer: Offer, need_id: int, by: str, user: User | None = None
) -> Placement:
    """Both sides said yes: the places are held from this moment.

    ``case`` is locked by the caller, before the need: that is the order everywhere. Raises
    needs.actions.places.NoPlaceLeft when the need is full.
    """
    need = places.take(need_id=need_id, places=offer.size)
    placement = Placement.objects.create(offer=offer, need=need, places=offer.size)
    availability.mark(offer, Offer.Availability.TAKEN)
    move(case, state=Case.State.PLACED, waiting_on="", due_at=deadlines.placement_check_back())
    record(subject=case, verb="placed", user=user, by=by, need=need.pk, title=need.title)
    record(subject=need, verb="placed", user=user, by=by, places=offer.size)
    return placement


@transaction.atomic
def start(*, user: User, placement: Placement) -> Placement:
    """The helper has begun."""
    require(user)
    case = hold(placement.offer.case_id)
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if placement.state == Placement.State.AGREED:
        placement.state, placement.started_at = Placement.State.RUNNING, clock.now()
        placement.save(update_fields=["state", "started_at"])
        record(subject=case, verb="started", user=user, need=placement.need_id)
    return placement


@transaction.atomic
def end(
    *, placement: Placement, reason: str, user: User | None = None, by: str | None = None
) -> Placement:
    """The placement is over; its places are free again. For other actions too, hence no check.

    Nothing happens to a placement that has ended already.
    """
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if placement.state == Placement.State.ENDED:
        return placement
    placement.state, placement.ended_at = Placement.State.ENDED, clock.now()
    placement.end_reason = Placement.EndReason(reason)
    placement.save(update_fields=["state", "ended_at", "end_reason"])
    need = places.give_back(need_id=placement.need_id, places=placement.places)
    record(subject=placement.offer.case, verb="ended", user=user, by=by, reason=reason)
    record(subject=need, verb="place_free", user=user, by=by, places=placement.places)
    return placement


def end_over() -> int:
    """End placements at needs whose last day has passed; returns how many."""
    over = list(
        Placement.objects.exclude(state=Placement.State.ENDED)
        .filter(need__ends_on__lt=clock.today())
        .select_related("offer")
    )
    for placement in over:
        _end_over(placement)
    return len(over)


@transaction.atomic
def _end_over(placement: Placement) -> None:
    case = hold(placement.offer.case_id)
    end(placement=placement, reason=Placement.EndReason.REGULAR, by=Event.By.SYSTEM)
    _free_helper(case, placement.offer)


def _free_helper(case: Case, offer: Offer) -> None:
    """An open case goes back to the desk, which asks how it was and what is next."""
    if case.state == Case.State.PLACED:
        availability.mark(offer, Offer.Availability.AVAILABLE)
        move(case, state=Case.State.READY, waiting_on="", due_at=deadlines.back_at_the_desk())


@transaction.atomic
def end_and_return(*, user: User, placement: Placement, reason: str) -> Placement:
    """The desk ends a placement; the helper is free again and an open case back in the pool."""
    require(user)
    case = hold(placement.offer.case_id)
    placement = end(placement=placement, reason=reason, user=user)
    _free_helper(case, placement.offer)
    return placement

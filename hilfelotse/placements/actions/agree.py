"""A yes of both sides, a substitute who steps in, and the end of a placement."""

from datetime import datetime

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold, move
from hilfelotse.cases.models import Case
from hilfelotse.directory.rules import check_acts_for
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs.actions import places
from hilfelotse.needs.models import Need
from hilfelotse.offers.actions import availability
from hilfelotse.offers.models import Offer
from hilfelotse.office import deadlines
from hilfelotse.people.models import Party
from hilfelotse.placements import letters
from hilfelotse.placements.models import Placement
from hilfelotse.placements.queries import dated_between

Reason = Placement.EndReason
# Who did not come, or never began, is not thanked for having been there.
_WITHOUT_THANKS = {Reason.NO_SHOW, Reason.NOT_STARTED, Reason.WITHDRAWN}


class Clash(Exception):
    """The helper is somewhere else at that time."""


def agree(
    *,
    case: Case,
    offer: Offer,
    need_id: int,
    by: str,
    user: User | None = None,
    other_date: bool = False,
) -> Placement:
    """Both sides said yes: the places are held from this moment.

    ``case`` is locked by the caller, before the need: that is the order everywhere. Raises
    needs.actions.places.NoPlaceLeft when the need is full, Clash when the helper has another date
    at that time (both undo nothing: the caller's savepoint does), and ValueError for the
    ``other_date`` of a need that has one.
    """
    _lock_party(offer)
    need = places.take(need_id=need_id, places=offer.size)
    starts_at, ends_at = _date(need, other_date)
    _check_free(offer, starts_at, ends_at)
    placement = Placement.objects.create(
        offer=offer, need=need, places=offer.size, starts_at=starts_at, ends_at=ends_at
    )
    _hold(case, offer)
    record(subject=case, verb="placed", user=user, by=by, need=need.pk, title=need.title)
    record(subject=need, verb="placed", user=user, by=by, places=offer.size)
    return placement


def keep_as_substitute(
    *, case: Case, offer: Offer, need_id: int, by: str, user: User | None = None
) -> Placement:
    """The body would like the helper to step in when somebody drops out. Holds no place.

    The helper stays in the pool, and may help elsewhere meanwhile. ``case`` is locked.
    """
    need = Need.objects.get(pk=need_id)
    placement = Placement.objects.create(
        offer=offer, need=need, places=offer.size, is_substitute=True
    )
    move(case, state=Case.State.READY, waiting_on="", due_at=deadlines.pool_check_back())
    record(subject=case, verb="kept_as_substitute", user=user, by=by, need=need.pk,
           title=need.title)  # fmt: skip
    return placement


def move_up(*, case: Case, placement: Placement, by: str, user: User | None = None) -> Placement:
    """A substitute takes a place that has become free. ``case`` is locked by the caller.

    Nothing happens to one who has moved up already. Raises NoPlaceLeft, Clash, and ValueError for
    a placement that has ended.
    """
    placement = _lock(placement)
    if placement.state == Placement.State.ENDED:
        raise ValueError("this substitute is none any more")
    if not placement.is_substitute:
        return placement
    _lock_party(placement.offer)
    need = places.take(need_id=placement.need_id, places=placement.places)
    starts_at, ends_at = _date(need, False)
    _check_free(placement.offer, starts_at, ends_at)
    placement.is_substitute, placement.agreed_at = False, clock.now()
    placement.starts_at, placement.ends_at = starts_at, ends_at
    placement.save(update_fields=["is_substitute", "agreed_at", "starts_at", "ends_at"])
    _hold(case, placement.offer)
    record(subject=case, verb="moved_up", user=user, by=by, need=need.pk, title=need.title)
    record(subject=need, verb="placed", user=user, by=by, places=placement.places)
    return placement


def _hold(case: Case, offer: Offer) -> None:
    availability.mark(offer, Offer.Availability.TAKEN)
    move(case, state=Case.State.PLACED, waiting_on="", due_at=deadlines.placement_check_back())


def _lock_party(offer: Offer) -> None:
    """One person may have made two offers: their dates are compared one after the other."""
    Party.objects.select_for_update(of=("self",)).get(pk=offer.party_id)


def _lock(placement: Placement) -> Placement:
    rows = Placement.objects.select_for_update(of=("self",))
    return rows.select_related("need__organisation", "offer__party", "offer__case").get(
        pk=placement.pk
    )


def _date(need: Need, other: bool) -> tuple[datetime | None, datetime | None]:
    if not other:
        return need.starts_at, need.ends_at
    if need.other_starts_at is None:
        raise ValueError("the need has one date")
    return need.other_starts_at, need.other_ends_at


def _check_free(offer: Offer, starts_at: datetime | None, ends_at: datetime | None) -> None:
    if starts_at and dated_between(starts_at, ends_at).filter(offer__party=offer.party_id).exists():
        raise Clash


def done_by(user: User | None) -> str:
    """Who says so: the desk, or the body (with an account, or by its link)."""
    return Event.By.STAFF if user and user.has_any(DESK) else Event.By.ORGANISATION


@transaction.atomic
def end(
    *, placement: Placement, reason: str, user: User | None = None, by: str | None = None
) -> Placement:
    """The placement is over; its places are free again. For other actions too, hence no check.

    Nothing happens to a placement that has ended already.
    """
    placement = _lock(placement)
    if placement.state == Placement.State.ENDED:
        return placement
    placement.state, placement.ended_at = Placement.State.ENDED, clock.now()
    placement.end_reason = Placement.EndReason(reason)
    placement.save(update_fields=["state", "ended_at", "end_reason"])
    record(subject=placement.offer.case, verb="ended", user=user, by=by, reason=reason)
    if not placement.is_substitute:
        need = places.give_back(need_id=placement.need_id, places=placement.places)
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
    _end_and_return(placement, Reason.REGULAR, None, Event.By.SYSTEM)


@transaction.atomic
def end_and_return(*, user: User | None, placement: Placement, reason: str) -> Placement:
    """The desk or the body ends a placement; the helper is thanked and free again.

    An open case is back in the pool, and the desk asks whether something new is wanted. Without
    ``user`` the body's link has opened. Nothing happens to a placement that has ended already.
    """
    check_acts_for(user, placement.need.organisation)
    return _end_and_return(placement, reason, user, done_by(user))


def _end_and_return(placement: Placement, reason: str, user: User | None, by: str) -> Placement:
    case = hold(placement.offer.case_id)
    placement = _lock(placement)
    if placement.state == Placement.State.ENDED:
        return placement
    placement = end(placement=placement, reason=reason, user=user, by=by)
    if not placement.is_substitute:
        free_helper(case, placement.offer)
    if reason not in _WITHOUT_THANKS and not placement.is_substitute:
        letters.thank(placement)
    return placement


def free_helper(case: Case, offer: Offer, due_at: datetime | None = None) -> None:
    """An open case goes back to the desk, which asks how it was and what is next."""
    if case.state == Case.State.PLACED:
        availability.mark(offer, Offer.Availability.AVAILABLE)
        move(
            case,
            state=Case.State.READY,
            waiting_on="",
            due_at=due_at or deadlines.back_at_the_desk(),
        )

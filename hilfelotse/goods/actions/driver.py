"""Somebody who drives the things from the giver to the recipient: a need like others.

What everybody may read of it names quarters, and neither people nor addresses nor the giver's own
words. The journey ends with its hand-over.
"""

import math
from datetime import timedelta
from typing import Any

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold, lock
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs.actions import keep
from hilfelotse.needs.models import Need
from hilfelotse.placements import letters
from hilfelotse.placements.actions.agree import end, free_helper
from hilfelotse.placements.models import Placement
from hilfelotse.places.models import Postcode, Quarter

TAKES = timedelta(hours=2)  # to load, drive and unload
State = Reservation.State
_OVER = {Need.State.DONE, Need.State.CANCELLED}


class NoDriver(Exception):
    """Nobody can be looked for: one is already, the hand-over is over, or its date has passed."""


@transaction.atomic
def ask_for_driver(*, user: User, reservation: Reservation) -> Need:
    """Look for somebody who drives: an open need of the recipient, on the day of the appointment.

    Without an appointment the day is agreed later. Raises NoDriver.
    """
    require(user)
    case = lock(reservation.offer.case_id)
    offer = GoodsOffer.objects.select_for_update(of=("self",)).get(pk=reservation.offer_id)
    reservation = (
        Reservation.objects.select_for_update(of=("self",))
        .select_related("need__organisation", "need__quarter", "transport")
        .get(pk=reservation.pk)
    )
    if not may_ask(reservation):
        raise NoDriver
    made = keep.enter(user=user, languages={}, **_fields(offer, reservation))
    made = keep.submit(user=user, need=made)
    reservation.transport = made
    reservation.save(update_fields=["transport"])
    record(subject=case, verb="goods_driver", user=user, need=made.pk, title=made.title)
    return made


def may_ask(reservation: Reservation) -> bool:
    """Before the hand-over, if no journey is looked for and its date lies ahead."""
    if reservation.state not in {State.HELD, State.APPOINTED}:
        return False
    if reservation.transport and reservation.transport.state not in _OVER:
        return False
    return reservation.appointment_at is None or reservation.appointment_at > clock.now()


def follow_appointment(reservation: Reservation, user: User | None) -> None:
    """A new date of the hand-over is the journey's, as long as nobody has said yes to another."""
    need = reservation.transport
    at = reservation.appointment_at
    if need is None or need.state in _OVER or need.taken or at is None or at <= clock.now():
        return
    kept = {name: getattr(need, name) for name in _KEPT}
    keep.change(user=user, need=need, languages={}, **kept, **_date(reservation))


def end_journey(reservation: Reservation, *, user: User | None, by: str | None) -> None:
    """The hand-over has ended: nobody is looked for any more."""
    if reservation.transport_id is None:
        return
    need = Need.objects.get(pk=reservation.transport_id)
    if need.state in _OVER:
        return
    if reservation.state == State.CONFIRMED and need.taken:
        keep.finish(user=user, need=need, by=by)
    else:
        keep.cancel(user=user, need=need, by=by)


def free_drivers() -> int:
    """Drivers of hand-overs that have ended are free again; returns how many.

    Thanked if things arrived; else their case is at the desk, which calls them off.
    """
    ended = Reservation.objects.filter(state__in=Reservation.ENDED)
    driving = Placement.objects.exclude(state=Placement.State.ENDED)
    found = list(driving.filter(need__in=ended.values("transport")).select_related("offer"))
    for placement in found:
        _free_driver(placement)
    return len(found)


@transaction.atomic
def _free_driver(placement: Placement) -> None:
    case = hold(placement.offer.case_id)
    arrived = Reservation.objects.filter(
        transport=placement.need_id, state__in=[State.CONFIRMED, State.UNUSABLE]
    ).exists()
    reason = Placement.EndReason.REGULAR if arrived else Placement.EndReason.NOT_STARTED
    placement = end(placement=placement, reason=reason, by=Event.By.SYSTEM)
    if placement.is_substitute:
        return
    free_helper(case, placement.offer)
    if arrived:
        letters.thank(placement)


# --- what is written --------------------------------------------------------------------------

_KEPT = (
    "organisation", "kind", "title", "description", "quantity", "quarter", "contact",
    "accommodation", "urgency", "valid_until", "is_public",
)  # fmt: skip


def _fields(offer: GoodsOffer, reservation: Reservation) -> dict[str, Any]:
    """Stored in German, the language of all needs."""
    need = reservation.need
    start = _quarter_of(offer.postcode)
    way = f"von {start} nach {need.quarter}" if start else f"nach {need.quarter}"
    return {
        "organisation": need.organisation,
        "kind": Need.Kind.TRANSPORT,
        "title": f"Sachspende fahren {way}"[:120],
        "description": (
            f"Jemand spendet Sachen, und sie werden gebraucht. Gesucht wird ein Mensch mit "
            f"Fahrzeug, der sie {way} bringt. Wo genau, erfahren Sie nach der Zusage."
        ),
        "quantity": 1,
        "quarter": need.quarter,
        "contact": need.contact,
        "accommodation": need.accommodation,
        "urgency": Need.Urgency.WEEK,
        "valid_until": clock.today() + keep.DEFAULT_VALID,
    } | _date(reservation)


def _date(reservation: Reservation) -> dict[str, Any]:
    at = reservation.appointment_at
    return {"starts_at": at, "ends_at": at + TAKES} if at else {}


def _quarter_of(postcode: str) -> Quarter | None:
    """The one in the middle of the postcode's area; none outside the city."""
    here = Postcode.objects.filter(code=postcode).first()
    if here is None:
        return None
    return min(
        here.quarters.all(),
        key=lambda row: (
            math.hypot(row.east_m - here.east_m, row.north_m - here.north_m),
            row.name,
        ),
        default=None,
    )

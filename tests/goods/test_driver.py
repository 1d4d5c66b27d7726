"""A volunteer drives: a need like others, without anybody's name or address."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.base import clock
from hilfelotse.goods.actions.driver import NoDriver, ask_for_driver, free_drivers
from hilfelotse.goods.actions.reserve import appoint, cancel, confirm_receipt, hand_over, lapse_due
from hilfelotse.history.timeline import of as history
from hilfelotse.needs.actions.keep import cancel as cancel_need
from hilfelotse.needs.models import Need
from hilfelotse.placements.models import Placement
from hilfelotse.topics.goods import Condition
from tests.factories import directory, goods, offers, places, referrals, users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _day(travel) -> None:
    travel("2026-11-02 12:00")


def reserved(**changed):
    places.postcode(code="30449")
    offer = goods.offer(
        item="Herrenjacken, abzuholen bei Toni Muster, Limmerstraße 7", floor="Limmerstraße 7",
        sender=offers.sender(name="Toni Muster"),
    )  # fmt: skip
    return goods.reserved(2, offer=offer, **changed)


def driven(reservation):
    """Somebody was found by the normal way."""
    need = ask_for_driver(user=users.caseworker(), reservation=reservation)
    _referral, placement = referrals.accepted(need=need)
    need.refresh_from_db()
    reservation.refresh_from_db()
    return placement, need


def test_a_need_of_the_recipient_without_names_and_addresses():
    reservation = reserved()
    appoint(
        user=None, reservation=reservation, at=clock.now() + timedelta(days=2),
        place="Hof, Limmerstraße 7",
    )  # fmt: skip
    reservation.refresh_from_db()
    need = ask_for_driver(user=users.caseworker(), reservation=reservation)

    assert (need.kind, need.activity, need.state) == ("transport", "FAH", "open")
    assert need.organisation == reservation.need.organisation
    assert need.starts_at == reservation.appointment_at
    assert need.ends_at == need.starts_at + timedelta(hours=2)
    public = f"{need.title} {need.description} {need.meeting_point} {need.hours}"
    for secret in ("Toni", "Muster", "Limmerstraße", "Herrenjacken", "30449"):
        assert secret not in public
    assert need.quarter.name in need.title
    reservation.refresh_from_db()
    assert reservation.transport == need
    assert "goods_driver" in {event.verb for event in history(reservation.offer.case)}


def test_without_an_appointment_the_day_comes_later():
    reservation = reserved()
    need = ask_for_driver(user=users.caseworker(), reservation=reservation)
    assert need.starts_at is None
    at = clock.now() + timedelta(days=1)
    appoint(user=None, reservation=reservation, at=at, place="Tür 3")
    need.refresh_from_db()
    assert (need.starts_at, need.state) == (at, "open")


def test_who_has_said_yes_keeps_the_date():
    reservation = reserved()
    at = clock.now() + timedelta(days=1)
    appoint(user=None, reservation=reservation, at=at, place="Tür 3")
    reservation.refresh_from_db()
    _placement, need = driven(reservation)
    assert need.taken == 1
    appoint(user=None, reservation=reservation, at=at + timedelta(days=1), place="Tür 3")
    need.refresh_from_db()
    assert need.starts_at == at


def test_a_secret_house_stays_off_the_board():
    house = directory.accommodation(protection="secret")
    reservation = reserved(need=goods.need(accommodation=house))
    need = ask_for_driver(user=users.caseworker(), reservation=reservation)
    assert not Need.objects.public().filter(pk=need.pk).exists()


def test_only_the_desk_and_only_once():
    reservation = reserved()
    partner = users.partner(reservation.need.organisation)
    with pytest.raises(PermissionDenied):
        ask_for_driver(user=partner, reservation=reservation)
    need = ask_for_driver(user=users.caseworker(), reservation=reservation)
    with pytest.raises(NoDriver):
        ask_for_driver(user=users.caseworker(), reservation=reservation)
    cancel_need(user=users.caseworker(), need=need)
    again = ask_for_driver(user=users.caseworker(), reservation=reservation)
    assert again != need


def test_not_after_the_hand_over():
    reservation = reserved()
    hand_over(user=users.caseworker(), reservation=reservation)
    with pytest.raises(NoDriver):
        ask_for_driver(user=users.caseworker(), reservation=reservation)


def test_not_for_a_date_that_has_passed(travel):
    reservation = reserved()
    at = clock.now() + timedelta(hours=1)
    appoint(user=None, reservation=reservation, at=at, place="Tür 3")
    travel("2026-11-02 14:00")
    with pytest.raises(NoDriver):
        ask_for_driver(user=users.caseworker(), reservation=reservation)


@pytest.mark.parametrize("end", ["cancelled", "lapsed", "brought by the giver"])
def test_nobody_is_looked_for_when_it_is_over(end, travel):
    reservation = reserved()
    need = ask_for_driver(user=users.caseworker(), reservation=reservation)
    if end == "cancelled":
        cancel(user=None, reservation=reservation, by="citizen")
    elif end == "lapsed":
        travel("2026-11-12 12:00")
        assert lapse_due() == 1
    else:
        confirm_receipt(user=None, reservation=reservation, quantity=2, condition=Condition.GOOD)
    need.refresh_from_db()
    assert need.state == "cancelled"


def test_the_driver_is_thanked_when_the_things_have_arrived():
    reservation = reserved()
    placement, need = driven(reservation)
    confirm_receipt(user=None, reservation=reservation, quantity=2, condition=Condition.GOOD)
    need.refresh_from_db()
    assert need.state == "done"
    assert free_drivers() == 1
    placement.refresh_from_db()
    assert (placement.state, placement.end_reason) == ("ended", "regular")
    assert free_drivers() == 0


def test_a_journey_that_is_off_frees_the_driver_and_the_desk_hears(travel):
    reservation = reserved()
    placement, need = driven(reservation)
    cancel(user=None, reservation=reservation)
    need.refresh_from_db()
    assert need.state == "cancelled"
    free_drivers()
    placement.refresh_from_db()
    assert (placement.state, placement.end_reason) == (Placement.State.ENDED, "not_started")
    placement.offer.case.refresh_from_db()
    assert placement.offer.case.state == "ready"
    need.refresh_from_db()
    assert need.taken == 0

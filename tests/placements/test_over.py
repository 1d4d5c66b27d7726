"""Placements end with their need, and a group is not cleared by one certificate."""

from datetime import timedelta

import pytest

from hilfelotse.accounts.roles import Role
from hilfelotse.needs.models import Need
from hilfelotse.placements.actions.agree import end_over
from hilfelotse.placements.actions.inspect import inspect
from hilfelotse.placements.clearance import is_cleared
from tests.factories import needs, offers, referrals, users

pytestmark = pytest.mark.django_db


def test_a_placement_ends_with_the_last_day_of_its_need(travel):
    now = travel("2026-11-02 12:00")
    offer, need = offers.ready(), needs.open_need()
    _referral, placement = referrals.accepted(offer=offer, need=need)
    Need.objects.update(ends_on=now.date())
    assert end_over() == 0
    travel(now + timedelta(days=1))
    assert end_over() == 1
    assert end_over() == 0
    placement.refresh_from_db()
    offer.refresh_from_db()
    assert (placement.state, placement.end_reason) == ("ended", "regular")
    assert (offer.availability, offer.case.state) == ("available", "ready")
    assert Need.objects.get().taken == 0


@pytest.mark.parametrize(("size", "cleared"), [(1, True), (2, False)])
def test_one_certificate_clears_one_person(travel, size, cleared):
    now = travel("2026-11-02 12:00")
    offer = offers.received(sender=offers.sender(group_size=size))
    inspector = users.user(Role.INSPECTOR)
    inspect(user=inspector, offer=offer, certificate_date=now.date(), no_entry=True)
    assert is_cleared(offer.party) is cleared

"""A body that pauses or has enough helpers is left in peace: neutral, for all offers alike."""

import pytest

from hilfelotse.base import clock
from hilfelotse.directory.models import Organisation
from hilfelotse.matching.queries import best_needs, best_offers
from hilfelotse.referrals.actions.answer import accept
from hilfelotse.referrals.rules import Hindrance, hindrances
from tests.factories import directory, needs, offers, referrals

pytestmark = pytest.mark.django_db


def test_nobody_is_proposed_or_referred_to_a_body_that_pauses():
    offer, need = offers.ready(), needs.open_need(quantity=3)
    assert [fit.need for fit in best_needs(offer)] == [need]
    need.organisation.paused_until = clock.today()
    need.organisation.save()
    assert hindrances(offer, need) == [Hindrance.BODY_PAUSED]
    assert best_needs(offer) == []
    assert best_offers(need) == []


def test_a_body_gets_no_more_helpers_a_month_than_it_wants(travel):
    travel("2026-11-30 12:00")
    body = directory.organisation(monthly_helpers=1)
    need = needs.open_need(organisation=body, quantity=5)
    first, second = (referrals.sent(offer=_offer(name), need=need) for name in "ab")
    third = _offer("c")
    assert hindrances(third, need) == []
    accept(referral=first)
    need.refresh_from_db()
    assert hindrances(third, need) == [Hindrance.BODY_FULL]
    accept(referral=second)  # what it was asked before, it may still take
    travel("2026-12-01 00:01")
    assert hindrances(third, need) == []
    Organisation.objects.update(monthly_helpers=None)
    need.organisation.refresh_from_db()
    assert hindrances(third, need) == []


def _offer(name: str):
    return offers.ready(sender=offers.sender(name=name, email=f"{name}@post.example"))

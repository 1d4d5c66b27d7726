"""Several colleagues reserve the last jacket at once. Real threads, each with its connection."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hilfelotse.goods.actions.reserve import CannotReserve, NotPossible, cancel, lapse_due, reserve
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.needs.models import Need
from tests.factories import directory, goods, users

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CLICKS, ROUNDS, FEWER_ROUNDS = 8, 100, 10
ANSWERED_WITHIN = 60


@pytest.fixture
def at_once():
    """Do all at the same moment; counts how each one ended."""
    with ThreadPoolExecutor(CLICKS) as pool:

        def run(clicks) -> Counter:
            start = threading.Barrier(len(clicks))

            def click(action) -> str:
                start.wait()
                try:
                    action()
                except CannotReserve as refusal:
                    return str(refusal.why.value)
                except NotPossible:
                    return "over"
                return "done"

            return Counter(pool.map(click, clicks, timeout=ANSWERED_WITHIN))

        yield run
        closing = threading.Barrier(CLICKS)
        list(pool.map(lambda _: (closing.wait(), connection.close()), range(CLICKS)))


@pytest.fixture
def circle():
    return directory.organisation()


def test_the_last_jacket_is_reserved_once(at_once, circle):
    """One jacket, eight needs: a hundred times."""
    user = users.caseworker()
    needs = [goods.need(organisation=circle, quantity=ROUNDS) for _ in range(CLICKS)]
    for _ in range(ROUNDS):
        offer = goods.offer(quantity=1)
        ended = at_once(
            [
                lambda need=need, offer=offer: reserve(
                    user=user, offer=offer, need=need, quantity=1
                )
                for need in needs
            ]
        )
        assert ended == {"done": 1, "less_offered": CLICKS - 1}
        assert GoodsOffer.objects.get(pk=offer.pk).reserved == 1
    taken = sum(Need.objects.values_list("taken", flat=True))
    assert (taken, Reservation.objects.count()) == (ROUNDS, ROUNDS)


def test_a_need_for_one_gets_one(at_once, circle):
    """Eight offers, one need for one."""
    user = users.caseworker()
    for _ in range(FEWER_ROUNDS):
        need = goods.need(organisation=circle, quantity=1)
        offers = [goods.offer(quantity=3) for _ in range(CLICKS)]
        ended = at_once(
            [
                lambda offer=offer, need=need: reserve(
                    user=user, offer=offer, need=need, quantity=1
                )
                for offer in offers
            ]
        )
        assert ended == {"done": 1, "less_needed": CLICKS - 1}
        need.refresh_from_db()
        assert need.taken == 1


def test_called_off_twice_gives_back_once(at_once, circle, travel):
    user = users.caseworker()
    for _ in range(FEWER_ROUNDS):
        made = goods.reserved(
            2, offer=goods.offer(quantity=5), need=goods.need(organisation=circle), user=user
        )
        Reservation.objects.filter(pk=made.pk).update(held_until="2020-01-01T00:00Z")
        clicks = [lambda made=made: cancel(user=user, reservation=made)] * (CLICKS - 1)
        ended = at_once([*clicks, lapse_due])
        assert ended["done"] >= 1
        made.offer.refresh_from_db()
        made.need.refresh_from_db()
        assert (made.offer.reserved, made.need.taken) == (0, 0)

"""Several people click at once. Real threads, each with a connection of its own."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Sum

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.actions.answer import (
    AlreadyAnswered,
    HelperIsBusy,
    accept,
    decline,
    expire,
)
from hilfelotse.referrals.actions.finish import withdraw
from hilfelotse.referrals.actions.propose import NotOpen, choose, propose
from hilfelotse.referrals.models import Referral
from tests.factories import crowd, directory, needs, users

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CLICKS = 8
ROUNDS = 100
FEWER_ROUNDS = 20

# An office of this machine's size answers a click long before; more means that somebody waits
# for a lock that nobody gives back.
ANSWERED_WITHIN = 60

Click = Callable[[], object]
AtOnce = Callable[[list[Click]], Counter]


@pytest.fixture
def at_once() -> Iterator[AtOnce]:
    """``at_once(clicks)``: do all at the same moment; counts how each one ended."""
    with ThreadPoolExecutor(CLICKS) as pool:

        def run(clicks: list[Click]) -> Counter:
            start = threading.Barrier(len(clicks))

            def click(action: Click) -> str:
                start.wait()
                try:
                    action()
                except (NoPlaceLeft, AlreadyAnswered, HelperIsBusy, NotOpen) as refusal:
                    return type(refusal).__name__
                return "done"

            return Counter(pool.map(click, clicks, timeout=ANSWERED_WITHIN))

        yield run
        closing = threading.Barrier(CLICKS)
        list(pool.map(lambda _: (closing.wait(), connection.close()), range(CLICKS)))


@pytest.fixture
def circle():
    return directory.organisation()


def rounds_of(count: int, clicks: int, circle, **fields) -> list[list[Referral]]:
    """``count`` needs, for each of them the referrals of ``clicks`` different offers."""
    wanted = [needs.open_need(organisation=circle, **fields) for _ in range(count)]
    beside = [need for need in wanted for _ in range(clicks)]
    found = crowd.referred(crowd.ready_offers(len(beside)), beside)
    return [found[at : at + clicks] for at in range(0, len(found), clicks)]


def taken(need: Need) -> tuple[int, int, int]:
    """(places taken as the need counts them, as the placements do, placements)."""
    living = Placement.objects.filter(need=need).exclude(state=Placement.State.ENDED)
    held = living.aggregate(sum=Sum("places"))["sum"] or 0
    return Need.objects.get(pk=need.pk).taken, held, living.count()


def clicks_on(referrals: list[Referral], action: Callable[..., object]) -> list[Click]:
    return [lambda referral=referral: action(referral=referral) for referral in referrals]


def test_the_last_place_is_given_once(at_once, circle):
    for referrals in rounds_of(ROUNDS, CLICKS, circle, quantity=3, taken=2):
        assert at_once(clicks_on(referrals, accept)) == {"done": 1, "NoPlaceLeft": CLICKS - 1}
        need = referrals[0].need
        assert taken(need) == (3, 1, 1)
        states = Counter(Referral.objects.filter(need=need).values_list("state", flat=True))
        assert states == {"accepted": 1, "sent": CLICKS - 1}


def test_a_double_click_on_accept_takes_one_place(at_once, circle):
    for (referral,) in rounds_of(FEWER_ROUNDS, 1, circle, quantity=CLICKS):
        assert at_once(clicks_on([referral] * CLICKS, accept)) == {
            "done": 1,
            "AlreadyAnswered": CLICKS - 1,
        }
        assert taken(referral.need) == (1, 1, 1)


def test_accepting_while_the_helper_withdraws(at_once, circle):
    for (referral,) in rounds_of(FEWER_ROUNDS, 1, circle):
        ended = at_once(
            [
                lambda referral=referral: accept(referral=referral),
                lambda referral=referral: withdraw(offer=referral.case.offer),
            ]
        )
        referral.refresh_from_db()
        # Whoever came first: the offer is gone in the end, and no place is held for it.
        assert ended in ({"done": 2}, {"done": 1, "AlreadyAnswered": 1})
        assert referral.state == ("accepted" if ended["done"] == 2 else "recalled")
        assert (referral.case.state, referral.case.outcome) == ("closed", "withdrawn")
        assert taken(referral.need) == (0, 0, 0)


@pytest.mark.parametrize(
    ("rival", "lost"),
    [(expire, "expired"), (lambda referral: decline(referral=referral, reason="time"), "declined")],
    ids=["silence", "decline"],
)
def test_accepting_while_something_else_answers(at_once, circle, rival, lost):
    for (referral,) in rounds_of(FEWER_ROUNDS, 1, circle):
        ended = at_once(
            [
                lambda referral=referral: accept(referral=referral),
                lambda referral=referral: rival(referral=referral),
            ]
        )
        referral.refresh_from_db()
        assert ended == {"done": 1, "AlreadyAnswered": 1}
        if referral.state == "accepted":
            assert (referral.case.state, taken(referral.need)) == ("placed", (1, 1, 1))
        else:
            assert (referral.state, referral.case.state) == (lost, "ready")
            assert taken(referral.need) == (0, 0, 0)


def test_different_needs_do_not_wait_in_a_ring(at_once, circle):
    """Acceptances and withdrawals over two needs at once: no deadlock, the counts are right."""
    for first, second in _pairs(rounds_of(2 * FEWER_ROUNDS, CLICKS // 2, circle, quantity=9)):
        before, rest = first[:2] + second[:2], first[2:] + second[2:]
        assert at_once(clicks_on(before, accept)) == {"done": 4}
        leave = [lambda offer=done.case.offer: withdraw(offer=offer) for done in before]
        assert at_once(leave + clicks_on(rest, accept)) == {"done": CLICKS}
        assert [taken(first[0].need), taken(second[0].need)] == [(2, 2, 2), (2, 2, 2)]


def _pairs(rounds: list[list[Referral]]) -> Iterator[tuple[list[Referral], list[Referral]]]:
    return zip(rounds[::2], rounds[1::2], strict=True)


def test_one_person_is_never_at_two_places_at_once(at_once, circle):
    """Two offers of one person, two dates that overlap, two bodies that say yes."""
    begin = clock.now() + timedelta(days=2)
    dates = {"kind": Need.Kind.SHIFT, "starts_at": begin, "ends_at": begin + timedelta(hours=2)}
    for first, second in _pairs(rounds_of(2 * FEWER_ROUNDS, 1, circle, **dates)):
        party = first[0].case.party_id
        other = second[0].case
        Offer.objects.filter(case=other).update(party=party)
        Case.objects.filter(pk=other.pk).update(party=party)
        fresh = list(Referral.objects.filter(pk__in=[first[0].pk, second[0].pk]))
        assert at_once(clicks_on(fresh, accept)) == {"done": 1, "HelperIsBusy": 1}
        living = Placement.objects.filter(offer__party=party).exclude(state="ended")
        assert living.count() == 1


def test_a_double_click_on_a_proposal_asks_one_body_once(at_once, circle):
    user = users.caseworker()
    for number, offer in enumerate(crowd.ready_offers(FEWER_ROUNDS)):
        wanted = [needs.open_need(organisation=circle, title=f"{number}-{n}") for n in range(2)]
        one, two = propose(user=user, offer=offer, needs=wanted)
        ended = at_once([lambda row=row: choose(proposal=row) for row in (one, one, two, two)])
        assert ended == {"done": 2, "NotOpen": 2}
        assert Referral.objects.filter(case=offer.case).count() == 1

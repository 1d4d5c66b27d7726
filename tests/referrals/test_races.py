"""A body answers while something else happens to the concern. Real threads, real connections."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.referrals.actions.answer import (
    AlreadyAnswered,
    decline,
    expire,
    recall_forgotten,
    recall_to_desk,
)
from hilfelotse.referrals.actions.finish import close_concern
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.actions.send import AlreadyWaiting
from hilfelotse.referrals.actions.take_on import report, take_on
from hilfelotse.referrals.models import Referral
from tests.factories import cases, directory, referrals, users

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 12
ANSWERED_WITHIN = 60
Click = Callable[[], object]


def at_once(*clicks: Click) -> Counter:
    """Do all at the same moment; counts how each one ended."""
    start = threading.Barrier(len(clicks))

    def click(action: Click) -> str:
        try:
            start.wait()
            action()
        except (AlreadyAnswered, AlreadyWaiting) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(clicks)) as pool:
        return Counter(pool.map(click, clicks, timeout=ANSWERED_WITHIN))


def fresh(referral: Referral) -> Referral:
    return Referral.objects.select_related("case").get(pk=referral.pk)


@pytest.mark.parametrize(
    ("rival", "lost"),
    [
        (lambda referral, user: expire(referral=referral), "expired"),
        (lambda referral, user: decline(referral=referral, reason="not_ours"), "declined"),
    ],
    ids=["silence", "decline"],
)
def test_taking_on_while_something_else_answers(rival, lost):
    user, body = users.caseworker(), directory.department()
    for _round in range(ROUNDS):
        referral = referrals.passed_on(organisation=body, user=user)
        ended = at_once(
            lambda referral=referral: take_on(referral=referral),
            lambda referral=referral: rival(referral, user),
        )
        assert ended == {"done": 1, "AlreadyAnswered": 1}
        referral = fresh(referral)
        expected = {"accepted": ("referred", "organisation"), lost: ("advising", "")}
        assert (referral.case.state, referral.case.waiting_on) == expected[referral.state]
        assert bool(referral.contact_released_at) is (referral.state == "accepted")


def test_the_desk_recalls_while_the_body_takes_on():
    """Whoever comes first: in the end the case is at the desk and the body sees nobody."""
    user, body = users.caseworker(), directory.department()
    for _round in range(ROUNDS):
        referral = referrals.passed_on(organisation=body, user=user)
        ended = at_once(
            lambda referral=referral: take_on(referral=referral),
            lambda referral=referral: recall_to_desk(user=user, referral=referral),
        )
        assert ended in ({"done": 2}, {"done": 1, "AlreadyAnswered": 1})
        referral = fresh(referral)
        assert (referral.state, referral.case.state) == ("recalled", "advising")
        assert bool(referral.contact_released_at) is bool(referral.contact_ended_at)


def test_a_result_while_the_case_is_closed():
    user, body = users.caseworker(), directory.department()
    for _round in range(ROUNDS):
        referral = referrals.taken_on(organisation=body, user=user)
        ended = at_once(
            lambda referral=referral: report(referral=referral, text="Am Montag."),
            lambda referral=referral: close_concern(
                user=user, case=referral.case, outcome="answered"
            ),
        )
        referral = fresh(referral)
        assert referral.case.state == "closed"
        assert (ended["done"], referral.state) in {(2, "done"), (1, "recalled")}
    assert recall_forgotten() == 0


def test_two_colleagues_pass_on_at_once():
    first, second = users.caseworker(), users.caseworker()
    bodies = directory.department(), directory.organisation()
    for _round in range(ROUNDS):
        case = cases.question()
        clicks = [
            lambda user=user, body=body, case=case: pass_on(
                user=user, case=case, organisation=body, text="Bitte"
            )
            for user, body in zip((first, second), bodies, strict=True)
        ]
        assert at_once(*clicks) == {"done": 1, "AlreadyWaiting": 1}
        assert case.referrals.count() == 1
    assert OutgoingMail.objects.filter(template="concern_request").count() == ROUNDS

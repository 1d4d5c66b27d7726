from datetime import timedelta

import pytest
from django.utils import timezone

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.people.models import ContactPoint
from hilfelotse.placements.actions import step
from hilfelotse.placements.actions.agree import end_and_return
from hilfelotse.placements.actions.check_back import NotAsked, answer, ask_due
from hilfelotse.placements.models import CheckBack, Placement
from hilfelotse.referrals.actions.finish import finish
from tests.factories import needs, referrals, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement(travel) -> Placement:
    """Has begun on a Thursday."""
    travel("2026-11-05 12:00")
    need = needs.open_need()
    offer = referrals.offers.ready()
    referrals.allow_contact(offer, need)
    _referral, made = referrals.accepted(offer=offer, need=need)
    return step.start(user=users.caseworker(), placement=made)


def case_of(placement: Placement) -> Case:
    return Case.objects.get(offer=placement.offer_id)


def asked(side: str, days: int = 14) -> CheckBack:
    return CheckBack.objects.get(side=side, after_days=days)


def test_both_sides_are_asked_once_after_fourteen_and_ninety_days(placement, travel):
    travel("2026-11-19 11:59")
    assert ask_due() == 0
    travel("2026-11-19 12:00")
    assert (ask_due(), ask_due()) == (1, 0)
    case = case_of(placement)
    assert (case.waiting_on, case.state) == ("citizen", "placed")
    assert [template for template, _to in seen.mails()][-2:] == [
        "check_back_body", "check_back_helper",
    ]  # fmt: skip
    answer(check_back=asked("helper"), answer="well")
    case.refresh_from_db()
    assert case.waiting_on == ""
    assert f"{timezone.localtime(case.due_at):%Y-%m-%d}" == "2027-02-03"
    travel("2027-02-03 12:00")
    assert (ask_due(), ask_due()) == (1, 0)
    answer(check_back=asked("helper", 90), answer="well")
    assert CheckBack.objects.count() == 4


@pytest.mark.parametrize("side", ["helper", "body"])
@pytest.mark.parametrize("given", ["mixed", "over"])
def test_whoever_wants_to_talk_brings_the_case_to_the_desk(placement, travel, side, given):
    travel("2026-11-19 12:00")
    ask_due()
    answer(check_back=asked(side), answer=given, words="Die Zeiten passen nicht mehr.")
    case = case_of(placement)
    assert (case.waiting_on, case.state) == ("", "placed")
    assert case.due_at <= clock.now() + timedelta(days=1, hours=1)
    by = {"helper": "citizen", "body": "organisation"}[side]
    assert seen.verbs(case)[-1] == ("checked_back", by)
    with pytest.raises(NotAsked):  # a second tab
        answer(check_back=asked(side), answer="well")


def test_an_ended_case_is_taken_up_again(placement, travel):
    finish(user=users.caseworker(), offer=placement.offer, outcome="placed")
    travel("2026-11-19 12:00")
    ask_due()
    assert not case_of(placement).is_open
    answer(check_back=asked("body"), answer="mixed")
    case = case_of(placement)
    assert (case.state, case.queue, case.outcome) == ("placed", "desk", "")


def test_who_has_no_address_is_called(placement, travel):
    ContactPoint.objects.filter(kind="email").delete()
    finish(user=users.caseworker(), offer=placement.offer, outcome="placed")
    travel("2026-11-19 12:00")
    assert ask_due() == 1
    case = case_of(placement)
    assert (case.state, case.waiting_on) == ("placed", "")
    assert ("please_call", "system") in seen.verbs(case)


def test_nobody_is_asked_about_what_has_ended(placement, travel):
    travel("2026-11-19 12:00")
    ask_due()
    end_and_return(user=None, placement=placement, reason="time")
    with pytest.raises(NotAsked):
        answer(check_back=asked("helper"), answer="well")
    travel("2027-02-03 12:00")
    assert ask_due() == 0

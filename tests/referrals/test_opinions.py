from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.referrals.actions.answer import (
    AlreadyAnswered,
    accept,
    decline,
    recall_forgotten,
)
from hilfelotse.referrals.actions.finish import close_concern
from hilfelotse.referrals.actions.opinion import (
    AlreadyAsked,
    ask_opinions,
    expire_opinions,
    give_opinion,
    recall_opinion,
)
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.actions.remind import remind_due
from hilfelotse.referrals.actions.send import AlreadyWaiting
from hilfelotse.referrals.actions.take_on import chase_due, report, take_on
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.queries import next_best
from tests.factories import cases, directory, referrals, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-02 12:00")


@pytest.fixture
def case():
    return cases.question(kind=Case.Kind.IDEA)


def ask(case, *bodies, user=None):
    user = user or users.caseworker()
    return ask_opinions(user=user, case=case, organisations=bodies, text="Geht das?")


def test_three_are_asked_and_the_last_answer_brings_the_case_back(case, travel):
    first, second, silent = ask(case, *(directory.department() for _ in range(3)))
    case.refresh_from_db()
    assert (case.state, case.waiting_on) == ("advising", "organisation")
    assert case.due_at == first.due_at == second.due_at == silent.due_at
    give_opinion(referral=first, verdict="yes", text="Gut gelegen")
    give_opinion(referral=second, verdict="conditions", text="Nur mit zweitem Rettungsweg")
    case.refresh_from_db()
    assert case.waiting_on == "organisation"
    assert expire_opinions() == 0
    travel("2026-11-10 12:01")
    assert expire_opinions() == 1
    case.refresh_from_db()
    assert (case.state, case.waiting_on) == ("advising", "")
    assert case.due_at > clock.now()
    states = case.referrals.order_by("pk").values_list("state", "verdict", "result")
    assert list(states) == [
        ("done", "yes", "Gut gelegen"),
        ("done", "conditions", "Nur mit zweitem Rettungsweg"),
        ("expired", "", ""),
    ]


@pytest.mark.parametrize("kind", ["circle", "region"])
def test_only_departments_are_asked(case, kind):
    with pytest.raises(ValueError, match="departments"):
        ask(case, directory.department(), directory.organisation(kind=kind))
    assert not case.referrals.exists()


def test_nobody_is_asked_twice_and_words_are_needed(case):
    body = directory.department()
    ask(case, body)
    with pytest.raises(AlreadyAsked):
        ask(case, directory.department(), body)
    assert case.referrals.count() == 1
    with pytest.raises(ValueError, match="say what"):
        ask_opinions(user=users.caseworker(), case=case, organisations=[body], text=" ")


def test_a_restricted_case_is_the_leads_to_show(case):
    restrict(case=case)
    with pytest.raises(PermissionDenied):
        ask(case, directory.department())
    ask(case, directory.department(), user=users.user(Role.LEAD))
    assert case.referrals.count() == 1


def test_an_opinion_is_neither_accepted_nor_declined_nor_given_twice(case):
    (referral,) = ask(case, directory.department())
    for action in (accept, take_on):
        with pytest.raises(ValueError):  # noqa: PT011 – either kind of refusal
            action(referral=referral)
    with pytest.raises(ValueError, match="opinion"):
        decline(referral=referral, reason="other")
    with pytest.raises(ValueError, match="reason"):
        give_opinion(referral=referral, verdict="yes", text="")
    give_opinion(referral=referral, verdict="no", text="Altlasten")
    with pytest.raises(AlreadyAnswered):
        give_opinion(referral=referral, verdict="yes", text="Doch")
    assert Referral.objects.get().verdict == "no"


def test_a_foreign_department_cannot_speak(case):
    (referral,) = ask(case, directory.department())
    stranger = users.partner(directory.department())
    with pytest.raises(PermissionDenied):
        give_opinion(referral=referral, verdict="yes", text="Gut", user=stranger)


def test_the_end_of_the_case_calls_every_question_back(case, run_tasks):
    ask(case, directory.department(), directory.department())
    run_tasks()
    close_concern(user=users.caseworker(), case=case, outcome="answered")
    recall_forgotten()
    assert set(case.referrals.values_list("state", flat=True)) == {"recalled"}
    told = OutgoingMail.objects.filter(template="opinion_recalled")
    assert told.count() == 2


def test_the_desk_needs_one_no_more(case):
    first, _second = ask(case, directory.department(), directory.department())
    recall_opinion(user=users.caseworker(), referral=first)
    case.refresh_from_db()
    assert case.waiting_on == "organisation"
    recall_opinion(user=users.caseworker(), referral=case.referrals.get(state="sent"))
    case.refresh_from_db()
    assert case.waiting_on == ""


def test_who_is_silent_is_reminded_once_in_the_last_working_day(travel):
    referral = referrals.passed_on()
    assert remind_due() == 0
    travel("2026-11-04 12:01")
    assert remind_due() == 1
    assert remind_due() == 0
    referral.refresh_from_db()
    assert referral.reminded_at == clock.now()
    assert OutgoingMail.objects.filter(template="concern_request_reminder").count() == 1
    assert "reminded" in [verb for verb, _by in seen.verbs(referral.case)]


def test_who_takes_a_part_leaves_the_rest_at_the_desk_and_is_asked_for_the_result(travel):
    referral = referrals.passed_on()
    take_on(referral=referral, part="Den Kurs, nicht die Kinderbetreuung")
    case = referral.case
    case.refresh_from_db()
    assert (case.state, case.waiting_on) == ("referred", "")
    assert case.due_at < clock.now() + timedelta(days=2)
    referral.refresh_from_db()
    assert (referral.state, referral.part) == ("accepted", "Den Kurs, nicht die Kinderbetreuung")
    travel("2026-11-17 12:00")
    assert (chase_due(), chase_due()) == (1, 0)
    report(referral=referral, text="Beginnt am 1. Dezember")
    case.refresh_from_db()
    assert case.state == "advising"


def test_not_us_but_names_the_next_best(case):
    referral = referrals.passed_on()
    garbsen = directory.organisation(kind="region", name="Stadt Garbsen")
    decline(referral=referral, reason="not_ours", suggested=garbsen)
    referral.refresh_from_db()
    assert (referral.state, referral.suggested) == ("declined", garbsen)
    assert next_best(referral) == [garbsen]


def test_the_rest_of_what_one_takes_in_part_goes_to_another(travel):
    part = referrals.passed_on()
    case, user = part.case, users.caseworker()
    take_on(referral=part, part="Den Kurs")
    rest = pass_on(user=user, case=case, organisation=directory.department(), text="Der Rest")
    with pytest.raises(AlreadyWaiting):
        pass_on(user=user, case=case, organisation=directory.department(), text="Der Rest")
    report(referral=part, text="Der Kurs beginnt am Montag")
    assert state_of(case) == ("referred", "organisation")
    take_on(referral=rest)
    with pytest.raises(AlreadyWaiting):
        pass_on(user=user, case=case, organisation=directory.department(), text="Der Rest")
    assert state_of(case) == ("referred", "organisation")
    travel("2026-11-17 12:00")
    assert chase_due() == 1  # the rest alone
    report(referral=rest, text="Ein Platz ist frei")
    assert state_of(case) == ("advising", "")


def test_who_refuses_the_rest_leaves_the_part_where_it_is():
    part = referrals.passed_on()
    take_on(referral=part, part="Den Kurs")
    rest = pass_on(
        user=users.caseworker(), case=part.case, organisation=directory.department(), text="Rest"
    )
    decline(referral=rest, reason="not_ours")
    assert state_of(part.case) == ("referred", "")
    report(referral=part, text="Der Kurs beginnt am Montag")
    assert state_of(part.case) == ("advising", "")


def test_who_was_reminded_of_the_question_is_also_asked_for_the_result(travel):
    referral = referrals.passed_on()
    travel("2026-11-04 12:01")
    assert remind_due() == 1
    take_on(referral=referral, part="Den Kurs")
    travel("2026-12-01 12:00")
    assert chase_due() == 1


def state_of(case):
    case.refresh_from_db()
    return case.state, case.waiting_on

"""A barrier of our pages is answered within the legal time (§ 9b NBGG, standards A-29)."""

import pytest
from django.utils import timezone

from hilfelotse.cases.actions.assign import set_due, take
from hilfelotse.cases.actions.late import raise_overdue
from hilfelotse.cases.actions.reply import reply
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.compose import compose
from hilfelotse.office import deadlines, hours
from hilfelotse.office.accessibility import conciliation, conciliation_hint
from hilfelotse.office.models import Closure
from tests.factories import cases, offers, users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_closures():
    hours.forget_closures()
    yield
    hours.forget_closures()


@pytest.fixture
def now(travel):
    return travel("2026-11-02 12:00")  # Monday


@pytest.fixture
def case(now) -> Case:
    case = cases.question(kind=Case.Kind.BARRIER, text="Ich komme mit der Tastatur nicht weiter.")
    offers.confirm(case)
    return fresh(case)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def due(case: Case) -> str:
    return f"{timezone.localtime(fresh(case).due_at):%Y-%m-%d %H:%M}"


def in_a_year(case: Case, user) -> str:
    set_due(user=user, case=case, due_at=deadlines.days_after(case.received_at, 365))
    return due(case)


def test_somebody_looks_within_two_working_days_as_at_anything_new(case):
    assert due(case) == "2026-11-04 12:00"


def test_long_closures_do_not_move_the_first_answer_past_two_weeks(travel):
    Closure.objects.create(
        first_day="2026-12-21", last_day="2027-01-10", reason="Zwischen den Jahren"
    )
    hours.forget_closures()
    travel("2026-12-18 15:00")  # Friday: an hour, and then three weeks nobody is there
    assert f"{timezone.localtime(deadlines.first_reply()):%m-%d}" == "01-12"
    case = cases.question(kind=Case.Kind.BARRIER)
    assert due(case) == "2026-12-18 16:00"


def test_nobody_plans_past_the_first_answer_nor_past_the_final_one(case):
    user = users.caseworker()
    take(user=user, case=case)
    assert in_a_year(case, user) == "2026-11-16 17:00"
    reply(user=user, case=fresh(case), text="Wir prüfen es.", key="a")
    assert in_a_year(case, user) == "2026-11-30 17:00"


def test_a_word_in_between_leaves_the_time_of_the_final_answer(case):
    reply(user=users.caseworker(), case=case, text="Wir prüfen es.", key="a")
    assert (fresh(case).state, due(case)) == (Case.State.ADVISING, "2026-11-30 17:00")


def test_waiting_for_the_person_does_not_stop_the_clock(case, travel):
    user = users.caseworker()
    travel("2026-11-27 10:00")
    reply(user=user, case=case, text="Welcher Browser ist es?", key="a", expects_answer=True)
    assert due(case) == "2026-11-30 17:00"


def test_what_is_past_the_legal_time_waits_no_longer_than_anything_new(case, travel):
    user = users.caseworker()
    travel("2026-12-07 12:00")
    assert raise_overdue() == 1
    assert fresh(case).raised_at is not None
    assert in_a_year(case, user) == "2026-12-09 12:00"


def test_an_overdue_one_is_raised_to_the_lead(case, travel):
    reply(user=users.caseworker(), case=case, text="Wir prüfen es.", key="a")
    travel("2026-12-01 16:00")
    assert raise_overdue() == 0  # not yet a working day late
    travel("2026-12-01 17:30")
    assert raise_overdue() == 1
    assert fresh(case).raised_at is not None


@pytest.mark.parametrize("closes", [False, True])
def test_each_answer_names_the_conciliation_body(case, closes):
    mail = reply(user=users.caseworker(), case=case, text="So geht es.", key="a", closes=closes)
    body = compose(mail).body
    assert conciliation_hint() in body
    assert "behindertenbeauftragte-niedersachsen.de" in body
    assert "das kostet nichts" in body


def test_other_answers_do_not(now):
    question = cases.question()
    offers.confirm(question)
    mail = reply(user=users.caseworker(), case=fresh(question), text="So geht es.", key="a")
    assert str(conciliation().name) not in compose(mail).body


def test_other_cases_are_planned_freely(now):
    question = cases.question()
    assert in_a_year(question, users.caseworker()) == "2027-11-02 17:00"

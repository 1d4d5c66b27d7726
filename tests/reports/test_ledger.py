from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.actions.assign import take
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.actions.locked import CaseIsClosed, hold, move
from hilfelotse.cases.actions.split import split
from hilfelotse.cases.actions.undo import NothingToUndo, undo
from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.people.models import Party
from hilfelotse.privacy.actions.erase import erase
from hilfelotse.reports.ledger import ledger
from tests.factories import cases, offers, users

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 2), date(2026, 11, 3), date(2026, 11, 4)


@pytest.fixture
def user(travel):
    travel("2026-11-02 12:00")
    return users.user(Role.LEAD)


def merge(case: Case, into: Case) -> None:
    """As duplicates are merged: the doubtful one ends."""
    fields = {"state": "closed", "outcome": "duplicate", "closed_at": clock.now()}
    move(hold(case.pk), merged_into=into, **fields)
    record(subject=case, verb="merged")


def reopen(case: Case, verb: str) -> None:
    """As a mail to an ended case brings it back, or the undoing of a merge."""
    fields = {"state": "advising", "outcome": "", "closed_at": None, "merged_into": None}
    move(hold(case.pk), due_at=clock.now(), queue="desk", owner=None, **fields)
    record(subject=case, verb=verb)


def rows(day: date) -> tuple[int, int, int, int, int, int]:
    """(before, came, went, merged, back, after), which must add up."""
    found = ledger(day)
    assert found.adds_up, found
    return (
        found.open_before, found.came, found.went, found.merged, found.back, found.open_after,
    )  # fmt: skip


def test_an_empty_office(user):
    assert rows(MONDAY) == (0, 0, 0, 0, 0, 0)


def test_what_came_and_went(user, travel):
    offers.received()
    question = cases.question(channel="phone")
    cases.question(kind="complaint", channel="mail")
    travel("2026-11-03 12:00")
    answer_and_close(user=user, case=question, outcome="answered")
    split(user=user, case=cases.question(channel="letter"), kind="goods", text="Ein Bett")
    assert rows(MONDAY) == (0, 3, 0, 0, 0, 3)
    assert rows(TUESDAY) == (3, 2, 1, 0, 0, 4)
    assert rows(WEDNESDAY) == (4, 0, 0, 0, 0, 4)
    monday, tuesday = ledger(MONDAY), ledger(TUESDAY)
    assert monday.by_channel == {"web": 1, "phone": 1, "mail": 1}
    assert monday.by_kind == {"volunteering": 1, "question": 1, "complaint": 1}
    assert tuesday.by_channel == {"letter": 2}
    assert tuesday.by_outcome == {"answered": 1}


def test_what_was_closed_and_taken_back(user, travel):
    question = cases.question()
    answer_and_close(user=user, case=question, outcome="answered")
    undo(user=user, case=question)
    assert rows(MONDAY) == (0, 1, 1, 0, 1, 1)
    answer_and_close(user=user, case=question, outcome="forwarded")
    assert rows(MONDAY) == (0, 1, 2, 0, 1, 0)
    travel("2026-11-03 12:00")
    undo(user=user, case=question)
    assert rows(MONDAY) == (0, 1, 2, 0, 1, 0)
    assert rows(TUESDAY) == (0, 0, 0, 0, 1, 1)


def test_taking_back_something_else_brings_nothing_back(user):
    question = cases.question()
    take(user=user, case=question)
    undo(user=user, case=question)
    assert rows(MONDAY) == (0, 1, 0, 0, 0, 1)


def test_past_days_stay_as_they_were(user, travel):
    """Closed on Monday, back on Tuesday, closed again on Wednesday."""
    question = cases.question()
    answer_and_close(user=user, case=question, outcome="answered")
    travel("2026-11-03 12:00")
    reopen(question, "reopened")
    travel("2026-11-04 12:00")
    answer_and_close(user=user, case=question, outcome="forwarded")
    assert rows(MONDAY) == (0, 1, 1, 0, 0, 0)
    assert rows(TUESDAY) == (0, 0, 0, 0, 1, 1)
    assert rows(WEDNESDAY) == (1, 0, 1, 0, 0, 0)


def test_merged_cases_are_counted_apart(user, travel):
    first, second, third = (cases.question() for _ in range(3))
    merge(second, first)
    answer_and_close(user=user, case=third, outcome="duplicate")
    assert rows(MONDAY) == (0, 3, 1, 1, 0, 1)
    travel("2026-11-03 12:00")
    reopen(second, "unmerged")
    assert rows(MONDAY) == (0, 3, 1, 1, 0, 1)
    assert rows(TUESDAY) == (1, 0, 0, 0, 1, 2)


def test_one_step_that_writes_two_verbs_is_one_end(user):
    first, second = cases.question(), cases.question()
    answer_and_close(user=user, case=second, outcome="duplicate")
    record(subject=second, verb="merged", user=user)
    assert first.is_open
    assert rows(MONDAY) == (0, 2, 0, 1, 0, 1)


def test_erasure_changes_no_number(user):
    question, offer = cases.question(), offers.received()
    answer_and_close(user=user, case=question, outcome="answered")
    undo(user=user, case=question)
    answer_and_close(user=user, case=question, outcome="forwarded")
    before = rows(MONDAY)
    erase(question.party)
    assert rows(MONDAY) == before == (0, 2, 2, 0, 1, 1)
    erase(offer.party)
    assert rows(MONDAY) == (0, 2, 3, 0, 1, 0)
    assert ledger(MONDAY).by_outcome == {"forwarded": 2, "withdrawn": 1}
    assert not Event.objects.filter(subject="case").exclude(details={}).exists()


@pytest.mark.parametrize("bug", ["lost", "came without history", "closed without history"])
def test_it_does_not_add_up_if_something_is_wrong(user, bug):
    question, _other = cases.question(), cases.question()
    if bug == "lost":
        Case.objects.filter(pk=question.pk).delete()
    elif bug == "came without history":
        Event.objects.filter(subject_id=question.pk).delete()
    else:
        move(hold(question.pk), state="closed", outcome="answered", closed_at=clock.now())
    assert not ledger(MONDAY).adds_up


def test_midnight_is_that_of_the_office(travel):
    travel("2026-11-02 23:59")
    cases.question()
    travel("2026-11-03 00:00")
    cases.question()
    assert rows(MONDAY) == (0, 1, 0, 0, 0, 1)
    assert rows(TUESDAY) == (1, 1, 0, 0, 0, 2)


STEPS = ["come", "close", "undo", "reopen", "merge", "unmerge", "erase", "night", "take"]


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9)), max_size=25))
def test_whatever_happens_every_day_adds_up(user, steps):
    from django.db import transaction

    with transaction.atomic():
        moment = clock.now()
        for step, number in steps:
            moment += timedelta(hours=20 if step == "night" else 0, minutes=1)
            with clock.travel(moment):
                _do(step, number, user)
        for offset in range((moment.date() - MONDAY).days + 2):
            rows(MONDAY + timedelta(days=offset))
        transaction.set_rollback(True)


def _do(step: str, number: int, user) -> None:
    there = list(Case.objects.order_by("pk"))
    case = there[number % len(there)] if there else None
    if step == "come" or case is None:
        cases.question()
    elif step == "erase":
        if party := Party.objects.filter(cases=case).first():
            erase(party)
    elif step in ("reopen", "unmerge"):
        if not case.is_open and (case.merged_into_id is not None) == (step == "unmerge"):
            reopen(case, "reopened" if step == "reopen" else "unmerged")
    elif step == "merge":
        into = there[(number + 1) % len(there)]
        if case.is_open and into.pk != case.pk:
            merge(case, into)
    else:
        _ask(step, case, user)


def _ask(step: str, case: Case, user) -> None:
    try:
        if step == "close":
            answer_and_close(user=user, case=case, outcome="answered")
        elif step == "undo":
            undo(user=user, case=case)
        elif step == "take":
            take(user=user, case=case)
    except (CaseIsClosed, NothingToUndo):
        return

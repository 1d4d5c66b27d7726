"""Calling back until somebody is reached, and never two at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.calls.actions import callback as actions
from hilfelotse.calls.actions.callback import (
    CallbackIsOver,
    SomebodyElseCalls,
    failed_try,
    follow_cases,
    hold,
    not_needed,
    reached,
    release,
)
from hilfelotse.calls.models import Callback
from hilfelotse.calls.queries import waiting
from hilfelotse.calls.slots import slot, slots
from hilfelotse.cases.actions.close import end
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.models import Case
from hilfelotse.history import timeline
from hilfelotse.office import deadlines
from hilfelotse.privacy.actions.erase import erase
from tests.factories import calls, cases, offers, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(travel):
    travel("2026-11-02 10:00")  # a Monday
    return users.caseworker(name="Ayşe Karadağ")


def fresh(row: Callback) -> Callback:
    return Callback.objects.select_related("case").get(pk=row.pk)


# --- holding --------------------------------------------------------------------------------------


def test_who_holds_it_calls_alone_for_ten_minutes(desk, travel):
    jens, row = users.caseworker(), calls.callback(desk)
    hold(user=desk, callback=row)
    with pytest.raises(SomebodyElseCalls) as told:
        hold(user=jens, callback=row)
    assert (told.value.name, told.value.until) == ("Ayşe Karadağ", travel("2026-11-02 10:10"))
    for other in (failed_try, reached, not_needed, release):
        travel("2026-11-02 10:09")
        with pytest.raises(SomebodyElseCalls):
            other(user=jens, callback=row)
    travel("2026-11-02 10:10")
    hold(user=jens, callback=row)  # it has freed itself
    with pytest.raises(SomebodyElseCalls):
        hold(user=desk, callback=row)
    assert fresh(row).held_by == jens


def test_it_is_free_again_when_one_does_not_call(desk):
    jens, row = users.caseworker(), calls.callback(desk)
    hold(user=desk, callback=row)
    release(user=desk, callback=row)
    assert (fresh(row).held_by, fresh(row).held_until) == (None, None)
    hold(user=jens, callback=row)


# --- trying ---------------------------------------------------------------------------------------


def test_a_failed_try_comes_back_two_office_hours_later(desk, travel):
    row = calls.callback(desk)
    hold(user=desk, callback=row)
    travel("2026-11-02 16:00")
    failed_try(user=desk, callback=row)
    row = fresh(row)
    assert (row.tries, row.held_by, row.last_try_at) == (1, None, clock.now())
    assert row.wanted_at == travel("2026-11-03 10:00")
    assert row.case.due_at == travel("2026-11-03 12:00")
    assert timeline.of(row.case).first().details == {"tries": 1}


def give_up(desk, row: Callback) -> Callback:
    for _time in range(actions.TRIES):
        failed_try(user=desk, callback=row)
    return fresh(row)


def test_after_three_tries_the_case_says_so_and_the_person_reads_it(desk):
    offer = offers.received()  # a confirmed address
    row = calls.callback(desk, case=offer.case, asked_for=desk)
    row = give_up(desk, row)
    assert (row.end, row.ended_at, row.tries) == ("not_reached", clock.now(), 3)
    assert (row.case.queue, row.case.owner) == ("desk", None)
    assert row.case.due_at == deadlines.back_at_the_desk()
    last = timeline.of(row.case).first()
    assert (last.verb, last.details) == ("not_reached", {"tries": 3, "wrote": True})
    assert seen.mails()[-1] == ("not_reached", "toni@post.example")
    assert not waiting(desk).exists()


def test_an_address_that_may_be_a_strangers_gets_nothing(desk):
    row = give_up(desk, calls.callback(desk))
    assert [name for name, _address in seen.mails()] == ["confirm"]
    assert timeline.of(row.case).first().details["wrote"] is False


def test_the_letter_names_the_number_and_leads_to_the_status(desk, run_tasks, mailoutbox):
    offer = offers.received()
    give_up(desk, calls.callback(desk, case=offer.case))
    run_tasks()
    letter = mailoutbox[-1]
    assert offer.case.reference in letter.subject
    assert "dreimal" in letter.body
    assert "/de/status/" in letter.body


def test_reached_and_not_needed_end_it(desk):
    for do, how in ((reached, "reached"), (not_needed, "not_needed")):
        row = calls.callback(desk)
        do(user=desk, callback=row)
        assert (fresh(row).end, fresh(row).case.is_open) == (how, True)
        with pytest.raises(CallbackIsOver):
            hold(user=desk, callback=row)


# --- where the case goes --------------------------------------------------------------------------


def test_an_ended_case_is_called_by_nobody(desk, travel):
    row = calls.callback(desk)
    end(case=row.case, outcome=Case.Outcome.ANSWERED)
    assert not waiting(desk).exists()
    with pytest.raises(CaseIsClosed):
        hold(user=desk, callback=row)
    assert follow_cases() == 0  # the end may be undone
    travel("2026-11-03 10:01")
    assert follow_cases() == 1
    assert fresh(row).end == "not_needed"


def merged(row: Callback, other: Case) -> None:
    end(case=row.case, outcome=Case.Outcome.DUPLICATE)
    Case.objects.filter(pk=row.case_id).update(merged_into=other)


def test_a_promise_goes_with_a_merged_case(desk):
    row, other = calls.callback(desk), cases.question()
    merged(row, other)
    assert follow_cases() == 1
    assert (fresh(row).case, fresh(row).end) == (other, "")
    assert fresh(row).case.due_at == deadlines.urgent()
    assert list(waiting(desk)) == [row]


def test_of_two_promises_to_one_person_one_is_left(desk):
    row, kept = calls.callback(desk), calls.callback(desk)
    merged(row, kept.case)
    assert follow_cases() == 1
    assert (fresh(row).end, fresh(kept).end) == ("not_needed", "")


def test_an_erased_person_leaves_no_words_and_nothing_to_call(desk):
    row = calls.callback(desk, wish="Klingel defekt, bitte klopfen")
    calls.noted(desk, "recorded", case=row.case, text="Frau Muster wohnt allein")
    other = calls.callback(desk, case=calls.noted(desk, sender=row.case.party))
    erase(row.case.party)
    assert (fresh(row).wish, fresh(row).case.call_notes.get().text) == ("", "")
    assert not waiting(desk).exists()
    assert fresh(other).case.party is None


# --- the queue ------------------------------------------------------------------------------------


def test_the_oldest_promise_stands_first_and_restricted_ones_are_hidden(desk):
    lead = users.user(Role.LEAD)
    late = calls.callback(desk, slot=slot("2026-11-04-morning"))
    early = calls.callback(desk, slot=slot("2026-11-03-morning"))
    hidden = calls.callback(desk)
    restrict(case=hidden.case)
    assert list(waiting(desk)) == [early, late]
    assert list(waiting(lead)) == [hidden, early, late]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LEAD, Role.CASEWORKER}))
def test_only_the_desk_calls_back(desk, role):
    row, other = calls.callback(desk), users.user(role)
    for do in (hold, release, failed_try, reached, not_needed):
        with pytest.raises(PermissionDenied):
            do(user=other, callback=row)
    with pytest.raises(PermissionDenied):
        calls.callback(other)
    assert not waiting(other).exists()


# --- when -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "keys"),
    [
        ("2026-11-02 08:00", ["soon", "2026-11-02-morning", "2026-11-02-afternoon"]),
        ("2026-11-02 10:00", ["soon", "2026-11-02-afternoon", "2026-11-03-morning"]),
        ("2026-11-06 15:00", ["soon", "2026-11-09-morning", "2026-11-09-afternoon"]),  # Friday
        ("2026-12-24 15:30", ["soon", "2026-12-28-morning", "2026-12-28-afternoon"]),
    ],
)
def test_what_can_be_promised(db, travel, now, keys):
    travel(now)
    assert [found.key for found in slots()][:3] == keys
    assert all(found.ends > found.starts >= clock.now() for found in slots())
    assert slot("2020-01-01-morning") is None


# --- at the same moment ---------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_who_want_to_call_at_once_one_may():
    desk = users.caseworker()
    callers = [users.caseworker() for _number in range(4)]
    rows = [calls.callback(desk, case=cases.question()) for _round in range(5)]
    expired = clock.now() - timedelta(minutes=1)
    Callback.objects.update(held_by=desk, held_until=expired)  # an old hold frees nobody twice
    with ThreadPoolExecutor(len(callers)) as pool:
        for row in rows:
            start = threading.Barrier(len(callers))

            def dial(user, row=row, start=start) -> bool:
                start.wait()
                try:
                    hold(user=user, callback=row)
                except SomebodyElseCalls:
                    return False
                finally:
                    connection.close()
                return True

            assert sum(pool.map(dial, callers, timeout=60)) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_four_double_clicks_on_a_note_are_one():
    desk, case = users.caseworker(), cases.question()
    start = threading.Barrier(4)

    def click(_number: int) -> int:
        start.wait()
        try:
            return calls.noted(desk, "callback", key="one-form", case=case).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(click, range(4), timeout=60)) == {case.pk}
    assert (case.call_notes.count(), case.callbacks.count()) == (1, 1)

import pytest
from django.utils import timezone

from hilfelotse.base import clock
from hilfelotse.cases.actions import late
from hilfelotse.cases.actions.assign import assign, set_due
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.actions.undo import undo
from hilfelotse.cases.models import Case
from hilfelotse.office.deadlines import follow_up
from tests.factories import cases, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(travel) -> Case:
    """Came on Monday at noon, is due on Wednesday at noon."""
    travel("2026-11-02 12:00")
    return cases.question()


def raised(case: Case) -> str:
    case.refresh_from_db()
    return f"{timezone.localtime(case.raised_at):%d. %H:%M}" if case.raised_at else ""


def test_a_working_day_after_its_due_date_a_case_rises_once(question, travel):
    travel("2026-11-05 11:59")
    assert late.raise_overdue() == 0
    travel("2026-11-05 12:01")
    assert late.raise_overdue() == 1
    assert raised(question) == "05. 12:01"
    travel("2026-11-09 12:00")
    assert late.raise_overdue() == 0
    assert raised(question) == "05. 12:01"
    assert seen.verbs(question) == [("received", "citizen"), ("raised", "system")]


def test_a_weekend_is_no_working_day(question, travel):
    user = users.caseworker()
    set_due(user=user, case=question, due_at=follow_up(clock.today().replace(day=6)))
    travel("2026-11-09 16:59")  # due on Friday, when the office closed
    assert late.raise_overdue() == 0
    travel("2026-11-09 17:00")
    assert late.raise_overdue() == 1


def test_a_new_due_date_lowers_it_and_it_may_rise_again(question, travel):
    user = users.caseworker()
    travel("2026-11-06 12:00")
    late.raise_overdue()
    set_due(user=user, case=question, due_at=follow_up(clock.today()))
    assert raised(question) == ""
    undo(user=user, case=question)
    assert raised(question) == "06. 12:00"
    set_due(user=user, case=question, due_at=follow_up(clock.today()))
    travel("2026-11-10 12:00")
    assert late.raise_overdue() == 1
    assert raised(question) == "10. 12:00"


def test_who_has_it_changes_nothing_about_its_lateness(question, travel):
    user = users.caseworker()
    travel("2026-11-06 12:00")
    late.raise_overdue()
    assign(user=user, case=question, owner=user)
    assert raised(question) == "06. 12:00"


def test_an_ended_case_does_not_rise(question, travel):
    answer_and_close(user=users.caseworker(), case=question, outcome="answered")
    travel("2026-11-20 12:00")
    assert late.raise_overdue() == 0


def test_whoever_was_quicker_wins(question, travel, monkeypatch):
    """Between finding and locking somebody gives it a new due date."""
    user = users.caseworker()
    travel("2026-11-06 12:00")
    real = late.hold

    def slow(case_id: int) -> Case:
        set_due(user=user, case=question, due_at=follow_up(clock.today()))
        return real(case_id)

    monkeypatch.setattr(late, "hold", slow)
    assert late.raise_overdue() == 0
    assert raised(question) == ""

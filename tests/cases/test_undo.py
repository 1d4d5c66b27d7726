"""A slip of the finger is taken back: exactly, by who did it, while nothing else has happened."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.actions.assign import assign, put_into_queue, set_due, take
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.actions.mark import mark, restrict
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.actions.split import split
from hilfelotse.cases.actions.undo import NothingToUndo, undo, undoable
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.people.models import ContactPoint
from hilfelotse.privacy.actions.erase import erase_person
from hilfelotse.referrals.actions.finish import finish
from tests.factories import cases, offers, seen, users

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 2, 11, tzinfo=UTC)


@pytest.fixture
def user(travel):
    travel(START)
    return users.caseworker()


@pytest.fixture
def case(user) -> Case:
    case = cases.question()
    ContactPoint.objects.filter(party=case.party).update(confirmed_at=clock.now())
    OutgoingMail.objects.all().delete()
    return case


def row(case: Case) -> dict:
    return Case.objects.filter(pk=case.pk).values().get()


def steps(user, colleague, case):
    """Everything that can be taken back."""
    later = clock.now() + timedelta(days=9)
    return {
        "take": lambda: take(user=user, case=case),
        "assign": lambda: assign(user=user, case=case, owner=colleague, text="Bitte"),
        "to everybody": lambda: put_into_queue(user=user, case=case, queue="desk"),
        "to the lead": lambda: put_into_queue(user=user, case=case, queue="lead"),
        "follow-up": lambda: set_due(user=user, case=case, due_at=later),
        "mark": lambda: mark(
            user=user, case=case, subject="school", postcode="30449", is_urgent=True
        ),
        "close": lambda: answer_and_close(user=user, case=case, outcome="answered", text="Ja"),
    }


STEPS = list(steps(None, None, None))
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
AS_IT_STOOD = st.fixed_dictionaries(
    {
        "state": st.sampled_from([state for state in Case.State.values if state != "closed"]),
        "waiting_on": st.sampled_from(Case.Waiting.values),
        "subject": st.sampled_from(["", "school", "health"]),
        "postcode": st.sampled_from(["", "30167"]),
        "is_urgent": st.booleans(),
        "is_restricted": st.booleans(),
        "raised_at": st.none() | MOMENTS,
        "due_at": MOMENTS,
        "queue": st.sampled_from(["", "desk", "lead"]),
    }
)


@given(as_it_stood=AS_IT_STOOD, step=st.sampled_from(STEPS))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undo_restores_exactly(user, case, as_it_stood, step):
    with transaction.atomic():
        colleague, owner = users.caseworker(), users.caseworker()
        owner = None if as_it_stood["queue"] else owner
        Case.objects.filter(pk=case.pk).update(owner=owner, **as_it_stood)
        before, mails = row(case), seen.mails()
        steps(user, colleague, case)[step]()
        undo(user=user, case=case)
        assert row(case) == before
        assert seen.mails() == mails
        assert [verb for verb, _by in seen.verbs(case)][-1:] == ["undone"]
        transaction.set_rollback(True)


@pytest.mark.parametrize("step", STEPS)
def test_only_who_did_it_takes_it_back(user, case, step):
    steps(user, users.caseworker(), case)[step]()
    before = row(case)
    for other in (users.caseworker(), users.user(Role.LEAD)):
        with pytest.raises(NothingToUndo):
            undo(user=other, case=case)
    assert row(case) == before
    assert undoable(case, user)


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_nobody_else_undoes_anything(case, role):
    stranger = users.user(role)
    with pytest.raises(PermissionDenied):
        undo(user=stranger, case=case)


def test_not_after_something_else_has_happened(user, case):
    take(user=user, case=case)
    add_note(user=users.caseworker(), case=case, text="Hat angerufen")
    with pytest.raises(NothingToUndo):
        undo(user=user, case=case)
    case.refresh_from_db()
    assert case.owner == user


def test_step_by_step_no_further_than_one(user, case):
    take(user=user, case=case)
    set_due(user=user, case=case, due_at=clock.now() + timedelta(days=9))
    undo(user=user, case=case)
    case.refresh_from_db()
    assert case.owner == user
    with pytest.raises(NothingToUndo):
        undo(user=user, case=case)


def test_notes_talks_splits_and_danger_stay(user, case):
    split(user=user, case=case, kind="goods", text="Und ein Fahrrad")
    assert undoable(case, user) is None
    add_note(user=user, case=case, text="x")
    assert undoable(case, user) is None
    lead = users.user(Role.LEAD)
    restrict(user=lead, case=case)
    assert undoable(case, lead) is None


def test_a_fresh_case_has_nothing_to_undo(user, case):
    with pytest.raises(NothingToUndo):
        undo(user=user, case=case)


def test_the_end_of_an_offer_is_not_undone(user):
    offer = offers.ready()
    finish(user=user, offer=offer, outcome="not_needed")
    assert undoable(Case.objects.get(pk=offer.case_id), user) is None


def test_nothing_comes_back_of_somebody_who_was_erased(user, case):
    take(user=user, case=case)
    erase_person(party=case.party, user=users.user(Role.LEAD))
    case.refresh_from_db()
    with pytest.raises(NothingToUndo):
        undo(user=user, case=case)
    assert row(case)["text"] == ""


# --- what the person hears of it ----------------------------------------------------------------


def test_a_mail_that_has_not_left_does_not_leave(user, case, run_tasks, mailoutbox):
    answer_and_close(user=user, case=case, outcome="answered")
    assert seen.mails() == [("closed", "toni@post.example")]
    undo(user=user, case=case)
    assert seen.mails() == []
    run_tasks()
    assert mailoutbox == []


def test_who_has_read_that_it_is_over_reads_that_it_is_not(user, case, run_tasks, mailoutbox):
    answer_and_close(user=user, case=case, outcome="answered")
    run_tasks()
    undo(user=user, case=case)
    run_tasks()
    assert [template for template, _address in seen.mails()] == ["closed", "reopened"]
    assert len(mailoutbox) == 2


def test_closed_again_is_told_again(user, case, run_tasks, mailoutbox, travel):
    for minute in range(2):
        travel(START + timedelta(minutes=minute))
        answer_and_close(user=user, case=case, outcome="answered")
        run_tasks()
        undo(user=user, case=case)
    travel(START + timedelta(minutes=2))
    answer_and_close(user=user, case=case, outcome="answered")
    run_tasks()
    templates = [template for template, _address in seen.mails()]
    assert templates == ["closed", "reopened", "closed", "reopened", "closed"]


def test_without_an_address_nobody_is_written_to(user, case):
    case.party.contact_points.filter(kind="email").delete()
    answer_and_close(user=user, case=case, outcome="answered")
    undo(user=user, case=case)
    assert seen.mails() == []

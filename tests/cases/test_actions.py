from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hilfelotse.accounts.roles import DESK, Role
from hilfelotse.base import clock
from hilfelotse.cases.actions.assign import assign, put_into_queue, set_due, take
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.history import timeline
from tests.factories import cases, offers, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(travel):
    return travel("2026-11-02 12:00")


@pytest.fixture
def case(now) -> Case:
    return cases.question()


def actions(user, case):
    """Every action of the desk on any case."""
    return [
        lambda: take(user=user, case=case),
        lambda: assign(user=user, case=case, owner=users.caseworker()),
        lambda: put_into_queue(user=user, case=case, queue="lead"),
        lambda: set_due(user=user, case=case, due_at=clock.now()),
        lambda: add_note(user=user, case=case, text="x"),
        lambda: answer_and_close(user=user, case=case, outcome="answered"),
    ]


def test_taking_a_case_makes_it_mine(case):
    user = users.caseworker(name="Ayşe")
    take(user=user, case=case)
    case.refresh_from_db()
    assert (case.owner, case.queue, case.state) == (user, "", "advising")
    assert seen.verbs(case) == [("received", "citizen"), ("assigned", "staff")]
    details = timeline.of(case)[0].details
    assert (details["owner"], details["name"]) == (user.pk, "Ayşe")
    assert details["before"]["state"] == "new"


def test_handing_over_says_a_word_to_the_colleague(case):
    user, colleague = users.caseworker(), users.user(Role.LEAD)
    assign(user=user, case=case, owner=colleague, text="Bitte heute noch.")
    case.refresh_from_db()
    assert case.owner == colleague
    assert (timeline.of(case)[0].user, timeline.of(case)[0].text) == (user, "Bitte heute noch.")


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_only_the_desk_may_own_a_case(case, role):
    with pytest.raises(PermissionDenied):
        assign(user=users.caseworker(), case=case, owner=users.user(role))
    case.refresh_from_db()
    assert case.owner is None


def test_giving_back_to_a_queue(case):
    user = users.caseworker()
    take(user=user, case=case)
    put_into_queue(user=user, case=case, queue="lead")
    case.refresh_from_db()
    assert (case.owner, case.queue) == (None, "lead")
    assert case.owner_name == "Leitung"
    with pytest.raises(ValueError, match="nowhere"):
        put_into_queue(user=user, case=case, queue="nowhere")


def test_setting_the_due_date(case, now, travel):
    set_due(user=users.caseworker(), case=case, due_at=now + timedelta(days=3))
    case.refresh_from_db()
    assert case.due_at == now + timedelta(days=3)
    assert not case.is_overdue
    travel(now + timedelta(days=3, seconds=1))
    assert case.is_overdue


def test_a_note_is_no_talk_and_a_talk_is_written_down(case, now):
    user = users.caseworker()
    add_note(user=user, case=case, text="Unterlagen fehlen")
    case.refresh_from_db()
    assert case.spoken_at is None
    add_note(user=user, case=case, text="angerufen", spoken=True)
    case.refresh_from_db()
    assert case.spoken_at == now
    assert seen.verbs(case)[1:] == [("noted", "staff"), ("talked", "staff")]


def test_a_question_ends_with_an_outcome(case, now):
    answer_and_close(user=users.caseworker(), case=case, outcome="answered", text="am Telefon")
    case.refresh_from_db()
    assert (case.state, case.outcome, case.closed_at) == ("closed", "answered", now)
    assert seen.verbs(case)[-1] == ("closed", "staff")
    assert timeline.of(case)[0].details["outcome"] == "answered"


def test_the_asker_reads_that_the_question_is_closed(case, now):
    case.party.contact_points.filter(kind="email").update(confirmed_at=now)
    answer_and_close(user=users.caseworker(), case=case, outcome="answered", text="am Telefon")
    closed = OutgoingMail.objects.get(template="closed")
    assert closed.contact_point.party == case.party
    assert closed.context == {"reference": case.reference}


def test_an_outcome_is_one_of_the_list(case):
    with pytest.raises(ValueError, match="finished"):
        answer_and_close(user=users.caseworker(), case=case, outcome="finished")
    case.refresh_from_db()
    assert case.is_open


def test_an_offer_does_not_end_through_the_door_for_questions():
    offer = offers.ready()
    with pytest.raises(ValueError, match="an offer ends by"):
        answer_and_close(user=users.caseworker(), case=offer.case, outcome="answered")
    offer.case.refresh_from_db()
    assert offer.case.is_open


@pytest.mark.parametrize("number", range(6))
def test_nothing_happens_to_an_ended_case(case, number):
    user = users.caseworker()
    answer_and_close(user=user, case=case, outcome="answered")
    before = Case.objects.values().get(), seen.verbs(case)
    with pytest.raises(CaseIsClosed):
        actions(user, case)[number]()
    assert (Case.objects.values().get(), seen.verbs(case)) == before


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_nobody_outside_the_desk_does_anything(case, role):
    stranger = users.user(role)
    before = Case.objects.values().get(), seen.verbs(case)
    for action in actions(stranger, case):
        with pytest.raises(PermissionDenied):
            action()
    assert (Case.objects.values().get(), seen.verbs(case)) == before


@pytest.mark.parametrize("role", sorted(DESK))
def test_a_colleague_who_left_does_nothing(case, role):
    gone = users.user(role, is_active=False)
    for action in actions(gone, case):
        with pytest.raises(PermissionDenied):
            action()


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"due_at": None}, "open_case_has_due_date"),
        ({"queue": ""}, "open_case_has_one_owner"),
        ({"outcome": "answered"}, "closed_case_has_outcome"),
        ({"closed_at": "2026-11-02T12:00Z"}, "closed_case_has_outcome"),
        ({"state": "closed"}, "closed_case_has_outcome"),
        ({"state": "closed", "outcome": "answered"}, "closed_case_has_outcome"),
        ({"state": "closed", "closed_at": "2026-11-02T12:00Z"}, "closed_case_has_outcome"),
    ],
)
def test_the_database_says_no(case, broken, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**broken)


def test_the_database_wants_one_owner_and_not_two(case):
    with pytest.raises(IntegrityError, match="open_case_has_one_owner"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(owner=users.caseworker())

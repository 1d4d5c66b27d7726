"""Ten years of the office in a second."""

from datetime import time, timedelta

import pytest
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from hilfelotse.accounts.actions import shut_out
from hilfelotse.base import clock
from hilfelotse.base.models import JobRun, Link, Submission
from hilfelotse.calls.models import CallNote
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import RawMail, ReceivedMail
from hilfelotse.history.models import Event
from hilfelotse.knowledge.actions import count_gap
from hilfelotse.knowledge.models import Gap
from hilfelotse.people.models import Party
from hilfelotse.placements.actions.agree import end_and_return
from hilfelotse.placements.actions.step import start
from hilfelotse.privacy.access import saw_case, saw_list
from hilfelotse.privacy.actions.retention import (
    close_unconfirmed,
    erase_old,
    forget_mails,
    forget_nameless,
    prune,
)
from hilfelotse.privacy.models import Access
from hilfelotse.referrals.actions.finish import finish, withdraw
from hilfelotse.team.actions import enter_absence, set_week
from hilfelotse.team.models import Absence, Shift
from tests.factories import calls, cases, needs, offers, received, referrals, roster, seen, users

pytestmark = pytest.mark.django_db

WITHOUT_PHONE = offers.sender(phone="", name="MARKER")


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")


def days(count: float) -> timedelta:
    return timedelta(days=count)


# --- unconfirmed offers ---------------------------------------------------------------------


def test_an_offer_that_nobody_can_answer_is_closed_and_erased_after_seven_days(now, travel):
    case = offers.received(confirmed=False, sender=WITHOUT_PHONE).case
    travel(now + days(7))
    assert close_unconfirmed() == 0
    travel(now + days(7) + timedelta(seconds=1))
    assert close_unconfirmed() == 1
    assert close_unconfirmed() == 0
    case.refresh_from_db()
    assert (case.state, case.outcome, case.party) == ("closed", "unconfirmed", None)
    assert ("closed", "system") in seen.verbs(case)
    assert "MARKER" not in str(seen.database())


def spoken_about(offer) -> None:
    Case.objects.filter(pk=offer.case_id).update(spoken_at=clock.now())


@pytest.mark.parametrize(
    ("sender", "happens"),
    [
        (offers.sender(), lambda offer: None),
        (offers.sender(email=""), lambda offer: None),
        (WITHOUT_PHONE, offers.confirm),
        (WITHOUT_PHONE, spoken_about),
    ],
    ids=["with telephone", "telephone only", "confirmed", "spoken about"],
)
def test_who_can_be_reached_or_was_talked_to_stays(now, travel, sender, happens):
    offer = offers.received(confirmed=False, sender=sender)
    happens(offer)
    travel(now + days(3650))
    assert close_unconfirmed() == 0
    assert Party.objects.get() == offer.party


def test_a_question_is_not_closed_for_its_address(now, travel):
    cases.question(sender=WITHOUT_PHONE)
    travel(now + days(30))
    assert close_unconfirmed() == 0


# --- people of long ago ---------------------------------------------------------------------


def test_who_left_is_forgotten_after_half_a_year(now, travel):
    offer = offers.ready(sender=offers.sender(name="MARKER"))
    withdraw(offer=offer)
    travel(now + days(183))
    assert erase_old() == 0
    travel(now + days(183) + timedelta(seconds=1))
    assert erase_old() == 1
    assert "MARKER" not in str(seen.database())
    assert Case.objects.get().outcome == "withdrawn"


def test_who_waits_or_helps_is_not_forgotten_in_ten_years(now, travel):
    waits = offers.ready()
    _referral, placement = referrals.accepted(offer=offers.ready())
    user = users.caseworker()
    start(user=user, placement=placement)
    finish(user=user, offer=placement.offer, outcome="placed")
    for year in range(1, 11):
        travel(now + days(365 * year))
        assert erase_old() == 0
    end_and_return(user=user, placement=placement, reason="regular")
    assert erase_old() == 1
    assert Party.objects.get() == waits.party


def test_a_new_concern_keeps_a_person(now, travel):
    offer = offers.ready()
    withdraw(offer=offer)
    travel(now + days(150))
    question = cases.question()
    Case.objects.filter(pk=question.pk).update(party=offer.party)
    travel(now + days(400))
    assert erase_old() == 1  # the other question's party, which has no case any more
    assert Party.objects.get() == offer.party


# --- technical rows -------------------------------------------------------------------------


def test_what_has_served_its_purpose_is_deleted(now, travel):
    offer = offers.ready()
    saw_case(case=offer.case, route="desk:case")
    JobRun.objects.create(name="x", slot=now)
    Session.objects.create(session_key="s", session_data="x", expire_date=now + timedelta(hours=12))
    task = DBTaskResult.objects.get()
    task.status, task.finished_at = "SUCCESSFUL", now
    task.save()

    def left() -> list[int]:
        prune()
        models = (Session, Submission, DBTaskResult, JobRun, Link, Access)
        return [model.objects.count() for model in models]

    assert left() == [1, 1, 1, 1, 1, 1]
    travel(now + timedelta(hours=13))
    assert left() == [0, 1, 1, 1, 1, 1]
    travel(now + days(7.1))
    assert left() == [0, 0, 1, 1, 1, 1]
    travel(now + days(30.1))
    assert left() == [0, 0, 0, 0, 1, 1]
    travel(now + days(180 + 30.1))
    assert left() == [0, 0, 0, 0, 0, 1]
    travel(now + days(365.1))
    assert left() == [0, 0, 0, 0, 0, 0]


def test_a_roster_is_kept_for_a_year(now, travel):
    user, leaving = users.caseworker(), users.caseworker()
    roster.shifts(user, 0)
    roster.shifts(leaving, 0)
    enter_absence(user=user, colleague=user, first_day=now.date(), last_day=now.date())
    set_week(user=user, colleague=user, week={1: (time(9), time(12))})
    travel(now + days(365))
    prune()
    assert (Absence.objects.count(), Shift.objects.count()) == (1, 2)
    shut_out(email=leaving.email)
    travel(now + days(366.1))
    prune()
    assert (Absence.objects.count(), Shift.objects.get().user) == (0, user)
    assert not Event.objects.filter(subject__in=["absence", "user"]).exists()


def test_a_task_that_still_waits_is_never_pruned(now, travel):
    offers.receive()
    travel(now + days(3650))
    prune()
    assert DBTaskResult.objects.count() == 1


# --- the access log -------------------------------------------------------------------------


def test_a_look_at_a_case_is_written_down_without_content(now):
    offer, user = offers.ready(sender=offers.sender(name="MARKER")), users.caseworker()
    saw_case(case=offer.case, route="desk:case", user=user)
    saw_case(case=offer.case, route="links:contact", organisation_id=7)
    rows = Access.objects.order_by("pk").values()
    assert [(row["at"], row["user_id"], row["organisation_id"], row["route"]) for row in rows] == [
        (now, user.pk, None, "desk:case"),
        (now, None, 7, "links:contact"),
    ]
    assert {(row["party_id"], row["case_id"]) for row in rows} == {(offer.party_id, offer.case_id)}
    assert "MARKER" not in str(list(rows))


def test_a_look_at_a_list_is_one_row_for_each_person(django_assert_num_queries):
    user = users.caseworker()
    found = [offers.ready().case, cases.question()]
    with django_assert_num_queries(1):
        saw_list(cases=found, route="desk:inbox", user=user)
    assert [(row.user, row.party_id, row.case_id) for row in Access.objects.order_by("pk")] == [
        (user, case.party_id, case.pk) for case in found
    ]


def test_needs_name_nobody_and_outlive_everybody(now, travel):
    need = needs.open_need()
    travel(now + days(3650))
    erase_old()
    prune()
    need.refresh_from_db()
    assert need.taken == 0


# --- mails ----------------------------------------------------------------------------------


def test_mails_of_programs_go_after_half_a_year_and_others_with_their_case(travel):
    case = cases.question()
    kept = received.mail(case, state="joined")
    for state in ("bounce", "automatic"):
        received.mail(state=state)
    noted = received.mail(case, state="automatic")
    unread = received.mail(state="stored")
    travel("2027-05-06 12:00")
    assert forget_mails() == 0
    travel("2027-05-08 12:01")
    assert forget_mails() == 2
    left = ReceivedMail.objects.order_by("pk").values_list("pk", flat=True)
    assert list(left) == [kept.pk, noted.pk, unread.pk]
    assert RawMail.objects.count() == 3


def test_what_nameless_callers_said_goes_half_a_year_after_the_end(now, travel):
    caller = {"user": users.caseworker(), "sender": None, "wish": Case.Kind.COMPLAINT}
    said = calls.noted(**caller, result=CallNote.Result.ANSWERED, text="MARKER ruft an")
    still_open = calls.noted(**caller, text="OFFEN ruft an")
    assert (said.party, said.state, still_open.party) == (None, "closed", None)
    travel(now + days(183))
    assert forget_nameless() == 0
    travel(now + days(183) + timedelta(seconds=1))
    assert forget_nameless() == 1
    assert forget_nameless() == 0
    assert "MARKER" not in str(seen.database())
    assert "OFFEN ruft an" in str(seen.database())
    assert ("received", "staff") in seen.verbs(said)  # the numbers of past days stay


def test_a_mail_that_nobody_could_read_goes_with_its_case(now, travel):
    case = cases.question(sender=None)
    received.mail(case, content=b"MARKER")
    answer_and_close(user=users.caseworker(), case=case, outcome=Case.Outcome.SPAM)
    travel(now + days(184))
    assert forget_nameless() == 1
    assert (ReceivedMail.objects.count(), RawMail.objects.count()) == (0, 0)


def test_a_question_without_an_answer_goes_a_year_after_it_was_last_asked(now, travel):
    count_gap(text="Wo gibt es Klaviere?")
    travel(now + days(365))
    prune()
    assert Gap.objects.count() == 1
    travel(now + days(365) + timedelta(seconds=1))
    prune()
    assert Gap.objects.count() == 0

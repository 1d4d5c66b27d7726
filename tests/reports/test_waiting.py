import pytest

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.calls.models import Callback
from hilfelotse.cases.actions.late import raise_overdue
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.models import Case, MailInCase
from hilfelotse.correspondence.models import RawMail, ReceivedMail
from hilfelotse.history.timeline import record
from hilfelotse.knowledge.models import Gap
from hilfelotse.reports.waiting import unanswered, waiting
from tests.factories import cases, referrals, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(travel):
    travel("2026-11-02 12:00")
    return users.user(Role.LEAD)


def mail_in(case: Case, identity: str, state: str = "joined") -> None:
    raw = RawMail.objects.create(content=b"", size=0, digest=identity)
    mail = ReceivedMail.objects.create(mailbox="a", identity=identity, raw=raw, state=state)
    MailInCase.objects.create(case=case, mail=mail)


def test_nothing_waits(lead):
    found = waiting(user=lead)
    numbers = (
        found.overdue, found.raised, found.due_today, found.callbacks, found.mails,
        found.referrals, found.gaps_today,
    )  # fmt: skip
    assert numbers == (0,) * 7
    assert found.oldest == ()


def test_what_waits(lead, travel):
    first = cases.question()
    referrals.sent()
    Gap.objects.create(words="alt", text="Alt")
    travel("2026-11-06 12:00")
    cases.question()
    Callback.objects.create(case=first, wanted_at=clock.now())
    mail_in(first, "m1")
    mail_in(first, "m2", state="automatic")
    Gap.objects.create(words="neu", text="Neu")
    raise_overdue()
    found = waiting(user=lead)
    assert (found.overdue, found.raised, found.callbacks, found.mails) == (2, 1, 1, 1)
    assert (found.referrals, found.gaps_today) == (1, 1)
    assert (found.oldest[0].reference, found.oldest[0].days) == (first.reference, 4)


def test_what_is_restricted_waits_for_the_lead_alone(lead):
    restrict(case=cases.question())
    assert waiting(user=users.caseworker()).oldest == ()
    assert len(waiting(user=lead).oldest) == 1


def test_a_mail_is_answered_by_a_mail_or_a_talk_after_it(lead, travel):
    case = cases.question()
    mail_in(case, "m1")
    every = Case.objects.open()
    add_note(user=lead, case=case, text="Nur notiert")
    assert unanswered(every).count() == 1
    travel("2026-11-02 12:05")
    record(subject=case, verb="replied", user=lead)
    assert unanswered(every).count() == 0
    travel("2026-11-02 12:10")
    mail_in(case, "m2")
    assert unanswered(every).count() == 1
    add_note(user=lead, case=case, text="Angerufen", spoken=True)
    assert unanswered(every).count() == 0

"""The citizen's page says what is so: calls, delays, merges; and never what nobody will keep."""

import pytest
from django.urls import reverse

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock, links
from hilfelotse.calls.models import Callback
from hilfelotse.cases.actions.assign import set_due, take
from hilfelotse.cases.actions.late import raise_overdue
from hilfelotse.cases.actions.locked import hold, move
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.models import Case
from hilfelotse.intake.receive import STATUS_LINK
from hilfelotse.office import deadlines
from hilfelotse.office.deadlines import follow_up
from tests.factories import cases, offers, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(travel) -> Case:
    """From Monday noon; an answer was promised until Wednesday."""
    travel("2026-11-02 12:00")
    return cases.question()


@pytest.fixture
def page(client):
    def page(case: Case) -> str:
        token = links.issue(
            purpose=STATUS_LINK, subject_id=case.pk, valid=deadlines.STATUS_LINK_VALID
        )
        answer = client.get(reverse("links:status", kwargs={"token": token}))
        assert answer.status_code == 200
        return " ".join(answer.content.decode().split())

    return page


def callback(case: Case, wanted: str, due: str, travel, **fields) -> Callback:
    """Promised within a span, as ``calls.actions.callback.promise`` writes it."""
    now = clock.now()
    made = Callback.objects.create(case=case, wanted_at=travel(wanted), **fields)
    move(hold(case.pk), due_at=travel(due))
    travel(now)
    return made


def test_what_was_promised_first(question, page):
    text = page(question)
    assert "Wir melden uns bis Mittwoch, 4. November 2026 bei Ihnen." in text
    assert "später dran" not in text


@pytest.mark.parametrize("taken", [False, True])
def test_late_is_called_late(question, page, travel, taken):
    if taken:
        take(user=users.caseworker(), case=question)
    travel("2026-11-04 12:01")
    text = page(question)
    assert "Wir sind später dran als versprochen: Das sollte bis Mittwoch, 4. November" in text
    assert "nicht vergessen" in text
    assert "Leitung" not in text
    travel("2026-11-06 10:00")
    raise_overdue()
    assert "Seit Freitag, 6. November 2026 liegt es bei unserer Leitung." in page(question)
    set_due(user=users.caseworker(), case=question, due_at=follow_up(clock.today()))
    assert "später dran" not in page(question)


def test_an_offer_in_the_pool_is_late_too(travel, page):
    travel("2026-11-02 12:00")
    offer = offers.ready()
    Case.objects.filter(pk=offer.case_id).update(due_at=clock.now())
    travel("2026-11-03 12:00")
    assert "später dran" in page(offer.case)


def test_whoever_we_wait_for_is_not_told_that_we_are_late(question, page, travel):
    move(hold(question.pk), state="advising", waiting_on="citizen")
    assert "warten bis Mittwoch, 4. November 2026 auf Ihre Antwort" in page(question)
    travel("2026-11-05 12:00")
    text = page(question)
    assert "noch keine Antwort bekommen" in text
    assert "später dran" not in text


def test_a_promised_call(question, page, travel):
    callback(question, "2026-11-03 10:00", "2026-11-03 12:00", travel)
    assert "Wir rufen Sie am Dienstag, 3. November 2026 zwischen 10:00 und 12:00 Uhr an." in page(
        question
    )
    travel("2026-11-03 11:00")
    assert "Wir rufen Sie an, spätestens am Dienstag, 3. November 2026, 12:00." in page(question)
    travel("2026-11-03 12:01")
    assert "Wir sind später dran als versprochen" in page(question)


def test_a_call_that_reached_nobody(question, page, travel):
    travel("2026-11-03 10:30")
    made = callback(
        question, "2026-11-04 09:00", "2026-11-05 17:00", travel,
        tries=1, last_try_at=clock.now(),
    )  # fmt: skip
    text = page(question)
    assert "Wir haben Sie am Dienstag, 3. November 2026, 10:30 nicht erreicht." in text
    assert "Wir rufen Sie an, ab Mittwoch, 4. November 2026, spätestens am Donnerstag" in text
    made.ended_at, made.end, made.tries = clock.now(), "not_reached", 3
    made.save()
    text = page(question)
    assert "nicht erreicht. Rufen Sie uns gern an: 0511 168-30088." in text
    travel("2026-11-03 10:40")
    add_note(user=users.caseworker(), case=question, text="Rief zurück", spoken=True)
    assert "nicht erreicht" not in page(question)


def test_merged_with_ones_own_and_with_anothers(question, page, travel):
    own = cases.question()
    Case.objects.filter(pk=own.pk).update(party=question.party)
    others = cases.question(sender=offers.sender(name="Fremd Geheim"))
    for into, words in ((own, f"zusammen mit Ihrem Anliegen {own.reference}"),
                        (others, "unter einer anderen Nummer weiter")):  # fmt: skip
        fields = {"state": "closed", "outcome": "duplicate", "closed_at": clock.now()}
        move(hold(question.pk), merged_into=into, **fields)
        text = page(question)
        assert words in text
        assert "Geheim" not in text
        assert others.reference not in text


def test_a_concern_that_was_withdrawn_was_no_offer(question, page):
    fields = {"state": "closed", "outcome": "withdrawn", "closed_at": clock.now()}
    move(hold(question.pk), **fields)
    assert "Sie haben Ihr Anliegen zurückgezogen." in page(question)


def test_a_restricted_case_looks_like_any_other(question, page, travel):
    before = page(question)
    restrict(case=question)
    travel("2026-11-02 12:01")
    after = page(question)
    for word in ("gesperrt", "Gefahr", "Leitung", "vertraulich", "dringend"):
        assert (word in after) == (word in before)
    assert "Wir melden uns bis Montag, 2. November 2026 bei Ihnen." in after


def test_the_page_shows_no_colleague(question, page):
    lead = users.user(Role.LEAD, name="Renate Ohlendorf")
    take(user=lead, case=question)
    assert "Renate" not in page(question)

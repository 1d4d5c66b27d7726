"""Entries age: asked after three months, doubtful after two weeks of silence, then hidden."""

from datetime import timedelta

import pytest

from hilfelotse.base import clock, links
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.directory.actions import confirm_profile
from hilfelotse.directory.actions.contacts import PROFILE
from hilfelotse.directory.models import Organisation
from hilfelotse.directory.queries import not_fresh
from hilfelotse.history.timeline import of
from hilfelotse.intake.freshness import ask_due, confirm_by_link
from tests.factories import directory

pytestmark = pytest.mark.django_db


def asked() -> int:
    return OutgoingMail.objects.filter(template="profile_check").count()


def after(travel, body, number: int) -> None:
    travel(body.created_at + timedelta(days=number, minutes=1))


def test_a_body_is_asked_after_ninety_days_and_every_two_weeks_until_it_is_hidden(travel):
    body = directory.organisation()
    days_asked = []
    for number in range(85, 200):
        after(travel, body, number)
        before = asked()
        ask_due()
        ask_due()
        days_asked += [number] * (asked() - before)
    assert days_asked == [90, 104, 118, 132, 146, 160, 174]


def test_one_that_was_never_asked_is_asked_once_however_old_it_is(travel):
    body = directory.organisation()
    for number in (400, 420):
        after(travel, body, number)
        ask_due()
    assert asked() == 1


def test_who_wants_calls_is_gone_or_has_nobody_gets_no_mail(travel):
    body = directory.organisation(reach_by=Organisation.ReachBy.PHONE)
    directory.organisation(is_active=False)
    directory.organisation(contact={"is_active": False}, name="Ohne Leute")
    after(travel, body, 91)
    assert ask_due() == 0
    assert {row.name for row in not_fresh()} == {body.name, "Ohne Leute"}


def test_who_stays_silent_is_doubtful_then_hidden_and_on_the_list_until_confirmed(travel):
    body = directory.organisation()
    seen = {}
    for number in (89, 103, 104, 179, 180):
        after(travel, body, number)
        seen[number] = (body.is_due, body.is_stale, body.is_hidden, not_fresh().count())
    assert seen == {
        89: (False, False, False, 0),
        103: (True, False, False, 0),
        104: (True, True, False, 1),
        179: (True, True, False, 1),
        180: (True, True, True, 1),
    }
    after(travel, body, 181)
    confirm_profile(user=None, organisation=body, name="Kim Beispiel")
    assert not body.is_due
    assert not not_fresh().exists()


def test_the_link_confirms_once_in_the_name_of_who_got_it(travel):
    body = directory.organisation()
    contact = body.contacts.get()
    after(travel, body, 95)
    token = links.issue(purpose=PROFILE, subject_id=contact.pk, valid=timedelta(days=60))
    confirm_by_link(token=token)
    body.refresh_from_db()
    assert (body.confirmed_at, body.confirmed_by) == (clock.now(), contact.name)
    event = of(body).first()
    assert (event.verb, event.by) == ("profile_confirmed", "organisation")
    assert event.details == {"speaker": contact.name}
    with pytest.raises(links.LinkRefused):
        confirm_by_link(token=token)


def test_who_does_not_answer_for_the_body_any_more_confirms_nothing():
    body = directory.organisation(contact={"is_active": False})
    token = links.issue(
        purpose=PROFILE, subject_id=body.contacts.get().pk, valid=timedelta(days=60)
    )
    with pytest.raises(links.LinkRefused):
        confirm_by_link(token=token)

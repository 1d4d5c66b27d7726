import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from hilfelotse.people.consent import (
    WORDINGS,
    has_spoken,
    is_given,
    record_consent,
    text_version,
)
from hilfelotse.people.models import Consent, ContactPoint, Party
from tests.factories import offers

pytestmark = pytest.mark.django_db


@pytest.fixture
def party() -> Party:
    return Party.objects.create(name="Toni")


def say(party: Party, *, given: bool, recipient: str = "organisation:1") -> Consent:
    return record_consent(
        party=party, purpose="contact", given=given, channel="link", language="ar",
        recipient=recipient,
    )  # fmt: skip


def state(party: Party, recipient: str = "organisation:1") -> tuple[bool, bool]:
    return is_given(party, "contact", recipient), has_spoken(party, "contact", recipient)


def test_what_was_said_last_counts_and_what_was_said_before_stays(party, travel):
    assert state(party) == (False, False)
    first = travel("2026-11-02 12:00")
    say(party, given=True)
    assert state(party) == (True, True)
    second = travel("2026-11-03 12:00")
    say(party, given=False)
    assert state(party) == (False, True)
    rows = Consent.objects.order_by("pk").values_list("given", "at", "ended_at", "language")
    assert list(rows) == [(True, first, second, "ar"), (False, second, None, "ar")]


def test_a_yes_to_one_body_is_no_yes_to_another(party):
    say(party, given=True)
    assert state(party, "organisation:11") == (False, False)
    assert state(party, "") == (False, False)
    assert is_given(party, "ask", "organisation:1") is False
    assert state(Party.objects.create(name="Jo")) == (False, False)


def test_the_database_wants_one_word_in_force(party):
    consent = say(party, given=True)
    consent.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        consent.save()


def test_the_version_is_that_of_the_german_wording_whatever_was_shown():
    versions = {purpose: text_version(purpose) for purpose in WORDINGS}
    assert set(WORDINGS) == set(Consent.Purpose)
    assert len(set(versions.values())) == len(WORDINGS)
    with override("ar"):
        assert {purpose: text_version(purpose) for purpose in WORDINGS} == versions


def test_a_person_has_one_address_of_a_kind(party):
    ContactPoint.objects.create(party=party, kind="email", value="a@post.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactPoint.objects.create(party=party, kind="email", value="b@post.example")


@pytest.mark.parametrize("size", [0, 5001])
def test_a_group_has_members(party, size):
    with pytest.raises(IntegrityError, match="group_has_members"), transaction.atomic():
        Party.objects.filter(pk=party.pk).update(group_size=size)


def test_a_number_is_shown_and_an_address_too():
    party = offers.received().party
    shown = {point.kind: point.display for point in party.contact_points.all()}
    assert shown == {"email": "toni@post.example", "phone": "0511 16830088"}

"""Mails go to who is in charge now."""

import pytest

from hilfelotse.correspondence.write import NobodyToWriteTo, write_to_body
from hilfelotse.directory.actions import add_contact, change_contact
from tests.factories import directory, users

pytestmark = pytest.mark.django_db


def asked(body, contact=None) -> str:
    mail = write_to_body(
        organisation=body,
        contact=contact,
        template="referral_recalled",
        reason=f"r{body.contacts.count()}{contact and contact.pk}",
    )
    return mail.contact.email


def test_the_newest_person_in_charge_is_written_to_or_the_one_of_the_need():
    user, body = users.caseworker(), directory.organisation()
    first = body.contacts.get()
    assert asked(body) == first.email
    add_contact(user=user, organisation=body, name="Neu", email="neu@kreis.example")
    assert asked(body) == "neu@kreis.example"
    assert asked(body, contact=first) == first.email


def test_a_retired_person_gets_no_more_mail():
    user, body = users.caseworker(), directory.organisation()
    first = body.contacts.get()
    change_contact(user=user, contact=first, is_active=False)
    with pytest.raises(NobodyToWriteTo):
        asked(body, contact=first)

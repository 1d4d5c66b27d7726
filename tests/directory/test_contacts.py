"""Mails go to who is in charge now."""

from datetime import timedelta

import pytest

from hilfelotse.base import links
from hilfelotse.base.models import Link
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


@pytest.mark.parametrize(
    ("changed", "opens"),
    [
        ({"email": "neu@kreis.example"}, False),
        ({"is_active": False}, False),
        ({"phone": "1"}, True),
    ],
)
@pytest.mark.parametrize("purpose", ["place", "profile"])
def test_the_links_to_the_place_end_with_the_address_they_went_to(changed, opens, purpose):
    contact = directory.organisation().contacts.get()
    token = links.issue(purpose=purpose, subject_id=contact.pk, valid=timedelta(days=8))
    for name, value in changed.items():
        setattr(contact, name, value)  # as a form does
    change_contact(user=users.caseworker(), contact=contact, **changed)
    assert Link.objects.filter(subject_id=contact.pk, purpose=purpose).exists() == opens
    if opens:
        assert links.open_link(purpose=purpose, token=token)

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.directory.actions import add_contact, add_organisation, change_organisation
from hilfelotse.directory.models import ASKABLE_KINDS, KIND_BIT, Organisation
from hilfelotse.history import timeline
from tests.factories import directory, seen, users

pytestmark = pytest.mark.django_db

CONTACT = {"name": "Kim Beispiel", "email": "kim@kreis.example"}


def test_a_body_is_entered_with_somebody_in_charge():
    user = users.caseworker()
    body = add_organisation(user=user, contact=CONTACT, name="Kreis Süd", kind="circle")
    assert [(c.name, c.email) for c in body.contacts.all()] == [
        ("Kim Beispiel", "kim@kreis.example")
    ]
    assert (body.is_public, body.is_active) == (True, True)
    assert seen.verbs(body) == [("entered", "staff")]


def test_a_correction_names_the_fields_and_not_what_stood_there():
    body = directory.organisation()
    change_organisation(user=users.caseworker(), organisation=body, name="Neu", about="Text")
    body.refresh_from_db()
    assert (body.name, body.about) == ("Neu", "Text")
    assert timeline.of(body)[0].details == {"fields": ["about", "name"]}


def test_one_more_contact():
    body = directory.organisation()
    add_contact(user=users.caseworker(), organisation=body, **CONTACT)
    assert body.contacts.count() == 2
    assert seen.verbs(body) == [("contact_added", "staff")]


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_nobody_outside_the_desk_keeps_the_directory(role):
    body, stranger = directory.organisation(), users.user(role)
    before = seen.database()
    for action in (
        lambda: add_organisation(user=stranger, contact=CONTACT, name="X", kind="circle"),
        lambda: change_organisation(user=stranger, organisation=body, name="X"),
        lambda: add_contact(user=stranger, organisation=body, **CONTACT),
    ):
        with pytest.raises(PermissionDenied):
            action()
    assert seen.database() == before


def test_the_city_itself_is_asked_as_a_public_task_and_nobody_else():
    cities = [kind for kind in Organisation.Kind if Organisation(kind=kind).is_city]
    assert cities == [Organisation.Kind.DEPARTMENT]
    assert set(ASKABLE_KINDS) == set(Organisation.Kind) - {Organisation.Kind.DEPARTMENT}


def test_the_bits_are_stored_and_must_never_change():
    bits = {str(kind): bit for kind, bit in KIND_BIT.items()}
    assert bits == {"circle": 1, "operator": 2, "association": 4, "region": 8, "store": 16}

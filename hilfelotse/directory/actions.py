"""Keeping the directory."""

from typing import Any

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.history.timeline import record


@transaction.atomic
def add_organisation(*, user: User, contact: dict[str, Any], **fields: Any) -> Organisation:
    """Enter a body with the person who answers for it."""
    require(user)
    organisation = Organisation.objects.create(**fields)
    Contact.objects.create(organisation=organisation, **contact)
    record(subject=organisation, verb="entered", user=user)
    return organisation


@transaction.atomic
def change_organisation(*, user: User, organisation: Organisation, **fields: Any) -> Organisation:
    """Correct what the directory says about a body."""
    require(user)
    for name, value in fields.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=list(fields))
    record(subject=organisation, verb="changed", user=user, fields=sorted(fields))
    return organisation


@transaction.atomic
def add_contact(*, user: User, organisation: Organisation, **fields: Any) -> Contact:
    """One more person in charge."""
    require(user)
    contact = Contact.objects.create(organisation=organisation, **fields)
    record(subject=organisation, verb="contact_added", user=user)
    return contact

"""Keeping the directory."""

from typing import Any

from django.db import transaction

from hilfelotse.accounts.actions import invite
from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.directory.models import Contact, Membership, Organisation
from hilfelotse.history.models import Event
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
def change_contact(*, user: User, contact: Contact, **fields: Any) -> Contact:
    """Correct a person in charge, or retire them: mails go to those who are active."""
    require(user)
    for name, value in fields.items():
        setattr(contact, name, value)
    contact.save(update_fields=list(fields))
    record(subject=contact.organisation, verb="contact_changed", user=user)
    return contact


@transaction.atomic
def add_contact(*, user: User, organisation: Organisation, **fields: Any) -> Contact:
    """One more person in charge."""
    require(user)
    contact = Contact.objects.create(organisation=organisation, **fields)
    record(subject=organisation, verb="contact_added", user=user)
    return contact


@transaction.atomic
def invite_partner(*, email: str, name: str, organisation: Organisation, role: str) -> Membership:
    """Somebody of a body may sign in for it. For the administrator's command.

    Roles that the user has already, at other bodies for instance, stay.
    """
    known = User.objects.filter(email=email.lower()).first()
    roles = set(known.roles) if known else set()
    roles.add(Role.DEPARTMENT if organisation.is_city else Role.PARTNER)
    user = invite(email=email, name=name, roles=roles)
    membership, _created = Membership.objects.update_or_create(
        user=user, organisation=organisation, defaults={"role": role}
    )
    record(subject=organisation, verb="member_invited", by=Event.By.SYSTEM)
    return membership

"""The people who answer for a body, and who may sign in for it."""

from typing import Any

from django.db import transaction

from hilfelotse.accounts.actions import invite
from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import links
from hilfelotse.directory.actions.profile import check_keeps, is_desk, said_by
from hilfelotse.directory.actions.refusals import NobodyLeft, NotOfThisBody
from hilfelotse.directory.models import Contact, Membership, Organisation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record

# The purposes of the links that a contact gets; their subject is the Contact.
PLACE = "place"  # to the body's own place
PROFILE = "profile"  # to its entry, to be confirmed or corrected


@transaction.atomic
def add_contact(*, user: User | None, organisation: Organisation, **fields: Any) -> Contact:
    """One more person in charge. Raises NotOfThisBody for a deputy of another body."""
    check_keeps(user, organisation)
    contact = Contact(organisation=organisation, **fields)
    _check_deputy(contact)
    contact.save()
    record(subject=organisation, verb="contact_added", user=user, by=said_by(user))
    return contact


@transaction.atomic
def change_contact(*, user: User | None, contact: Contact, **fields: Any) -> Contact:
    """Correct a person in charge, or retire them: mails go to those who are active.

    Links that went to an old address, or to who is retired, open no more.
    Raises NotOfThisBody for a deputy of another body or themselves, NobodyLeft when a body would
    retire its last one.
    """
    organisation = contact.organisation
    check_keeps(user, organisation)
    known = Contact.objects.get(pk=contact.pk)  # a form may have written to ``contact``
    for name, value in fields.items():
        setattr(contact, name, value)
    _check_deputy(contact)
    others = organisation.contacts.filter(is_active=True).exclude(pk=contact.pk)
    if not contact.is_active and not is_desk(user) and not others.exists():
        raise NobodyLeft
    contact.save(update_fields=list(fields))
    if contact.email != known.email or (known.is_active and not contact.is_active):
        for purpose in (PLACE, PROFILE):
            links.revoke(purpose=purpose, subject_id=contact.pk)
    record(subject=organisation, verb="contact_changed", user=user, by=said_by(user))
    return contact


def _check_deputy(contact: Contact) -> None:
    deputy = contact.deputy
    if deputy is None:
        return
    if deputy.organisation_id != contact.organisation_id or deputy.pk == contact.pk:
        raise NotOfThisBody


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

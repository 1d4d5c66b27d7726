"""Keeping the directory."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from hilfelotse.accounts.actions import invite
from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.directory.models import (
    AcceptanceStop,
    Contact,
    Membership,
    Organisation,
    Responsibility,
)
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.places.models import District

LEAD = frozenset({Role.LEAD})


class NotDated(ValueError):
    """The day lies before the beginning of what it should end."""


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


@transaction.atomic
def set_responsibility(
    *,
    user: User,
    subject: str,
    district: District | None,
    organisation: Organisation,
    since: date | None = None,
    note: str = "",
) -> Responsibility:
    """From ``since`` (today) on the body is responsible for the subject there, and no other.

    What held there ends the day before and stays to be read; what would begin that day or later
    never comes into force and is taken away.
    """
    require(user, LEAD)
    first_day = since or clock.today()
    there = Responsibility.objects.select_for_update(of=("self",)).filter(
        subject=subject, district=district
    )
    there.filter(since__gte=first_day).delete()
    for old in there.on(first_day):
        _end(old, first_day - timedelta(days=1))
    made = Responsibility.objects.create(
        subject=subject, district=district, organisation=organisation, since=first_day, note=note
    )
    record(subject=made, verb="entered", user=user)
    return made


@transaction.atomic
def end_responsibility(
    *, user: User, responsibility: Responsibility, last_day: date | None = None
) -> Responsibility:
    """The body is responsible until ``last_day`` (yesterday); one that never was vanishes.

    Raises NotDated for a last day before the first.
    """
    require(user, LEAD)
    row = Responsibility.objects.select_for_update(of=("self",)).get(pk=responsibility.pk)
    until = last_day or clock.today() - timedelta(days=1)
    if last_day and last_day < row.since:
        raise NotDated
    record(subject=row, verb="ended", user=user)
    if until < row.since:
        row.delete()
    else:
        _end(row, until)
    return row


def _end(row: Responsibility, last_day: date) -> None:
    row.until = last_day
    row.save(update_fields=["until"])


@transaction.atomic
def stop_acceptance(
    *,
    user: User,
    goods: str,
    reason: str,
    organisation: Organisation | None = None,
    since: date | None = None,
    until: date | None = None,
    instead: str = "",
) -> AcceptanceStop:
    """A kind of goods is not accepted for a time, at one place or, without one, anywhere.

    Raises NotDated when it would end before it begins.
    """
    require(user)
    first_day = since or clock.today()
    if until and until < first_day:
        raise NotDated
    stop = AcceptanceStop.objects.create(
        goods=goods, organisation=organisation, since=first_day, until=until, reason=reason,
        instead=instead,
    )  # fmt: skip
    record(subject=stop, verb="entered", user=user)
    return stop


@transaction.atomic
def end_stop(*, user: User, stop: AcceptanceStop) -> None:
    """The goods are accepted again from today on."""
    require(user)
    stop = AcceptanceStop.objects.select_for_update(of=("self",)).get(pk=stop.pk)
    yesterday = clock.today() - timedelta(days=1)
    record(subject=stop, verb="ended", user=user)
    if stop.since > yesterday:
        stop.delete()  # never in force for a whole day
    else:
        stop.until = min(stop.until or yesterday, yesterday)
        stop.save(update_fields=["until"])

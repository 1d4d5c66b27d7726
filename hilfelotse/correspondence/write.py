"""Writing to somebody: a row in the outbox, in the transaction of what happened."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings

from hilfelotse.accounts.models import User
from hilfelotse.correspondence import tasks
from hilfelotse.correspondence.models import CONFIRM, REPLY, OutgoingMail, ReceivedMail
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.people.models import ContactPoint, Party

__all__ = ["CONFIRM", "REPLY", "LinkInMail", "NobodyToWriteTo", "write_to_body", "write_to_person"]


class NobodyToWriteTo(Exception):
    """The organisation has no contact with a mail address."""


@dataclass(frozen=True)
class LinkInMail:
    """A link that is made when the mail leaves: its name in the template, route and purpose."""

    name: str
    route: str
    purpose: str
    subject_id: int
    valid: timedelta

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "route": self.route,
            "purpose": self.purpose,
            "subject_id": self.subject_id,
            "valid_seconds": int(self.valid.total_seconds()),
        }


def write_to_person(
    *,
    party: Party,
    template: str,
    reason: str,
    reference: str,
    links: tuple[LinkInMail, ...] = (),
    in_reply_to: str = "",
    point: ContactPoint | None = None,
    **context: Any,
) -> OutgoingMail | None:
    """Write to somebody's mail address, if they have one and it is known to be theirs.

    An unconfirmed address gets the mail that confirms it and nothing else: it may belong to a
    stranger. An answer goes to whoever wrote from there. Returns None when nothing is written.
    ``point``: the address, if the caller has just read it.
    """
    point = point or party.contact_points.filter(kind=ContactPoint.Kind.EMAIL).first()
    if point is None or not _may_get(point, template):
        return None
    return _write(
        contact_point=point,
        template=template,
        reason=reason,
        language=party.language,
        reference=reference,
        links=links,
        in_reply_to=in_reply_to,
        context=context,
    )


def _may_get(point: ContactPoint, template: str) -> bool:
    """See ``OutgoingMailQuerySet.may_leave``, which asks once more when the mail leaves."""
    if point.confirmed_at is not None or template == CONFIRM:
        return True
    written = ReceivedMail.objects.filter(sender_address=point.value)
    return template == REPLY and written.exists()


def write_to_body(
    *,
    organisation: Organisation,
    contact: Contact | None = None,
    template: str,
    reason: str,
    reference: str = "",
    links: tuple[LinkInMail, ...] = (),
    **context: Any,
) -> OutgoingMail:
    """Write to the person in charge, ``contact`` if that is still so; else to the newest one.

    Raises NobodyToWriteTo when there is nobody.
    """
    if contact is None or not contact.is_active:
        active = Contact.objects.filter(organisation=organisation, is_active=True)
        contact = active.order_by("-pk").first()
    if contact is None:
        raise NobodyToWriteTo
    return _write(
        contact=contact,
        template=template,
        reason=reason,
        language=contact.language,
        reference=reference,
        links=links,
        context=context,
    )


def write_to_colleague(
    *, user: User, template: str, reason: str, **context: Any
) -> OutgoingMail | None:
    """Write to somebody of the office, in German; None for who may no longer sign in."""
    if not user.is_active:
        return None
    return _write(
        user=user,
        template=template,
        reason=reason,
        language="de",
        reference="",
        links=(),
        context=context,
    )


def drop_waiting(*, reason: str) -> bool:
    """Take back a mail that has not left: what it says is no longer so. False if it has left."""
    waiting = OutgoingMail.objects.filter(reason=reason, state=OutgoingMail.State.WAITING)
    return bool(waiting.delete()[0])


def _write(
    *,
    template: str,
    reason: str,
    language: str,
    reference: str,
    links: tuple[LinkInMail, ...],
    context: dict[str, Any],
    **addressee: Any,
) -> OutgoingMail:
    fresh = OutgoingMail(
        reason=reason,
        template=template,
        language=language,
        context=context | {"reference": reference},
        links=[link.as_json() for link in links],
        case_reference=reference,
        message_id=f"<{secrets.token_hex(16)}@{settings.OFFICE['email'].partition('@')[2]}>",
        **addressee,
    )
    # Two steps instead of the four of get_or_create: intake writes a mail for each concern.
    OutgoingMail.objects.bulk_create([fresh], ignore_conflicts=True)
    mail = OutgoingMail.objects.get(reason=reason)
    if mail.message_id == fresh.message_id:
        tasks.deliver.enqueue(mail.pk)
    return mail

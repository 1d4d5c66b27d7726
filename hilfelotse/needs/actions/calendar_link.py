"""The address of a body's calendar feed: whoever knows it may read the feed."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.base import links
from hilfelotse.base.models import Link
from hilfelotse.directory.models import Organisation
from hilfelotse.directory.rules import may_administer
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record

CALENDAR = "calendar"
VALID = timedelta(days=365)


@transaction.atomic
def open_calendar(*, user: User | None, organisation: Organisation) -> str:
    """A fresh token; the one before does not open any more. It is shown once and kept by nobody.

    For whoever keeps the body's profile, or a contact by its link.
    """
    close_calendar(user=user, organisation=organisation)
    record(subject=organisation, verb="calendar_opened", user=user, by=_by(user))
    return links.issue(purpose=CALENDAR, subject_id=organisation.pk, valid=VALID)


@transaction.atomic
def close_calendar(*, user: User | None, organisation: Organisation) -> None:
    """Nobody reads the feed any more."""
    if user is not None and not may_administer(user, organisation):
        raise PermissionDenied
    links.revoke(purpose=CALENDAR, subject_id=organisation.pk)


def calendar_of(token: str) -> Organisation:
    """Whose feed it is; raises LinkRefused, also for a body that is not active any more."""
    link = links.open_link(purpose=CALENDAR, token=token)
    body = Organisation.objects.filter(is_active=True, pk=link.subject_id).first()
    if body is None:
        raise links.LinkRefused
    return body


def open_since(organisation: Organisation) -> Link | None:
    """The living link, if there is one."""
    return Link.objects.filter(purpose=CALENDAR, subject_id=organisation.pk).first()


def _by(user: User | None) -> str | None:
    return None if user else Event.By.ORGANISATION

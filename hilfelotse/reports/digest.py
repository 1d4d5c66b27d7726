"""The lead's mail in the evening: what came, what went, what waits. No names, no content."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import override

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import write_to_colleague
from hilfelotse.office import hours
from hilfelotse.reports.ledger import Ledger, ledger
from hilfelotse.reports.waiting import Waiting, waiting

# A worker that stood still over a weekend catches up; what is older nobody needs any more.
_LATE_DAYS = 3


@transaction.atomic
def write_digests() -> int:
    """Once the office has closed: one mail to each lead about the day; returns how many.

    A day on which the office is closed has no mail.
    """
    ended = _last_closing()
    if ended is None:
        return 0
    day = ended.date()
    leads = list(_leads(ended))
    written = set(
        OutgoingMail.objects.filter(reason__in=[_reason(day, lead) for lead in leads]).values_list(
            "reason", flat=True
        )
    )
    missing = [lead for lead in leads if _reason(day, lead) not in written]
    if not missing:
        return 0
    book = ledger(day)
    for lead in missing:
        _write(lead, book, waiting(user=lead))
    return len(missing)


def _last_closing() -> datetime | None:
    """When the newest working day ended that is over; None if that was long ago."""
    for offset in range(_LATE_DAYS + 1):
        found = hours.hours_on(clock.today() - timedelta(days=offset))
        if found and found[1] <= clock.now():
            return found[1]
    return None


def _leads(ended: datetime) -> QuerySet[User]:
    """Whoever came later has nothing to read about that day."""
    return User.objects.filter(
        role_grants__role=Role.LEAD, is_active=True, date_joined__lte=ended
    ).order_by("pk")


def _reason(day: date, lead: User) -> str:
    return f"digest:{day}:{lead.pk}"


def _in_words(day: date) -> str:
    with override("de"):
        return date_format(day, "l, j. F Y")


def _write(lead: User, book: Ledger, rest: Waiting) -> None:
    write_to_colleague(
        user=lead,
        template="digest",
        reason=_reason(book.day, lead),
        day=_in_words(book.day),
        came=book.came,
        went=book.went + book.merged,
        back=book.back,
        open=book.open_after,
        adds_up=book.adds_up,
        overdue=rest.overdue,
        raised=rest.raised,
        callbacks=rest.callbacks,
        mails=rest.mails,
        referrals=rest.referrals,
        oldest=[f"{old.reference} ({old.days})" for old in rest.oldest[:5]],
        day_url=f"{settings.SITE_URL}{reverse('desk:day')}?day={book.day}",
    )

"""What waits at this moment, in numbers, and what waits longest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.calls.models import Callback
from hilfelotse.cases.models import Case, MailInCase
from hilfelotse.correspondence.models import ReceivedMail
from hilfelotse.history.models import Event
from hilfelotse.knowledge.models import Gap
from hilfelotse.referrals.models import Referral

OLDEST = 10
_ANSWERS = ("replied", "talked", "first_talk")


@dataclass(frozen=True)
class Old:
    """A case that has been open for long: its number and its age, nothing about anybody."""

    case_id: int
    reference: str
    received_at: datetime
    days: int


@dataclass(frozen=True)
class Waiting:
    """What the office still owes somebody, now."""

    overdue: int
    raised: int
    due_today: int
    callbacks: int
    mails: int
    referrals: int
    gaps_today: int
    oldest: tuple[Old, ...]


def waiting(*, user: User) -> Waiting:
    """What waits, of the cases that the user may see."""
    visible = Case.objects.visible_to(user).open()
    now = clock.now()
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Waiting(
        overdue=visible.filter(due_at__lt=now).count(),
        raised=visible.filter(raised_at__isnull=False).count(),
        due_today=visible.filter(due_at__gte=now, due_at__lt=morning + timedelta(days=1)).count(),
        callbacks=Callback.objects.filter(ended_at=None, case__in=visible).count(),
        mails=unanswered(visible).count(),
        referrals=Referral.objects.waiting().filter(case__in=visible).count(),
        gaps_today=Gap.objects.filter(last_at__gte=morning).count(),
        oldest=tuple(_old(case, now) for case in visible.order_by("received_at", "pk")[:OLDEST]),
    )


def unanswered(cases: QuerySet[Case]) -> QuerySet[ReceivedMail]:
    """Mails in these cases after which nobody has written to or spoken with the person."""
    answered = Event.objects.filter(
        subject="case",
        subject_id=OuterRef("case_id"),
        verb__in=_ANSWERS,
        at__gte=OuterRef("mail__fetched_at"),
    )
    waits = MailInCase.objects.filter(~Exists(answered), case__in=cases)
    people = [ReceivedMail.State.CASE, ReceivedMail.State.JOINED]
    return ReceivedMail.objects.filter(state__in=people, pk__in=waits.values("mail"))


def _old(case: Case, now: datetime) -> Old:
    return Old(case.pk, case.reference, case.received_at, (now - case.received_at).days)

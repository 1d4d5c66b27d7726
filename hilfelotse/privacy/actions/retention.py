"""What time erases by itself. Periods after standards P-04 and P-11."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hilfelotse.base import clock
from hilfelotse.base.models import JobRun, Link, Submission
from hilfelotse.cases.actions.close import end
from hilfelotse.cases.actions.locked import hold
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail, ReceivedMail
from hilfelotse.history.models import Event
from hilfelotse.knowledge.models import Gap
from hilfelotse.office import deadlines
from hilfelotse.people.models import ContactPoint, Party
from hilfelotse.placements.models import Placement
from hilfelotse.privacy.actions.erase import drop_mails, erase, erase_nameless
from hilfelotse.privacy.models import Access
from hilfelotse.team.models import Absence, Shift

CLOSED_KEPT = timedelta(days=183)
ACCESS_LOG_KEPT = timedelta(days=365)
SUBMISSION_KEPT = timedelta(days=7)
MAIL_KEPT = timedelta(days=365)
GAP_KEPT = timedelta(days=365)  # after it was last asked
ROSTER_KEPT = timedelta(days=365)
TECHNICAL_KEPT = timedelta(days=30)
AT_ONCE = 500


def unconfirmed_offers() -> QuerySet[Case]:
    """Offers that nobody can answer: an address that was never confirmed, and no telephone.

    An offer that somebody of the office has spoken about stays, whatever the address.
    """
    points = ContactPoint.objects.filter(party=OuterRef("party"))
    return Case.objects.open().filter(
        ~Exists(points.filter(kind=ContactPoint.Kind.PHONE)),
        ~Exists(points.filter(confirmed_at__isnull=False)),
        # A changed address has its own week.
        ~Exists(points.filter(created_at__gte=clock.now() - deadlines.CONFIRMATION_VALID)),
        kind=Case.Kind.VOLUNTEERING,
        party__isnull=False,
        spoken_at=None,
        received_at__lt=clock.now() - deadlines.CONFIRMATION_VALID,
    )


def close_unconfirmed() -> int:
    """Close and erase what ``unconfirmed_offers`` finds; returns how many."""
    ids = list(unconfirmed_offers().values_list("pk", flat=True)[:AT_ONCE])
    return sum(_close_unconfirmed(case_id) for case_id in ids)


@transaction.atomic
def _close_unconfirmed(case_id: int) -> bool:
    """Both or nothing; False if the offer was confirmed or spoken about in the meantime."""
    hold(case_id)
    case = unconfirmed_offers().select_related("party").filter(pk=case_id).first()
    if case is None or case.party is None:
        return False
    party = case.party
    end(case=case, outcome=Case.Outcome.UNCONFIRMED, by=Event.By.SYSTEM)
    erase(party)
    return True


def erase_old() -> int:
    """Erase people whose last concern ended half a year ago and who help nowhere."""
    alive = Case.objects.filter(party=OuterRef("pk")).exclude(
        closed_at__lt=clock.now() - CLOSED_KEPT
    )
    helping = Placement.objects.filter(offer__party=OuterRef("pk")).exclude(
        state=Placement.State.ENDED
    )
    old = Party.objects.filter(
        ~Exists(alive), ~Exists(helping), created_at__lt=clock.now() - CLOSED_KEPT
    )
    parties = list(old[:AT_ONCE])
    for party in parties:
        erase(party)
    return len(parties)


def forget_nameless() -> int:
    """Erase what was said in cases of nobody in particular, half a year after their end.

    Callers who give no name, mails that nobody could read: no person's end takes them along.
    """
    told = Event.objects.filter(subject="case", subject_id=OuterRef("pk")).exclude(details={})
    old = Case.objects.filter(
        Exists(told),
        party=None,
        state=Case.State.CLOSED,
        closed_at__lt=clock.now() - CLOSED_KEPT,
    )
    ids = list(old.order_by("closed_at").values_list("pk", flat=True)[:AT_ONCE])
    for case_id in ids:
        erase_nameless(case_id)
    return len(ids)


def forget_mails() -> int:
    """Delete bounces and automatic mails that belong to no case, half a year after they came.

    What belongs to a case goes with it.
    """
    mails = ReceivedMail.objects.filter(in_cases=None, fetched_at__lt=clock.now() - CLOSED_KEPT)
    with transaction.atomic():
        return drop_mails(mails.exclude(state=ReceivedMail.State.STORED), AT_ONCE)


def prune() -> int:
    """Delete technical rows that have served their purpose."""
    now = clock.now()
    done = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    stale = (
        Access.objects.filter(at__lt=now - ACCESS_LOG_KEPT),
        Submission.objects.filter(created_at__lt=now - SUBMISSION_KEPT),
        Link.objects.filter(expires_at__lt=now - TECHNICAL_KEPT),
        JobRun.objects.filter(slot__lt=now - TECHNICAL_KEPT),
        Session.objects.filter(expire_date__lt=now),
        OutgoingMail.objects.filter(created_at__lt=now - MAIL_KEPT),
        Gap.objects.filter(last_at__lt=now - GAP_KEPT),
        Absence.objects.filter(last_day__lt=timezone.localdate(now - ROSTER_KEPT)),
        # Who has left has no week any more, and what was entered about a roster goes with it.
        Shift.objects.filter(user__is_active=False),
        Event.objects.filter(subject__in=["absence", "user"], at__lt=now - ROSTER_KEPT),
        DBTaskResult.objects.filter(status__in=done, finished_at__lt=now - TECHNICAL_KEPT),
    )
    return sum(rows.delete()[0] for rows in stale)

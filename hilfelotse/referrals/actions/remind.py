"""A body that has not answered is reminded once, a working day before its time is over."""

from django.db import transaction

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.directory.models import Organisation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.referrals import letters
from hilfelotse.referrals.actions.locked import AlreadyAnswered, each, lock_referral, write
from hilfelotse.referrals.models import Referral


@transaction.atomic
def remind(*, referral: Referral) -> Referral:
    """Write to the body once more; the link in its first mail opens, too."""
    referral, case = lock_referral(referral, Referral.State.SENT)
    if referral.reminded_at is not None:
        raise AlreadyAnswered
    write(referral, reminded_at=clock.now())
    try:
        letters.remind_of_request(referral)
    except NobodyToWriteTo:  # the time runs on; then the case comes back
        return referral
    record(
        subject=case, verb="reminded", by=Event.By.SYSTEM,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    return referral


def remind_due() -> int:
    """Remind every body that is asked by mail and whose last working day has begun."""
    due = Referral.objects.filter(
        state=Referral.State.SENT,
        reminded_at=None,
        due_at__lte=deadlines.reminded_if_due_before(),
        due_at__gt=clock.now(),
        organisation__reach_by=Organisation.ReachBy.LINK,
    )
    return each(remind, due.exclude(case__state=Case.State.CLOSED))

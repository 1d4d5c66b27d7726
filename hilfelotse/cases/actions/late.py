"""What nobody looks at rises by itself."""

from django.db import transaction
from django.db.models import QuerySet

from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold, move
from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines

AT_ONCE = 500


def late() -> QuerySet[Case]:
    """Open cases that have been overdue for more than a working day and are not raised yet."""
    return Case.objects.open().filter(
        due_at__lt=deadlines.raised_if_due_before(), raised_at__isnull=True
    )


def raise_overdue() -> int:
    """Raise what is late to the lead, once for each due date; returns how many.

    A new due date lowers it again (``locked.move``). The owner stays: rising is no blame.
    """
    ids = list(late().order_by("due_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_raise(case_id) for case_id in ids)


@transaction.atomic
def _raise(case_id: int) -> bool:
    """False if somebody has dealt with it in the meantime."""
    case = hold(case_id)
    if not late().filter(pk=case_id).exists():
        return False
    move(case, raised_at=clock.now())
    record(subject=case, verb="raised", by=Event.By.SYSTEM)
    return True

"""An ended case is taken up again: the person wrote once more."""

from django.db import transaction

from hilfelotse.cases.actions.locked import hold, move
from hilfelotse.cases.models import Case
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines


class NotAgain(Exception):
    """An offer that ended, or a case that was erased: what comes now is a case of its own."""


@transaction.atomic
def reopen(*, case: Case, by: str) -> Case:
    """Put an ended case back to everybody, due within a working day. For doors, not for a user.

    Raises NotAgain for an offer of time, whose places are free again and whose bodies were told,
    and for a case that names nobody any more.
    """
    case = hold(case.pk)
    if case.is_open:
        return case
    if case.kind == Case.Kind.VOLUNTEERING or case.party is None or case.merged_into_id:
        raise NotAgain
    move(
        case,
        state=Case.State.ADVISING,
        outcome="",
        closed_at=None,
        waiting_on="",
        owner=None,
        queue=Case.Queue.LEAD if case.is_restricted else Case.Queue.DESK,
        due_at=deadlines.back_at_the_desk(),
    )
    record(subject=case, verb="reopened", by=by)
    return case

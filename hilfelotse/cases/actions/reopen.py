"""An ended case is taken up again: the person wrote once more, or an engagement needs the desk."""

from datetime import datetime

from django.db import transaction

from hilfelotse.cases.actions.locked import hold, move
from hilfelotse.cases.models import Case
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines


class NotAgain(Exception):
    """An offer that ended, or a case that was erased: what comes now is a case of its own."""


@transaction.atomic
def reopen(
    *, case: Case, by: str, state: str | None = None, due_at: datetime | None = None
) -> Case:
    """Put an ended case back to everybody, due within a working day. For doors, not for a user.

    Raises NotAgain for a case that names nobody any more, and for an offer of time, whose places
    are free again and whose bodies were told; unless it ended as „vermittelt“ and its placement
    asks for the desk: then ``state`` says how the offer stands.
    """
    case = hold(case.pk)
    if case.is_open:
        return case
    goes_on = state is not None and case.outcome == Case.Outcome.PLACED
    if case.kind == Case.Kind.VOLUNTEERING and not goes_on:
        raise NotAgain
    if case.party is None or case.merged_into_id:
        raise NotAgain
    move(
        case,
        state=state or Case.State.ADVISING,
        outcome="",
        closed_at=None,
        waiting_on="",
        owner=None,
        queue=Case.Queue.LEAD if case.is_restricted else Case.Queue.DESK,
        due_at=due_at or deadlines.back_at_the_desk(),
    )
    record(subject=case, verb="reopened", by=by)
    return case

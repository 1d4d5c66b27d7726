"""Taking back what one has just done by mistake."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.cases.actions.locked import hold, restore
from hilfelotse.cases.letters import closed_reason, tell_reopened
from hilfelotse.cases.models import Case
from hilfelotse.history import timeline
from hilfelotse.history.models import Event

# Of the rest each has its own way back, or none.
UNDOABLE = frozenset({"assigned", "queued", "due_set", "marked", "closed"})


class NothingToUndo(Exception):
    """Something else has happened to the case since, or the last step was somebody else's."""


def undoable(case: Case, user: User) -> Event | None:
    """The user's own last step with this case, if it is the last thing that happened to it."""
    last = timeline.of(case).first()
    if last is None or last.user_id != user.pk or last.verb not in UNDOABLE:
        return None
    if last.verb == "closed" and case.kind == Case.Kind.VOLUNTEERING:
        return None  # bodies were told and places freed: that is not a slip of the finger any more
    return last if last.details.get("before") else None


@transaction.atomic
def undo(*, user: User, case: Case) -> Case:
    """The case stands as before the user's last step. Raises NothingToUndo."""
    require(user)
    case = hold(case.pk)
    last = undoable(case, user)
    if last is None:
        raise NothingToUndo
    closed = closed_reason(case) if last.verb == "closed" else ""
    restore(case, last.details["before"])
    timeline.record(subject=case, verb="undone", user=user, what=last.verb)
    if closed:
        tell_reopened(case, closed)
    return case

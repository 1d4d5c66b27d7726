from datetime import datetime

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import DESK
from hilfelotse.cases.actions.locked import lock, move, snapshot
from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record


@transaction.atomic
def take(*, user: User, case: Case) -> Case:
    """The user makes the case their own."""
    return assign(user=user, case=case, owner=user)


@transaction.atomic
def assign(*, user: User, case: Case, owner: User, text: str = "") -> Case:
    """Hand the case to a colleague of the desk, with a word for them.

    Raises PermissionDenied if either is not of the desk, CaseIsClosed for an ended case.
    """
    require(user)
    require(owner, DESK)
    case = lock(case.pk)
    before = snapshot(case)
    move(case, owner=owner, queue="", state=_in_hand(case))
    record(
        subject=case, verb="assigned", user=user, text=text, owner=owner.pk, name=owner.name,
        before=before,
    )  # fmt: skip
    return case


def _in_hand(case: Case) -> str:
    """A question is in work once somebody has it; an offer once somebody has talked."""
    is_new_concern = case.state == Case.State.NEW and case.kind != Case.Kind.VOLUNTEERING
    return Case.State.ADVISING if is_new_concern else case.state


@transaction.atomic
def put_into_queue(*, user: User, case: Case, queue: str, text: str = "") -> Case:
    """Give the case back to everybody, or to the lead."""
    require(user)
    case = lock(case.pk)
    before = snapshot(case)
    move(case, owner=None, queue=Case.Queue(queue))
    record(subject=case, verb="queued", user=user, text=text, queue=queue, before=before)
    return case


@transaction.atomic
def hand_to_lead(*, case: Case) -> Case:
    """What the lead answers comes to the lead at once. For the doors by which it comes in."""
    case = lock(case.pk)
    move(case, owner=None, queue=Case.Queue.LEAD)
    record(subject=case, verb="queued", by=Event.By.SYSTEM, queue=Case.Queue.LEAD.value)
    return case


@transaction.atomic
def set_due(*, user: User, case: Case, due_at: datetime) -> Case:
    """Set when somebody looks at the case again."""
    require(user)
    case = lock(case.pk)
    before = snapshot(case)
    move(case, due_at=due_at)
    record(subject=case, verb="due_set", user=user, due=due_at.isoformat(), before=before)
    return case


@transaction.atomic
def release_all(*, email: str) -> int:
    """Give every open case of somebody who has left back to the desk; returns how many.

    For the administrator's command: nobody signs in to run it.
    """
    ids = list(Case.objects.open().filter(owner__email=email.lower()).values_list("pk", flat=True))
    for case_id in ids:
        case = lock(case_id)
        # What only its owner could see is not for everybody now.
        queue = Case.Queue.LEAD if case.is_restricted else Case.Queue.DESK
        move(case, owner=None, queue=queue)
        record(subject=case, verb="queued", by=Event.By.SYSTEM, queue=queue.value)
    return len(ids)

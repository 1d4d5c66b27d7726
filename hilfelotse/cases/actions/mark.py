"""What a case is about, where, how urgent, and whether only the lead may see it."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.cases.actions.locked import lock, move, snapshot
from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines


@transaction.atomic
def mark(
    *, user: User, case: Case, subject: str, postcode: str = "", is_urgent: bool = False
) -> Case:
    """A person says what the case is about; what is urgent is due within half a working day."""
    require(user)
    case = lock(case.pk)
    before = snapshot(case)
    fields = {"subject": subject, "postcode": postcode, "is_urgent": is_urgent}
    if is_urgent and not case.is_urgent and case.due_at and case.due_at > deadlines.urgent():
        fields["due_at"] = deadlines.urgent()
    move(case, **fields)
    record(subject=case, verb="marked", user=user, subject_code=subject, before=before)
    return case


@transaction.atomic
def restrict(*, case: Case, user: User | None = None, words: tuple[str, ...] = ()) -> Case:
    """Danger to somebody: to the lead at once, and nobody else sees it but who has it."""
    if user is not None:
        require(user)
    case = _to_the_lead(lock(case.pk), is_urgent=True, due_at=deadlines.danger())
    by = None if user else Event.By.SYSTEM
    record(subject=case, verb="restricted", user=user, by=by, words=list(words))
    return case


@transaction.atomic
def keep_secret(*, case: Case, user: User | None = None) -> Case:
    """Nobody is in danger, but only the lead and who has it may see it. It keeps its due date."""
    if user is not None:
        require(user)
    case = _to_the_lead(lock(case.pk))
    record(subject=case, verb="kept_secret", user=user, by=None if user else Event.By.SYSTEM)
    return case


def _to_the_lead(case: Case, **more: object) -> Case:
    move(case, is_restricted=True, owner=None, queue=Case.Queue.LEAD, **more)
    _with_what_was_merged(case)
    return case


@transaction.atomic
def unrestrict(*, user: User, case: Case) -> Case:
    """The lead has looked: no danger, everybody of the desk may see the case again."""
    require(user, frozenset({Role.LEAD}))
    case = lock(case.pk)
    move(case, is_restricted=False)
    _with_what_was_merged(case)
    record(subject=case, verb="unrestricted", user=user)
    return case


def _with_what_was_merged(case: Case) -> None:
    """The cases that went into this one are the same concern: seen by the same people."""
    newest = [case.pk]
    while newest:
        parts = Case.objects.filter(merged_into__in=newest)
        newest = list(parts.values_list("pk", flat=True))
        parts.update(is_restricted=case.is_restricted)

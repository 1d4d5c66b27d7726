"""The one way to get hold of a case that is about to change."""

from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime

from hilfelotse.cases.models import Case
from hilfelotse.history import timeline
from hilfelotse.office import deadlines

# What an undo brings back, as it stands in the details of the event.
_REMEMBERED = (
    "state", "owner_id", "queue", "due_at", "waiting_on", "outcome", "closed_at", "raised_at",
    "merged_into_id", "is_urgent", "subject", "postcode",
)  # fmt: skip
_MOMENTS = {"due_at", "closed_at", "raised_at"}


class CaseIsClosed(Exception):
    """The case has ended: nothing more happens to it."""


def hold(case_id: int) -> Case:
    """The case, open or ended, locked until the transaction ends."""
    # Not every case has a party or owner, and PostgreSQL cannot lock what an outer join left out.
    return Case.objects.select_for_update(of=("self",)).get(pk=case_id)


def lock(case_id: int) -> Case:
    """The case, locked until the transaction ends. Raises CaseIsClosed for an ended one."""
    case = hold(case_id)
    if not case.is_open:
        raise CaseIsClosed
    return case


def move(case: Case, **fields: Any) -> Case:
    """Write the given fields of a locked case and nothing else.

    A new due date is a fresh start: what was raised to the lead for being late no longer is.
    """
    if "due_at" in fields:
        fields.setdefault("raised_at", None)
        fields["due_at"] = _within_the_law(case, fields)
    for name, value in fields.items():
        setattr(case, name, value)
    case.save(update_fields=list(fields))
    return case


def _within_the_law(case: Case, fields: dict[str, Any]) -> datetime | None:
    """A barrier of our pages has a legal time: nobody plans past it, whatever they do."""
    due_at: datetime | None = fields["due_at"]
    if case.kind != Case.Kind.BARRIER or due_at is None:
        return due_at
    spoken = bool(fields.get("spoken_at", case.spoken_at))
    is_answered = spoken or timeline.of(case).filter(verb="replied").exists()
    return min(due_at, deadlines.barrier_limit(case.received_at, is_answered=is_answered))


def snapshot(case: Case) -> dict[str, Any]:
    """How the case stands, for the event of what is about to change it."""
    return {name: _as_json(getattr(case, name)) for name in _REMEMBERED}


def restore(case: Case, before: dict[str, Any]) -> Case:
    """Put a locked case back to a snapshot."""
    fields = {name: before.get(name) for name in _REMEMBERED if name in before}
    moments = {
        name: parse_datetime(fields[name]) for name in _MOMENTS & set(fields) if fields[name]
    }
    return move(case, **(fields | moments))


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def stand(
    case: Case, *, due_at: datetime, waiting_on: str = "", state: str = "", **more: Any
) -> None:
    """Move a locked case on by something that we did about it.

    While a body is asked about it or has it in hand it stays referred: then we only look again as
    soon as one of the two needs it.
    """
    if case.state == Case.State.REFERRED and case.due_at:
        move(case, due_at=min(case.due_at, due_at), **more)
    else:
        move(case, state=state or case.state, waiting_on=waiting_on, due_at=due_at, **more)

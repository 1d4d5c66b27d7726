"""The one way to get hold of a case that is about to change."""

from typing import Any

from hilfelotse.cases.models import Case


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
    """Write the given fields of a locked case and nothing else."""
    for name, value in fields.items():
        setattr(case, name, value)
    case.save(update_fields=list(fields))
    return case

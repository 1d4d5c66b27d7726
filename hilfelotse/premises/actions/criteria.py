"""The criteria: loaded from published examples, then kept by the lead."""

import csv
from pathlib import Path

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.premises.models import Criterion

DATA = Path(__file__).resolve().parent.parent / "data"
HEAVIEST = 10
_LEAD = frozenset({Role.LEAD})


@transaction.atomic
def load_criteria(*, path: Path = DATA / "criteria.csv") -> int:
    """Add the criteria of the file that were never there; returns how many. Safe to run again.

    What the lead has changed or ended since stays so. For the administrator's command.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = set(Criterion.objects.values_list("code", flat=True))
    new = [
        Criterion(**row | {"weight": int(row["weight"]), "position": position})
        for position, row in enumerate(rows) if row["code"] not in known
    ]  # fmt: skip
    Criterion.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def keep_criterion(
    *,
    user: User,
    criterion: Criterion | None,
    code: str,
    question: str,
    weight: int,
    document: str = "",
    source: str = "",
    position: int = 0,
    is_active: bool = True,
) -> Criterion:
    """The lead adds a criterion or changes one. Ended ones stay, for what was judged by them."""
    require(user, _LEAD)
    if not 1 <= weight <= HEAVIEST or not question:
        raise ValueError("a criterion asks something and has a weight")
    fields = {
        "question": question, "weight": weight, "document": document, "source": source,
        "position": position, "is_active": is_active,
    }  # fmt: skip
    if criterion is None:
        return Criterion.objects.create(code=code, **fields)
    for name, value in fields.items():
        setattr(criterion, name, value)
    criterion.save(update_fields=list(fields))
    return criterion

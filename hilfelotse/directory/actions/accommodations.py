"""Where refugees live."""

from typing import Any

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.directory.actions.refusals import DeskOnly
from hilfelotse.directory.models import Accommodation
from hilfelotse.directory.rules import may_see_address
from hilfelotse.history.timeline import record

SECRET = Accommodation.Protection.SECRET
LEAD = frozenset({Role.LEAD})


@transaction.atomic
def add_accommodation(*, user: User, **fields: Any) -> Accommodation:
    """Enter an accommodation. A secret one is the lead's to enter (PermissionDenied)."""
    require(user)
    _check_secret(user, fields)
    row = Accommodation.objects.create(**fields)
    record(subject=row, verb="entered", user=user)
    return row


@transaction.atomic
def change_accommodation(
    *, user: User, accommodation: Accommodation, **fields: Any
) -> Accommodation:
    """Correct it. Whoever may not see its address changes neither address nor protection."""
    require(user)
    if not may_see_address(user, accommodation) and set(fields) & {"address", "protection"}:
        raise DeskOnly
    _check_secret(user, fields)
    for name, value in fields.items():
        setattr(accommodation, name, value)
    accommodation.save(update_fields=list(fields))
    record(subject=accommodation, verb="changed", user=user, fields=sorted(fields))
    return accommodation


def _check_secret(user: User, fields: dict[str, Any]) -> None:
    if fields.get("protection") == SECRET:
        require(user, LEAD)

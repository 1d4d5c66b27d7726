"""What may be paid for a household: the lead keeps it, dated."""

from datetime import date

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.history.timeline import record
from hilfelotse.housing.models import RentLimit

_LEAD = frozenset({Role.LEAD})
MOST_PERSONS, MOST_METRES, MOST_EUROS = 20, 500, 10_000


@transaction.atomic
def set_limit(
    *,
    user: User,
    persons: int,
    square_metres: int,
    euros: int,
    since: date | None = None,
    source: str = "",
) -> RentLimit:
    """From ``since`` (today) on this holds for so many persons; what held before stays to be read.

    Raises ValueError for numbers that no household has.
    """
    require(user, _LEAD)
    bounds = ((persons, MOST_PERSONS), (square_metres, MOST_METRES), (euros, MOST_EUROS))
    if not all(1 <= value <= most for value, most in bounds):
        raise ValueError("out of bounds")
    limit, _is_new = RentLimit.objects.update_or_create(
        persons=persons,
        since=since or clock.today(),
        defaults={"square_metres": square_metres, "euros": euros, "source": source},
    )
    record(subject=limit, verb="entered", user=user)
    return limit

"""The roster: when a colleague is in, and on which days they are away."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import DESK, Role
from hilfelotse.base import clock
from hilfelotse.history.timeline import record
from hilfelotse.team.models import Absence, Shift

_LEAD = frozenset({Role.LEAD})


class IsOver(Exception):
    """The days lie in the past: what has been is not written anew."""


class Overlaps(Exception):
    """The colleague is away on some of these days already."""


class CannotStandIn(Exception):
    """A deputy is somebody else, of the desk, who may still sign in."""


@transaction.atomic
def set_week(*, user: User, colleague: User, week: Mapping[int, tuple[time, time]]) -> None:
    """When the colleague is in: weekday (0 = Monday) → from, to. An empty week means: always.

    Everybody sets their own, the lead everybody's. Raises PermissionDenied, and IntegrityError
    for a day that ends before it begins.
    """
    _require_own_or_lead(user, colleague)
    Shift.objects.filter(user=colleague).delete()
    Shift.objects.bulk_create(
        Shift(user=colleague, weekday=day, starts=starts, ends=ends)
        for day, (starts, ends) in week.items()
    )
    record(subject=colleague, verb="week_set", user=user)


@transaction.atomic
def enter_absence(
    *, user: User, colleague: User, first_day: date, last_day: date, deputy: User | None = None
) -> Absence:
    """The colleague is away; meanwhile their work shows with the deputy, or with everybody.

    A deputy who is away, too, is allowed: then it shows with theirs. Raises IsOver, Overlaps,
    CannotStandIn, PermissionDenied.
    """
    _require_own_or_lead(user, colleague)
    if last_day < clock.today():
        raise IsOver
    if deputy is not None and (deputy.pk == colleague.pk or not deputy.has_any(DESK)):
        raise CannotStandIn
    User.objects.select_for_update().get(pk=colleague.pk)  # one entry after the other
    if Absence.objects.filter(
        user=colleague, first_day__lte=last_day, last_day__gte=first_day
    ).exists():
        raise Overlaps
    absence = Absence.objects.create(
        user=colleague, first_day=first_day, last_day=last_day, deputy=deputy
    )
    record(subject=absence, verb="entered", user=user)
    return absence


@transaction.atomic
def cancel_absence(*, user: User, absence: Absence) -> None:
    """The colleague is there after all, from today on. Raises IsOver, PermissionDenied."""
    _require_own_or_lead(user, absence.user)
    absence = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    today = clock.today()
    if absence.last_day < today:
        raise IsOver
    record(subject=absence, verb="cancelled", user=user)
    if absence.first_day >= today:
        absence.delete()
        return
    absence.last_day = today - timedelta(days=1)
    absence.save(update_fields=["last_day"])


def _require_own_or_lead(user: User, colleague: User) -> None:
    require(user)
    if user.pk != colleague.pk:
        require(user, _LEAD)
    if not colleague.has_any(DESK):
        raise PermissionDenied

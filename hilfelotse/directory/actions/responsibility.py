"""Who is responsible for what and where, and what is not accepted for a time."""

from datetime import date, timedelta

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.directory.actions.refusals import NotDated
from hilfelotse.directory.models import AcceptanceStop, Organisation, Responsibility
from hilfelotse.history.timeline import record
from hilfelotse.places.models import District

LEAD = frozenset({Role.LEAD})


@transaction.atomic
def set_responsibility(
    *,
    user: User,
    subject: str,
    district: District | None,
    organisation: Organisation,
    since: date | None = None,
    note: str = "",
) -> Responsibility:
    """From ``since`` (today) on the body is responsible for the subject there, and no other.

    What held there ends the day before and stays to be read; what would begin that day or later
    never comes into force and is taken away.
    """
    require(user, LEAD)
    first_day = since or clock.today()
    there = Responsibility.objects.select_for_update(of=("self",)).filter(
        subject=subject, district=district
    )
    there.filter(since__gte=first_day).delete()
    for old in there.on(first_day):
        _end(old, first_day - timedelta(days=1))
    made = Responsibility.objects.create(
        subject=subject, district=district, organisation=organisation, since=first_day, note=note
    )
    record(subject=made, verb="entered", user=user)
    return made


@transaction.atomic
def end_responsibility(
    *, user: User, responsibility: Responsibility, last_day: date | None = None
) -> Responsibility:
    """The body is responsible until ``last_day`` (yesterday); one that never was vanishes.

    Raises NotDated for a last day before the first.
    """
    require(user, LEAD)
    row = Responsibility.objects.select_for_update(of=("self",)).get(pk=responsibility.pk)
    until = last_day or clock.today() - timedelta(days=1)
    if last_day and last_day < row.since:
        raise NotDated
    record(subject=row, verb="ended", user=user)
    if until < row.since:
        row.delete()
    else:
        _end(row, until)
    return row


def _end(row: Responsibility, last_day: date) -> None:
    row.until = last_day
    row.save(update_fields=["until"])


@transaction.atomic
def stop_acceptance(
    *,
    user: User,
    reason: str,
    goods: str = "",
    activity: str = "",
    organisation: Organisation | None = None,
    since: date | None = None,
    until: date | None = None,
    instead: str = "",
) -> AcceptanceStop:
    """Goods or a kind of help are not accepted for a time, at one place or, without one, anywhere.

    Raises NotDated when it would end before it begins, ValueError unless it stops one thing.
    """
    require(user)
    if bool(goods) == bool(activity):
        raise ValueError("A stop is for one thing.")
    first_day = since or clock.today()
    if until and until < first_day:
        raise NotDated
    stop = AcceptanceStop.objects.create(
        goods=goods, activity=activity, organisation=organisation, since=first_day, until=until,
        reason=reason, instead=instead,
    )  # fmt: skip
    record(subject=stop, verb="entered", user=user)
    return stop


@transaction.atomic
def end_stop(*, user: User, stop: AcceptanceStop) -> None:
    """It is accepted again from today on."""
    require(user)
    stop = AcceptanceStop.objects.select_for_update(of=("self",)).get(pk=stop.pk)
    yesterday = clock.today() - timedelta(days=1)
    record(subject=stop, verb="ended", user=user)
    if stop.since > yesterday:
        stop.delete()  # never in force for a whole day
    else:
        stop.until = min(stop.until or yesterday, yesterday)
        stop.save(update_fields=["until"])

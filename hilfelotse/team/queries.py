"""Who is in, who is away, and with whom somebody's work shows meanwhile."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from hilfelotse.accounts.models import RoleGrant, User
from hilfelotse.accounts.roles import DESK
from hilfelotse.office import hours
from hilfelotse.team.models import Absence, Shift

_LOOK_AHEAD_DAYS = 60


def team() -> QuerySet[User]:
    """Everybody who works at the desk and may sign in, by name."""
    at_the_desk = RoleGrant.objects.filter(user=OuterRef("pk"), role__in=DESK)
    return User.objects.filter(Exists(at_the_desk), is_active=True).order_by("name", "pk")


def away_on(day: date) -> QuerySet[Absence]:
    """The absences of ``day``; of people who have left there are none any more."""
    return Absence.objects.filter(first_day__lte=day, last_day__gte=day, user__is_active=True)


def stand_ins(day: date) -> dict[int, int | None]:
    """With whom the work of everybody who is away on ``day`` shows: user id → deputy's user id.

    A deputy who is away hands on to theirs. None: nobody stands in (no deputy, one who has left,
    or a circle), so the work shows for everybody.
    """
    may = RoleGrant.objects.filter(user=OuterRef("deputy"), role__in=DESK)
    rows = away_on(day).annotate(deputy_works_here=Exists(may)).order_by("first_day", "pk")
    named: dict[int, int | None] = {}
    for user, deputy, active, works_here in rows.values_list(
        "user_id", "deputy_id", "deputy__is_active", "deputy_works_here"
    ):
        named.setdefault(user, deputy if active and works_here else None)
    return {user: _last_of_chain(named, user) for user in named}


def _last_of_chain(named: dict[int, int | None], user: int) -> int | None:
    passed = {user}
    deputy = named[user]
    while deputy in named:
        if deputy in passed:
            return None
        passed.add(deputy)
        deputy = named[deputy]
    return deputy


def works_for(user: User, day: date, deputies: Mapping[int, int | None] | None = None) -> set[int]:
    """Whose work is the user's on ``day``: their own, and that of those they stand in for.

    ``deputies``: the ``stand_ins`` of the day, if the caller knows them already.
    """
    known = stand_ins(day) if deputies is None else deputies
    return {user.pk} | {away for away, deputy in known.items() if deputy == user.pk}


def left_to_all(day: date) -> set[int]:
    """Whose work shows for everybody on ``day``: they are away, and nobody stands in."""
    return {away for away, deputy in stand_ins(day).items() if deputy is None}


def who_is_in(moment: datetime) -> list[User]:
    """The colleagues at their desks at ``moment``, by name; nobody while the office is closed."""
    if hours.closes_at(moment) is None:
        return []
    local = moment.astimezone(hours.ZONE)
    at_that_time = Shift.objects.filter(starts__lte=local.time(), ends__gt=local.time())
    return list(_in(local.date(), at_that_time))


def who_is_in_on(day: date) -> list[User]:
    """The colleagues who work at some hour of ``day``, by name; nobody on a closed day."""
    return list(_in(day, Shift.objects.all())) if hours.hours_on(day) else []


def _in(day: date, shifts: QuerySet[Shift]) -> QuerySet[User]:
    """Of the team: not away, with such a shift on that weekday or without any shift at all."""
    own = Shift.objects.filter(user=OuterRef("pk"))
    working = shifts.filter(user=OuterRef("pk"), weekday=day.weekday())
    away = away_on(day).filter(user=OuterRef("pk"))
    return team().filter(~Exists(away)).filter(Q(Exists(working)) | ~Exists(own))


def next_in(user: User, after: date) -> date | None:
    """The next day after ``after`` on which the user works; None if not within two months."""
    weekdays = set(Shift.objects.filter(user=user).values_list("weekday", flat=True))
    spans = list(
        Absence.objects.filter(user=user, last_day__gt=after).values_list("first_day", "last_day")
    )
    for offset in range(1, _LOOK_AHEAD_DAYS + 1):
        day = after + timedelta(days=offset)
        works = (not weekdays or day.weekday() in weekdays) and hours.hours_on(day)
        if works and not any(first <= day <= last for first, last in spans):
            return day
    return None


def deputy_names(day: date) -> dict[int, str]:
    """For everybody who is away on ``day``: the name of who stands in, empty if nobody does."""
    found = stand_ins(day)
    if not found:
        return {}
    ids = {deputy for deputy in found.values() if deputy is not None}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    return {away: names.get(deputy or 0, "") for away, deputy in found.items()}

"""Who is in when, and who is away."""

from datetime import date, time

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.team.models import Absence, Shift


def shifts(user: User, *weekdays: int, starts: str = "09:00", ends: str = "13:00") -> None:
    """The user is in on these weekdays (0 = Monday), in the morning."""
    hours = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)}
    Shift.objects.bulk_create(Shift(user=user, weekday=day, **hours) for day in weekdays)


def away(user: User, deputy: User | None = None, *, first: str = "", last: str = "") -> Absence:
    """The user is away today, or from ``first`` to ``last``."""
    first_day = date.fromisoformat(first) if first else clock.today()
    last_day = date.fromisoformat(last) if last else first_day
    return Absence.objects.create(user=user, first_day=first_day, last_day=last_day, deputy=deputy)

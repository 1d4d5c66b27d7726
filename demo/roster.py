"""Who of the demo's team is in when, and who is away on the day of seeding."""

from datetime import date, time, timedelta

from demo.team import LEAD
from hilfelotse.accounts.models import User
from hilfelotse.team.actions import enter_absence, set_week

_MONDAY, _TUESDAY, _WEDNESDAY, _THURSDAY, _FRIDAY = range(5)
_NINE, _NOON, _THREE, _FOUR, _FIVE = time(9), time(12), time(15), time(16), time(17)

# Part-timers: no day without somebody, and hardly two alike.
WEEKS: dict[str, dict[int, tuple[time, time]]] = {
    LEAD: dict.fromkeys(range(4), (_NINE, _FIVE)) | {_FRIDAY: (_NINE, _FOUR)},
    "ayse": dict.fromkeys(range(5), (_NINE, _THREE)),
    "jens": dict.fromkeys((_MONDAY, _TUESDAY, _WEDNESDAY), (_NINE, _FIVE)),
    "olena": dict.fromkeys((_TUESDAY, _WEDNESDAY, _THURSDAY, _FRIDAY), (_NINE, _THREE)),
    "matthias": dict.fromkeys((_MONDAY, _WEDNESDAY, _THURSDAY), (_NOON, _FIVE))
    | {_FRIDAY: (_NINE, _FOUR)},
}


def create_roster(users: dict[str, User], today: date) -> None:
    """The weeks, and two absences: Ayşe stands in for Jens, nobody for Olena."""
    lead = users[LEAD]
    for key, week in WEEKS.items():
        set_week(user=lead, colleague=users[key], week=week)
    enter_absence(
        user=users["jens"],
        colleague=users["jens"],
        first_day=today - timedelta(days=1),
        last_day=today + timedelta(days=6),
        deputy=users["ayse"],
    )
    enter_absence(
        user=lead, colleague=users["olena"], first_day=today, last_day=today + timedelta(days=2)
    )

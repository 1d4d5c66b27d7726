"""Moments of the past, within the office's hours and relative to the day of seeding."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from hilfelotse.office.hours import ZONE, hours_on

_HOW_FAR_BACK = 70  # working days; the story begins before the first offer of it


class Days:
    """Working days counted backwards: 0 is the last one that has begun."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.days = list(_working_days_before(now))

    def at_work(self, ago: int, rng: Random, *, first: float = 0.0, last: float = 1.0) -> datetime:
        """A moment in the opening hours of a working day; ``first`` and ``last`` narrow them."""
        opens, closes = hours_on(self.days[ago])
        span = min(closes, self.now) - opens
        return opens + span * rng.uniform(first, last)

    def at_home(self, ago: int, rng: Random) -> datetime:
        """A moment at which people fill in forms: from breakfast to late evening."""
        morning = datetime.combine(self.days[ago], time(7), ZONE)
        evening = datetime.combine(self.days[ago], time(22, 30), ZONE)
        return morning + (min(evening, self.now) - morning) * rng.random()

    def today(self, days_ahead: int = 0) -> date:
        """The date of seeding, or so many days after it."""
        return timezone.localdate(self.now) + timedelta(days=days_ahead)

    def due_today(self) -> datetime:
        """Closing time of the working day that goes on, or of the next one."""
        hours = hours_on(self.today())
        return hours[1] if hours and hours[1] > self.now else self.due_in(1)

    def due_in(self, days_ahead: int) -> datetime:
        """Closing time of the first working day that is at least so many days ahead."""
        day = self.today(days_ahead)
        while not (hours := hours_on(day)):
            day += timedelta(days=1)
        return hours[1]


def _working_days_before(now: datetime):
    day, found = timezone.localdate(now), 0
    while found < _HOW_FAR_BACK:
        hours = hours_on(day)
        if hours and hours[0] < now:
            found += 1
            yield day
        day -= timedelta(days=1)

"""When we can call back: as soon as possible, or in one of the next half days of the office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hilfelotse.base import clock
from hilfelotse.office import deadlines
from hilfelotse.office.hours import ZONE, hours_on

SOON = "soon"
MORNING, AFTERNOON = "morning", "afternoon"
_NOON = time(13)
_WORKING_DAYS = 5
_LOOK_AHEAD = 30  # calendar days; Christmas and a closure are shorter


@dataclass(frozen=True)
class Slot:
    """A span in which somebody wants to be called; ``part`` is SOON, MORNING or AFTERNOON."""

    starts: datetime
    ends: datetime
    part: str

    @property
    def day(self) -> date:
        return self.starts.astimezone(ZONE).date()

    @property
    def key(self) -> str:
        return SOON if self.part == SOON else f"{self.day}-{self.part}"


def soon() -> Slot:
    """Now, and within half a working day at the latest."""
    return Slot(clock.now(), deadlines.urgent(), SOON)


def slots() -> list[Slot]:
    """What can be promised: soon, then the half days of the next five working days."""
    return [soon(), *_half_days()]


def slot(key: str) -> Slot | None:
    """The slot that was chosen, or None if it has passed or never was."""
    return next((found for found in slots() if found.key == key), None)


def _half_days() -> Iterator[Slot]:
    now, today, days = clock.now(), clock.today(), 0
    for ahead in range(_LOOK_AHEAD):
        hours = hours_on(today + timedelta(days=ahead))
        if hours is None or hours[1] <= now:
            continue
        opens, closes = hours
        noon = datetime.combine(opens.date(), _NOON, ZONE)
        halves = (Slot(opens, noon, MORNING), Slot(noon, closes, AFTERNOON))
        yield from (half for half in halves if half.starts > now)
        days += 1
        if days == _WORKING_DAYS:
            return

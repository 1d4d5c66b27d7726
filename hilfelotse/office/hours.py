"""When the office works, and deadlines that count only its hours.

Hours: Monday to Thursday 9–17, Friday 9–16, not on public holidays of the office's state and not
during closures (the city's press release of October 2015).
"""

import functools
import time as process_time
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from hilfelotse.base import clock
from hilfelotse.office.models import Closure

ZONE = ZoneInfo("Europe/Berlin")
_LONG, _SHORT = (time(9), time(17)), (time(9), time(16))
WEEK: dict[int, tuple[time, time]] = {0: _LONG, 1: _LONG, 2: _LONG, 3: _LONG, 4: _SHORT}
WORKING_DAY = timedelta(hours=8)
_CLOSURES_FRESH_SECONDS = 60
_HORIZON_DAYS = 400


@functools.cache
def _public_holidays(year: int) -> frozenset[date]:
    import holidays  # 0.4 s to import; needed by few processes, and there once

    return frozenset(holidays.country_holidays("DE", subdiv=settings.OFFICE["state"], years=year))


@functools.lru_cache(maxsize=1)
def _closures(_tick: int) -> tuple[tuple[date, date], ...]:
    return tuple(Closure.objects.order_by("first_day").values_list("first_day", "last_day"))


def _closed_for(day: date) -> bool:
    # Each public page shows the hotline: closures are read once a minute, not once a page.
    tick = int(process_time.monotonic() // _CLOSURES_FRESH_SECONDS)
    return any(first <= day <= last for first, last in _closures(tick))


def forget_closures() -> None:
    """Read the closures anew at the next question (after one was entered)."""
    _closures.cache_clear()


def is_holiday(day: date) -> bool:
    """Whether ``day`` is a public holiday in the office's state."""
    return day in _public_holidays(day.year)


def hours_on(day: date) -> tuple[datetime, datetime] | None:
    """Opening and closing moment of ``day``, or None when the office is closed all day."""
    if day.weekday() not in WEEK or day in _public_holidays(day.year) or _closed_for(day):
        return None
    opens, closes = WEEK[day.weekday()]
    return datetime.combine(day, opens, ZONE), datetime.combine(day, closes, ZONE)


def closes_at(moment: datetime) -> datetime | None:
    """When the office closes today if it is open at ``moment``, else None."""
    hours = hours_on(moment.astimezone(ZONE).date())
    if hours and hours[0] <= moment < hours[1]:
        return hours[1]
    return None


def next_opening(moment: datetime) -> datetime:
    """The next moment after ``moment`` at which the office opens."""
    day = moment.astimezone(ZONE).date()
    for offset in range(_HORIZON_DAYS):
        hours = hours_on(day + timedelta(days=offset))
        if hours and hours[0] > moment:
            return hours[0]
    raise ValueError("The office does not open within a year: check its closures.")


def add_office_time(start: datetime, span: timedelta) -> datetime:
    """The moment when ``span`` of opening time has passed since ``start``.

    A working day is eight hours: Friday's seven count as seven.
    """
    day = start.astimezone(ZONE).date()
    for offset in range(_HORIZON_DAYS):
        hours = hours_on(day + timedelta(days=offset))
        if not hours:
            continue
        begin = max(hours[0], start)
        if begin >= hours[1]:
            continue
        if begin + span <= hours[1]:
            return begin + span
        span -= hours[1] - begin
    raise ValueError("The deadline lies more than a year ahead.")


def take_office_time(end: datetime, span: timedelta) -> datetime:
    """The moment from which on ``span`` of opening time passed until ``end``."""
    day = end.astimezone(ZONE).date()
    for offset in range(_HORIZON_DAYS):
        hours = hours_on(day - timedelta(days=offset))
        if not hours:
            continue
        stop = min(hours[1], end)
        if stop <= hours[0]:
            continue
        if stop - span >= hours[0]:
            return stop - span
        span -= stop - hours[0]
    raise ValueError("The office did not open for a year: check its closures.")


def closing_on_or_after(day: date) -> datetime:
    """Closing time of the first working day from ``day`` on that is not over yet."""
    for offset in range(_HORIZON_DAYS):
        hours = hours_on(day + timedelta(days=offset))
        if hours and hours[1] > clock.now():
            return hours[1]
    raise ValueError("The office does not open within a year: check its closures.")


def closing_on_or_before(day: date) -> datetime:
    """Closing time of the last working day up to ``day``: for what a law counts in days."""
    for offset in range(_HORIZON_DAYS):
        hours = hours_on(day - timedelta(days=offset))
        if hours:
            return hours[1]
    raise ValueError("The office did not open for a year: check its closures.")

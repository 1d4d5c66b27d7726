"""Dates as people say them: with the weekday and the month's name, in the language of the page.

Never numbers alone: 04/05 is May in one country and April in another.
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def day(value: date | datetime | None) -> str:
    """„Dienstag, 24. November 2026“."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return _("%(weekday)s, %(date)s") % {
        "weekday": date_format(local, "l"),
        "date": date_format(local, "DATE_FORMAT"),
    }


def length(seconds: int) -> str:
    """„3:20“: minutes and seconds of a video."""
    return f"{seconds // 60}:{seconds % 60:02}"


def moment(value: datetime | None) -> str:
    """„Dienstag, 24. November 2026, 17:00“."""
    if value is None:
        return ""
    return _("%(day)s, %(time)s") % {"day": day(value), "time": time(value)}


def time(value: datetime) -> str:
    """„17:00“."""
    return date_format(timezone.localtime(value), "TIME_FORMAT")

"""The week as 49 slots, seven a day, one bit each (after domain/fields 3.14).

A set of slots is one whole number: the same in Python, SQLite and PostgreSQL.
"""

from collections.abc import Iterable
from itertools import groupby

from django.db import models
from django.utils.translation import gettext_lazy as _

DAYS = [
    _("Montag"), _("Dienstag"), _("Mittwoch"), _("Donnerstag"),
    _("Freitag"), _("Samstag"), _("Sonntag"),
]  # fmt: skip
PARTS = [
    ("early", _("früh"), "7–9"),
    ("morning", _("vormittags"), "9–12"),
    ("noon", _("mittags"), "12–14"),
    ("afternoon", _("nachmittags"), "14–17"),
    ("evening", _("abends"), "17–20"),
    ("late", _("spät"), "20–23"),
    ("night", _("nachts"), "23–7"),
]
_EARLY, _MORNING, _NOON, _AFTERNOON, _EVENING, _LATE, _NIGHT = range(7)
ALL = (1 << 49) - 1


def slot(day: int, part: int) -> int:
    """The bit of one slot: day 0 = Monday, part 0 = early."""
    return 1 << (day * len(PARTS) + part)


def _slots(days: Iterable[int], parts: Iterable[int]) -> int:
    parts = list(parts)
    return sum(slot(day, part) for day in days for part in parts)


def on_weekday(slots: int, day: int) -> bool:
    """Whether any of the slots is on that day, 0 = Monday."""
    return bool(slots & _slots([day], range(len(PARTS))))


# What a citizen ticks: rough on purpose; the first talk makes it exact.
ROUGH: dict[str, tuple[object, int]] = {
    "wd_morning": (_("Montag bis Freitag vormittags"), _slots(range(5), [_EARLY, _MORNING])),
    "wd_afternoon": (
        _("Montag bis Freitag nachmittags"),
        _slots(range(5), [_NOON, _AFTERNOON]),
    ),
    "wd_evening": (_("Montag bis Freitag abends"), _slots(range(5), [_EVENING, _LATE])),
    "we_day": (
        _("Am Wochenende tagsüber"),
        _slots((5, 6), [_EARLY, _MORNING, _NOON, _AFTERNOON]),
    ),
    "we_evening": (_("Am Wochenende abends"), _slots((5, 6), [_EVENING, _LATE])),
    "any": (_("Ich bin flexibel"), ALL),
}


class Frequency(models.TextChoices):
    ONCE = "once", _("einmal")
    WEEKLY = "weekly", _("regelmäßig, zum Beispiel jede Woche")
    ON_CALL = "on_call", _("ab und zu, auf Anruf")


class Volume(models.TextChoices):
    UP_TO_2 = "2", _("bis 2 Stunden in der Woche")
    UP_TO_5 = "5", _("2 bis 5 Stunden in der Woche")
    UP_TO_10 = "10", _("5 bis 10 Stunden in der Woche")
    MORE = "more", _("mehr als 10 Stunden in der Woche")


RADIUS_CHOICES = [
    (2, _("bis 2 km")),
    (5, _("bis 5 km")),
    (10, _("bis 10 km")),
    (20, _("bis 20 km")),
    (50, _("weiter")),
]


def from_rough(keys: Iterable[str]) -> int:
    """The slots behind what a citizen ticked."""
    mask = 0
    for key in keys:
        mask |= ROUGH[key][1]
    return mask


def describe(mask: int) -> list[str]:
    """A set of slots in words: „Montag bis Freitag: vormittags, abends“."""
    if mask == ALL:
        return [str(_("jederzeit"))]
    in_parts = [_parts_on(mask, day) for day in range(len(DAYS))]
    lines = []
    for parts, group in groupby(range(len(DAYS)), key=in_parts.__getitem__):
        days = list(group)
        if parts:
            named = {"day": _span(days), "parts": str(_(", ")).join(parts)}
            lines.append(str(_("%(day)s: %(parts)s")) % named)
    return lines


def _parts_on(mask: int, day: int) -> list[str]:
    return [str(PARTS[part][1]) for part in range(len(PARTS)) if mask & slot(day, part)]


def _span(days: list[int]) -> str:
    if len(days) == 1:
        return str(DAYS[days[0]])
    return str(_("%(first)s bis %(last)s")) % {"first": DAYS[days[0]], "last": DAYS[days[-1]]}

"""„Jetzt erreichbar“ is said only where the hours are understood."""

from datetime import datetime

import pytest

from hilfelotse.directory.opening import is_open
from hilfelotse.office.hours import ZONE

MONDAY, THURSDAY, SATURDAY = 2, 5, 7  # of November 2026

pytestmark = pytest.mark.django_db


def at(day: int, clock: str, month: int = 11) -> datetime:
    hour, minute = clock.split(":")
    return datetime(2026, month, day, int(hour), int(minute), tzinfo=ZONE)


@pytest.mark.parametrize(
    ("hours", "day", "clock", "expected"),
    [
        ("Mo bis Fr 8 bis 12 Uhr", MONDAY, "8:00", True),
        ("Mo bis Fr 8 bis 12 Uhr", MONDAY, "12:00", False),
        ("Mo bis Fr 8 bis 12 Uhr", SATURDAY, "9:00", False),
        ("Mo und Do 15–18 Uhr", THURSDAY, "17:59", True),
        ("Mo und Do 15–18 Uhr", 4, "16:00", False),
        ("Di bis Sa 10–17 Uhr", SATURDAY, "10:30", True),
        ("Mo, Di 9-12 und 14-16 Uhr; Do 8.30–11:45 Uhr", MONDAY, "15:00", True),
        ("Mo, Di 9-12 und 14-16 Uhr; Do 8.30–11:45 Uhr", MONDAY, "13:00", False),
        ("Mo, Di 9-12 und 14-16 Uhr; Do 8.30–11:45 Uhr", THURSDAY, "8:30", True),
        ("Montag bis Donnerstag von 9 bis 17 Uhr, Freitag 9 bis 16 Uhr", 6, "16:30", False),
        ("Montags 9 bis 17 Uhr.", MONDAY, "9:00", True),
        ("täglich 0–24 Uhr", SATURDAY, "23:59", True),
        ("täglich 9–17 Uhr am Empfang", MONDAY, "10:00", None),
        ("Mo 9–12 Uhr nach Vereinbarung", MONDAY, "10:00", None),
        ("nach Vereinbarung", MONDAY, "10:00", None),
        ("Mo 9–12 Uhr außer in den Ferien", MONDAY, "10:00", None),
        ("Mo 9–99 Uhr", MONDAY, "10:00", None),
        ("Mo 9", MONDAY, "10:00", None),
        ("", MONDAY, "10:00", None),
        ("Mo" * 500 + " 9–12 Uhr", MONDAY, "10:00", None),
    ],
)
def test_hours_as_people_write_them(hours, day, clock, expected):
    assert is_open(hours, at(day, clock)) is expected


def test_of_a_holiday_nothing_is_said():
    assert is_open("Mo bis Fr 8 bis 12 Uhr", at(25, "9:00", month=12)) is None

"""A body's needs as a calendar (RFC 5545): what has a date, and what comes every week.

Titles and quarters, never a person; of a protected place not even the quarter.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from hilfelotse.directory.models import Accommodation, Organisation
from hilfelotse.needs.models import Need
from hilfelotse.office.hours import ZONE
from hilfelotse.topics.times import DAYS, PARTS, Frequency, slot

AT_MOST = 500
MOST_SLOTS = 14  # more is „any time“, which is no date
_SPANS = [tuple(int(hour) for hour in hours.split("–")) for _key, _name, hours in PARTS]


def calendar(organisation: Organisation) -> bytes:
    """The feed of one body; needs that are open, with free places or without."""
    made = Calendar()
    made.add("prodid", "-//Hilfelotse//DE")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Bedarf: %(name)s") % {"name": organisation.name})
    needs = (
        Need.objects.open()
        .filter(organisation=organisation)
        .select_related("quarter", "accommodation")
        .order_by("-pk")[:AT_MOST]
    )
    for need in needs:
        for event in _events(need):
            made.add_component(event)
    made.add_missing_timezones()
    return made.to_ical()


def _events(need: Need) -> Iterator[Event]:
    if need.starts_at:
        yield _event(need, "date", need.starts_at, need.ends_at)
    if need.other_starts_at:
        yield _event(need, "other", need.other_starts_at, need.other_ends_at)
    if need.starts_at is None and need.frequency == Frequency.WEEKLY:
        yield from _weekly(need)


def _weekly(need: Need) -> Iterator[Event]:
    taken = [
        (day, part)
        for day in range(len(DAYS))
        for part in range(len(PARTS))
        if need.slots & slot(day, part)
    ]
    if len(taken) > MOST_SLOTS:
        return
    for day, part in taken:
        first = _first_day(need, day)
        begins, ends = _SPANS[part]
        start = datetime(first.year, first.month, first.day, begins, tzinfo=ZONE)
        end = start.replace(hour=ends) + timedelta(days=ends < begins)
        event = _event(need, f"{day}-{part}", start, end)
        rule: dict[str, object] = {"freq": "weekly"}
        if need.ends_on:
            last = datetime(need.ends_on.year, need.ends_on.month, need.ends_on.day, 23, 59)
            rule["until"] = last.replace(tzinfo=ZONE).astimezone(UTC)
        event.add("rrule", rule)
        yield event


def _first_day(need: Need, weekday: int) -> date:
    begins = need.starts_on or need.created_at.astimezone(ZONE).date()
    return begins + timedelta(days=(weekday - begins.weekday()) % 7)


def _event(need: Need, part: str, start: datetime, end: datetime) -> Event:
    event = Event()
    host = settings.OFFICE["email"].partition("@")[2]
    event.add("uid", f"need-{need.pk}-{part}@{host}")
    event.add("dtstamp", need.confirmed_at)
    event.add("summary", need.title)
    event.add("dtstart", start.astimezone(ZONE))
    event.add("dtend", end.astimezone(ZONE))
    secret = Accommodation.Protection.SECRET
    if need.accommodation is None or need.accommodation.protection != secret:
        event.add("location", need.quarter.name)
    return event

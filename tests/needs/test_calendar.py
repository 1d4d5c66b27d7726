"""The feed of a body: its own dates, titles and quarters, and nothing of anybody."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from icalendar import Calendar

from hilfelotse.base.links import LinkRefused
from hilfelotse.directory.models import Accommodation
from hilfelotse.needs.actions.calendar_link import calendar_of, close_calendar, open_calendar
from hilfelotse.needs.calendar import calendar
from hilfelotse.needs.models import Need
from hilfelotse.topics.times import slot
from tests.factories import directory, needs, users

pytestmark = pytest.mark.django_db


def events(body) -> list:
    return list(Calendar.from_ical(calendar(body)).walk("VEVENT"))


def test_a_date_and_a_week(travel):
    travel("2026-11-02 12:00")
    body = directory.organisation()
    needs.open_need(
        organisation=body, title="Umzug", kind=Need.Kind.SHIFT,
        starts_at=datetime(2026, 11, 7, 9, tzinfo=UTC),
        ends_at=datetime(2026, 11, 7, 12, tzinfo=UTC),
    )  # fmt: skip
    needs.open_need(organisation=body, title="Deutsch", slots=slot(2, 4))
    needs.open_need(title="Von anderen", slots=slot(2, 4))
    needs.open_need(organisation=body, title="Entwurf", slots=slot(1, 1), state=Need.State.DRAFT)
    week, date = events(body)
    assert (week["summary"], date["summary"]) == ("Deutsch", "Umzug")
    assert date.start.isoformat() == "2026-11-07T10:00:00+01:00"
    assert week.start.isoformat() == "2026-11-04T17:00:00+01:00"
    assert week["rrule"]["freq"] == ["WEEKLY"]


def test_a_protected_place_is_not_in_it():
    home = directory.accommodation(protection=Accommodation.Protection.SECRET)
    need = needs.open_need(accommodation=home, slots=slot(2, 4), description="Bei Frau Marka")
    text = calendar(need.organisation).decode()
    assert need.title in text
    for word in (need.quarter.name, home.name, "Marka"):
        assert word not in text


def test_a_renewed_address_closes_the_old_one_and_an_inactive_body_has_none():
    body = directory.organisation()
    old, new = (open_calendar(user=None, organisation=body) for _time in range(2))
    with pytest.raises(LinkRefused):
        calendar_of(old)
    assert calendar_of(new) == body
    body.is_active = False
    body.save()
    with pytest.raises(LinkRefused):
        calendar_of(new)


def test_only_who_keeps_the_body_opens_it():
    body = directory.organisation()
    with pytest.raises(PermissionDenied):
        open_calendar(user=users.partner(directory.organisation()), organisation=body)
    open_calendar(user=None, organisation=body)
    close_calendar(user=None, organisation=body)

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from hypothesis import given, settings
from hypothesis import strategies as st

from hilfelotse.base import clock
from hilfelotse.office import hours
from hilfelotse.office.models import Closure

pytestmark = pytest.mark.django_db

BERLIN = ZoneInfo("Europe/Berlin")
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _fresh_closures():
    """Closures are remembered for a minute; no test may see another's."""
    hours.forget_closures()
    yield
    hours.forget_closures()


@pytest.fixture
def close():
    """``close("2026-12-24", "2027-01-01")``: the office is closed on these days."""

    def close(first: str, last: str) -> None:
        Closure.objects.create(first_day=first, last_day=last, reason="Betriebsferien")
        hours.forget_closures()

    return close


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def opening(day: str) -> tuple[str, str] | None:
    found = hours.hours_on(date.fromisoformat(day))
    return found and (f"{found[0]:%H:%M}", f"{found[1]:%H:%M}")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-02", ("09:00", "17:00")),  # Monday
        ("2026-11-05", ("09:00", "17:00")),  # Thursday
        ("2026-11-06", ("09:00", "16:00")),  # Friday
        ("2026-11-07", None),
        ("2026-11-08", None),
        ("2026-01-01", None),
        ("2026-04-03", None),  # Good Friday
        ("2026-04-06", None),  # Easter Monday
        ("2026-05-01", None),
        ("2026-05-14", None),  # Ascension Day
        ("2026-05-25", None),  # Whit Monday
        ("2025-10-03", None),
        ("2025-10-31", None),  # Reformation Day is a holiday in Lower Saxony since 2018,
        ("2017-10-31", None),  # was one everywhere in 2017,
        ("2016-10-31", ("09:00", "17:00")),  # and was none before.
        ("2026-12-25", None),
        ("2026-06-04", ("09:00", "17:00")),  # Corpus Christi is a working day here
        ("2027-01-06", ("09:00", "17:00")),  # so is Epiphany
    ],
)
def test_the_week_and_the_holidays(day, expected):
    assert opening(day) == expected


def test_the_hours_are_berlins_in_summer_and_winter():
    summer, winter = hours.hours_on(date(2026, 7, 1)), hours.hours_on(date(2026, 12, 1))
    assert summer[0].astimezone(ZoneInfo("UTC")).hour == 7
    assert winter[0].astimezone(ZoneInfo("UTC")).hour == 8


def test_a_closure_closes_its_first_and_its_last_day(close):
    close("2026-11-03", "2026-11-04")
    days = ("2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05")
    assert [opening(day) is None for day in days] == [False, True, True, False]


def test_a_closure_runs_forward():
    with pytest.raises(IntegrityError, match="closure_runs_forward"):
        Closure.objects.create(first_day="2026-11-04", last_day="2026-11-03", reason="x")


@pytest.mark.parametrize(
    ("moment", "closes"),
    [
        ("2026-11-02T08:59:59", None),
        ("2026-11-02T09:00", "2026-11-02T17:00"),
        ("2026-11-06T15:59:59", "2026-11-06T16:00"),
        ("2026-11-06T16:00", None),
        ("2026-11-07T12:00", None),
    ],
)
def test_whether_the_office_is_open_now(moment, closes):
    assert hours.closes_at(at(moment)) == (closes and at(closes))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-02T08:00", "2026-11-02T09:00"),
        ("2026-11-02T09:00", "2026-11-03T09:00"),
        ("2026-11-06T16:30", "2026-11-09T09:00"),
        ("2026-12-31T18:00", "2027-01-04T09:00"),
    ],
)
def test_when_the_office_opens_next(moment, opens):
    assert hours.next_opening(at(moment)) == at(opens)


def test_a_moment_in_another_time_zone_is_understood():
    late = datetime(2026, 11, 2, 23, 30, tzinfo=ZoneInfo("UTC"))  # 00:30 on Tuesday here
    assert hours.next_opening(late) == at("2026-11-03T09:00")


@pytest.mark.parametrize(
    ("start", "office_hours", "end"),
    [
        ("2026-11-02T09:00", 1, "2026-11-02T10:00"),
        ("2026-11-02T09:00", 8, "2026-11-02T17:00"),
        ("2026-11-02T10:00", 8, "2026-11-03T10:00"),
        ("2026-11-02T03:00", 8, "2026-11-02T17:00"),
        ("2026-11-02T17:00", 1, "2026-11-03T10:00"),
        ("2026-11-05T10:00", 8, "2026-11-06T10:00"),
        ("2026-11-06T10:00", 8, "2026-11-09T11:00"),  # Friday has seven hours
        ("2026-11-06T15:00", 1, "2026-11-06T16:00"),
        ("2026-11-07T12:00", 1, "2026-11-09T10:00"),
        ("2025-10-30T12:00", 8, "2025-11-03T12:00"),  # Reformation Day, then a weekend
        ("2026-03-27T12:00", 8, "2026-03-30T13:00"),  # the night the clocks go forward
        ("2026-10-23T12:00", 8, "2026-10-26T13:00"),  # and back
        ("2026-12-31T12:00", 8, "2027-01-04T12:00"),
        ("2026-12-23T12:00", 16, "2026-12-28T12:00"),  # Christmas Eve is no holiday
    ],
)
def test_deadlines_count_office_hours(start, office_hours, end):
    assert hours.add_office_time(at(start), office_hours * HOUR) == at(end)


def test_a_deadline_steps_over_a_closure(close):
    close("2026-12-24", "2026-12-31")
    assert hours.add_office_time(at("2026-12-23T12:00"), 8 * HOUR) == at("2027-01-04T12:00")
    assert hours.next_opening(at("2026-12-23T17:00")) == at("2027-01-04T09:00")


def test_an_office_that_never_opens_is_an_error_and_not_a_loop(close):
    close("2026-01-01", "2030-01-01")
    with pytest.raises(ValueError, match="does not open within a year"):
        hours.next_opening(at("2026-11-02T12:00"))
    with pytest.raises(ValueError, match="more than a year ahead"):
        hours.add_office_time(at("2026-11-02T12:00"), HOUR)


@pytest.mark.parametrize(
    ("now", "days", "end"),
    [
        ("2026-11-02 12:00", 0, "2026-11-02T17:00"),
        ("2026-11-02 17:00", 0, "2026-11-03T17:00"),
        ("2026-11-06 12:00", 14, "2026-11-20T16:00"),
        ("2026-11-07 12:00", 14, "2026-11-23T17:00"),
        ("2026-12-18 12:00", 14, "2027-01-04T17:00"),
        ("2026-11-02 23:30", 1, "2026-11-03T17:00"),
    ],
)
def test_the_end_of_a_working_day(travel, now, days, end):
    travel(now)
    assert hours.closing_on_or_after(clock.today() + timedelta(days=days)) == at(end)


MOMENTS = st.datetimes(
    min_value=datetime(2024, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(BERLIN)
)
SPANS = st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(hours=120))


@given(MOMENTS, SPANS, SPANS)
@settings(deadline=None)
def test_adding_office_time_in_two_steps_is_adding_it_at_once(start, first, second):
    stop = hours.add_office_time(start, first)
    assert hours.add_office_time(stop, second) == hours.add_office_time(start, first + second)


@given(MOMENTS, MOMENTS, SPANS)
@settings(deadline=None)
def test_who_comes_first_is_never_due_later(one, other, span):
    first, second = sorted([one, other])
    assert hours.add_office_time(first, span) <= hours.add_office_time(second, span)


@given(MOMENTS, SPANS)
@settings(deadline=None)
def test_a_deadline_lies_in_opening_hours_and_after_its_start(start, span):
    due = hours.add_office_time(start, span)
    opens, closes = hours.hours_on(due.astimezone(BERLIN).date())
    assert opens < due <= closes
    assert due >= start + span


@settings(max_examples=60, deadline=None)
@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
    minutes=st.integers(1, 60 * 40),
)
def test_taking_office_time_is_the_way_back(start, minutes):
    span = timedelta(minutes=minutes)
    end = hours.add_office_time(start.replace(tzinfo=BERLIN), span)
    begin = hours.take_office_time(end, span)
    # Somewhere between closing and opening it is all the same moment for the office.
    assert hours.add_office_time(begin, span) == end
    assert begin >= start.replace(tzinfo=BERLIN)


def test_taking_office_time_skips_what_is_closed(close):
    close("2026-11-03", "2026-11-03")
    assert hours.take_office_time(at("2026-11-04 10:00"), 2 * HOUR) == at("2026-11-02 16:00")

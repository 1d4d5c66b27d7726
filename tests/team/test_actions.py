from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hilfelotse.accounts.roles import Role
from hilfelotse.history.models import Event
from hilfelotse.team.actions import (
    CannotStandIn,
    IsOver,
    Overlaps,
    cancel_absence,
    enter_absence,
    set_week,
)
from hilfelotse.team.models import Absence, Shift
from tests.factories import roster, users

pytestmark = pytest.mark.django_db
DAY = {"first_day": date(2026, 11, 9), "last_day": date(2026, 11, 13)}


@pytest.fixture(autouse=True)
def _monday(travel):
    travel("2026-11-02 12:00")


def week_of(user) -> list[tuple[int, time, time]]:
    return list(Shift.objects.filter(user=user).values_list("weekday", "starts", "ends"))


def test_a_week_replaces_the_one_before():
    user = users.caseworker()
    roster.shifts(user, 0, 1, 2)
    set_week(user=user, colleague=user, week={3: (time(10), time(14))})
    assert week_of(user) == [(3, time(10), time(14))]
    set_week(user=user, colleague=user, week={})
    assert week_of(user) == []


def test_a_day_that_ends_before_it_begins_changes_nothing():
    user = users.caseworker()
    roster.shifts(user, 0)
    with pytest.raises(IntegrityError), transaction.atomic():
        set_week(user=user, colleague=user, week={3: (time(14), time(10))})
    assert [row[0] for row in week_of(user)] == [0]


def test_only_oneself_and_the_lead_write_a_roster():
    user, other, lead = users.caseworker(), users.caseworker(), users.user(Role.LEAD)
    absence = roster.away(user)
    for action, given in (
        (set_week, {"colleague": user, "week": {}}),
        (enter_absence, {"colleague": user} | DAY),
        (cancel_absence, {"absence": absence}),
    ):
        for stranger in (other, users.user(Role.SWITCHBOARD), users.caseworker(is_active=False)):
            with pytest.raises(PermissionDenied):
                action(user=stranger, **given)
        action(user=lead, **given)
    assert Absence.objects.get().first_day == DAY["first_day"]


def test_only_the_desk_has_a_roster():
    lead, outsider = users.user(Role.LEAD), users.user(Role.PARTNER)
    with pytest.raises(PermissionDenied):
        set_week(user=lead, colleague=outsider, week={})


def test_an_absence_with_a_deputy():
    user, deputy = users.caseworker(), users.caseworker()
    absence = enter_absence(user=user, colleague=user, deputy=deputy, **DAY)
    absence.refresh_from_db()
    assert (absence.user, absence.deputy) == (user, deputy)
    (event,) = Event.objects.filter(subject="absence", subject_id=absence.pk)
    assert (event.verb, event.user, event.details) == ("entered", user, {})


def test_what_has_been_is_not_written_anew():
    user = users.caseworker()
    with pytest.raises(IsOver):
        enter_absence(
            user=user, colleague=user, first_day=date(2026, 10, 1), last_day=date(2026, 11, 1)
        )
    # It may have begun: somebody calls in sick at noon.
    enter_absence(
        user=user, colleague=user, first_day=date(2026, 10, 30), last_day=date(2026, 11, 2)
    )


@pytest.mark.parametrize(
    ("first", "last"), [("2026-11-13", "2026-11-13"), ("2026-11-01", "2026-12-24")]
)
def test_one_is_not_away_twice(first, last):
    user, other = users.caseworker(), users.caseworker()
    enter_absence(user=user, colleague=user, **DAY)
    days = {"first_day": date.fromisoformat(first), "last_day": date.fromisoformat(last)}
    with pytest.raises(Overlaps):
        enter_absence(user=user, colleague=user, **days)
    enter_absence(user=other, colleague=other, **days)


def test_who_cannot_stand_in():
    user = users.caseworker()
    for deputy in (user, users.caseworker(is_active=False), users.user(Role.DPO)):
        with pytest.raises(CannotStandIn):
            enter_absence(user=user, colleague=user, deputy=deputy, **DAY)
    assert not Absence.objects.exists()


def test_back_earlier(travel):
    user = users.caseworker()
    absence = enter_absence(user=user, colleague=user, **DAY)
    travel("2026-11-11 09:00")
    cancel_absence(user=user, absence=absence)
    absence.refresh_from_db()
    assert (absence.first_day, absence.last_day) == (date(2026, 11, 9), date(2026, 11, 10))
    with pytest.raises(IsOver):
        cancel_absence(user=user, absence=absence)


def test_an_absence_that_has_not_begun_goes():
    user = users.caseworker()
    absence = enter_absence(user=user, colleague=user, **DAY)
    cancel_absence(user=user, absence=absence)
    assert not Absence.objects.exists()

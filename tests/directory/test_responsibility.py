"""Who is responsible and what is not accepted: dated, so that the past stays to be read."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.directory.actions import (
    NotDated,
    end_responsibility,
    end_stop,
    set_responsibility,
    stop_acceptance,
)
from hilfelotse.directory.models import AcceptanceStop, Responsibility
from tests.factories import directory, places, users
from tests.factories.seen import verbs

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(travel) -> User:
    travel("2026-11-02 10:00")
    return users.user(Role.LEAD)


def spans(subject: str = "school") -> list[tuple[str, str, str]]:
    rows = Responsibility.objects.filter(subject=subject).order_by("since", "pk")
    return [(row.organisation.name, str(row.since), str(row.until)) for row in rows]


def test_a_change_ends_what_held_the_day_before(lead):
    old, new = directory.department(name="Alt"), directory.department(name="Neu")
    where = {"subject": "school", "district": None}
    set_responsibility(user=lead, organisation=old, since=date(2026, 1, 1), **where)
    row = set_responsibility(user=lead, organisation=new, note="Frau X fragen", **where)
    assert spans() == [("Alt", "2026-01-01", "2026-11-01"), ("Neu", "2026-11-02", "None")]
    assert (row.note, verbs(row)) == ("Frau X fragen", [("entered", "staff")])
    later = directory.department(name="Später")
    set_responsibility(user=lead, organisation=later, since=date(2027, 1, 1), **where)
    assert spans()[1:] == [("Neu", "2026-11-02", "2026-12-31"), ("Später", "2027-01-01", "None")]


def test_a_change_takes_away_what_would_have_begun_later(lead):
    a, b, c = (directory.department(name=name) for name in "ABC")
    where = {"subject": "school", "district": None}
    set_responsibility(user=lead, organisation=a, since=date(2026, 1, 1), **where)
    set_responsibility(user=lead, organisation=b, since=date(2027, 1, 1), **where)
    set_responsibility(user=lead, organisation=c, since=date(2026, 12, 1), **where)
    assert spans() == [("A", "2026-01-01", "2026-11-30"), ("C", "2026-12-01", "None")]
    set_responsibility(user=lead, organisation=a, since=date(2026, 12, 1), **where)
    assert spans() == [("A", "2026-01-01", "2026-11-30"), ("A", "2026-12-01", "None")]


def test_each_area_and_each_subject_has_its_own(lead):
    here = places.quarter("Linden-Nord").district
    a, b = directory.department(name="A"), directory.department(name="B")
    set_responsibility(user=lead, subject="school", district=None, organisation=a)
    set_responsibility(user=lead, subject="school", district=here, organisation=b)
    set_responsibility(user=lead, subject="german", district=None, organisation=b)
    assert Responsibility.objects.filter(until=None).count() == 3


def test_ending_a_responsibility(lead):
    body = directory.department(name="A")
    where = {"subject": "school", "district": None, "organisation": body}
    row = set_responsibility(user=lead, since=date(2026, 1, 1), **where)
    end_responsibility(user=lead, responsibility=row)
    assert spans() == [("A", "2026-01-01", "2026-11-01")]
    end_responsibility(user=lead, responsibility=row, last_day=date(2026, 12, 31))
    assert spans() == [("A", "2026-01-01", "2026-12-31")]
    with pytest.raises(NotDated):
        end_responsibility(user=lead, responsibility=row, last_day=date(2025, 12, 31))


def test_one_that_never_began_vanishes(lead):
    body = directory.department()
    row = set_responsibility(
        user=lead, subject="school", district=None, organisation=body, since=date(2027, 1, 1)
    )
    end_responsibility(user=lead, responsibility=row)
    assert spans() == []


@pytest.mark.parametrize("role", [role for role in Role if role != Role.LEAD])
def test_only_the_lead_says_who_is_responsible(role, lead):
    body, user = directory.department(), users.user(role)
    row = set_responsibility(user=lead, subject="school", district=None, organisation=body)
    before = list(Responsibility.objects.values())
    with pytest.raises(PermissionDenied):
        set_responsibility(user=user, subject="school", district=None, organisation=body)
    with pytest.raises(PermissionDenied):
        end_responsibility(user=user, responsibility=row)
    assert list(Responsibility.objects.values()) == before


def test_stopping_and_accepting_again(lead, travel):
    user = users.caseworker()
    stop = stop_acceptance(
        user=user, goods="furniture", reason="Lager voll", until=date(2026, 12, 1)
    )
    assert [row.goods for row in AcceptanceStop.objects.in_force()] == ["furniture"]
    travel("2026-11-10 10:00")
    end_stop(user=user, stop=stop)
    stop.refresh_from_db()
    assert (stop.until, list(AcceptanceStop.objects.in_force())) == (date(2026, 11, 9), [])
    assert verbs(stop) == [("entered", "staff"), ("ended", "staff")]


def test_a_stop_of_this_morning_vanishes(lead):
    user = users.caseworker()
    end_stop(user=user, stop=stop_acceptance(user=user, goods="books", reason="Versehen"))
    assert not AcceptanceStop.objects.exists()


def test_a_stop_does_not_end_before_it_begins(lead):
    with pytest.raises(NotDated):
        stop_acceptance(user=lead, goods="books", reason="x", until=date(2026, 11, 1))


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_nobody_outside_the_desk_stops_anything(role, lead):
    stop = stop_acceptance(user=lead, goods="books", reason="voll")
    with pytest.raises(PermissionDenied):
        stop_acceptance(user=users.user(role), goods="food", reason="x")
    with pytest.raises(PermissionDenied):
        end_stop(user=users.user(role), stop=stop)
    assert [row.goods for row in AcceptanceStop.objects.in_force()] == ["books"]

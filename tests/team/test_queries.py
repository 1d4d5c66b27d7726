from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hilfelotse.accounts.actions import shut_out
from hilfelotse.accounts.models import RoleGrant
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.team import queries
from tests.factories import roster, users

pytestmark = pytest.mark.django_db
MONDAY, FRIDAY, SATURDAY = date(2026, 11, 2), date(2026, 11, 6), date(2026, 11, 7)


@pytest.fixture
def people(travel):
    travel("2026-11-02 12:00")
    return [users.caseworker(name=name) for name in ("Anna", "Berîvan", "Cem", "Dora")]


def test_nobody_is_away(people):
    assert queries.stand_ins(MONDAY) == {}
    assert queries.works_for(people[0], MONDAY) == {people[0].pk}


def test_the_deputy_has_the_work_meanwhile(people):
    anna, berivan, cem, _dora = people
    roster.away(anna, berivan, first="2026-11-02", last="2026-11-03")
    assert queries.stand_ins(MONDAY) == {anna.pk: berivan.pk}
    assert queries.works_for(berivan, MONDAY) == {anna.pk, berivan.pk}
    assert queries.works_for(cem, MONDAY) == {cem.pk}
    assert queries.works_for(berivan, date(2026, 11, 4)) == {berivan.pk}


def test_a_chain_of_deputies_ends_with_who_is_there(people):
    anna, berivan, cem, dora = people
    roster.away(anna, berivan)
    roster.away(berivan, cem)
    roster.away(cem, dora)
    assert queries.stand_ins(MONDAY) == dict.fromkeys([anna.pk, berivan.pk, cem.pk], dora.pk)
    assert queries.works_for(dora, MONDAY) == {person.pk for person in people}


def test_a_circle_of_deputies_ends_with_everybody(people):
    anna, berivan, cem, dora = people
    roster.away(anna, berivan)
    roster.away(berivan, cem)
    roster.away(cem, berivan)
    roster.away(dora)
    assert set(queries.stand_ins(MONDAY).values()) == {None}
    assert queries.left_to_all(MONDAY) == {person.pk for person in people}


@pytest.mark.parametrize("how", ["left", "no longer of the desk"])
def test_a_deputy_who_cannot_is_none(people, how):
    anna, berivan, *_others = people
    roster.away(anna, berivan)
    if how == "left":
        shut_out(email=berivan.email)
    else:
        RoleGrant.objects.filter(user=berivan).update(role=Role.SWITCHBOARD)
    assert queries.stand_ins(MONDAY) == {anna.pk: None}
    assert queries.left_to_all(MONDAY) == {anna.pk}


def test_a_deputy_with_two_roles_is_one(people):
    anna, berivan, *_others = people
    RoleGrant.objects.create(user=berivan, role=Role.LEAD)
    roster.away(anna, berivan)
    assert queries.stand_ins(MONDAY) == {anna.pk: berivan.pk}
    assert queries.team().count() == 4


def test_who_has_left_is_not_away(people):
    anna, *_others = people
    roster.away(anna)
    shut_out(email=anna.email)
    assert queries.stand_ins(MONDAY) == {}
    assert [user.name for user in queries.team()] == ["Berîvan", "Cem", "Dora"]


def test_stand_ins_are_one_query(people):
    anna, berivan, cem, _dora = people
    roster.away(anna, berivan)
    roster.away(berivan, cem)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.stand_ins(MONDAY)
    assert len(asked) == 1


def names(found) -> list[str]:
    return [user.name for user in found]


def test_who_is_in(people, travel):
    anna, berivan, cem, dora = people
    roster.shifts(anna, 0, 1)  # mornings
    roster.shifts(berivan, 0, starts="12:00", ends="17:00")
    roster.shifts(cem, 3)
    roster.away(dora)
    users.user(Role.SWITCHBOARD)
    assert names(queries.who_is_in(travel("2026-11-02 12:59"))) == ["Anna", "Berîvan"]
    assert names(queries.who_is_in(travel("2026-11-02 13:00"))) == ["Berîvan"]
    assert names(queries.who_is_in(travel("2026-11-03 10:00"))) == ["Anna", "Dora"]
    assert queries.who_is_in(travel("2026-11-02 17:00")) == []
    assert names(queries.who_is_in_on(MONDAY)) == ["Anna", "Berîvan"]
    assert names(queries.who_is_in_on(date(2026, 11, 5))) == ["Cem", "Dora"]
    assert queries.who_is_in_on(SATURDAY) == []


def test_next_day_in(people):
    anna, berivan, cem, dora = people
    roster.shifts(anna, 0, 1)
    roster.away(anna, first="2026-11-09", last="2026-11-09")
    assert queries.next_in(anna, MONDAY) == date(2026, 11, 3)
    assert queries.next_in(anna, date(2026, 11, 3)) == date(2026, 11, 10)
    assert queries.next_in(berivan, FRIDAY) == date(2026, 11, 9)  # not on a weekend
    roster.shifts(cem, 6)  # Sundays only
    assert queries.next_in(cem, MONDAY) is None
    roster.away(dora, first="2026-11-01", last="2027-06-30")
    assert queries.next_in(dora, clock.today()) is None

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hilfelotse.base import clock
from hilfelotse.needs.actions import places as counting
from hilfelotse.needs.actions.enter import (
    STEPS,
    FewerThanTaken,
    NotPossible,
    change,
    enter,
    expire_old,
    move,
)
from hilfelotse.needs.models import Need, NeedLanguage
from hilfelotse.topics.activities import ACTIVITIES
from tests.factories import directory, needs, places, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(travel):
    return travel("2026-11-02 12:00")


def test_a_need_is_entered_as_a_draft(now):
    need = enter(user=users.caseworker(), languages={"ar": 3, "de": 2}, **needs.fields())
    need = Need.objects.get(pk=need.pk)
    assert (need.state, need.taken, need.remaining) == ("draft", 0, 2)
    assert (need.east_m, need.north_m) == (places.quarter().east_m, places.quarter().north_m)
    assert dict(need.languages.values_list("code", "level")) == {"ar": 3, "de": 2}
    assert seen.verbs(need) == [("entered", "staff")]
    assert list(Need.objects.public()) == []


@pytest.mark.parametrize(("protection", "is_public"), [("secret", False), ("partners", True)])
def test_a_need_at_a_secret_shelter_is_never_public(now, protection, is_public):
    shelter = directory.accommodation(protection=protection)
    fields = needs.fields(accommodation=shelter, is_public=True)
    need = enter(user=users.caseworker(), languages={}, **fields)
    move(user=users.caseworker(), need=need, state=Need.State.OPEN)
    assert [need.pk for need in Need.objects.public()] == ([need.pk] if is_public else [])


@pytest.mark.parametrize("code", sorted(ACTIVITIES))
def test_the_activity_decides_what_is_asked_for_at_least(now, code):
    need = enter(user=users.caseworker(), languages={}, **needs.fields(activity=code))
    activity = ACTIVITIES[code]
    assert (need.needs_clearance, need.adults_only) == (activity.clearance, not activity.for_minors)
    strict = needs.fields(activity=code, needs_clearance=True, adults_only=True)
    need = enter(user=users.caseworker(), languages={}, **strict)
    assert (need.needs_clearance, need.adults_only) == (True, True)


def test_work_with_minors_asks_for_a_certificate_and_is_for_adults():
    assert {code for code, activity in ACTIVITIES.items() if activity.clearance} == {
        "MIN", "PAT", "HAU", "KIN",
    }  # fmt: skip
    assert not any(activity.clearance and activity.for_minors for activity in ACTIVITIES.values())


def test_a_need_is_corrected(now, travel):
    need = needs.open_need(languages={"ar": 3})
    later = travel("2026-11-09 12:00")
    given = needs.fields(need.organisation, quantity=5, quarter=places.quarter("Zoo"), title="Neu")
    change(user=users.caseworker(), need=need, languages={"fa": 1}, **given)
    need.refresh_from_db()
    assert (need.title, need.quantity, need.state, need.confirmed_at) == ("Neu", 5, "open", later)
    assert need.east_m == places.quarter("Zoo").east_m
    assert list(need.languages.values_list("code", "level")) == [("fa", 1)]
    assert seen.verbs(need) == [("changed", "staff")]


def test_the_quantity_never_falls_below_the_taken(now):
    need = needs.open_need(quantity=3, taken=2)
    given = needs.fields(need.organisation, quantity=1)
    with pytest.raises(FewerThanTaken):
        change(user=users.caseworker(), need=need, languages={}, **given)
    change(user=users.caseworker(), need=need, languages={}, **given | {"quantity": 2})
    need.refresh_from_db()
    assert (need.quantity, need.remaining) == (2, 0)


STATES = [state.value for state in Need.State]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("target", STATES)
def test_only_the_written_steps_are_possible(now, state, target):
    need, user = needs.open_need(state=state), users.caseworker()
    if target in STEPS[state]:
        move(user=user, need=need, state=target)
        need.refresh_from_db()
        assert need.state == target
        assert seen.verbs(need) == [(f"set_{target}", "staff")]
    else:
        with pytest.raises(NotPossible):
            move(user=user, need=need, state=target)
        need.refresh_from_db()
        assert (need.state, seen.verbs(need)) == (state, [])


def test_the_steps_are_as_the_office_wants_them():
    steps = {str(state): {str(step) for step in found} for state, found in STEPS.items()}
    assert steps == {
        "draft": {"open", "cancelled"},
        "submitted": {"open", "cancelled"},
        "open": {"paused", "done", "cancelled"},
        "paused": {"open", "done", "cancelled"},
        "expired": {"open", "done", "cancelled"},
        "done": set(),
        "cancelled": set(),
    }


def test_needs_that_nobody_renews_leave_the_board(now, travel):
    last_day = needs.open_need(valid_until=date(2026, 11, 10))
    draft = needs.open_need(valid_until=date(2026, 11, 10), state="draft")
    travel("2026-11-10 23:59")
    assert expire_old() == 0
    assert list(Need.objects.open()) == [last_day]
    travel("2026-11-11 00:01")
    assert list(Need.objects.open()) == []
    assert expire_old() == 1
    assert expire_old() == 0
    assert [need.state for need in Need.objects.order_by("pk")] == ["expired", "draft"]
    assert seen.verbs(last_day) == [("set_expired", "system")]
    assert seen.verbs(draft) == []


def test_an_expired_need_that_is_published_again_is_open_today(now, travel):
    need = needs.open_need(valid_until=date(2026, 11, 1), state="expired")
    move(user=users.caseworker(), need=need, state="open")
    assert list(Need.objects.open()) == [need]


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_nobody_outside_the_desk_does_anything(now, role):
    need, stranger = needs.open_need(), users.user(role)
    given = needs.fields(need.organisation)
    before = seen.database()
    for action in (
        lambda: enter(user=stranger, languages={}, **given),
        lambda: change(user=stranger, need=need, languages={}, **given),
        lambda: move(user=stranger, need=need, state="paused"),
    ):
        with pytest.raises(PermissionDenied):
            action()
    assert seen.database() == before


def test_a_partner_sees_the_needs_of_their_own_bodies(now):
    mine, other = needs.open_need(state="draft"), needs.open_need()
    partner = users.partner(mine.organisation)
    assert list(Need.objects.visible_to(partner)) == [mine]
    assert set(Need.objects.visible_to(users.caseworker())) == {mine, other}
    assert list(Need.objects.visible_to(users.user())) == []


def test_places_are_counted(now):
    need = needs.open_need(quantity=5)
    assert counting.take(need_id=need.pk, places=3).remaining == 2
    with pytest.raises(counting.NoPlaceLeft):
        counting.take(need_id=need.pk, places=3)
    assert counting.take(need_id=need.pk, places=2).remaining == 0
    assert counting.give_back(need_id=need.pk, places=3).remaining == 3


@pytest.mark.parametrize("state", sorted(set(STATES) - {"open", "expired"}))
def test_a_need_that_is_not_open_has_no_place(now, state):
    need = needs.open_need(state=state)
    with pytest.raises(counting.NoPlaceLeft):
        counting.take(need_id=need.pk, places=1)


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"taken": 3}, "no_place_given_twice"),
        ({"quantity": 0}, "need_has_a_quantity"),
        ({"quantity": 501}, "need_has_a_quantity"),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, "need_runs_forward"),
    ],
)
def test_the_database_says_no(now, broken, constraint):
    need = needs.open_need(quantity=2)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(**broken)


def test_places_never_fall_below_zero(now):
    need = needs.open_need()
    with pytest.raises(IntegrityError), transaction.atomic():
        counting.give_back(need_id=need.pk, places=1)


def test_a_language_is_asked_for_once(now):
    need = needs.open_need(languages={"ar": 3})
    with pytest.raises(IntegrityError, match="need"), transaction.atomic():
        NeedLanguage.objects.create(need=need, code="ar", level=4)


def test_what_is_valid_is_asked_in_the_offices_day(travel):
    travel("2026-11-03 00:30")  # Monday in UTC
    need = needs.open_need(valid_until=clock.today() - timedelta(days=1))
    assert clock.today() == date(2026, 11, 3)
    assert list(Need.objects.open()) == []
    assert need.valid_until == date(2026, 11, 2)

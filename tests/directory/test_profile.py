"""A body keeps its own entry, and only its own."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.directory.actions import (
    BadPause,
    DeskOnly,
    NobodyLeft,
    NotANumber,
    NotOfThisBody,
    NotTaken,
    add_accommodation,
    add_contact,
    change_accommodation,
    change_contact,
    change_profile,
    confirm_profile,
    pause,
    set_intakes,
    stop_acceptance,
)
from hilfelotse.directory.models import Accommodation, Membership
from hilfelotse.directory.queries import takes_helpers, where_to_bring
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import of
from tests.factories import directory, places, users

pytestmark = pytest.mark.django_db


def partner(body, role=Membership.Role.ADMIN):
    user = users.user(Role.PARTNER)
    Membership.objects.create(user=user, organisation=body, role=role)
    return user


def days(number: int):
    return clock.today() + timedelta(days=number)


def test_a_link_of_the_body_changes_the_entry_and_stands_in_the_history_as_the_body():
    body = directory.organisation()
    change_profile(user=None, organisation=body, about="Wir kochen", monthly_helpers=3)
    body.refresh_from_db()
    assert (body.about, body.monthly_helpers) == ("Wir kochen", 3)
    event = of(body).first()
    assert (event.verb, event.by, event.details) == (
        "changed", Event.By.ORGANISATION, {"fields": ["about", "monthly_helpers"]},
    )  # fmt: skip


@pytest.mark.parametrize("field", ["name", "kind", "is_trusted", "is_public", "is_active",
                                   "clearance_agreed_on", "data_agreed_on", "insurer"])  # fmt: skip
def test_what_only_the_desk_may_say(field):
    body = directory.organisation()
    for user in (None, partner(body)):
        with pytest.raises(DeskOnly):
            change_profile(user=user, organisation=body, **{field: "x"})


def test_nobody_changes_the_entry_of_another_body_and_members_not_even_their_own():
    ours, others = directory.organisation(), directory.organisation()
    admin, member = partner(ours), partner(ours, Membership.Role.MEMBER)
    for user, body in ((admin, others), (member, ours), (users.user(Role.SWITCHBOARD), ours)):
        person = {"name": "x", "email": "x@y.example"}
        for act, fields in (
            (change_profile, {"organisation": body, "about": "x"}),
            (pause, {"organisation": body, "until": None}),
            (set_intakes, {"organisation": body, "intakes": []}),
            (add_contact, {"organisation": body} | person),
            (change_contact, {"contact": body.contacts.get()} | person),
        ):
            with pytest.raises(PermissionDenied):
                act(user=user, **fields)
    with pytest.raises(PermissionDenied):
        confirm_profile(user=admin, organisation=others, name="x")


@pytest.mark.parametrize("until", [-1, 367])
def test_a_pause_in_the_past_or_without_end_is_refused(until):
    body = directory.organisation()
    with pytest.raises(BadPause):
        pause(user=None, organisation=body, until=days(until))
    with pytest.raises(BadPause):
        change_profile(user=None, organisation=body, paused_until=days(until))


def test_a_pause_ends_with_its_last_day(travel):
    body = directory.organisation()
    travel("2026-11-02 12:00")
    pause(user=None, organisation=body, until=clock.today())
    assert not takes_helpers(body)
    travel("2026-11-03 00:01")
    assert takes_helpers(body)
    change_profile(user=None, organisation=body, paused_until=body.paused_until, about="x")


@pytest.mark.parametrize("number", [-1, 201])
def test_an_absurd_number_of_helpers_is_refused(number):
    with pytest.raises(NotANumber):
        change_profile(user=None, organisation=directory.organisation(), monthly_helpers=number)


def test_a_deputy_is_of_the_same_body_and_somebody_else():
    ours, others = directory.organisation(), directory.organisation()
    contact, stranger = ours.contacts.get(), others.contacts.get()
    for deputy in (contact, stranger):
        with pytest.raises(NotOfThisBody):
            change_contact(user=None, contact=contact, deputy=deputy)
    with pytest.raises(NotOfThisBody):
        add_contact(user=None, organisation=ours, name="x", email="x@y.example", deputy=stranger)
    second = directory.contact_person(ours)
    change_contact(user=None, contact=contact, deputy=second)
    contact.refresh_from_db()
    assert contact.deputy == second


def test_a_body_does_not_retire_its_last_contact():
    body = directory.organisation()
    with pytest.raises(NobodyLeft):
        change_contact(user=None, contact=body.contacts.get(), is_active=False)
    assert body.contacts.get().is_active


@pytest.mark.parametrize(
    "rows",
    [
        [{"goods": "medicine"}],
        [{"goods": "gold"}],
        [{"goods": "books"}, {"goods": "books"}],
        [{"goods": "books", "condition": 0}],
    ],
)
def test_goods_that_nobody_takes_or_twice_the_same(rows):
    body = directory.organisation()
    with pytest.raises(NotTaken):
        set_intakes(user=None, organisation=body, intakes=rows)


def test_where_to_bring_knows_pauses_stops_age_and_the_way():
    user = users.caseworker()
    near = directory.organisation(quarter=places.quarter(), name="Zuletzt im Alphabet")
    anywhere = directory.organisation(name="Am Anfang")
    silent, paused = directory.organisation(), directory.organisation(paused_until=days(9))
    stopped, private = directory.organisation(), directory.organisation(is_public=False)
    for body in (near, anywhere, silent, paused, stopped, private):
        set_intakes(user=user, organisation=body, intakes=[{"goods": "books"}])
    stop_acceptance(user=user, goods="books", reason="voll", organisation=stopped)
    silent.confirmed_at = clock.now() - timedelta(days=181)
    silent.save()
    postcode = places.postcode().code
    assert [row.organisation for row in where_to_bring("books", postcode)] == [near, anywhere]
    assert [row.organisation for row in where_to_bring("books")] == [anywhere, near]
    stop_acceptance(user=user, goods="books", reason="zu viel")
    assert where_to_bring("books", postcode) == []


def test_a_stop_is_for_goods_or_for_an_activity():
    user = users.caseworker()
    assert (
        stop_acceptance(user=user, activity="SPE", reason="voll").what
        == "Kleidung und Spenden sortieren"
    )
    for wrong in ({}, {"goods": "books", "activity": "SPE"}):
        with pytest.raises(ValueError, match="one thing"):
            stop_acceptance(user=user, reason="voll", **wrong)


def test_only_the_lead_touches_a_secret_house():
    lead, clerk = users.user(Role.LEAD), users.caseworker()
    body = directory.organisation()
    fields = {
        "kind": "shared",
        "operator": body,
        "quarter": places.quarter(),
        "protection": "secret",
    }
    with pytest.raises(PermissionDenied):
        add_accommodation(user=clerk, name="Haus", **fields)
    house = add_accommodation(user=lead, name="Haus", address="Geheimweg 7", **fields)
    for change in ({"address": "x"}, {"protection": "public"}):
        with pytest.raises(PermissionDenied):
            change_accommodation(user=clerk, accommodation=house, **change)
    change_accommodation(user=clerk, accommodation=house, rules="Bitte anrufen")
    house = Accommodation.objects.get()
    assert (house.address, house.protection, house.rules) == (
        "Geheimweg 7",
        "secret",
        "Bitte anrufen",
    )
    open_house = directory.accommodation(name="Offen")
    with pytest.raises(PermissionDenied):
        change_accommodation(user=clerk, accommodation=open_house, protection="secret")

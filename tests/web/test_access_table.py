"""Every address × every role × own, foreign and guessed ids, against the written table."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.urls import ResolverMatch, reverse

from hilfelotse.web.components.access import DenyByDefault
from tests.factories import users
from tests.web.access_table import SIGN_IN, TABLE
from tests.web.world import ANONYMOUS, ROLES, ROUTES, undone

IDS = ("own", "foreign", "guessed")


def test_every_route_has_a_row_and_every_row_a_route():
    assert set(TABLE) == set(ROUTES)


@pytest.mark.slow
@pytest.mark.one_engine
@pytest.mark.parametrize("role", ROLES)
def test_each_address_answers_as_the_table_says(world, role):
    client = world.client(role)
    wrong = [
        f"{method} {route} ({whose}): {found}, not {expected}"
        for route, method, whose in cells()
        if (found := answer(world, client, route, method, whose))
        != (expected := TABLE[route].expected(role, method, whose))
    ]
    assert not wrong, "\n".join(wrong)


def cells():
    """Routes without an id have one kind of address only."""
    for route in ROUTES.values():
        for whose in IDS if route.parts else IDS[:1]:
            yield route.name, "GET", whose
            yield route.name, "POST", whose


def answer(world, client, route: str, method: str, whose: str) -> int | str:
    """The status, or SIGN_IN."""
    with undone(client):
        url = world.url(route, whose)
        response = client.generic(method, url, content_type="application/x-www-form-urlencoded")
    to = response.headers.get("Location", "")
    if response.status_code == 302 and to.startswith(f"{reverse('account_login')}?next="):
        return SIGN_IN
    return response.status_code


# A form without cookies: it acts for nobody who is signed in, and knows robots by its time and key.
WITHOUT_TOKEN = {"portal:feedback", "portal:search_missing"}


@pytest.mark.slow
@pytest.mark.one_engine
@pytest.mark.parametrize("role", [ANONYMOUS, "lead", "partner_admin"])
def test_nothing_can_be_sent_without_the_token_against_forgery(world, role):
    client = world.client(role)
    client.handler.enforce_csrf_checks = True
    taken = []
    for route in ROUTES.values():
        with undone(client):
            response = client.post(world.url(route.name), {"sure": "yes"})
        if response.status_code != 403 and route.name not in WITHOUT_TOKEN:
            taken.append(f"{route.name}: {response.status_code}")
    assert not taken, "\n".join(taken)


def test_a_view_without_a_mark_is_denied_even_to_the_lead(world):
    with undone():
        for user in (AnonymousUser(), *world.team.values()):
            with pytest.raises(PermissionDenied):
                deny(user, name="stub")


def test_a_marked_view_lets_its_roles_in_and_nobody_else(world):
    with undone():
        marked = users.user()
        with pytest.raises(PermissionDenied):
            deny(marked, name="stub", access=frozenset({"lead"}))
        assert deny(world.team["lead"], name="stub", access=frozenset({"lead"})) is None


def deny(user, *, name: str, access=None):
    """What the middleware says about a stub view."""

    def stub(request):
        raise AssertionError("The view must not run here.")

    if access is not None:
        stub.access = access
    request = RequestFactory().get("/stub/")
    request.user, request.session = user, {}
    request.resolver_match = ResolverMatch(stub, (), {}, url_name=name)
    return DenyByDefault(lambda request: None).process_view(request, stub, (), {})

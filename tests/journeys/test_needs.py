"""A need from the body's draft over the desk's approval and the board to its result."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.accounts.models import User
from hilfelotse.directory.models import Membership, Organisation
from hilfelotse.needs.actions.keep import enter
from hilfelotse.needs.models import Need
from tests.factories import directory, needs, users
from tests.journeys.walks import press, unfold

pytestmark = pytest.mark.journey

TITLE = "Fahrräder flicken am Samstag"
RESULT = "Zwölf Räder fahren wieder."


@pytest.fixture
def javascript() -> bool:
    return False


@pytest.fixture(autouse=True)
def _now(travel) -> None:
    travel("2026-11-02 10:00")


def administrator(body: Organisation) -> User:
    user = users.partner(body)
    Membership.objects.filter(user=user).update(role=Membership.Role.ADMIN)
    return user


def draft(user: User, body: Organisation) -> Need:
    return enter(user=user, languages={}, **needs.fields(body, title=TITLE))


def expect_on_board(page: Page, count: int) -> None:
    page.goto("/de/bedarf/")
    expect(page.locator("main").get_by_role("link", name=TITLE)).to_have_count(count)


def test_from_the_draft_to_the_result(
    page: Page, desk_page: Callable[..., Page], transactional_db
) -> None:
    circle = directory.organisation(name="Radkreis")
    member = administrator(circle)
    need = draft(member, circle)
    own, desk = desk_page(member), desk_page(users.caseworker())

    own.goto(f"/partner/bedarf/{need.pk}/")
    press(own, "Abschicken")
    expect_on_board(page, 0)
    desk.goto("/desk/needs/?view=submitted")
    desk.get_by_role("link", name=TITLE).click()
    press(desk, "Freigeben")
    expect_on_board(page, 1)
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_label("Text zum Kopieren")).to_have_value(re.compile("#hannoverhilft"))

    own.goto(f"/partner/bedarf/{need.pk}/")
    unfold(own, "Pause machen")
    press(own, "Pause beginnen")
    expect_on_board(page, 0)
    own.goto(f"/partner/bedarf/{need.pk}/")
    press(own, "Pause beenden")
    own.goto(f"/partner/bedarf/{need.pk}/")
    press(own, "Wird noch gebraucht")
    expect_on_board(page, 1)
    own.goto(f"/partner/bedarf/{need.pk}/")
    unfold(own, "Ist erledigt")
    own.locator("[name=result]").fill(RESULT)
    press(own, "Als erledigt speichern")
    expect_on_board(page, 0)
    need.refresh_from_db()
    assert (need.state, need.result) == (Need.State.DONE, RESULT)


def test_a_trusted_body_publishes_by_itself(
    page: Page, desk_page: Callable[..., Page], transactional_db
) -> None:
    circle = directory.organisation(name="Radkreis", is_trusted=True)
    member = administrator(circle)
    need = draft(member, circle)
    own = desk_page(member)
    own.goto(f"/partner/bedarf/{need.pk}/")
    press(own, "Abschicken")
    expect_on_board(page, 1)

"""A circle without an account keeps its entry fresh: mail, one look, a new number, one click."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.intake.freshness import ask_due
from tests.factories import directory, users
from tests.journeys import walks
from tests.journeys.walks import press, write

pytestmark = pytest.mark.journey
CIRCLE = "lotte@cafe-linden.example"


def test_a_circle_changes_a_number_confirms_and_the_desk_sees_it(
    page: Page, desk_page: Callable[..., Page], post, travel, transactional_db
) -> None:
    travel("2026-08-01 10:00")
    body = directory.organisation(
        name="Café Linden", contact={"name": "Lotte Lind", "email": CIRCLE, "phone": "+49511111"}
    )
    travel("2026-11-16 10:00")
    desk = desk_page(users.caseworker())
    desk.goto("/desk/organisations/?view=old")
    expect(desk.locator(".page tbody")).to_contain_text("vielleicht veraltet")
    assert ask_due() == 1

    letter = post(CIRCLE)[-1]
    page.goto(walks.link_in(letter))
    expect(page.locator("main")).to_contain_text("Lotte Lind")
    page.locator("main li a").filter(has_text="Lotte Lind").click()
    write(page, "phone", "0511 765432")
    write(page, "hours", "dienstags 16 bis 18 Uhr")
    walks.go_on(page)
    expect(page.locator("main")).to_contain_text("+49511765432")
    press(page, "Stimmt noch")
    assert walks.heading(page) == "Danke!"
    page.goto(walks.link_in(letter))
    assert walks.heading(page) == "Dieser Link gilt nicht mehr"

    desk.goto(f"/desk/organisations/{body.pk}/")
    expect(desk.locator(".page aside")).to_contain_text("dienstags 16 bis 18 Uhr")
    expect(desk.locator(".page aside")).to_contain_text("Montag, 16. November 2026, Lotte Lind")
    desk.goto("/desk/organisations/?view=old")
    expect(desk.locator(".page")).to_contain_text("Hier steht nichts")

"""A question that is answered before it is sent, and an idea with its way to an answer."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.models import Case
from tests.factories import knowledge, users
from tests.journeys import walks
from tests.journeys.walks import follow, go_on, press, tick, unfold, write

pytestmark = pytest.mark.journey
ASKER = "ole@post.example"


@pytest.fixture
def javascript() -> bool:
    """Without: whatever works so, works with scripts as well."""
    return False


@pytest.fixture(autouse=True)
def _day(travel, transactional_db) -> None:
    travel("2026-11-02 10:00")


def test_a_question_is_answered_before_it_is_sent(
    page: Page, desk_page: Callable[..., Page]
) -> None:
    knowledge.page("Wo kann ich Deutsch lernen?", text="In der Volkshochschule.")
    page.goto("/de/frage/")
    write(page, "text", "Wo kann mein Nachbar Deutsch lernen?")
    write(page, "name", "Ole")
    write(page, "phone", "0511 123456")
    tick(page, "way", "phone")
    go_on(page)
    expect(page.locator("h1")).to_have_text("Hilft Ihnen das schon?")
    expect(page.locator("main")).to_contain_text("In der Volkshochschule.")
    assert not Case.objects.exists()
    press(page, "Frage ändern")
    expect(page.locator("[name=text]")).to_have_value("Wo kann mein Nachbar Deutsch lernen?")
    expect(page.locator("[name=way][value=phone]")).to_be_checked()
    go_on(page)
    expect(page.get_by_role("link", name="Ja, danke: nicht senden")).to_be_visible()
    assert not Case.objects.exists()
    press(page, "Nein, bitte senden")
    walks.number_on(page)
    desk = desk_page(users.caseworker())
    desk.goto(f"/desk/cases/{Case.objects.get().pk}/")
    expect(desk.locator(".case-head")).to_contain_text("möchte angerufen werden")


def test_an_idea_has_an_owner_an_answer_and_a_way(
    page: Page, desk_page: Callable[..., Page], post
) -> None:
    page.goto("/de/")
    follow(page, "Erzählen Sie uns davon")
    write(page, "what", "Ein Garten für alle")
    write(page, "where", "Linden")
    write(page, "name", "Ole")
    write(page, "email", ASKER)
    go_on(page)
    walks.number_on(page)
    page.locator("main a[href*='/status/']").click()
    status = page.url
    expect(page.locator("main")).to_contain_text("Wir melden uns bis")
    case = Case.objects.get()
    case.party.contact_points.update(confirmed_at=case.received_at)

    desk = desk_page(users.user(Role.LEAD))
    desk.goto(f"/desk/cases/{case.pk}/")
    expect(desk.locator(".case-head")).to_contain_text("Projektidee")
    expect(desk.locator(".case-head")).to_contain_text("Leitung")
    form = unfold(desk, "Abschließen")
    form.locator("select").first.select_option("in_use")
    form.get_by_role("button").click()
    expect(desk.locator("main")).to_contain_text("Der Vorgang ist abgeschlossen.")
    walks.link_in(post(ASKER)[-1])
    page.goto(status)
    expect(page.locator("main")).to_contain_text("Aus Ihrer Idee wird etwas. Vielen Dank!")

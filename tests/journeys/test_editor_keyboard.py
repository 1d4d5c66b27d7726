"""From the sign-in to the reader: German changes by the keyboard alone, a translation follows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from hilfelotse.accounts.roles import Role
from hilfelotse.knowledge import models
from hilfelotse.knowledge.actions import save_text
from tests.factories import knowledge, users
from tests.journeys.walks import press

pytestmark = pytest.mark.journey
PASSWORD = "ein-langes-Kennwort"
OLD, NEW = "Pazar yerindeki okulda.", "İstasyondaki okulda."


@pytest.fixture
def answer(travel, transactional_db) -> models.Page:
    """In German, Turkish and Arabic; up to date."""
    travel("2026-11-02 10:00")
    page = knowledge.page("Wo lerne ich Deutsch?", slug="deutsch", text="In der Schule am Markt.")
    for language, title, text in (("tr", "Nerede Almanca öğrenirim?", OLD),
                                  ("ar", "أين أتعلم الألمانية؟", "في مدرسة السوق.")):  # fmt: skip
        save_text(user=users.caseworker(), page=page, title=title, text=text, base=0,
                  language=language, source_version=page.version)  # fmt: skip
    return page


class Keys:
    """Tab and Enter; whatever they do not reach, nobody without a mouse reaches."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go_to(self, wanted: Locator) -> None:
        for _stop in range(80):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        expect(wanted).to_be_focused()

    def enter(self, role: str, name: str, within: str = "body") -> None:
        """Go to a link or a button and press it."""
        self.go_to(self.page.locator(within).get_by_role(role, name=name, exact=True).first)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()


def test_the_reader_sees_what_an_editor_changed(
    new_page: Callable[..., Page], desk_page: Callable[..., Page], answer: models.Page
) -> None:
    clara = users.user(Role.EDITOR_CITY, name="Clara", password=PASSWORD)
    reader = new_page(viewport={"width": 390, "height": 800})
    for language, said in (("tr", OLD), ("ar", "في مدرسة السوق.")):
        expect(read(reader, language)).to_have_text(said)
        expect(reader.locator(".alert--warning")).to_have_count(0)

    edit_by_keyboard(new_page(), clara.email)
    answer.refresh_from_db()
    assert answer.text == "In der Schule am Markt. Jetzt auch abends."

    board = desk_page(users.user(Role.EDITOR_CITY, name="Salim"))
    board.goto("/redaktion/sprachen/?language=tr&state=outdated")
    expect(read(reader, "tr")).to_have_text(OLD)
    expect(reader.locator(".alert--warning a[href='/de/info/deutsch/']")).to_be_visible()
    board.locator(".board a[href$='/sprache/tr/']").click()
    write_text(board, NEW)
    press(board, "Veröffentlichen")
    expect(board.locator("main > .alert").first).to_be_visible()
    expect(read(reader, "tr")).to_have_text(NEW)
    expect(reader.locator(".alert--warning")).to_have_count(0)
    expect(read(reader, "ar")).to_have_text("في مدرسة السوق.")
    expect(reader.locator(".alert--warning")).to_have_count(1)


def edit_by_keyboard(page: Page, email: str) -> None:
    keys = Keys(page)
    page.goto("/redaktion/")
    keys.go_to(page.locator("input[name=login]"))
    page.keyboard.type(email)
    keys.go_to(page.locator("input[name=password]"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Seiten")).to_be_visible()
    keys.enter("link", "Wo lerne ich Deutsch?", "main")
    keys.enter("link", "Text ändern", ".page")
    editor = page.locator("[contenteditable=true]")
    keys.go_to(editor)
    page.keyboard.press("Control+End")
    page.keyboard.type(" Jetzt auch abends.")
    keys.enter("button", "Vorschau")
    expect(page.locator(".preview")).to_contain_text("Jetzt auch abends.")
    keys.enter("button", "Veröffentlichen")
    expect(page.locator("main")).to_contain_text("Der Text ist veröffentlicht.")
    keys.enter("link", "Seiten", ".back")
    keys.enter("link", "Sprachen", ".views")
    for language in ("tr", "ar"):
        cell = page.locator(f".board a[href$='/sprache/{language}/']")
        expect(cell).to_contain_text("veraltet")


def write_text(page: Page, text: str) -> None:
    """In the editor, which takes the place of the field."""
    page.locator("[contenteditable=true]").last.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def read(page: Page, language: str) -> Locator:
    page.goto(f"/{language}/info/deutsch/")
    return page.locator(".page-text")

"""Pages from the first word to the last language: the city, the Region, and two at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.accounts.roles import Role
from hilfelotse.knowledge import models
from hilfelotse.knowledge.actions import save_text
from tests.factories import knowledge, pictures, users
from tests.journeys.walks import follow, pick, press, tick, write

pytestmark = pytest.mark.journey
DeskPage = Callable[..., Page]


@pytest.fixture
def javascript() -> bool:
    """Without: whatever works so, works with scripts as well."""
    return False


@pytest.fixture(autouse=True)
def _day(travel, transactional_db) -> None:
    travel("2026-11-02 10:00")


@pytest.fixture
def answer() -> models.Page:
    page = knowledge.page("Wo lerne ich Deutsch?", text="In der Schule am Markt.")
    for language, title in (("en", "Where do I learn German?"), ("ar", "أين أتعلم الألمانية؟")):
        save_text(user=users.caseworker(), page=page, title=title, text="…", base=0,
                  language=language, source_version=page.version)  # fmt: skip
    return page


def cell(page: Page, language: str) -> str:
    return page.locator(f".board a[href$='/sprache/{language}/']").inner_text().split(":")[0]


def test_german_changes_and_a_translation_comes_back(desk_page: DeskPage, answer) -> None:
    clara = desk_page(users.user(Role.EDITOR_CITY, name="Clara"))
    clara.goto("/redaktion/")
    follow(clara, answer.title)
    follow(clara, "Text ändern")
    write(clara, "text", "In der Schule am Bahnhof.")
    press(clara, "Veröffentlichen")
    expect(clara.locator("main")).to_contain_text("Der Text ist veröffentlicht.")
    clara.goto("/redaktion/sprachen/")
    assert [cell(clara, language).strip() for language in ("en", "ar")] == ["veraltet"] * 2

    salim = desk_page(users.user(Role.EDITOR_CITY, name="Salim"))
    salim.goto("/redaktion/sprachen/?language=ar&state=outdated")
    salim.locator(".board a[href$='/sprache/ar/']").click()
    expect(salim.locator(".difference del")).to_contain_text("Markt.")
    expect(salim.locator(".difference ins")).to_contain_text("Bahnhof.")
    press(salim, "Ich übersetze das")
    expect(salim.locator("main")).to_contain_text("Salim arbeitet daran")
    expect(salim.locator("[name=text]")).to_have_attribute("dir", "rtl")
    write(salim, "text", "في المدرسة.")
    press(salim, "Veröffentlichen")
    salim.goto("/redaktion/sprachen/")
    assert [cell(salim, code).strip() for code in ("en", "ar")] == ["veraltet", "aktuell"]


def test_a_picture_comes_to_a_page_and_readers_see_it(desk_page: DeskPage, answer) -> None:
    clara = desk_page(users.user(Role.EDITOR_CITY, name="Clara"))
    clara.goto("/redaktion/")
    follow(clara, answer.title)
    follow(clara, "Bilder")
    tick(clara, "is_decorative", "False")
    write(clara, "credit", "Kim Muster")
    pick(clara, "licence", "cc-by")
    sent = {"name": "schule.jpg", "mimeType": "image/jpeg", "buffer": pictures.jpeg(gps=True)}
    clara.set_input_files("[name=content]", sent)
    press(clara, "Bild hinzufügen")
    line = clara.locator(".picture-list__line").inner_text()
    clara.goto(f"/redaktion/seiten/{answer.pk}/text/")
    write(clara, "text", f"In der Schule am Markt.\n\n{line.replace('Was man sieht', '')}")
    press(clara, "Veröffentlichen")
    expect(clara.locator(".error-summary")).to_contain_text("braucht Worte")
    said = line.replace("Was man sieht", "Die Schule mit ihrer roten Tür")
    write(clara, "text", f"In der Schule am Markt.\n\n{said}")
    press(clara, "Veröffentlichen")
    clara.goto("/de/info/wo-lerne-ich-deutsch/")
    shown = clara.get_by_role("img", name="Die Schule mit ihrer roten Tür")
    shown.scroll_into_view_if_needed()
    expect(shown).to_be_visible()
    assert shown.evaluate("one => one.decode().then(() => one.naturalWidth)") == 80
    expect(clara.locator("figcaption")).to_have_text("Bild: Kim Muster, CC BY 4.0")


def test_the_region_publishes_its_own_page(desk_page: DeskPage, answer) -> None:
    hauke = desk_page(users.user(Role.EDITOR_REGION, name="Hauke"))
    hauke.goto("/home/")
    follow(hauke, answer.title)
    expect(hauke.locator("main")).to_contain_text("Diese Seite gehört der Stadt.")
    expect(hauke.get_by_role("link", name="Text ändern")).to_have_count(0)
    hauke.goto("/redaktion/")
    follow(hauke, "Neue Seite")
    tick(hauke, "kind", "article")
    write(hauke, "title", "Impfen in der Region")
    pick(hauke, "subject", "health")
    press(hauke, "Weiter zum Text")
    write(hauke, "text", "## Wann\n\n- **Montag** von 9 bis 12 Uhr")
    press(hauke, "Vorschau")
    expect(hauke.locator(".preview li strong")).to_have_text("Montag")
    press(hauke, "Veröffentlichen")
    expect(hauke.locator(".answer-text h2")).to_have_text("Wann")
    page = models.Page.objects.get(title="Impfen in der Region")
    assert (page.owner, models.Page.objects.public().filter(pk=page.pk).exists()) == (
        "region",
        True,
    )
    clara = desk_page(users.user(Role.EDITOR_CITY, name="Clara"))
    clara.goto("/redaktion/")
    follow(clara, page.title)
    expect(clara.locator("main")).to_contain_text("Diese Seite gehört der Region.")
    expect(clara.get_by_role("link", name="Text ändern")).to_have_count(0)
    for path in ("text/", "angaben/", "sprache/ar/"):
        assert clara.goto(f"/redaktion/seiten/{page.pk}/{path}").status == 404


def test_two_on_one_page_lose_nothing(desk_page: DeskPage, answer) -> None:
    one = desk_page(users.user(Role.EDITOR_CITY, name="Clara"))
    two = desk_page(users.user(Role.EDITOR_CITY, name="Salim"))
    for page in (one, two):
        page.goto(f"/redaktion/seiten/{answer.pk}/text/")
    write(one, "text", "In der Schule am Markt. Montags.")
    press(one, "Veröffentlichen")
    write(two, "text", "In der großen Schule am Markt.")
    press(two, "Veröffentlichen")
    expect(two.get_by_role("alert")).to_contain_text("Clara hat am 2. November, 10:00 Uhr")
    expect(two.locator(".plain-text")).to_have_text("In der Schule am Markt. Montags.")
    expect(two.locator("[name=text]")).to_have_value("In der großen Schule am Markt.")
    both = "In der großen Schule am Markt. Montags."
    write(two, "text", both)
    press(two, "Veröffentlichen")
    answer.refresh_from_db()
    assert answer.text == both
    assert answer.revisions.filter(language="de").count() == 3


def test_an_old_text_comes_back_and_a_second_person_approves(desk_page, answer) -> None:
    models.Page.objects.update(needs_approval=True)
    clara = desk_page(users.user(Role.EDITOR_CITY, name="Clara"))
    clara.goto(f"/redaktion/seiten/{answer.pk}/text/")
    write(clara, "text", "Geschlossen.")
    press(clara, "Zur Freigabe geben")
    expect(clara.locator("main")).to_contain_text("Jetzt muss eine zweite Person")
    ayse = desk_page(users.caseworker(name="Ayse"))
    ayse.goto("/redaktion/")
    ayse.locator("section[aria-labelledby=zu-tun]").get_by_role("link", name=answer.title).click()
    press(ayse, "Gelesen: freigeben")
    answer.refresh_from_db()
    assert answer.text == "Geschlossen."
    ayse.locator("table a", has_text="1:").click()
    press(ayse, "Diesen Text wieder veröffentlichen")
    expect(ayse.locator("main")).to_contain_text("Jetzt muss eine zweite Person")

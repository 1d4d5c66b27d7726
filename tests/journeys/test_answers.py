"""One source for the portal and the telephone: who is responsible in Linden, and what is asked."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.calls.models import CallNote
from hilfelotse.directory.models import Responsibility
from tests.factories import directory, knowledge, places, users
from tests.journeys.walks import pick, press, write

pytestmark = pytest.mark.journey
NewPage = Callable[..., Page]
QUESTION, ANSWER = (
    "Wo lernt man abends Deutsch?",
    "In der Schule am Lindener Markt, ohne Anmeldung.",
)


@pytest.fixture
def linden(travel, transactional_db) -> None:
    """On a Monday at noon: a circle for the district, a department for the whole city."""
    travel("2026-11-02 12:00")
    quarter = places.quarter("Linden-Mitte")
    quarter.postcodes.add(places.postcode("30449"))
    circle = directory.organisation(
        name="Sprachkreis Linden", quarter=quarter, languages=["de", "ar"],
        contact={"name": "Kim Geheim", "role": "Beratung", "phone": "0511 168-77",
                 "hours": "Mo und Do 10–14 Uhr"},
    )  # fmt: skip
    city = directory.department(
        name="Fachbereich Bildung", contact={"role": "Auskunft", "hours": "Di bis Fr 8–12 Uhr"}
    )
    Responsibility.objects.create(
        subject="german", district=quarter.district, organisation=circle,
        note="Bringen Sie Ihren Ausweis mit.",
    )  # fmt: skip
    Responsibility.objects.create(subject="german", organisation=city)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_helper_finds_out_whom_to_ask_in_linden(new_page: NewPage, linden: None) -> None:
    phone = new_page(viewport={"width": 390, "height": 800})
    phone.goto("/de/")
    phone.get_by_role("link", name="An wen kann ich mich wenden?").first.click()
    pick(phone, "anliegen", "german")
    write(phone, "plz", "30449")
    press(phone, "Stelle finden")
    answer = phone.locator("#antwort")
    expect(answer.get_by_role("heading", name="Hier sind Sie richtig")).to_be_in_viewport()
    here, city, office = (answer.locator(".card").nth(place) for place in range(3))
    for said in ("Sprachkreis Linden", "Mo und Do 10–14 Uhr · Jetzt erreichbar", "Linden-Limmer",
                 "Bringen Sie Ihren Ausweis mit.", "Linden-Mitte",
                 "Deutsch, Arabisch"):  # fmt: skip
        expect(here).to_contain_text(said)
    expect(here.locator("a[href='tel:+4951116877']")).to_be_visible()
    expect(city).to_contain_text("Jetzt nicht erreichbar")
    expect(city).to_contain_text("Für die ganze Stadt")
    expect(office).to_contain_text("Jetzt erreichbar bis 17 Uhr")
    numbers = [row.get_attribute("href") for row in answer.locator("a[href^='tel:']").all()]
    assert numbers[-2:] == ["tel:115", "tel:+495111680"]
    expect(phone.locator("body")).not_to_contain_text("Kim Geheim")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("javascript", [True, False])
def test_nobody_is_responsible_and_still_there_is_an_answer(
    new_page: NewPage, linden: None
) -> None:
    phone = new_page(viewport={"width": 390, "height": 800})
    phone.goto("/de/ansprechpartner/")
    pick(phone, "anliegen", "press")
    press(phone, "Stelle finden")
    answer = phone.locator("#antwort")
    expect(answer).to_contain_text("Wir finden die richtige Stelle")
    expect(answer.locator("a[href='tel:115']")).to_be_visible()


def test_the_desk_finds_the_same_answer_while_on_the_phone(
    desk_page: NewPage, new_page: NewPage, linden: None
) -> None:
    page = knowledge.page(QUESTION, text=ANSWER, slug="abends")
    reader = new_page(viewport={"width": 390, "height": 800})
    reader.goto("/de/info/abends/")
    expect(reader.locator(".page-text")).to_have_text(ANSWER)
    expect(reader.locator(".alert--warning")).to_have_count(0)

    call = desk_page(users.caseworker(), viewport={"width": 1366, "height": 800})
    call.goto("/desk/call/")
    call.keyboard.press("Enter")
    call.keyboard.press("1")
    call.keyboard.type("abends Deutsch")
    found = call.get_by_role("article", name=QUESTION)
    expect(found.locator(".answer__text")).to_have_text(ANSWER)
    tab_to(call, found.get_by_role("radio"))
    call.keyboard.press("Space")
    call.keyboard.press("Tab")
    expect(found.get_by_role("button", name="Stimmt nicht mehr")).to_be_focused()
    call.keyboard.press("Enter")
    expect(found.get_by_role("status")).to_be_focused()
    expect(found.get_by_role("status")).to_contain_text("Gemeldet.")
    call.keyboard.press("Alt+b")
    expect(call.locator("main > .alert")).to_contain_text("Notiz gespeichert: KF-")
    note = CallNote.objects.get()
    assert (note.answer, note.text, note.result) == (page, "abends Deutsch", "answered")

    reader.reload()
    expect(reader.locator(".page-text")).to_have_text(ANSWER)
    expect(reader.locator(".alert--warning")).to_contain_text("Diese Seite wird gerade geprüft")


def tab_to(page: Page, wanted) -> None:
    """By the Tab key alone."""
    for _stop in range(40):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    expect(wanted).to_be_focused()

"""Volunteering from the first click to thanks: proposal, choice, agreement, trial, start, end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.cases.models import Case
from hilfelotse.placements.actions.check_back import ask_due
from hilfelotse.placements.models import Placement
from tests.factories import directory, needs, places, seen, users
from tests.journeys import walks
from tests.journeys.walks import Citizen, press, tick, unfold

pytestmark = pytest.mark.journey

HELPER = Citizen()
CIRCLE_MAIL = "lotte@cafe-linden.example"
NEED = "Deutsch üben im Café Linden"
Post = Callable[[str], list[str]]


@pytest.fixture
def javascript() -> bool:
    """Without: whatever works so, works with scripts as well (see test_inclusion.py)."""
    return False


def test_from_the_first_click_to_thanks(
    page: Page, desk_page: Callable[..., Page], new_page: Callable[..., Page], post: Post,
    travel, transactional_db,
) -> None:  # fmt: skip
    travel("2026-11-02 10:00")
    places.postcode(HELPER.postcode)
    circle = directory.organisation(
        name="Café Linden", insurer="VGH Hannover", contact={"email": CIRCLE_MAIL}
    )
    needs.open_need(organisation=circle, title=NEED, quantity=1)
    needs.open_need(title="Lesekreis")
    desk, body = desk_page(users.caseworker(name="Ayşe Karadağ")), new_page()

    number = walks.offer_help(page, HELPER)
    page.goto(walks.link_in(post(HELPER.email)[-1]))
    press(page, "Bestätigen")
    talks_and_proposes(desk, number)
    chooses(page, post(HELPER.email))
    accepts(body, post(CIRCLE_MAIL))
    agrees_to_the_contact(page, post(HELPER.email))
    signs_and_tries(desk, number)
    travel("2026-11-03 10:00")
    caseworker = users.caseworker()
    begins(desk_page(caseworker), number)  # signed out after an idle half hour
    travel("2026-11-17 10:05")
    assert ask_due() == 1
    says_how_it_goes(page, post(HELPER.email), "Es läuft gut.")
    says_how_it_goes(body, post(CIRCLE_MAIL), "Wir möchten darüber sprechen.")
    ends(desk_page(caseworker), number)
    assert "Vielen Dank für Ihre Zeit!" in post(HELPER.email)[-1]
    assert [template for template, _to in seen.mails()] == [
        "confirm", "confirmed", "proposed", "referral_request", "referred",
        "accepted_ask_consent", "referral_contact", "check_back_body", "check_back_helper",
        "placement_thanks",
    ]  # fmt: skip


def talks_and_proposes(page: Page, number: str) -> None:
    """The talk with its list; what was left out is shown; two needs to choose from."""
    page.goto(f"/desk/search/?q={number}")
    tick(page, "talk-about", "motive", "time", "insurance")
    page.locator("[name=talk-ready]").check()
    press(page, "Erstgespräch festhalten")
    expect(page.locator(".page aside")).to_contain_text("Im Erstgespräch noch offen: 7 Punkte")
    press(page, "Angekreuzte vorschlagen")
    expect(page.locator("main")).to_contain_text("Kreuzen Sie ein bis drei Bedarfe an.")
    for box in page.locator("[name=propose-needs]").all():
        box.check()
    press(page, "Angekreuzte vorschlagen")
    expect(page.locator("main")).to_contain_text("Die Person kann jetzt wählen.")
    expect(page.locator("section[aria-labelledby=vorschlaege] li")).to_have_count(2)


def chooses(page: Page, letters: list[str]) -> None:
    assert NEED in letters[-1]
    page.goto(walks.link_in(letters[-1]))
    expect(page.locator("section[aria-labelledby=vorschlaege] article")).to_have_count(2)
    card = page.locator("article", has_text=NEED)
    card.get_by_role("button", name="Das möchte ich").click()
    expect(page.locator("main")).to_contain_text("Danke! Wir fragen jetzt die Stelle")
    expect(page.locator("main")).to_contain_text("Wir haben „Café Linden“ gefragt, ohne Ihren")
    expect(page.locator("section[aria-labelledby=vorschlaege]")).to_have_count(0)


def accepts(page: Page, letters: list[str]) -> None:
    page.goto(walks.link_in(letters[-1]))
    walks.expect_none_of(HELPER.secrets, page.content())
    tick(page, "answer", "take")
    press(page, "Antwort absenden")
    expect(page.locator("h1")).to_have_text("Danke für Ihre Zusage")


def agrees_to_the_contact(page: Page, letters: list[str]) -> None:
    page.goto(walks.link_in(letters[-1]))
    expect(page.locator("section[aria-labelledby=einsaetze]")).to_contain_text(NEED)
    page.locator("main a[href*='/kontakt/']").first.click()
    tick(page, "answer", "yes")
    press(page, "Antwort absenden")
    expect(page.locator("main")).to_contain_text("Danke! Die Stelle meldet sich bei Ihnen.")


def signs_and_tries(page: Page, number: str) -> None:
    """Who insures is known already; who is responsible must be said."""
    page.goto(f"/desk/search/?q={number}")
    form = unfold(page, "Vereinbarung ist unterschrieben")
    expect(form.locator("[name$=insurer]")).to_have_value("VGH Hannover")
    form.get_by_role("button").click()
    expect(page.locator(".error-summary")).to_contain_text("wer verantwortlich ist")
    page.locator("[name$=responsible]").fill("Lotte Lind")
    page.locator("form", has=page.locator("[name$=responsible]")).get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("verantwortlich Lotte Lind, versichert über VGH")
    unfold(page, "Probezeit beginnt").get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("auf Probe bis 30. November")


def begins(page: Page, number: str) -> None:
    page.goto(f"/desk/search/?q={number}")
    press(page, "Einsatz hat begonnen")
    expect(page.locator("main")).to_contain_text("Der Einsatz läuft.")


def says_how_it_goes(page: Page, letters: list[str], answer: str) -> None:
    """One click; opening the link alone says nothing; a second time it is closed."""
    link = walks.link_in(letters[-1])
    page.goto(link)
    page.get_by_label(answer).check()
    press(page, "Antwort absenden")
    expect(page.locator("h1")).to_have_text("Danke für Ihre Antwort")
    assert page.goto(link).status == 404


def ends(page: Page, number: str) -> None:
    page.goto(f"/desk/search/?q={number}")
    expect(page.locator(".timeline")).to_contain_text("Wie läuft es? Wir möchten darüber sprechen")
    form = unfold(page, "Einsatz beenden")
    form.locator("select").select_option("regular")
    form.get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Der Einsatz ist beendet.")
    case = Case.objects.get()
    assert (case.state, Placement.objects.get().state) == ("ready", "ended")

"""One offer of help travels from a citizen to the right place, and back: the seven steps."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.accounts.models import User
from hilfelotse.base import clock, reference
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Accommodation
from hilfelotse.needs.models import Need
from tests.factories import directory, needs, places, seen, users
from tests.journeys import walks
from tests.journeys.walks import Citizen, follow, go_on, press, tick, unfold, write

pytestmark = [pytest.mark.journey, pytest.mark.first_journey]

HELPER = Citizen(activities=("SPR", "KIN"))
CIRCLE_MAIL = "lotte@cafe-linden.example"
NEED = "Deutsch üben im Café Linden"
PASSWORD = "ein-langes-Kennwort"
SHELTER = "Haus an der Geheimgasse 7"
Post = Callable[[str], list[str]]
both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def caseworker(travel) -> User:
    """Monday morning; the city is there, with needs that fit in part."""
    travel("2026-11-02 10:00")
    places.postcode(HELPER.postcode)
    operator = directory.organisation(name="Obdach gGmbH", kind="operator")
    Accommodation.objects.create(
        name=SHELTER, kind="shared", operator=operator, quarter=places.quarter("Linden-Süd")
    )
    needs.open_need(
        organisation=operator, title="Spielnachmittag", activity="KIN", needs_clearance=True
    )
    far = directory.organisation(name="Misburg hilft")
    needs.open_need(organisation=far, title="Lesekreis", quarter=places.quarter("Misburg-Nord"))
    return users.caseworker(name="Ayşe Karadağ", password=PASSWORD)


@both_ways
def test_an_offer_travels_to_the_right_place_and_back(
    new_page: Callable[..., Page], post: Post, travel, caseworker: User
) -> None:
    citizen, desk, circle = new_page(), new_page(), new_page()

    number = offers_time(citizen)
    status = confirms_the_address(citizen, post(HELPER.email), number)
    talks_with_the_citizen(desk, caseworker, number)
    enters_a_need(desk)
    sees_it_on_the_board(citizen)
    refers(desk, number)
    travel("2026-11-03 09:30")
    accepts(circle, post(CIRCLE_MAIL))
    says_yes(citizen, post(HELPER.email), status)
    gets_the_contact_data(circle, post(CIRCLE_MAIL))
    reads_who_received_what(citizen, status)
    travel("2026-11-10 09:00")
    closes(desk, caseworker, number)
    reads_how_it_ended(citizen, post(HELPER.email), status)

    assert seen.mails() == [
        ("confirm", HELPER.email),
        ("confirmed", HELPER.email),
        ("referral_request", CIRCLE_MAIL),
        ("referred", HELPER.email),
        ("accepted_ask_consent", HELPER.email),
        ("referral_contact", CIRCLE_MAIL),
        ("closed", HELPER.email),
    ]


# --- 1 and 2: the citizen ------------------------------------------------------------------------


def offers_time(page: Page) -> str:
    """Through all steps, with a mistake, a way back and a change; returns the number."""
    page.goto("/de/")
    expect(page.get_by_role("heading", name="Spielnachmittag")).to_be_visible()
    page.locator("a.door[href$='/helfen/']").click()
    questions = [asked(page)]
    walks.answer_who(page, HELPER)
    go_on(page)
    complains(page, "Wählen Sie mindestens eine Aufgabe aus.", "#id_activities_0")
    for step in walks.STEPS[1:]:
        questions.append(asked(page))
        walks.ANSWERS[step](page, HELPER)
        if step == "koennen":
            goes_back_and_finds_everything(page)
    nothing_is_asked_twice(questions)
    changes_from_the_check_page(page)
    press(page, "Angebot absenden")
    return reads_the_receipt(page)


def asked(page: Page) -> list[tuple[str, bool]]:
    """(name, must be answered) of every question on the page."""
    expect(page.locator("main form .field").first).to_be_visible()
    return page.locator("main form .field:not(.trap .field)").evaluate_all(
        """fields => fields.map(field => {
            const inputs = [...field.querySelectorAll("input, select, textarea")];
            const optional = field.querySelector(".field__optional") !== null;
            return [inputs[0].name, !optional];
        })"""
    )


def nothing_is_asked_twice(questions: list[list[tuple[str, bool]]]) -> None:
    names = [name for page in questions for name, _ in page]
    assert sorted(set(names)) == sorted(names)
    required = {name for page in questions for name, needed in page if needed}
    one_of = {"email", "phone"}  # the eighth: one of the two
    assert required - one_of == {
        "who", "activities", "times", "frequency", "postcode", "name", "age"
    }  # fmt: skip


def complains(page: Page, text: str, target: str) -> None:
    """The summary on top, the same words at the field, and a title that says so."""
    summary = page.locator(".error-summary")
    expect(summary.get_by_role("link")).to_have_text(text)
    expect(summary.get_by_role("link")).to_have_attribute("href", target)
    expect(page.locator(".field__error")).to_have_text(re.compile(rf"^\s*Fehler:\s*{text}\s*$"))
    expect(page).to_have_title(re.compile("^Fehler: "))


def goes_back_and_finds_everything(page: Page) -> None:
    """Two steps back by the page's own link, and forth again without typing."""
    expect(page.locator("[name=times]").first).to_be_visible()
    follow(page, "Zurück")
    expect(page.locator("[name=skills][value=teach]")).to_be_checked()
    follow(page, "Zurück")
    expect(page.locator("[name=language_1]")).to_have_value("tr")
    expect(page.locator("[name=german]")).to_have_value("6")
    go_on(page)
    expect(page.locator("[name=times]").first).to_be_visible()


def changes_from_the_check_page(page: Page) -> None:
    """One answer is changed, a wrong one first; everything else is still there."""
    answers = page.locator(".summary-list")
    for text in [HELPER.name, HELPER.email, HELPER.postcode, "Deutsch üben", "Lehrkraft"]:
        expect(answers).to_contain_text(text)
    page.locator("main a", has_text="Ändern: Ihre Postleitzahl").click()
    write(page, "postcode", "3o449")
    go_on(page)
    complains(
        page, "Geben Sie eine Postleitzahl mit 5 Ziffern ein, zum Beispiel 30449.", "#id_postcode"
    )
    expect(page.locator("[name=postcode]")).to_have_value("3o449")
    write(page, "postcode", HELPER.postcode)
    walks.pick(page, "radius", "5")
    go_on(page)
    expect(answers).to_contain_text("bis 5 km")
    expect(answers).to_contain_text(HELPER.name)


def reads_the_receipt(page: Page) -> str:
    expect(page).to_have_url(re.compile(r"/fertig/$"))
    number = walks.number_on(page)
    year, pk = reference.parse(number)
    case = Case.objects.get()
    assert (year, pk) == (26, case.pk)
    assert case.state == Case.State.NEW
    assert (case.queue, case.owner) == ("desk", None)
    expect(page.locator("main")).to_contain_text("Wir melden uns bis Mittwoch, 4. November")
    return number


def confirms_the_address(page: Page, letters: list[str], number: str) -> str:
    """Nothing personal before the address is confirmed; opening the link alone confirms nothing."""
    assert len(letters) == 1
    walks.expect_none_of((*HELPER.secrets, number, "Deutsch"), letters[0])
    page.locator("main a[href*='/status/']").click()
    status = walks.path(page)
    expect(page.locator("main")).to_contain_text(number)
    expect(page.locator("main")).to_contain_text("noch nicht bestätigt")
    for _ in range(3):
        page.goto(walks.link_in(letters[0]))
        expect(page.get_by_role("button", name="Bestätigen")).to_be_visible()
    page.goto(status)
    expect(page.locator("main")).to_contain_text("noch nicht bestätigt")
    page.goto(walks.link_in(letters[0]))
    press(page, "Bestätigen")
    expect(page.locator("main")).to_contain_text(number)
    assert page.goto(walks.link_in(letters[0])).status == 404
    page.goto(status)
    expect(page.locator("main")).not_to_contain_text("noch nicht bestätigt")
    expect(page.locator("main")).to_contain_text("Bisher hat niemand")
    return status


# --- 3: the desk -------------------------------------------------------------------------------


def talks_with_the_citizen(page: Page, user: User, number: str) -> None:
    """Signs in, finds the case, writes a note, records the first talk, sets it ready."""
    page.goto("/desk/")
    walks.sign_in(page, user.email, PASSWORD)
    expect(page).to_have_url(re.compile("/desk/$"))
    expect(page.locator("[aria-current=page] .views__count")).to_have_text("1")
    follow(page, number)
    expect(page.locator("h1")).to_have_text(HELPER.name)
    for text in [HELPER.email, HELPER.phone]:
        expect(page.locator(".page aside")).to_contain_text(text)
    press(page, "Ich übernehme")
    expect(page.locator(".case-head")).to_contain_text(user.name)
    form = unfold(page, "Notiz schreiben")
    form.locator("textarea").fill("Ruft am liebsten abends an.")
    form.get_by_role("button").click()
    expect(page.locator(".timeline")).to_contain_text("Ruft am liebsten abends an.")
    write(page, "talk-text", "Möchte mit Erwachsenen üben.")
    page.locator("[name=talk-ready]").check()
    press(page, "Erstgespräch festhalten")
    expect(page.locator(".timeline")).to_contain_text("Möchte mit Erwachsenen üben.")
    expect(page.locator(".timeline__event").first).to_contain_text("Bereit zur Vermittlung")
    expect(page.locator(".case-head")).to_contain_text("bereit")


# --- 4 and 5: the need and what fits -------------------------------------------------------------


def enters_a_need(page: Page) -> None:
    """An organisation, its contact and its need, published."""
    page.goto("/desk/organisations/new/")
    write(page, "name", "Café Linden")
    walks.pick(page, "kind", "circle")
    write(page, "contact-name", "Lotte Lind")
    write(page, "contact-email", CIRCLE_MAIL)
    go_on(page)
    expect(page.locator("h1")).to_have_text("Café Linden")
    follow(page, "Neuer Bedarf für diese Stelle")
    follow(page, "regelmäßige Hilfe")
    write(page, "title", NEED)
    write(page, "description", "Wir üben jeden Dienstagabend miteinander.")
    walks.pick(page, "activity", "SPR")
    page.locator("[name=quarter]").select_option(label="Linden-Nord")
    page.locator("[name=accommodation]").select_option(label=SHELTER)
    write(page, "quantity", "1")
    walks.pick(page, "frequency", "weekly")
    tick(page, "slots", str(1 * 7 + 4))  # Tuesday evening
    walks.pick(page, "language_1", "de")
    walks.pick(page, "level_1", "5")
    go_on(page)
    expect(page.locator("h1")).to_have_text(NEED)
    press(page, "Veröffentlichen")
    expect(page.locator("main")).to_contain_text("noch 1 Platz frei")
    expect(page.locator(".page aside")).to_contain_text(SHELTER)


def sees_it_on_the_board(page: Page) -> None:
    """The public reads what and in which quarter, never where exactly nor whom to call."""
    page.goto("/de/bedarf/?aufgabe=SPR")
    unknown = (SHELTER, "Geheimgasse", CIRCLE_MAIL, "Lotte")
    expect(page.get_by_role("heading", name=NEED)).to_be_visible()
    walks.expect_none_of(unknown, page.content())
    follow(page, NEED)
    expect(page.locator("main")).to_contain_text("Linden-Nord (Linden-Limmer)")
    expect(page.locator("main")).to_contain_text("Dienstag: abends")
    walks.expect_none_of(unknown, page.content())


# --- 6: the referral ---------------------------------------------------------------------------


def refers(page: Page, number: str) -> None:
    """The best need first, with reasons; near misses; a preview; then the question."""
    page.goto(f"/desk/search/?q={number}")
    assert suggestions(page) == [
        {
            "need": NEED,
            "why": "möchte „Deutsch üben“ · Deutsch Muttersprache · Dienstag: abends"
            " · 2 km entfernt",
            "lacks": "passt",
        },
        {
            "need": "Spielnachmittag",
            "why": "möchte „Kinder betreuen“ · Zeit nach Absprache · 2 km entfernt",
            "lacks": "nur das Führungszeugnis liegt noch nicht vor",
        },
        {
            "need": "Lesekreis",
            "why": "möchte „Deutsch üben“ · Zeit nach Absprache",
            "lacks": "6 km zu weit",
        },
    ]
    page.locator("main a", has_text=f"Stelle fragen: {NEED}").click()
    expect(page.locator("main .definitions")).to_contain_text("Deutsch (Muttersprache)")
    walks.expect_none_of(HELPER.secrets, page.locator("main").inner_html())
    press(page, "Stelle fragen")
    expect(page.locator("main")).to_contain_text("„Café Linden“ ist gefragt")
    expect(page.locator(".case-head")).to_contain_text("fällig Donnerstag, 5. November, 10:00")
    expect(page.locator(".case-head")).to_contain_text("wartet auf Stelle")


def suggestions(page: Page) -> list[dict[str, Any]]:
    rows = page.locator("section[aria-labelledby=passt] tbody tr")
    expect(rows.first).to_be_visible()
    return [
        {
            "need": row.locator("th a").inner_text(),
            "why": row.locator("td").nth(0).inner_text(),
            "lacks": row.locator("td").nth(1).inner_text(),
        }
        for row in rows.all()
    ]


def accepts(page: Page, letters: list[str]) -> None:
    """The circle opens the link without an account. Opening it changes nothing."""
    walks.expect_none_of(HELPER.secrets, letters[0])
    link = walks.link_in(letters[0])
    before = seen.database()
    for _ in range(3):
        assert page.goto(link).status == 200
    assert seen.database() == before
    walks.expect_none_of(HELPER.secrets, page.content())
    expect(page.locator("main .definitions")).to_contain_text("18 Jahre oder älter")
    expect(page.locator("main .definitions")).to_contain_text("etwa 2 km")
    tick(page, "answer", "take")
    press(page, "Antwort absenden")
    expect(page.locator("h1")).to_have_text("Danke für Ihre Zusage")
    walks.expect_none_of(HELPER.secrets, page.content())
    assert page.goto(link).status == 404
    need = Need.objects.get(title=NEED)
    assert (need.taken, need.quantity) == (1, 1)


def says_yes(page: Page, letters: list[str], status: str) -> None:
    """The citizen is asked, with the name of the circle, and agrees."""
    assert "Café Linden nimmt Ihr Angebot gern an" in letters[-1]
    page.goto(walks.link_in(letters[-1]))
    expect(page.locator("main")).to_contain_text("„Café Linden“ hat zugesagt.")
    assert list(received(page)) == ["Café Linden: Ihr Angebot ohne Namen und Kontaktdaten"]
    press_link = page.locator("main a[href*='/kontakt/']")
    press_link.click()
    tick(page, "answer", "yes")
    press(page, "Antwort absenden")
    expect(page.locator("main")).to_contain_text("Danke! Die Stelle meldet sich bei Ihnen.")


def received(page: Page) -> list[str]:
    """Who got what, without the day and what can be done about it."""
    rows = page.locator("h2", has_text="Wer hat was bekommen?").locator("+ ul > li")
    expect(rows.first).to_be_visible()
    return [re.sub(r" \(.*$", "", " ".join(row.split())) for row in rows.all_inner_texts()]


def gets_the_contact_data(page: Page, letters: list[str]) -> None:
    """In the circle's second mail: a link, not the data themselves."""
    assert len(letters) == 2
    walks.expect_none_of(HELPER.secrets, letters[1])
    page.goto(walks.link_in(letters[1]))
    expect(page.locator("main .definitions dd")).to_have_text(
        [HELPER.name, HELPER.email, HELPER.phone]
    )


def reads_who_received_what(page: Page, status: str) -> None:
    page.goto(status)
    assert received(page) == ["Café Linden: Name und Kontaktdaten"]
    expect(page.locator("[aria-current=step]")).to_contain_text("„Café Linden“ freut sich auf Sie.")


# --- 7: the end --------------------------------------------------------------------------------


def closes(page: Page, user: User, number: str) -> None:
    """A week later the helper has begun; the case ends with an outcome beside its state."""
    page.goto(f"/desk/search/?q={number}")
    walks.sign_in(page, user.email, PASSWORD)  # signed out after an idle half hour
    expect(page.locator("h1")).to_have_text(HELPER.name)
    press(page, "Einsatz hat begonnen")
    expect(page.locator("main")).to_contain_text("Der Einsatz läuft.")
    form = unfold(page, "Abschließen")
    form.locator("select").select_option("placed")
    form.get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Der Vorgang ist abgeschlossen.")
    case = Case.objects.get()
    assert (case.state, case.outcome) == ("closed", "placed")
    assert [state for (state,) in case.offer.placements.values_list("state")] == ["running"]


def reads_how_it_ended(page: Page, letters: list[str], status: str) -> None:
    assert Case.objects.get().reference in letters[-1].splitlines()[0]
    page.goto(status)
    expect(page.locator("[aria-current=step]")).to_contain_text("Ihre Hilfe ist angekommen.")
    assert page.locator("main a[href$='/zurueckziehen/']").count() == 0


def test_the_office_says_by_when(page: Page, travel) -> None:
    """The hotline card follows the office's calendar."""
    travel("2026-11-06 15:59")
    page.goto("/de/")
    expect(page.locator(".hotline__state")).to_have_text("Jetzt erreichbar bis 16 Uhr")
    travel(clock.now() + timedelta(minutes=1))
    page.goto("/de/")
    expect(page.locator(".hotline__state")).to_have_text("Wieder erreichbar ab Montag, 9 Uhr")

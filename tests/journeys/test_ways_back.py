"""When an organisation declines or keeps silent: back to the desk, plain words for the citizen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.base import clock
from hilfelotse.base.jobs import run_due_jobs
from hilfelotse.referrals.models import Referral
from tests.factories import directory, needs, offers, referrals, users
from tests.journeys import walks
from tests.journeys.walks import press, tick, write

pytestmark = pytest.mark.journey

CITIZEN, CIRCLE = "toni@post.example", "lotte@cafe-linden.example"
WORDS = "Die Person klingt anstrengend, bitte niemand mit Hund."
WHO_ELSE = "Vielleicht der Sportkreis in Ricklingen"
both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def referral(travel, transactional_db) -> Referral:
    """Toni waits for the answer of the Café Linden."""
    travel("2026-11-02 10:00")
    circle = directory.organisation(name="Café Linden", contact={"email": CIRCLE})
    return referrals.sent(
        offer=offers.ready(),
        need=needs.open_need(organisation=circle),
        user=users.caseworker(name="Ayşe Karadağ"),
    )


@both_ways
def test_what_the_circle_says_is_for_the_desk_alone(
    page: Page, desk_page: Callable[..., Page], post, referral: Referral
) -> None:
    declines(page, post(CIRCLE)[0])
    case, mail = referral.case, post(CITIZEN)[-1]

    assert "bei Café Linden hat es diesmal leider nicht gepasst" in mail
    page.goto(walks.link_in(mail))
    expect(page.locator("[aria-current=step]")).to_contain_text("Wir suchen eine Stelle für Sie")
    for word in (WORDS, "anstrengend", WHO_ELSE, "Ricklingen", "Zeiten"):
        assert word not in mail
        assert word not in page.content()

    desk = desk_page(referral.sent_by)
    desk.goto(f"/desk/cases/{case.pk}/")
    newest = desk.locator(".timeline__event").first
    expect(newest).to_contain_text("Absage von Café Linden: Die Zeiten passen nicht.")
    expect(newest).to_contain_text(WORDS)
    expect(newest).to_contain_text(f"Wer sonst? {WHO_ELSE}")
    expect(desk.locator(".case-head")).to_contain_text("fällig Dienstag, 3. November, 10:00")
    expect(desk.locator(".case-head")).to_contain_text("Ayşe Karadağ")


def declines(page: Page, letter: str) -> None:
    """First without a reason: the form comes back with what was typed."""
    link = walks.link_in(letter)
    page.goto(link)
    tick(page, "answer", "decline")
    write(page, "words", WORDS)
    write(page, "who_else", WHO_ELSE)
    press(page, "Antwort absenden")
    expect(page.locator(".error-summary a")).to_have_text("Wählen Sie einen Grund aus.")
    expect(page.locator("[name=words]")).to_have_value(WORDS)
    walks.pick(page, "reason", "time")
    press(page, "Antwort absenden")
    expect(page.locator("h1")).to_have_text("Danke für Ihre Antwort")
    assert page.goto(link).status == 404


@both_ways
def test_silence_brings_the_case_back(
    page: Page, desk_page: Callable[..., Page], post, travel, referral: Referral
) -> None:
    link = walks.link_in(post(CIRCLE)[0])
    travel(referral.due_at - timedelta(seconds=1))
    run_due_jobs(clock.now())
    assert page.goto(link).status == 200

    travel(referral.due_at + timedelta(minutes=5))
    run_due_jobs(clock.now())

    assert page.goto(link).status == 404
    expect(page.locator("h1")).to_have_text("Diese Anfrage ist nicht mehr offen")
    mail = post(CITIZEN)[-1]
    assert "Wir suchen jetzt eine andere Stelle für Sie" in mail
    page.goto(walks.link_in(mail))
    expect(page.locator("[aria-current=step]")).to_contain_text("Wir suchen eine Stelle für Sie")
    desk = desk_page(referral.sent_by)
    desk.goto("/desk/?view=mine")
    walks.follow(desk, referral.case.reference)
    expect(desk.locator(".timeline__event").first).to_contain_text("Keine Antwort von Café Linden")
    expect(desk.locator(".case-head")).to_contain_text("fällig Freitag, 6. November, 10:05")
    assert [case for (case,) in Referral.objects.values_list("state")] == ["expired"]


def test_a_no_to_contact_data_brings_the_case_back(
    page: Page, desk_page: Callable[..., Page], post, referral: Referral
) -> None:
    """The circle said yes, the citizen says no: nothing flows, and a colleague rings them up."""
    page.goto(walks.link_in(post(CIRCLE)[0]))
    tick(page, "answer", "take")
    press(page, "Antwort absenden")
    page.goto(walks.link_in(post(CITIZEN)[-1]))
    page.locator("main a[href*='/kontakt/']").click()
    tick(page, "answer", "no")
    press(page, "Antwort absenden")
    expect(page.locator("main")).to_contain_text("Wir geben Ihre Daten nicht weiter")
    expect(page.locator("main")).to_contain_text(
        "Café Linden: Ihr Angebot ohne Namen und Kontaktdaten"
    )
    assert len(post(CIRCLE)) == 1
    desk = desk_page(referral.sent_by)
    desk.goto(f"/desk/cases/{referral.case_id}/")
    expect(desk.locator(".timeline__event").first).to_contain_text(
        "Kontaktdaten für Café Linden: nein"
    )


def test_a_yes_can_be_taken_back(page: Page, post, referral: Referral) -> None:
    """From then on the circle's link shows nothing any more."""
    page.goto(walks.link_in(post(CIRCLE)[0]))
    tick(page, "answer", "take")
    press(page, "Antwort absenden")
    status = walks.link_in(post(CITIZEN)[-1])
    page.goto(status)
    page.locator("main a[href*='/kontakt/']").click()
    tick(page, "answer", "yes")
    press(page, "Antwort absenden")
    contact = walks.link_in(post(CIRCLE)[-1])
    page.goto(contact)
    expect(page.locator("main")).to_contain_text(CITIZEN)
    page.goto(status)
    walks.follow(page, "Zustimmung zurücknehmen")
    tick(page, "answer", "no")
    press(page, "Antwort absenden")
    expect(page.locator("main")).not_to_contain_text("Name und Kontaktdaten (")
    assert page.goto(contact).status == 404
    assert CITIZEN not in page.content()

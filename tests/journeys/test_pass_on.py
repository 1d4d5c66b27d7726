"""A question that another body answers: from the desk to its mail, back, and to the person."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Responsibility
from tests.factories import cases, directory, users
from tests.journeys import walks
from tests.journeys.walks import follow, pick, press, tick, write

pytestmark = pytest.mark.journey

CITIZEN, CIRCLE = "toni@post.example", "lotte@cafe-linden.example"
OWN_WORDS = "Ich bin neu in der Straße am Park, Hausnummer 7."
COVER = "Eine Familie sucht einen Deutschkurs mit Kinderbetreuung."
RESULT = "Unser Kurs beginnt am Montag um 10 Uhr."
both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])


@pytest.fixture
def case(travel, transactional_db) -> Case:
    """Toni's question about a German course, for which the Café Linden is responsible."""
    travel("2026-11-02 10:00")
    circle = directory.organisation(name="Café Linden", contact={"email": CIRCLE})
    Responsibility.objects.create(subject="german", organisation=circle)
    case = cases.question(text=OWN_WORDS)
    case.party.contact_points.update(confirmed_at=case.received_at)
    Case.objects.filter(pk=case.pk).update(subject="german")
    return case


@both_ways
def test_the_answer_comes_back(
    page: Page, desk_page: Callable[..., Page], post, case: Case
) -> None:
    desk = desk_page(users.caseworker(name="Ayşe Karadağ"))
    passes_on(desk, case)
    told = post(CITIZEN)[-1]
    assert "Café Linden" in told
    assert COVER not in told

    request = post(CIRCLE)[0]
    takes_it_on(page, request)
    report_link = walks.link_in(post(CIRCLE)[1])
    asked = post(CITIZEN)[-1]
    says_yes(page, asked)

    page.goto(report_link)
    expect(page.locator("main")).to_contain_text("Toni Muster")
    write(page, "result", RESULT)
    press(page, "Antwort absenden")
    expect(page.locator("h1")).to_have_text("Danke für Ihre Antwort")
    assert page.goto(report_link).status == 404

    sends_it_on(desk, case)
    assert RESULT in post(CITIZEN)[-1]
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "answered")
    for mail in post(CIRCLE):
        for word in ("Toni", CITIZEN, OWN_WORDS, COVER, "Deutsch"):
            assert word not in mail


def passes_on(desk: Page, case: Case) -> None:
    """First the words are missing, then the preview, then it goes."""
    desk.goto(f"/desk/cases/{case.pk}/")
    follow(desk, "Weitergeben")
    expect(desk.locator("[name=organisation] option:checked")).to_have_text("Café Linden")
    press(desk, "Weiter zur Vorschau")
    expect(desk.locator(".error-summary a")).to_contain_text("Diese Stelle liest nur Ihren Text.")
    write(desk, "cover", COVER)
    press(desk, "Weiter zur Vorschau")
    expect(desk.locator("h1")).to_have_text("„Café Linden“ fragen")
    expect(desk.locator("main .definitions")).to_contain_text(COVER)
    expect(desk.locator("main")).not_to_contain_text("Hausnummer 7")
    press(desk, "Jetzt weitergeben")
    expect(desk.locator(".next-step")).to_contain_text("„Café Linden“ ist gefragt")
    expect(desk.locator(".case-head")).to_contain_text("fällig Donnerstag, 5. November, 10:00")


def takes_it_on(page: Page, letter: str) -> None:
    page.goto(walks.link_in(letter))
    expect(page.locator("main")).to_contain_text(COVER)
    for word in ("Toni", "Hausnummer 7"):
        expect(page.locator("main")).not_to_contain_text(word)
    tick(page, "answer", "take")
    press(page, "Antwort absenden")
    expect(page.locator("h1")).to_have_text("Danke, dass Sie sich kümmern")


def says_yes(page: Page, letter: str) -> None:
    page.goto(walks.link_in(letter))
    follow(page, "Antworten")
    tick(page, "answer", "yes")
    press(page, "Antwort absenden")
    expect(page.locator("[aria-current=step]")).to_contain_text("„Café Linden“ kümmert sich.")


def sends_it_on(desk: Page, case: Case) -> None:
    """The desk reads the answer and sends it, and with that the question is answered."""
    desk.goto(f"/desk/cases/{case.pk}/")
    expect(desk.locator(".next-step")).to_contain_text(RESULT)
    expect(desk.locator(".case-head")).to_contain_text("fällig Dienstag, 3. November, 10:00")
    press(desk, "Antwort an die Person schreiben")
    expect(desk.locator("[name=reply-text]")).to_have_value(RESULT)
    desk.locator("[name=reply-closes]").check()
    press(desk, "Vorschau")
    press(desk, "Senden")
    expect(desk).to_have_url(re.compile(rf"/cases/{case.pk}/$"))


def test_the_body_names_somebody_else(
    page: Page, desk_page: Callable[..., Page], post, case: Case
) -> None:
    desk = desk_page(users.caseworker())
    passes_on(desk, case)
    page.goto(walks.link_in(post(CIRCLE)[0]))
    tick(page, "answer", "decline")
    pick(page, "reason", "not_ours")
    write(page, "who_else", "Volkshochschule")
    press(page, "Antwort absenden")
    expect(page.locator("main")).to_contain_text("Wir klären nun, wer sonst zuständig ist.")

    mail = post(CITIZEN)[-1]
    assert "Volkshochschule" not in mail
    assert "Wir klären jetzt, wer Ihnen sonst helfen kann." in mail
    desk.goto(f"/desk/cases/{case.pk}/")
    newest = desk.locator(".timeline__event").first
    expect(newest).to_contain_text("Absage von Café Linden: Dafür sind wir nicht zuständig.")
    expect(newest).to_contain_text("Wer sonst? Volkshochschule")
    expect(desk.get_by_role("link", name="Weitergeben", exact=True)).to_be_visible()

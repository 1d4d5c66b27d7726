"""A company's money, a broker's hotel, a parish's small room: from click to outcome."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.cases.models import Case
from hilfelotse.needs.models import Need
from hilfelotse.premises.models import Premises
from tests.factories import directory, money, needs, premises, users
from tests.journeys import walks
from tests.journeys.walks import follow, pick, press, tick, write

pytestmark = pytest.mark.journey

GIVER, BROKER, PARISH = "firma@post.example", "makler@post.example", "pfarramt@post.example"
CIRCLE = "lotte@cafe-linden.example"


@pytest.fixture(autouse=True)
def _day(travel, transactional_db) -> None:
    travel("2026-11-02 10:00")


def confirmed(case: Case) -> Case:
    case.party.contact_points.update(confirmed_at=case.received_at)
    return case


def test_a_company_asks_gives_and_is_thanked(
    page: Page, desk_page: Callable[..., Page], post
) -> None:
    circle = directory.organisation(name="Café Linden", contact={"email": CIRCLE})
    money.recipient(organisation=circle, user=users.caseworker(name="Olena Geprüft"))
    page.goto("/de/")
    page.locator(".doors a").filter(has_text="Ich möchte Geld spenden").click()
    expect(page.locator("main")).to_contain_text("Café Linden")
    expect(page.locator("main")).not_to_contain_text("Olena")
    tick(page, "giver", "company")
    write(page, "group_name", "Muster GmbH")
    pick(page, "purpose", "children")
    pick(page, "amount", "2000")
    write(page, "text", f"Bitte buchen Sie von {money.IBAN} ab.")
    write(page, "name", "Toni Muster")
    write(page, "email", GIVER)
    walks.go_on(page)
    expect(page.locator(".error-summary")).to_contain_text("Bitte löschen Sie die Kontonummer")
    write(page, "text", "Wir möchten zu Weihnachten helfen.")
    walks.go_on(page)
    walks.number_on(page)
    case = confirmed(Case.objects.get())

    desk = desk_page(users.caseworker())
    desk.goto(f"/desk/cases/{case.pk}/")
    desk.locator("[name=advise-recipients]").check()
    press(desk, "Stellen nennen")
    assert money.IBAN in post(GIVER)[-1]
    request = post(CIRCLE)[-1]
    walks.expect_none_of(("Toni", "Muster", "Weihnachten"), request)

    page.goto(walks.link_in(request))
    write(page, "text", "500 Euro für Schulranzen sind da.")
    walks.go_on(page)
    expect(page.locator("h1")).to_have_text("Danke für Ihre Nachricht")
    thanks = post(GIVER)[-1]
    assert "Ihre Spende ist angekommen" in thanks
    assert "Schulranzen" not in thanks
    page.goto(walks.link_in(thanks))
    expect(page.locator("main")).to_contain_text("Ihre Spende ist angekommen. Vielen Dank!")
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "donated")


def test_a_broker_offers_a_hotel(page: Page, desk_page: Callable[..., Page], post) -> None:
    premises.criterion("fire", question="Gibt es einen Brandschutz?", document="Gutachten")
    premises.criterion("plans", question="Gibt es Grundrisse?")
    earlier = premises.hotel(address="Hildesheimer Straße 12 a")
    page.goto("/de/flaeche/")
    expect(page.locator("main")).to_contain_text("Gibt es einen Brandschutz?")
    follow(page, "Ein Gebäude oder Grundstück anbieten")
    _fills_in(page, address="Hildesheimer Str. 12A", email=BROKER)
    pick(page, "kind", "hotel")
    write(page, "square_metres", "-5")
    tick(page, "criterion_plans", "yes")
    walks.go_on(page)
    expect(page.locator(".error-summary")).to_contain_text("Geben Sie eine ganze Zahl ein")
    write(page, "square_metres", "1.400")
    walks.go_on(page)
    walks.number_on(page)
    case = confirmed(Case.objects.exclude(pk=earlier.case_id).get())

    desk = desk_page(users.caseworker())
    desk.goto(f"/desk/cases/{case.pk}/")
    panel = desk.locator(".panel")
    expect(panel).to_contain_text("50 % erfüllt")
    expect(panel).to_contain_text(earlier.case.reference)
    follow(desk, "Fragen, was fehlt")
    expect(desk.locator(".letter")).to_contain_text("Gutachten")
    press(desk, "Senden")
    letter = post(BROKER)[-1]
    assert "Gibt es einen Brandschutz?" in letter
    assert "Hildesheimer" not in letter
    page.goto(walks.link_in(letter))
    expect(page.locator("main")).to_contain_text("Gibt es einen Brandschutz?")

    follow(desk, "Prüfen")
    tick(desk, "is_fire", "no")
    write(desk, "why_fire", "Am Telefon gefragt")
    press(desk, "Speichern")
    follow(desk, "Entscheiden")
    tick(desk, "decision", "reserve")
    press(desk, "Entscheidung festhalten")
    expect(desk.locator(".error-summary")).to_contain_text("in den nächsten 170 Tagen")
    walks.write_date(desk, "reserve_until", 1, 2, 2027)
    press(desk, "Entscheidung festhalten")
    expect(desk.locator(".panel")).to_contain_text("bis 1. Februar 2027")
    assert "Reserveliste" in post(BROKER)[-1]
    desk.goto("/desk/reserve/")
    expect(desk.locator("main table")).to_contain_text("Hildesheimer Str. 12A")
    case.refresh_from_db()
    assert case.outcome == "reserve"


def test_a_small_room_goes_to_a_circle(page: Page, desk_page: Callable[..., Page], post) -> None:
    circle = directory.organisation(name="Café Linden", contact={"email": CIRCLE})
    needs.open_need(
        organisation=circle,
        kind=Need.Kind.ROOM,
        activity="",
        frequency="",
        title="Raum für Deutsch",
    )
    page.goto("/de/flaeche/")
    follow(page, "Einen Raum anbieten")
    write(page, "times", "dienstags 17 bis 19 Uhr")
    write(page, "square_metres", "40")
    write(page, "text", "Tische, Tafel, Schlüssel beim Küster.")
    _fills_in(page, address="Kirchweg 3", email=PARISH)
    walks.go_on(page)
    walks.number_on(page)
    case = confirmed(Case.objects.get())
    assert case.premises.kind == Premises.Kind.ROOM

    desk = desk_page(users.caseworker())
    desk.goto(f"/desk/cases/{case.pk}/")
    expect(desk.locator(".panel")).to_contain_text("Raum für Deutsch")
    follow(desk, "Diesem Kreis anbieten")
    expect(desk.locator("[name=cover]")).to_have_value(re.compile("dienstags 17 bis 19 Uhr"))
    press(desk, "Weiter zur Vorschau")
    expect(desk.locator("main .definitions")).not_to_contain_text("Kirchweg")
    press(desk, "Jetzt weitergeben")
    request = post(CIRCLE)[0]
    walks.expect_none_of(("Kirchweg", "Toni"), request)
    page.goto(walks.link_in(request))
    expect(page.locator("main")).to_contain_text("dienstags 17 bis 19 Uhr")


def _fills_in(page: Page, *, address: str, email: str) -> None:
    """What both forms of premises ask."""
    write(page, "address", address)
    write(page, "postcode", "30169")
    walks.write_date(page, "available_from", 1, 12, 2026)
    tick(page, "deal", "rent")
    tick(page, "provider", "broker")
    write(page, "name", "Toni Muster")
    write(page, "email", email)

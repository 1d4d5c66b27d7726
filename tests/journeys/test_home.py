"""A flat from the landlord's telephone to thanks; and one that is gone meanwhile."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.cases.models import Case
from hilfelotse.housing.actions.limits import set_limit
from hilfelotse.housing.actions.still_free import ask
from hilfelotse.housing.models import HousingOffer
from tests.factories import directory, homes, offers, users
from tests.journeys import walks
from tests.journeys.walks import press, tick, unfold, write

pytestmark = pytest.mark.journey

LANDLORD, OFFICE = "vera@post.example", "wohnen@stadt.example"
ADDRESS = "Limmerstraße 12"


@pytest.fixture(autouse=True)
def _day(travel, transactional_db) -> None:
    travel("2026-11-02 10:00")


def test_a_flat_finds_people(
    new_page: Callable[..., Page], desk_page: Callable[..., Page], post
) -> None:
    limit = {"persons": 2, "square_metres": 60, "euros": 400, "source": "Richtlinie"}
    set_limit(user=users.user("lead"), **limit)
    directory.department(name="Fachbereich Wohnen", contact={"email": OFFICE})
    page = new_page(viewport={"width": 390, "height": 800})
    walks.walk_to_home(page, "selbstcheck", rent="900")
    expect(page.locator(".alert")).to_contain_text("Das ist uns aufgefallen")
    expect(page.locator("main")).not_to_contain_text("Name")
    walks.answer_home(page, "selbstcheck")
    walks.answer_home(page, "dazu", address=ADDRESS)
    walks.answer_home(page, "kontakt", name="Vera Vermietet", email=LANDLORD)
    walks.go_on(page)
    walks.number_on(page)
    case = Case.objects.get()
    case.party.contact_points.update(confirmed_at=case.received_at)

    desk = desk_page(users.caseworker())
    advises_and_forwards(desk, case)
    request = post(OFFICE)[0]
    walks.expect_none_of((ADDRESS, "Vera", "Vermietet"), request)
    takes_it_on(page, request)
    page.goto(walks.link_in(post(OFFICE)[1]))
    expect(page.locator("main")).to_contain_text(ADDRESS)
    page.locator("[name=step]").select_option("viewing")
    press(page, "Stand melden")
    expect(page.locator("main .badge").first).to_have_text("Besichtigung")
    page.locator("[name=step]").select_option("moved_in")
    press(page, "Stand melden")
    expect(page.locator("h1")).to_have_text("Danke für Ihre Antwort")

    desk.goto(f"/desk/cases/{case.pk}/")
    expect(desk.locator(".panel")).to_contain_text("bezogen")
    form = desk.locator("form[action$='/close/']")
    form.evaluate("form => { const fold = form.closest('details'); if (fold) fold.open = true; }")
    form.locator("[name$=outcome]").select_option("moved_in")
    form.locator("button").last.click()
    expect(desk).to_have_url(re.compile(rf"/cases/{case.pk}/$"))
    thanks = post(LANDLORD)[-1]
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "moved_in")
    page.goto(walks.link_in(thanks))
    expect(page.locator("main")).to_contain_text("Es ist jemand eingezogen. Vielen Dank!")


def advises_and_forwards(desk: Page, case: Case) -> None:
    desk.goto(f"/desk/cases/{case.pk}/")
    expect(desk.locator(".panel")).to_contain_text("Das fällt auf")
    folded = unfold(desk, "Erstberatung festhalten")
    folded.locator("[name=home-advise-ticked]").first.check()
    folded.get_by_role("button").click()
    expect(desk.locator(".panel")).to_contain_text("erstberaten")
    desk.goto(f"/desk/cases/{case.pk}/pass-on/")
    desk.locator("[name=organisation]").select_option(label="Fachbereich Wohnen")
    write(desk, "cover", "Eine Wohnung für zwei.")
    press(desk, "Weiter zur Vorschau")
    expect(desk.locator("main .definitions")).to_contain_text("900 €")
    expect(desk.locator("main .definitions")).not_to_contain_text(ADDRESS)
    press(desk, "Jetzt weitergeben")
    expect(desk.locator(".panel")).to_contain_text("weitergeleitet")


def takes_it_on(page: Page, request: str) -> None:
    page.goto(walks.link_in(request))
    expect(page.locator("main")).to_contain_text("900 €")
    expect(page.locator("main")).not_to_contain_text(ADDRESS)
    tick(page, "answer", "take")
    press(page, "Antwort absenden")
    expect(page.locator("h1")).to_have_text("Danke, dass Sie sich kümmern")


def test_a_flat_that_is_gone(page: Page, desk_page: Callable[..., Page], post) -> None:
    sender = offers.sender(name="Vera", email=LANDLORD)
    offer = homes.offered(sender={"sender": sender})
    offer.case.party.contact_points.update(confirmed_at=offer.case.received_at)
    ask(offer=offer)
    letter = post(LANDLORD)[-1]
    page.goto(re.search(r"/de/noch-frei/\S+", letter)[0])
    press(page, "Nein, schon vergeben")
    expect(page.locator("h1")).to_have_text("Danke für Ihre Antwort")
    offer.refresh_from_db()
    assert offer.step == HousingOffer.Step.REFUSED
    desk = desk_page(users.caseworker())
    desk.goto(f"/desk/cases/{offer.case_id}/")
    expect(desk.locator(".panel")).to_contain_text("schon vermietet")
    desk.goto("/desk/homes/")
    expect(desk.locator("main")).to_contain_text("Keine Wohnung passt dazu")

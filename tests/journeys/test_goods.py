"""Things go from a donor's telephone to a circle; a polite no; the desk by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.cases.models import Case
from hilfelotse.goods.models import GoodsOffer
from tests.factories import directory, goods, pictures, places, users
from tests.journeys import walks
from tests.journeys.walks import go_on, press, tick, write

pytestmark = pytest.mark.journey

DONOR, CIRCLE = "toni@post.example", "lotte@cafe-linden.example"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def _day(travel, transactional_db) -> None:
    travel("2026-11-02 10:00")
    places.postcode()


def test_jackets_reach_a_circle(
    new_page: Callable[..., Page], desk_page: Callable[..., Page], post
) -> None:
    circle = directory.organisation(name="Café Linden", contact={"email": CIRCLE})
    need = goods.need(organisation=circle)
    page = new_page(viewport=PHONE, has_touch=True)
    page.goto("/de/")
    page.locator(".doors a").filter(has_text="Ich möchte Sachen spenden").click()
    walks.answer_goods(page, "sachen")
    expect(page.locator("main")).to_contain_text("Das wird gerade gebraucht")
    expect(page.locator("main")).to_contain_text("Jacken für Männer")
    walks.answer_goods(page, "rat")
    walks.answer_goods(page, "abholung")
    photo = {"name": "jacke.jpg", "mimeType": "image/jpeg", "buffer": pictures.jpeg(gps=True)}
    page.locator("input[type=file]").set_input_files([photo])
    go_on(page)
    walks.answer_goods(page, "kontakt", email=DONOR)
    go_on(page)
    walks.number_on(page)
    case = Case.objects.get()
    assert pictures.GPS not in bytes(case.photos.get().content)
    page.goto(walks.link_in(post(DONOR)[-1]))
    go_on(page)  # the address is right

    desk = desk_page(users.caseworker())
    desk.goto(f"/desk/cases/{case.pk}/")
    expect(desk.locator(".photos img")).to_have_count(1)
    write(desk, f"reserve-quantity_{need.pk}", "6")
    press(desk, "Reservieren")
    expect(desk.locator(".error-summary")).to_contain_text("nicht mehr frei")
    write(desk, f"reserve-quantity_{need.pk}", "5")
    press(desk, "Reservieren")
    press(desk, "Jemanden suchen, der fährt")
    expect(desk.locator("main")).to_contain_text("Fahrt: Sachspende fahren")
    reserved = post(CIRCLE)[-1]
    walks.expect_none_of(("Toni", "Muster", DONOR), reserved)

    # The circle has no account: all of it from its mail.
    body = new_page()
    door = walks.link_in(reserved)
    body.goto(door)
    expect(body.locator("main")).to_contain_text("Herrenjacken")
    reservation = GoodsOffer.objects.get().reservations.get()
    walks.write_date(body, f"appoint{reservation.pk}-day", 1, 11, 2026)
    write(body, f"appoint{reservation.pk}-hour", "15:30")
    write(body, f"appoint{reservation.pk}-place", "Hinterhof, Tür 3")
    press(body, "Termin festlegen")
    expect(body.locator("main")).to_contain_text("in der Zukunft")
    expect(body.locator(f"[name=appoint{reservation.pk}-place]")).to_have_value("Hinterhof, Tür 3")
    walks.write_date(body, f"appoint{reservation.pk}-day", 4, 11, 2026)
    press(body, "Termin festlegen")
    expect(body.locator("main")).to_contain_text("Danke!")

    page.goto(walks.link_in(post(DONOR)[-1]))
    expect(page.locator("main")).to_contain_text("Hinterhof, Tür 3")
    press(page, "Ich habe es übergeben")
    body.goto(walks.link_in(post(CIRCLE)[-1]))
    press(body, "Empfang bestätigen")
    expect(body.locator("main")).to_contain_text("Danke!")

    thanks = post(DONOR)[-1]
    assert "Ihre Sachspende ist angekommen" in thanks
    page.goto(walks.link_in(thanks))
    expect(page.locator("main")).to_contain_text("angekommen")
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "handed_over")
    reservation.refresh_from_db()
    assert reservation.transport.state == "cancelled"


def test_a_polite_no(page: Page) -> None:
    walks.walk_to_goods(page, "rat", group="furniture", item="Matratze")
    expect(page.locator("h1")).to_have_text("Das können wir leider nicht annehmen")
    expect(page.locator("main")).to_contain_text("hygienischen Gründen")
    expect(page.locator("main form")).to_have_count(0)
    assert not Case.objects.exists()


def test_on_the_telephone_with_the_keyboard_alone(desk_page: Callable[..., Page]) -> None:
    goods.need()
    page = desk_page(users.caseworker())
    page.goto("/desk/call/")
    tick(page, "wish", "goods")
    page.locator("[name=name]").focus()
    page.keyboard.type("Toni Muster")
    page.keyboard.press("Tab")
    page.keyboard.type("0511 123456")
    page.keyboard.press("Alt+A")
    expect(page).to_have_url(re.compile("/desk/goods/new/$"))
    page.locator("[name=things-group]").focus()
    for typed in ("Kleid", "Herrenjacken", "5", "", "gut", "", "30449"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    page.locator("[name=things-may_call]").first.focus()
    page.keyboard.press("Space")
    page.locator("[name=things-item]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Das wird gerade gebraucht")
    assert not Case.objects.exists()
    page.locator("[name=things-item]").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/desk/call/.ready=1$"))
    offer = GoodsOffer.objects.get()
    assert (offer.goods, offer.quantity, offer.condition) == ("clothing", 5, 2)

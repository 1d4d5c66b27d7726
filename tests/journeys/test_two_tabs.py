"""Two tabs, two clicks, two people; a lost session and a form that was open too long."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.referrals.models import Referral
from tests.factories import directory, needs, offers, places, referrals, users
from tests.journeys import walks
from tests.journeys.walks import Citizen, go_on, press, tick, write

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def _city(transactional_db) -> None:
    places.postcode("30449")


def post_at_once(pages: list[Page], times: int = 1) -> list[tuple[int, str]]:
    """Send each page's last form ``times`` times, all at the same moment; (status, Location)."""
    letters = [_as_post(page) for page in pages] * times

    def send(letter: tuple[str, dict, str]) -> tuple[int, str]:
        url, headers, body = letter
        to = urlsplit(url)
        line = HTTPConnection(to.hostname, to.port, timeout=30)
        line.request("POST", to.path, body, headers)
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.status, answer.headers.get("Location", "")

    with ThreadPoolExecutor(len(letters)) as crowd:
        return list(crowd.map(send, letters))


def _as_post(page: Page) -> tuple[str, dict[str, str], str]:
    """What the browser would send."""
    fields = page.locator("main form").last.evaluate(
        "form => [...new FormData(form)].map(([name, value]) => [name, value])"
    )
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())
    headers = {
        "Cookie": cookies,
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": re.match(r"https?://[^/]+", page.url)[0],
    }
    return page.url, headers, urlencode([tuple(field) for field in fields])


# --- tabs ----------------------------------------------------------------------------------------


def test_two_tabs_are_two_drafts(page: Page) -> None:
    other = page.context.new_page()
    walks.walk_to(page, "kontakt", Citizen(activities=("SPR",)))
    walks.walk_to(other, "kontakt", Citizen(activities=("KUL", "ESS")))
    for tab, name in [(page, "Erste Person"), (other, "Zweite Person")]:
        walks.answer_contact(tab, Citizen(name=name))
    for tab in (other, page):
        walks.answer_allow(tab, Citizen())
    expect(page.locator(".summary-list")).to_contain_text("Erste Person")
    expect(other.locator(".summary-list")).to_contain_text("Zweite Person")
    for tab in (page, other):
        press(tab, "Angebot absenden")
        walks.number_on(tab)
    found = {
        offer.party.name: sorted(offer.activities.values_list("code", flat=True))
        for offer in Offer.objects.select_related("party")
    }
    assert found == {"Erste Person": ["SPR"], "Zweite Person": ["ESS", "KUL"]}
    assert walks.number_on(page) != walks.number_on(other)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_the_browsers_back_keeps_what_was_typed(page: Page) -> None:
    walks.walk_to(page, "kontakt")
    page.go_back()
    expect(page.locator("[name=postcode]")).to_have_value("30449")
    page.go_back()
    expect(page.locator("[name=times][value=wd_evening]")).to_be_checked()
    page.go_forward()
    page.go_forward()
    walks.answer_contact(page, Citizen())
    expect(page.locator("[name=kinds]").first).to_be_visible()


def test_after_sending_the_way_back_leads_to_the_receipt(page: Page) -> None:
    number = walks.offer_help(page)
    page.go_back()
    expect(page.locator("main")).to_contain_text(number)
    assert Case.objects.count() == 1


# --- clicks --------------------------------------------------------------------------------------


def test_a_double_click_is_one_offer(page: Page, run_tasks) -> None:
    walks.walk_to(page, "pruefen")
    answers = post_at_once([page], times=4)
    assert {status for status, _ in answers} == {302}
    assert len({place for _, place in answers}) == 1
    page.goto(answers[0][1])
    assert walks.number_on(page) == Case.objects.get().reference
    assert Offer.objects.count() == 1
    run_tasks()
    assert OutgoingMail.objects.get().template == "confirm"


def test_a_double_click_is_one_question(page: Page) -> None:
    page.goto("/de/frage/")
    write(page, "text", "Wo?")
    write(page, "name", "Ole")
    write(page, "phone", "0511 123456")
    answers = post_at_once([page], times=4)
    assert {status for status, _ in answers} == {302}
    assert Case.objects.count() == 1


def test_two_colleagues_ask_at_once(desk_page: Callable[..., Page]) -> None:
    """One offer is shown to one organisation only."""
    offer = offers.ready()
    wanted = [needs.open_need(title=title) for title in ("Im Café", "Im Park")]
    pages = []
    for need in wanted:
        page = desk_page(users.caseworker())
        page.goto(f"/desk/cases/{offer.case_id}/refer/{need.pk}/")
        pages.append(page)
    answers = post_at_once(pages)
    assert answers == [(302, f"/desk/cases/{offer.case_id}/")] * 2
    referral = Referral.objects.get()
    assert referral.state == "sent"
    assert OutgoingMail.objects.filter(template="referral_request").count() == 1
    pages[0].goto(f"/desk/cases/{offer.case_id}/")
    expect(pages[0].locator(".case-head")).to_contain_text("wartet auf Stelle")
    expect(pages[0].locator("main")).to_contain_text(f"„{referral.organisation.name}“ ist gefragt")


def test_the_last_place_is_given_once(new_page: Callable[..., Page], post) -> None:
    """Two links, two clicks at once: one is thanked, the other is told kindly."""
    circle = directory.organisation(contact={"email": "circle@kreis.example"})
    need = needs.open_need(organisation=circle, quantity=1)
    user = users.caseworker()
    for number in (1, 2):
        person = offers.sender(name=f"Person {number}", email=f"p{number}@post.example")
        referrals.sent(offer=offers.ready(sender=person), need=need, user=user)
    pages = [new_page(), new_page()]
    for page, letter in zip(pages, post("circle@kreis.example"), strict=True):
        page.goto(walks.link_in(letter))
        tick(page, "answer", "take")
    assert sorted(status for status, _ in post_at_once(pages)) == [200, 409]
    need = Need.objects.get()
    assert (need.taken, need.quantity) == (1, 1)
    states = sorted(Referral.objects.values_list("state", flat=True))
    assert states == ["accepted", "sent"]


# --- sessions ------------------------------------------------------------------------------------


def test_a_lost_session_is_told_kindly(page: Page) -> None:
    walks.walk_to(page, "wo")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    write(page, "postcode", "30449")
    go_on(page)
    expect(page).to_have_url(re.compile(r"/de/helfen/$"))
    expect(page.locator("main")).to_contain_text("Ihre Angaben sind nicht mehr da.")
    assert Case.objects.count() == 0


def test_a_stale_form_offers_what_was_typed(page: Page) -> None:
    """The token is gone, the words are not: one more click sends them."""
    page.goto("/de/frage/")
    write(page, "text", "Zwei\nZeilen und „Zeichen“ <b>?")
    write(page, "name", "Ole")
    write(page, "phone", "0511 123456")
    page.context.clear_cookies()
    go_on(page)
    expect(page.locator("h1")).to_contain_text("noch einmal")
    assert Case.objects.count() == 0
    press(page, "Noch einmal absenden")
    assert walks.number_on(page) == Case.objects.get().reference
    assert Case.objects.get().text == "Zwei\nZeilen und „Zeichen“ <b>?"


def test_a_stale_step_offers_what_was_typed(page: Page) -> None:
    walks.walk_to(page, "kontakt")
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    walks.answer_contact(page, Citizen())
    press(page, "Noch einmal absenden")
    walks.answer_allow(page, Citizen())
    expect(page.locator(".summary-list")).to_contain_text(Citizen.name)
    press(page, "Angebot absenden")
    assert walks.number_on(page) == Case.objects.get().reference


def test_a_colleague_who_was_away_signs_in_and_goes_on(page: Page) -> None:
    offer = offers.ready()
    users.caseworker(email="ayse@team.example", password="ein-langes-Kennwort")
    page.goto(f"/desk/cases/{offer.case_id}/")
    walks.sign_in(page, "ayse@team.example", "ein-langes-Kennwort")
    expect(page).to_have_url(re.compile(rf"/desk/cases/{offer.case_id}/$"))

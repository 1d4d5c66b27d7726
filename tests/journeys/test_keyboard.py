"""The whole journey without a mouse: each stop is visible and nothing hides it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail, TextBlock
from hilfelotse.referrals.models import Referral
from tests.factories import cases, directory, needs, offers, places, received, users
from tests.journeys import walks

pytestmark = pytest.mark.journey

MOST_STOPS = 150
_STOP = """() => {
    const here = document.activeElement, style = getComputedStyle(here);
    const shown = here.matches("[type=radio], [type=checkbox]") ? here.closest(".choice") : here;
    const box = shown.getBoundingClientRect();
    const middle = document.elementFromPoint(
        Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
        Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 0), innerHeight - 1));
    const ring = style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        || style.boxShadow !== "none";
    return {
        what: here.outerHTML.replace(/\\s+/g, " ").slice(0, 120),
        marked: here.matches(":focus-visible") && [here, shown, ...shown.querySelectorAll("*")]
            .some(one => ring(getComputedStyle(one))),
        inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        onTop: shown.contains(middle) || middle?.contains(shown),
    };
}"""


class Keyboard:
    """Tab, Enter, Space and the arrows; notes every stop that cannot be seen."""

    def __init__(self, page: Page) -> None:
        self.page, self.unseen = page, []

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def tab(self) -> None:
        self.press("Tab")
        stop = self.page.evaluate(_STOP)
        if not (stop["marked"] and stop["inView"] and stop["onTop"]):
            self.unseen.append(stop)

    def reach(self, selector: str) -> None:
        """Tab until the focus is there."""
        expect(self.page.locator(selector).first).to_be_attached()
        for _ in range(MOST_STOPS):
            if self.page.evaluate("what => document.activeElement.matches(what)", selector):
                return
            self.tab()
        pytest.fail(f"{selector} cannot be reached by Tab on {self.page.url}")

    def skip(self, name: str) -> None:
        """A new page: the first stop is the link that leads to the content.

        Used once, it stays in the address from form to form: the browser begins there by itself.
        """
        expect(self.page.locator(f'main [name="{name}"]').first).to_be_attached()
        if not self.page.url.endswith("#inhalt"):
            self.tab()
            assert self.page.evaluate("document.activeElement.matches('.skip-link')")
            self.press("Enter")
        expect(self.page.locator("main")).to_be_focused()

    def choose(self, name: str, value: str) -> None:
        """A radio of a group: Tab to the group, arrows to the option."""
        self.reach(f'[name="{name}"]')
        self.press("Space")
        for _ in range(30):
            if self.page.evaluate("value => document.activeElement.value === value", value):
                return
            self.press("ArrowDown")
        pytest.fail(f"{name}={value} cannot be reached by arrows")

    def tick(self, name: str, value: str) -> None:
        self.reach(f'[name="{name}"][value="{value}"]')
        self.press("Space")

    def pick(self, name: str, letters: str) -> None:
        """A list: typing goes to the option that begins so."""
        self.reach(f'select[name="{name}"]')
        self.page.keyboard.type(letters)

    def write(self, name: str, text: str) -> None:
        self.reach(f'[name="{name}"]')
        self.page.keyboard.type(text)

    def go(self, selector: str = "main form .buttons button") -> None:
        self.reach(selector)
        self.press("Enter")


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """Without smooth scrolling, which would be under way when we look."""
    return new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")


@pytest.fixture
def _city(transactional_db) -> None:
    places.postcode("30449")


@pytest.mark.usefixtures("_city")
def test_a_citizen_without_a_mouse(page: Page) -> None:
    keys = Keyboard(page)
    page.goto("/de/")
    keys.go("a.door[href$='/helfen/']")
    keys.skip("who")
    keys.choose("who", "person")
    keys.go()
    stumbles(keys, "#id_activities_0")
    keys.tick("activities", "SPR")
    keys.go()
    keys.skip("german")
    keys.pick("german", "Mut")
    keys.pick("language_1", "Ukr")
    keys.pick("level_1", "Mut")
    keys.go()
    keys.skip("skills")
    keys.tick("skills", "teach")
    keys.go()
    keys.skip("times")
    keys.tick("times", "any")
    keys.choose("frequency", "weekly")
    keys.go()
    keys.skip("postcode")
    keys.write("postcode", "30449")
    keys.press("Enter")
    keys.skip("name")
    keys.write("name", "Toni Muster")
    keys.write("email", "toni@post.example")
    keys.choose("age", "adult")
    keys.go()
    keys.skip("kinds")
    keys.tick("kinds", "circle")
    keys.go()
    expect(page.locator(".summary-list")).to_contain_text("Toni Muster")
    expect(page.locator(".summary-list")).to_contain_text("Ukrainisch: Muttersprache")
    keys.go()
    walks.number_on(page)
    keys.go("main a[href*='/status/']")
    keys.go("main a[href$='/zurueckziehen/']")
    keys.go("main form button")
    expect(page.locator("[aria-current=step]")).to_contain_text("zurückgezogen")
    assert keys.unseen == []
    assert Case.objects.get().outcome == "withdrawn"


def stumbles(keys: Keyboard, field: str) -> None:
    """A mistake: the summary has the focus, and its link leads to the field."""
    expect(keys.page.locator("main [name=activities]").first).to_be_attached()
    keys.go()
    expect(keys.page.locator(".error-summary")).to_be_focused()
    keys.tab()
    expect(keys.page.locator(".error-summary a")).to_be_focused()
    keys.press("Enter")
    expect(keys.page.locator(field)).to_be_focused()


def test_the_desk_without_a_mouse(page: Page, transactional_db) -> None:
    circle = directory.organisation(name="Café Linden")
    need = needs.open_need(organisation=circle)
    offer = offers.received()
    users.caseworker(email="ayse@team.example", password="ein-langes-Kennwort")
    keys = Keyboard(page)
    page.goto("/desk/")
    keys.write("login", "ayse@team.example")
    keys.write("password", "ein-langes-Kennwort")
    keys.press("Enter")
    keys.go(f"main a[href='/desk/cases/{offer.case_id}/']")
    keys.skip("talk-text")
    keys.write("talk-text", "Spricht ruhig und klar.")
    keys.reach("[name=talk-ready]")
    keys.press("Space")
    keys.go("form[action$='/talk/'] button")
    expect(page.locator(".timeline")).to_contain_text("Spricht ruhig und klar.")
    keys.go(f"a[href$='/refer/{need.pk}/']")
    expect(page.locator("h1")).to_contain_text("Café Linden")
    keys.go("main form button")
    expect(page.locator(".case-head")).to_contain_text("wartet auf Stelle")
    keys.go("details summary:has(+ form[action$='/note/'])")
    keys.write("note-text", "Gefragt.")
    keys.go("form[action$='/note/'] button")
    expect(page.locator(".timeline__event").first).to_contain_text("Gefragt.")
    assert keys.unseen == []
    assert Referral.objects.get().organisation == circle
    assert re.search(r"/cases/\d+/$", page.url)


def test_a_mail_answered_without_a_mouse(desk_page: Callable[..., Page], transactional_db) -> None:
    case = cases.question()
    offers.confirm(case)
    received.mail(case, subject="Deutsch lernen")
    TextBlock.objects.create(
        name="Sprachcafé", language="de", text="Guten Tag {{name}},\n\nkommen Sie am Montag."
    )
    options = {"viewport": {"width": 1280, "height": 720}, "reduced_motion": "reduce"}
    page = desk_page(users.caseworker(name="Ayşe Karadağ"), **options)
    keys = Keyboard(page)
    page.goto(f"/desk/cases/{case.pk}/")
    keys.go("#antworten > summary")
    keys.pick("reply-block", "Spr")
    keys.go("#antworten button[value=insert]")
    keys.skip("reply-text")
    keys.reach("[name=reply-text]")
    keys.press("Control+End")
    page.keyboard.type(" Bis bald!")
    keys.reach("[name=reply-closes]")
    keys.press("Space")
    keys.go("main button[value=preview]")
    # The letter has the focus, and the very next stop sends it.
    expect(page.locator("#brief")).to_be_focused()
    expect(page.locator("#brief")).to_contain_text("Guten Tag Toni Muster,")
    keys.tab()
    assert page.evaluate("document.activeElement.value") == "send"
    keys.press("Enter")
    expect(page.locator(".messages")).to_contain_text("kommen Sie am Montag. Bis bald!")
    expect(page.locator(".case-head")).to_contain_text("beantwortet")
    assert keys.unseen == []
    assert OutgoingMail.objects.filter(template="reply").count() == 1

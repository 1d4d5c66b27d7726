"""How people walk through the pages. Fields by their names: those stand in every language.

``Citizen`` holds what somebody answers; each ``answer_…`` fills one step and goes on.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

NUMBER = re.compile(r"KF-\d\d-\d{6}-\d")
STEPS = ["wer", "was", "sprachen", "koennen", "wann", "wo", "kontakt", "erlaubnis"]


@dataclass(frozen=True)
class Citizen:
    """An adult who would like to practise German in Linden."""

    name: str = "Şükran O’Neill"
    email: str = "suekran@post.example"
    phone: str = "0511 123456"
    postcode: str = "30449"
    age: str = "adult"
    who: str = "person"
    activities: tuple[str, ...] = ("SPR",)
    times: tuple[str, ...] = ("wd_evening",)
    kinds: tuple[str, ...] = ("circle", "operator")

    @property
    def secrets(self) -> tuple[str, ...]:
        """What nobody may read before they accepted and the citizen agreed."""
        number = self.phone.lstrip("0")
        return (*self.name.split(), self.email, number, number.replace(" ", ""))


# --- small movements ---------------------------------------------------------------------------


def tick(page: Page, name: str, *values: str) -> None:
    """Choose options of radios or boxes."""
    for value in values:
        page.locator(f'main [name="{name}"][value="{value}"]').check()


def write(page: Page, name: str, text: str) -> None:
    page.locator(f'main [name="{name}"]').fill(text)


def pick(page: Page, name: str, value: str) -> None:
    """Choose from a list that opens."""
    page.locator(f'main select[name="{name}"]').select_option(value)


def write_date(page: Page, name: str, day: int, month: int, year: int) -> None:
    for part, number in (("day", day), ("month", month), ("year", year)):
        write(page, f"{name}_{part}", str(number))


def go_on(page: Page) -> None:
    """The one button of the page's form."""
    page.locator("main form button[type=submit]").last.click()


def press(page: Page, label: str) -> None:
    """A button of the page (the desk's forms lie in the aside, too)."""
    page.locator(".page").get_by_role("button", name=label, exact=True).click()


def follow(page: Page, label: str) -> None:
    """A link of the page."""
    page.locator(".page").get_by_role("link", name=label, exact=True).click()


def unfold(page: Page, label: str) -> Locator:
    """Open a disclosure and return it."""
    folded = page.locator("details.disclosure").filter(has=page.locator("summary", has_text=label))
    if folded.get_attribute("open") is None:
        folded.locator("summary").click()
    return folded


def path(page: Page) -> str:
    return urlsplit(page.url).path


def link_in(letter: str) -> str:
    """The path of the link in a mail: the host is the live server's."""
    found = re.findall(r"^https?://\S+$", letter, re.MULTILINE)
    assert len(found) == 1, letter
    return urlsplit(found[0]).path


def heading(page: Page) -> str:
    return page.locator("h1").inner_text().strip()


def messages(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("main > .alert").all_inner_texts()]


def expect_none_of(words: tuple[str, ...], text: str) -> None:
    """None of the words stands in a page's source or a mail."""
    assert [word for word in words if word in text] == []


# --- the citizen's form ------------------------------------------------------------------------


def answer_who(page: Page, who: Citizen) -> None:
    tick(page, "who", who.who)
    go_on(page)


def answer_what(page: Page, who: Citizen) -> None:
    tick(page, "activities", *who.activities)
    go_on(page)


def answer_languages(page: Page, who: Citizen) -> None:
    pick(page, "german", "6")
    pick(page, "language_1", "tr")
    pick(page, "level_1", "6")
    go_on(page)


def answer_skills(page: Page, who: Citizen) -> None:
    tick(page, "skills", "teach")
    go_on(page)


def answer_when(page: Page, who: Citizen) -> None:
    tick(page, "times", *who.times)
    tick(page, "frequency", "weekly")
    go_on(page)


def answer_where(page: Page, who: Citizen) -> None:
    write(page, "postcode", who.postcode)
    go_on(page)


def answer_contact(page: Page, who: Citizen) -> None:
    write(page, "name", who.name)
    write(page, "email", who.email)
    write(page, "phone", who.phone)
    tick(page, "age", who.age)
    go_on(page)


def answer_allow(page: Page, who: Citizen) -> None:
    tick(page, "kinds", *who.kinds)
    go_on(page)


ANSWERS: dict[str, Callable[[Page, Citizen], None]] = {
    "wer": answer_who,
    "was": answer_what,
    "sprachen": answer_languages,
    "koennen": answer_skills,
    "wann": answer_when,
    "wo": answer_where,
    "kontakt": answer_contact,
    "erlaubnis": answer_allow,
}


def walk_to(
    page: Page, step: str, who: Citizen | None = None, language: str = "de", *, on: bool = False
) -> None:
    """From the first question to ``step``, which may be ``pruefen``.

    ``on``: go on from the step at which the page stands, if that is on the way.
    """
    for name in _left(page, f"/{language}/helfen/", [*STEPS, "pruefen"], step, on):
        ANSWERS[name](page, who or Citizen())
    expect(page).to_have_url(re.compile(rf"/{language}/helfen/({step}/|[^/]+/{step}/)?$"))


def _left(page: Page, first: str, steps: list[str], goal: str, on: bool) -> list[str]:
    """The steps still to answer; opens the ``first`` page unless the walk goes ``on``."""
    there = re.fullmatch(rf"{first}[^/]+/([^/]+)/", path(page)) if on else None
    if there and there[1] in steps[: steps.index(goal) + 1]:
        return steps[steps.index(there[1]) : steps.index(goal)]
    page.goto(first)
    return steps[: steps.index(goal)]


def offer_help(page: Page, who: Citizen | None = None, language: str = "de") -> str:
    """The whole form; returns the case's number."""
    walk_to(page, "pruefen", who, language)
    go_on(page)
    expect(page).to_have_url(re.compile(r"/fertig/$"))
    return number_on(page)


# --- a home --------------------------------------------------------------------------------------

HOME_STEPS = ["angebot", "groesse", "miete", "zeit", "selbstcheck", "dazu", "kontakt"]


def answer_home(page: Page, step: str, **other: str) -> None:
    """One step of „Wohnung anbieten“: an owner's 50 m² for two, that fit; ``other`` differs."""
    match step:
        case "angebot":
            tick(page, "kind", "flat")
            tick(page, "provider", "owner")
            tick(page, "consent", "not_needed")
        case "groesse":
            for name in ("postcode", "square_metres", "rooms", "persons"):
                usual = {"postcode": "30451", "square_metres": "50", "rooms": "2", "persons": "2"}
                write(page, name, other.get(name, usual[name]))
        case "miete":
            write(page, "rent", other.get("rent", "320"))
            write(page, "cold_costs", "54")
        case "zeit":
            write_date(page, "free_from", 1, 12, 2026)
            tick(page, "model", "direct")
        case "dazu":
            write(page, "address", other.get("address", "Limmerstraße 12"))
        case "kontakt":
            write(page, "name", other.get("name", "Toni Muster"))
            write(page, "email", other.get("email", "toni@post.example"))
    go_on(page)


def walk_to_home(
    page: Page, step: str, language: str = "de", *, on: bool = False, **other: str
) -> None:
    """From the first question to ``step``, which may be ``pruefen``; ``on`` as in ``walk_to``."""
    for name in _left(page, f"/{language}/wohnung/", [*HOME_STEPS, "pruefen"], step, on):
        answer_home(page, name, **other)
    expect(page).to_have_url(re.compile(rf"/{language}/wohnung/([^/]+/{step}/)?$"))


# --- things ---------------------------------------------------------------------------------------

GOODS_STEPS = ["sachen", "rat", "abholung", "fotos", "kontakt"]


def answer_goods(page: Page, step: str, **other: str) -> None:
    """One step of „Sachen spenden“: five good jackets; ``other`` differs."""
    match step:
        case "sachen":
            tick(page, "group", other.get("group", "clothing"))
            write(page, "item", other.get("item", "Herrenjacken"))
            write(page, "quantity", other.get("quantity", "5"))
            tick(page, "condition", "2")
            write(page, "postcode", "30449")
        case "rat":
            tick(page, "if_not", "keep")
        case "abholung":
            write(page, "floor", "3. Stock ohne Aufzug")
        case "kontakt":
            write(page, "name", other.get("name", "Toni Muster"))
            write(page, "email", other.get("email", "toni@post.example"))
            tick(page, "may_call", other.get("may_call", "yes"))
    go_on(page)


def walk_to_goods(
    page: Page, step: str, language: str = "de", *, on: bool = False, **other: str
) -> None:
    """From the first question to ``step``, which may be ``pruefen``; ``on`` as in ``walk_to``."""
    for name in _left(page, f"/{language}/sachspende/", [*GOODS_STEPS, "pruefen"], step, on):
        answer_goods(page, name, **other)
    expect(page).to_have_url(re.compile(rf"/{language}/sachspende/([^/]+/{step}/)?$"))


def number_on(page: Page) -> str:
    expect(page.locator("main")).to_contain_text(NUMBER)  # waits for the page that follows a click
    found = NUMBER.search(page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()
    return found[0]


def sign_in(page: Page, email: str, password: str) -> None:
    """Through the form, from wherever the page sends people who are not signed in."""
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("main form").first.get_by_role("button", name="Anmelden", exact=True).click()

"""A case from the inbox to its end with the keyboard alone, and without keys for who wants none."""

import re

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.people.models import ContactPoint
from tests.factories import cases, offers, users

pytestmark = pytest.mark.journey


@pytest.fixture
def office(transactional_db):
    """Two questions; the second is the one that is dealt with."""
    cases.question(sender=offers.sender(name="Uwe Erster", email="uwe@post.example"))
    return cases.question(sender=offers.sender(name="Ada Zweite", email="ada@post.example"))


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_whole_case_by_keys(office: Case, desk_page):
    page = desk_page(users.user(Role.LEAD, name="Renate"))
    page.goto("/desk/?view=new")
    press(page, "j", "j")
    expect(page.get_by_role("link", name=office.reference)).to_be_focused()
    press(page, "k")
    expect(page.get_by_role("link", name=office.reference)).not_to_be_focused()
    press(page, "j", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Zweite")

    press(page, "t")
    expect(page.get_by_role("status")).to_contain_text("gehört jetzt Ihnen")
    press(page, "z")
    expect(page.get_by_role("status")).to_contain_text("zurückgenommen")
    expect(page.get_by_text("Zuständig: Koordinierungsstelle")).to_be_visible()
    press(page, "t")
    expect(page.get_by_text("Zuständig: Renate")).to_be_visible()

    press(page, "n")
    expect(page.get_by_label("Notiz", exact=True)).to_be_focused()
    page.keyboard.type("zwei Notizen mit t und z")  # keys write in fields
    press(page, "Tab", "Space", "Tab", "Enter")
    expect(page.get_by_role("status")).to_contain_text("Notiz ist gespeichert")
    expect(page.get_by_text("zwei Notizen mit t und z")).to_be_visible()

    press(page, "w")
    expect(page.locator("[name=due-due_day]")).to_be_focused()
    press(page, "Escape")
    press(page, "Tab", "Tab", "Tab")
    expect(page.get_by_role("button", name="Wiedervorlage setzen")).to_be_focused()
    press(page, "e")
    expect(page.get_by_label("Ergebnis")).to_be_focused()
    page.keyboard.type("beant")
    page.get_by_role("button", name="Vorgang abschließen").focus()
    press(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("abgeschlossen")
    press(page, "z")
    expect(page.get_by_role("status")).to_contain_text("zurückgenommen")
    press(page, "i")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eingang")
    press(page, "/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("Zweite")
    press(page, "Enter")
    expect(page.get_by_role("link", name=office.reference)).to_be_visible()
    office.refresh_from_db()
    assert (office.state, office.owner.name) == ("advising", "Renate")


def test_the_list_of_keys_opens_holds_the_focus_and_closes(office: Case, desk_page):
    page = desk_page(users.user(Role.LEAD))
    page.goto(f"/desk/cases/{office.pk}/")
    press(page, "?")
    dialog = page.get_by_role("dialog", name="Tasten")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("one => one.contains(document.activeElement)")
    press(page, "t")  # means nothing here
    press(page, "Escape")
    expect(dialog).to_be_hidden()
    assert Case.objects.get(pk=office.pk).owner is None


def test_every_key_of_the_list_is_on_a_page(office: Case, desk_page):
    page = desk_page(users.user(Role.LEAD))
    cases.question(sender=offers.sender(name="Ada Zweite", email="ada@post.example"))  # a double
    ContactPoint.objects.update(confirmed_at=clock.now())  # who may be answered has a key for it
    listed, found = set(), {"j", "k", "Enter", "z"}  # rows, links; z comes after a step
    for path in ("/desk/", f"/desk/cases/{office.pk}/"):
        page.goto(path)
        groups = page.locator("dialog table").filter(has_not_text="Am Telefon")
        listed |= set(groups.locator("kbd").all_text_contents())
        found |= set(page.eval_on_selector_all("[data-key]", "all => all.map(e => e.dataset.key)"))
    assert listed - found == set()


def test_keys_can_be_switched_off(office: Case, desk_page):
    page = desk_page(users.user(Role.LEAD))
    page.goto("/desk/keys/")
    page.get_by_role("button", name="Tasten ausschalten").click()
    expect(page.get_by_role("status")).to_contain_text("ausgeschaltet")
    page.goto(f"/desk/cases/{office.pk}/")
    press(page, "t", "?", "/", "n")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Ich übernehme")).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    assert Case.objects.get(pk=office.pk).owner is None


@pytest.mark.parametrize("javascript", [False])
def test_without_scripts_the_list_is_a_page(office: Case, desk_page):
    page = desk_page(users.user(Role.LEAD))
    page.goto("/desk/")
    page.get_by_role("link", name="Tasten", exact=True).click()
    expect(page).to_have_url(re.compile("/desk/keys/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tasten")


def test_counts_come_anew_while_somebody_looks(office: Case, desk_page):
    page = desk_page(users.user(Role.LEAD))
    page.clock.install()
    page.goto("/desk/?view=mine")
    new = page.locator("#zahl-new")
    expect(new).to_have_text("2")
    cases.question()
    page.clock.run_for(25_000)
    expect(new).to_have_text("2")
    with page.expect_response("**/desk/counts/"):
        page.clock.run_for(7_000)
    expect(new).to_have_text("3")
    page.context.clear_cookies()
    with page.expect_response("**/desk/counts/") as asked:
        page.clock.run_for(31_000)
    assert asked.value.status == 401
    expect(new).to_have_text("3")
    asked_again = []
    page.on("request", lambda request: asked_again.append(request.url))
    page.clock.run_for(100_000)
    assert asked_again == []

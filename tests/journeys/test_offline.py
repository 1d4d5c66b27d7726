"""A refugee who reads only Tigrinya finds where to register, and again without a network."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.knowledge.actions.text import save_text
from tests.factories import knowledge, users

pytestmark = pytest.mark.journey

TITLE, WHERE = "ኣበይ እምዝገብ?", "ኣብ ጽ/ቤት ሓጋዚ ምዝገባ።"


@pytest.fixture
def page_about_registering(transactional_db) -> str:
    """Its address; another core page is there in German alone."""
    editor = users.caseworker()
    page = knowledge.page(
        "Wo melde ich mich an?", text="Im Bürgeramt.", user=editor, kind="article",
        slug="anmelden", is_core=True,
    )  # fmt: skip
    save_text(user=editor, page=page, title=TITLE, text=WHERE, base=0, language="ti",
              source_version=page.version)  # fmt: skip
    knowledge.page("Zum Arzt", text="Am Freitag.", user=editor, kind="article", slug="arzt",
                   is_core=True)  # fmt: skip
    return "/ti/info/anmelden/"


def kept(page: Page) -> list[str]:
    """The addresses that the phone has by now."""
    return page.evaluate(
        """async () => {
            const found = [];
            for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys())
                    found.push(new URL(request.url).pathname);
            return found.filter(path => !path.startsWith("/static/")).sort();
        }"""
    )


def test_where_to_register_is_found_offline_too(
    new_page: Callable[..., Page], page_about_registering: str
) -> None:
    phone = new_page(viewport={"width": 390, "height": 800})
    phone.goto("/de/")
    phone.locator(".languages summary").click()
    phone.get_by_role("link", name="ትግርኛ").click()
    expect(phone.locator("html")).to_have_attribute("lang", "ti")
    expect(phone.locator("h1")).to_be_visible()
    expected = {"/ti/", "/ti/info/", "/ti/offline/", "/ti/info/anmelden/", "/ti/info/arzt/"}
    for _try in range(60):
        if expected <= set(kept(phone)):
            break
        phone.wait_for_timeout(250)
    assert expected <= set(kept(phone))

    phone.context.set_offline(True)
    phone.goto(page_about_registering)
    expect(phone.locator("h1")).to_have_text(TITLE)
    expect(phone.locator("main")).to_contain_text(WHERE)
    expect(phone.locator("[data-offline-note]")).to_be_visible()
    phone.goto("/ti/info/arzt/")
    expect(phone.locator("[lang=de]").filter(has_text="Am Freitag.")).to_be_visible()

    phone.goto("/ti/frage/")  # a form is not kept
    expect(phone.locator("a[href='tel:112']")).to_be_visible()
    phone.get_by_role("link", name=TITLE).click()
    expect(phone.locator("main")).to_contain_text(WHERE)

    phone.context.set_offline(False)
    phone.goto(page_about_registering)
    expect(phone.locator("[data-offline-note]")).to_be_hidden()


def test_nothing_but_public_pages_is_kept(
    new_page: Callable[..., Page], page_about_registering: str
) -> None:
    phone = new_page()
    phone.goto("/ti/")
    phone.wait_for_timeout(1500)
    for path in ("/ti/frage/", "/ti/status/", "/ti/ansprechpartner/?thema=violence&plz=30449",
                 "/konto/anmelden/", "/ti/bedarf/?aufgabe=SPR"):  # fmt: skip
        phone.goto(path)
    assert [path for path in kept(phone) if not path.startswith("/ti/")] == []
    assert not {"/ti/frage/", "/ti/status/", "/ti/ansprechpartner/", "/ti/bedarf/"} & set(
        kept(phone)
    )

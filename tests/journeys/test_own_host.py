"""What a browser really asks for on public pages: ours alone, and nothing is kept of the reader."""

import os
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page

from hilfelotse.directory.models import Responsibility
from tests.factories import directory, knowledge, needs

pytestmark = [pytest.mark.journey, pytest.mark.slow]
CODES = [code for code, _name in settings.LANGUAGES]
PATHS = ["", "info/anmelden/", "fragen/", "suche/?q=Deutsch", "bedarf/", "ansprechpartner/"]
# Fonts and directions differ; the other languages show their start page alone.
IN_FULL = CODES if os.environ.get("A11Y") == "full" else ["de", "ar", "ti"]


@pytest.fixture
def portal(transactional_db) -> None:
    body = directory.department(website="https://else.example/")
    knowledge.page(
        "Wo melde ich mich an?", slug="anmelden", kind="article", responsible=body,
        text="Im [Amt](https://else.example/), 115.",
    )  # fmt: skip
    knowledge.page("Wo lerne ich Deutsch?")
    Responsibility.objects.create(subject="german", organisation=body)
    needs.open_need()


def asked_for(page: Page) -> list[str]:
    """The addresses of all requests from now on, of the service worker too."""
    found: list[str] = []
    page.context.on("request", lambda request: found.append(request.url))
    return found


@pytest.mark.parametrize("language", CODES)
def test_nobody_else_hears_of_it(
    new_page: Callable[..., Page], portal: None, live_server, language: str
) -> None:
    page = new_page(viewport={"width": 390, "height": 800})
    found = asked_for(page)
    for path in PATHS if language in IN_FULL else PATHS[:1]:
        page.goto(f"/{language}/{path}", wait_until="networkidle")
    ours = urlsplit(live_server.url).netloc
    elsewhere = [url for url in found if urlsplit(url).netloc not in {ours, ""}]
    assert elsewhere == []
    assert any(url.endswith(".css") for url in found)
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]


@pytest.mark.parametrize("tag", ["img", "script", "iframe"])
def test_a_request_to_others_would_be_seen(
    new_page: Callable[..., Page], portal: None, tag: str
) -> None:
    """Without the policy that refuses it, so that it is sent at all."""
    page = new_page(bypass_csp=True)
    found = asked_for(page)
    page.context.route("https://evil.example/**", lambda route: route.abort())
    page.goto("/de/fragen/")
    with page.expect_event("requestfailed"):
        page.evaluate(
            "tag => document.body.append(Object.assign(document.createElement(tag),"
            " {src: 'https://evil.example/x'}))",
            tag,
        )
    assert "https://evil.example/x" in found

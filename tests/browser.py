"""Fixtures for journeys in Chromium: ``new_page``, ``page``, ``javascript``.

A page fails its test at the end if a script raised or the browser refused something under the
content security policy.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tools import ensure_browser, notice

NO_BROWSER = "no browser"
PATIENCE = 30_000  # milliseconds; the machine is small, and the other engine's tests run, too
expect.set_options(timeout=PATIENCE)
NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; skips when there is none (REQUIRE_ALL=1: fails)."""
    path = ensure_browser.browser()
    if path is None:
        if notice.everything_is_required():
            pytest.fail(ensure_browser.MISSING, pytrace=False)
        pytest.skip(NO_BROWSER)
    # Playwright's loop runs in this thread, and Django would take us for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def javascript() -> bool:
    """Scripts on? ``@pytest.mark.parametrize("javascript", [True, False])`` runs both."""
    return True


@pytest.fixture
def new_page(browser: Browser, live_server, javascript: bool) -> Iterator[NewPage]:
    """Call it for a page of a new visitor: ``new_page(locale="ar", viewport=…, …)``.

    Each visitor has cookies of their own; addresses are relative to the live server. Arguments are
    those of Playwright's ``browser.new_context``.
    """
    contexts, faults = [], []

    def new(**options) -> Page:
        given = {
            "base_url": live_server.url,
            "java_script_enabled": javascript,
            "locale": "de-DE",
            "timezone_id": "Europe/Berlin",
            **options,
        }
        context = browser.new_context(**given)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page, faults)
        return page

    yield new
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page of one visitor."""
    return new_page()


def watch(page: Page, faults: list[str]) -> None:
    """Collect errors of scripts and refusals of the content security policy."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            faults.append(message.text)

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(str(error)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in a frame that journeys were skipped; among other lines it would be overlooked."""
    if any(
        NO_BROWSER in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])
    ):
        terminalreporter.write_line(notice.framed(ensure_browser.MISSING))

"""Does the sweep find what it is for? Barriers are planted into pages, and it looks at them."""

import pytest
from playwright.sync_api import Page

from hilfelotse.knowledge.models import Page as Text
from tests.factories import knowledge
from tests.journeys import defects
from tests.journeys.axe import look, some_views
from tests.journeys.walks import go_on

pytestmark = [pytest.mark.journey, pytest.mark.walk]
AT_LEAST = 0.95
VIEWS = sorted(some_views(colours=True), key=lambda view: view.size)  # most is found at the first
TEXT = """## Kurse

Sie lernen **kostenlos**:

- am Abend
- mit Kindern

[Zu den Fragen](/de/fragen/)"""


def finding(page: Page) -> str | None:
    """The first of what `make test` looks for on a page; nothing else is asked for here."""
    return next(look(page, VIEWS, least_target=44), None)


def hidden_from(page: Page, planted: dict[str, str]) -> list[str]:
    """The names of the defects that nobody finds; the page itself has none, before and after."""
    assert finding(page) is None
    page.evaluate(defects.KEEP)
    missed = []
    for name, script in planted.items():
        page.evaluate(defects.PLANT.replace("SCRIPT", script))
        found = finding(page)
        print(f"{name}: {found}")  # shown when the test fails
        if not found:
            missed.append(name)
        page.evaluate(defects.BACK)
    assert finding(page) is None
    return missed


def test_planted_defects_are_found(page: Page, transactional_db) -> None:
    knowledge.page("Deutsch lernen", kind=Text.Kind.ARTICLE, text=TEXT)
    page.goto("/de/frage/")
    go_on(page)
    missed = hidden_from(page, defects.FORM)
    page.goto("/de/info/deutsch-lernen/")
    missed += hidden_from(page, defects.TEXT)
    page.goto("/ar/frage/")
    missed += hidden_from(page, defects.ARABIC)
    planted = len(defects.FORM) + len(defects.TEXT) + len(defects.ARABIC)
    print(f"{planted - len(missed)} of {planted}")
    assert len(missed) <= planted * (1 - AT_LEAST), missed

"""Wherever somebody gives data, it says what for, on what ground, how long, and where more is."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from hilfelotse.privacy import notice
from hilfelotse.web import portal
from tests.web.access_table import EVERYBODY, TABLE

pytestmark = pytest.mark.django_db

LAYER = re.compile(r'data-privacy="(\w+)"')
# Words that were searched, counted without who asked.
ASKS_NOTHING = {"portal:search_missing"}
# Their first page has a row of its own; the later ones are looked at as templates.
JOURNEYS = {"portal:help_step", "portal:goods_step", "portal:home_step"}
TEMPLATES = Path(portal.__file__).parent / "templates" / "portal"
WHO = re.compile(r"form\.(?:name|email|phone)\.as_field_group")
SENT_FROM = {"check.html", "home_send.html"}  # the last page before it is sent


def public_forms() -> list[str]:
    """All addresses where everybody may send something, from the reviewed table."""
    return [
        name
        for name, row in TABLE.items()
        if row.who == EVERYBODY
        and name.startswith(("portal:", "links:lost"))
        and row.post != 405
        and name not in ASKS_NOTHING
        and name not in JOURNEYS
    ]


def test_the_table_knows_the_forms():
    assert {"portal:feedback", "portal:question", "portal:help", "links:lost"} <= set(
        public_forms()
    )


@pytest.mark.parametrize("route", public_forms())
def test_each_public_form_has_the_short_layer(client, route):
    page = client.get(reverse(route)).content.decode()
    assert "<form" in page
    found = LAYER.findall(page)
    assert len(found) == 1
    kind = notice.KINDS[found[0]]
    text = " ".join(page.split())
    assert str(kind.purpose) in text
    assert "Artikel 6 Absatz 1 Buchstabe e DSGVO" in text
    assert f'href="/de/datenschutz/#{found[0]}"' in text
    if found[0] != "lost_link":
        assert f"Spätestens {notice.concern_kept()} nach dem Ende löschen wir alles." in text


def test_each_step_that_asks_who_somebody_is_has_it_and_the_last_one():
    asking = [path for path in TEMPLATES.glob("*.html") if WHO.search(path.read_text())]
    assert {"contact.html", "goods_contact.html", "home_reach.html"} <= {p.name for p in asking}
    for path in [*asking, *(TEMPLATES / name for name in SENT_FROM)]:
        assert path.read_text().count("{% privacy_layer ") == 1, path.name

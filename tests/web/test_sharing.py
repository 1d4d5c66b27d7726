"""Needs go round: text, picture, feed, and the one page that others may frame."""

import io
from html import unescape
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.test import Client
from PIL import Image

from hilfelotse.directory.models import Accommodation
from hilfelotse.needs.models import Need
from hilfelotse.web.components import embed
from tests.factories import directory, needs
from tests.web.html import Page

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "Haus Verborgen"


@pytest.fixture(autouse=True)
def _now(travel):
    travel("2026-11-02 12:00")


@pytest.fixture
def circle():
    return directory.organisation(name="Café Linden", contact={"name": "Lotte Lind"})


@pytest.fixture
def unseen(circle) -> list[Need]:
    """All that the public must not see of a body which it may."""
    house = directory.accommodation(name="Haus X", protection=Accommodation.Protection.SECRET)
    states = ["draft", "submitted", "paused", "cancelled"]
    return [
        *[needs.open_need(organisation=circle, title=SECRET, state=state) for state in states],
        needs.open_need(organisation=circle, title=SECRET, is_public=False),
        needs.open_need(organisation=circle, title=SECRET, accommodation=house),
        needs.open_need(organisation=directory.organisation(is_public=False), title=SECRET),
    ]


def pages(circle) -> str:
    """What anybody can fetch."""
    urls = ("/de/bedarf/", "/de/bedarf/feed/", f"/einbetten/{circle.pk}/")
    return "".join(Client().get(url).content.decode() for url in urls)


def test_nobody_reads_of_what_is_not_public(circle, unseen):
    shown = needs.open_need(organisation=circle, title="Deutsch üben", meeting_point="Hinterhof 3")
    text = pages(circle)
    assert text.count("Deutsch üben") >= 3
    for word in (SECRET, "Hinterhof 3", "Lotte Lind"):
        assert word not in text
    for need in unseen:
        for end in ("", "bild.png"):
            assert Client().get(f"/de/bedarf/{need.pk}/{end}").status_code == 404
    assert Client().get(f"/de/bedarf/{shown.pk}/bild.png").status_code == 200


def test_a_shelter_that_becomes_secret_takes_its_needs_away_at_once(circle):
    house = directory.accommodation(name="Haus Eins", protection="partners")
    need = needs.open_need(organisation=circle, title="Vorlesen im Haus", accommodation=house)
    assert pages(circle).count("Vorlesen im Haus") >= 3
    Accommodation.objects.filter(pk=house.pk).update(protection="secret")
    assert "Vorlesen im Haus" not in pages(circle)
    assert Client().get(f"/de/bedarf/{need.pk}/").status_code == 404
    assert Client().get(f"/de/bedarf/{need.pk}/bild.png").status_code == 404


def test_the_page_of_a_need_has_words_and_a_picture_to_share(circle):
    need = needs.open_need(organisation=circle, title='Sofa "Rot" & Stuhl')
    text = Client().get(f"/de/bedarf/{need.pk}/").content.decode()
    assert "#hannoverhilft</textarea>" in text
    assert '<meta property="og:title" content="Sofa &quot;Rot&quot; &amp; Stuhl">' in text
    address = f"/de/bedarf/{need.pk}/bild.png"
    assert f'{address}">' in text
    answer = Client().get(address)
    assert answer["Content-Type"] == "image/png"
    assert "public" in answer["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (1200, 630)


@pytest.mark.parametrize("title", ["x" * 120, "Wort " * 24, "مساعدة في الترجمة", "😀"])
def test_any_title_becomes_a_picture(title):
    need = needs.open_need(title=title)
    assert Client().get(f"/de/bedarf/{need.pk}/bild.png").content.startswith(b"\x89PNG")


def entries(query: str = "") -> list[str]:
    answer = Client().get(f"/de/bedarf/feed/{query}")
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_the_feed_is_filtered_by_body_district_and_kind(circle):
    one = needs.open_need(organisation=circle, title="Erster")
    needs.open_need(title="Zweiter", kind="money", activity="")
    assert entries() == ["Zweiter", "Erster"]
    assert entries(f"?stelle={circle.pk}") == ["Erster"]
    assert entries("?art=money") == ["Zweiter"]
    assert entries(f"?bezirk={one.quarter.district_id}&stelle=x&art=y") == ["Zweiter", "Erster"]
    assert 'href="/de/bedarf/feed/?art=money"' in Client().get(
        "/de/bedarf/?art=money"
    ).content.decode()  # fmt: skip


def test_the_embedded_page_sets_no_cookie_and_is_the_bodys_alone(circle):
    needs.open_need(organisation=circle, title="Deutsch üben")
    needs.open_need(title="Von anderen")
    client = Client()
    client.cookies["sessionid"] = "s" * 32
    answer = client.get(f"/einbetten/{circle.pk}/", headers={"accept-language": "ar"})
    text = answer.content.decode()
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "Deutsch üben" in text
    assert "Von anderen" not in text
    assert text.count("<a ") == text.count('target="_blank" rel="noopener"') == 2


def test_a_name_does_not_break_out_of_the_line_to_copy():
    """Neither in our page nor, unescaped once by copying, in theirs."""
    body = directory.organisation(name='Café "Linden" </textarea><script>')
    shown = render_to_string(
        "components/embed_snippet.html", {"organisation": body, "embed": embed.snippet(body)}
    )
    assert shown.count("</textarea>") == 1
    copied = unescape(shown.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0])
    assert Page(copied).tags == {"iframe"}


@pytest.mark.parametrize("hidden", [{"is_public": False}, {"is_active": False}])
def test_a_hidden_body_has_no_page_to_embed(hidden):
    body = directory.organisation(**hidden)
    answer = Client().get(f"/einbetten/{body.pk}/")
    assert answer.status_code == 404
    assert answer["X-Frame-Options"] == "DENY"

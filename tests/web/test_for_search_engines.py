"""Sitemaps, the same page in other languages, structured data."""

import html
import json
import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from hilfelotse.base import clock
from hilfelotse.knowledge.actions.text import enter_machine_text
from hilfelotse.knowledge.models import Page
from hilfelotse.web.components.alternates import FIXED
from tests.factories import knowledge, needs

pytestmark = pytest.mark.django_db
CODES = [code for code, _name in settings.LANGUAGES]
SITE = settings.SITE_URL


def translated(page: Page, language: str, title: str, version: str = "") -> None:
    enter_machine_text(page=page, language=language, title=title, text="Text.", engine="x",
                       version=version or page.version)  # fmt: skip


@pytest.fixture
def pages() -> dict[str, Page]:
    """One in German and English, one in German alone, one whose English is too old to be shown."""
    both = knowledge.page("Zum Arzt gehen", slug="arzt", kind="article")
    translated(both, "en", "Seeing a doctor")
    knowledge.page("Hausordnung", slug="hausordnung", kind="article")
    law = knowledge.page("Fristen", slug="fristen", hides_old_translations=True)
    translated(law, "en", "Deadlines", version="0" * 16)
    knowledge.page("Nur am Telefon", slug="telefon", is_public=False)
    return {page.slug: page for page in Page.objects.all()}


def head(client, path: str) -> dict[str, object]:
    text = client.get(path).content.decode()
    links = dict(re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', text))
    canonical = re.findall(r'rel="canonical" href="([^"]+)"', text)
    return {"links": links, "canonical": canonical, "noindex": 'content="noindex"' in text}


def addresses(client, path: str) -> list[str]:
    response = client.get(path)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return [row.text for row in ElementTree.fromstring(response.content).iter() if row.text
            and row.tag.endswith("loc")]  # fmt: skip


def test_one_sitemap_a_language(client):
    assert addresses(client, "/sitemap.xml") == [f"{SITE}/{code}/sitemap.xml" for code in CODES]
    assert f"Sitemap: {SITE}/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_only_what_has_words_of_its_own_stands_there(client, pages):
    need = needs.open_need()
    german, english = addresses(client, "/de/sitemap.xml"), addresses(client, "/en/sitemap.xml")
    assert len(german) == len(set(german)) == len(FIXED) + 3 + 1
    assert len(english) == len(FIXED) + 1
    assert f"{SITE}/en/info/arzt/" in english
    assert f"{SITE}/de/bedarf/{need.pk}/" in german
    assert not any("telefon" in url or "/de/" in url for url in english)
    assert [url for url in addresses(client, "/ar/sitemap.xml") if "/info/" in url] == [
        f"{SITE}/ar/info/"
    ]


def test_a_page_in_all_languages_names_all_of_them_and_itself(client):
    for code in ("de", "ar"):
        found = head(client, f"/{code}/bedarf/")
        assert found["canonical"] == [f"{SITE}/{code}/bedarf/"]
        assert found["links"] == {other: f"{SITE}/{other}/bedarf/" for other in CODES} | {
            "x-default": f"{SITE}/de/bedarf/"
        }
        assert not found["noindex"]
    assert head(client, "/de/")["links"]["x-default"] == f"{SITE}/"


def test_what_is_shown_instead_is_no_translation(client, pages):
    german, english = head(client, "/de/info/arzt/"), head(client, "/en/info/arzt/")
    assert german["links"] == english["links"]
    assert set(german["links"]) == {"de", "en", "x-default"}
    assert head(client, "/ar/info/arzt/") == {"links": {}, "canonical": [], "noindex": True}
    assert head(client, "/en/info/fristen/")["noindex"]
    assert set(head(client, "/de/info/fristen/")["links"]) == {"de", "x-default"}


def test_a_need_is_german_in_every_language(client):
    path = f"/bedarf/{needs.open_need().pk}/"
    german = f"{SITE}/de{path}"
    assert head(client, f"/de{path}") == {
        "links": {"de": german, "x-default": german}, "canonical": [german], "noindex": False,
    }  # fmt: skip
    assert head(client, f"/ar{path}") == {"links": {}, "canonical": [], "noindex": True}


def test_a_view_of_a_page_is_that_page(client):
    found = head(client, "/de/bedarf/?art=goods")
    assert found == {"links": {}, "canonical": [f"{SITE}/de/bedarf/"], "noindex": False}


@pytest.mark.parametrize("path", ["/de/suche/?q=x", "/de/nirgends/", "/desk/"])
def test_pages_that_nobody_should_find_by_searching(client, path):
    assert head(client, path)["links"] == {}


@pytest.mark.slow
def test_everything_in_the_sitemaps_is_there_and_reciprocal(client, pages):
    needs.open_need()
    heads = {
        url: head(client, url.removeprefix(SITE))
        for code in ("de", "en", "ar")
        for url in addresses(client, f"/{code}/sitemap.xml")
    }
    for url, found in heads.items():
        assert found["canonical"] == [url]
        assert url in found["links"].values()
        for other in set(found["links"].values()) & heads.keys():
            assert heads[other]["links"] == found["links"]


# --- structured data -----------------------------------------------------------------------------


def data_and_words(client, path: str) -> tuple[list[dict], str]:
    text = client.get(path).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    seen = re.sub(r"<(script|style).*?</\1>", " ", text.partition("<body")[2], flags=re.DOTALL)
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", seen)).split())
    return [json.loads(block) for block in blocks], words


def test_the_office_says_what_the_start_page_says(client):
    for path in ("/de/", "/en/"):
        (data,), words = data_and_words(client, path)
        assert data["@type"] == "GovernmentOffice"
        for name in ("name", "telephone", "email"):
            assert data[name] in words


def test_questions_and_answers_are_those_on_the_page(client):
    answer = "## Kurz\n\nNichts. **Das Amt** zahlt:\n\n- alles\n- immer </script>"
    knowledge.page("Was kostet <das> & wer zahlt?", slug="kosten", text=answer)
    for path in ("/de/fragen/", "/de/info/kosten/"):
        (data,), words = data_and_words(client, path)
        (question,) = data["mainEntity"]
        assert (data["@type"], data["inLanguage"]) == ("FAQPage", "de")
        assert question["name"] == "Was kostet <das> & wer zahlt?"
        assert question["name"] in words
        assert question["acceptedAnswer"]["text"] in words
        assert question["acceptedAnswer"]["text"].startswith("Kurz Nichts.")


def test_an_event_has_its_time_and_place(client, travel):
    now = travel("2026-11-02 12:00")
    knowledge.page("Sprachcafé", slug="cafe", kind="event", starts_at=now, place="Ratssaal")
    (data,), words = data_and_words(client, "/de/info/cafe/")
    assert (data["@type"], data["name"], data["location"]["name"]) == (
        "Event", "Sprachcafé", "Ratssaal",
    )  # fmt: skip
    assert data["startDate"] == clock.now().isoformat()
    assert "Sprachcafé" in words
    assert "Ratssaal" in words


def test_an_article_has_none(client, pages):
    assert data_and_words(client, "/de/info/arzt/")[0] == []


def in_short(client, path: str) -> list[str]:
    text = client.get(path).content.decode()
    return [" ".join(html.unescape(said).split())
            for said in re.findall(r'name="description"\s+content="([^"]*)"', text)]  # fmt: skip


def test_a_page_says_in_short_what_it_says(client):
    text = '## Zuerst\n\nFragen Sie **„ob" & wann**. ' + "Dann kommen Sie bald. " * 20 + "\n\nEnde."
    page = knowledge.page("Zum Arzt gehen", slug="arzt", kind="article", text=text)
    [said] = in_short(client, f"/de/info/{page.slug}/")
    assert said.startswith('Fragen Sie „ob" & wann. Dann kommen Sie bald.')
    assert said.endswith(" …")
    assert 130 < len(said) <= 160


def test_a_page_without_a_sentence_says_its_title(client):
    knowledge.page("Nur ein Bild", slug="bild", kind="article", text="## Zuerst")
    assert in_short(client, "/de/info/bild/") == ["Nur ein Bild"]


@pytest.mark.parametrize("code", CODES)
def test_each_page_that_can_be_found_says_something_in_short(client, code):
    page = knowledge.page("Zum Arzt gehen", slug="arzt", kind="article")
    if code != "de":
        translated(page, code, "Seeing a doctor")
    for name in FIXED:
        with translation.override(code):
            path = reverse(name)
        assert len(in_short(client, path)) == 1, path
        assert len(in_short(client, path)[0]) > 25, path
    assert in_short(client, f"/{code}/info/arzt/") != []


def test_what_no_engine_may_find_says_nothing_in_short(client):
    need = needs.open_need()
    assert in_short(client, f"/en/bedarf/{need.pk}/") == []
    assert len(in_short(client, f"/de/bedarf/{need.pk}/")) == 1
    assert in_short(client, "/de/suche/?q=arzt") == []

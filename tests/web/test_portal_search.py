"""The portal's search page: what it shows, says and counts."""

import pytest

from hilfelotse.knowledge.actions.text import enter_machine_text
from hilfelotse.knowledge.models import Gap
from tests.factories import directory, knowledge, needs
from tests.web.html import Page

pytestmark = pytest.mark.django_db


def text_of(client, query: str, language: str = "de") -> str:
    response = client.get(f"/{language}/suche/", {"q": query})
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_a_page_a_body_and_a_need(client):
    knowledge.page("Wo kann ich Deutsch lernen?", slug="deutsch")
    directory.department(name="Amt für Deutsch", about="Kurse.")
    needs.open_need(title="Deutsch üben im Café")
    text = text_of(client, "deutsch")
    assert "3 Ergebnisse für „<bdi>deutsch</bdi>“" in text
    assert 'href="/de/info/deutsch/"' in text
    assert "Amt für Deutsch" in text
    assert "Deutsch üben im Café" in text
    assert "Häufige Frage" in text


def test_a_need_by_its_activity_in_the_readers_language(client):
    needs.open_need(title="Mittwochs im Café", activity="DOL")
    assert "Mittwochs im Café" in text_of(client, "dolmetchen")
    assert "Mittwochs im Café" not in text_of(client, "Fahrrad")


def test_a_hit_in_another_language_says_so(client):
    page = knowledge.page("Zum Arzt gehen", slug="arzt")
    enter_machine_text(page=page, language="en", title="Seeing a doctor", text="Call first.",
                       engine="x", version=page.version)  # fmt: skip
    knowledge.page("Arzt in der Nacht", slug="nachts", text="Rufen Sie an.")
    english = text_of(client, "Arzt", "en")
    assert "<bdi >Seeing a doctor</bdi>" in english
    assert '<bdi lang="de" dir="ltr">Arzt in der Nacht</bdi>' in english
    arabic = text_of(client, "Arzt", "ar")
    assert '<bdi lang="en" dir="ltr">Seeing a doctor</bdi>' in arabic


def test_what_is_typed_is_shown_as_text(client):
    text = text_of(client, '"><script>alert(1)</script>')
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert Page(text).inline == []


@pytest.mark.parametrize("query", ["", "?!…", "wo kann ich", "\u202e\u200f", "\x00"])
def test_without_a_word_it_asks_for_one(client, query):
    response = client.get("/de/suche/", {"q": query})
    assert response.status_code in (200, 400)
    if response.status_code == 200:
        assert "Bitte geben Sie ein Wort ein" in response.content.decode()


def test_five_thousand_characters(client):
    knowledge.page("Wohnung anmelden")
    text = text_of(client, "Wohnung " * 625)
    assert "Wohnung anmelden" in text
    assert text.count("Wohnung Wohnung") < 200


def test_nothing_found_leads_on(client):
    text = text_of(client, "xylophonkonzert")
    assert "haben wir nichts gefunden" in text
    assert "/de/ansprechpartner/" in text
    assert "/de/frage/" in text
    assert 'href="tel:' in text


def test_searching_leaves_no_trace_and_saying_so_does(client):
    text_of(client, "xylophonkonzert")
    assert Gap.objects.count() == 0
    for _time in range(2):
        sent = client.post("/de/suche/fehlt/", {"q": "Xylophonkonzert 0511 123456"})
        assert sent.status_code == 302
        assert not sent.cookies
    gap = Gap.objects.get()
    assert (gap.text, gap.times) == ("Xylophonkonzert …", 2)
    thanked = client.get(sent["Location"]).content.decode()
    assert "Wir haben notiert" in thanked
    assert "Das habe ich nicht gefunden" not in thanked


def test_a_flood_is_not_counted(client, monkeypatch):
    monkeypatch.setattr("hilfelotse.web.portal.views.search.COUNTED_PER_ADDRESS", 1)
    for word in ("Xylophon", "Karneval", "Zirkus"):
        assert client.post("/de/suche/fehlt/", {"q": word}).status_code == 302
    assert Gap.objects.count() == 1


def test_an_empty_wish_is_not_counted(client):
    assert client.post("/de/suche/fehlt/", {"q": "?!"}).status_code == 302
    assert Gap.objects.count() == 0


def test_every_public_page_has_the_search_with_its_label(client):
    for path in ("/de/", "/ar/bedarf/", "/en/frage/"):
        text = client.get(path).content.decode()
        assert 'for="suche-oben"' in text
        assert f'action="{path[:3]}/suche/"' in text
    assert 'id="suche-oben"' not in client.get("/de/suche/").content.decode()

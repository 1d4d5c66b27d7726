"""The statement on accessibility and the privacy notice: every part that the law asks for."""

import re
from html import unescape

import pytest
from django.conf import settings

from hilfelotse.office import accessibility
from hilfelotse.office.accessibility import MISSING, Missing, Reason
from hilfelotse.privacy import notice
from tests.web.html import Page

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]


def shown(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


@pytest.fixture
def statement(client, settings) -> str:
    settings.STATEMENT_REVIEWED_ON = "2026-12-01"
    settings.CONCILIATION = {
        "url": "https://schlichtung.example/", "address": "Schlichterweg 1, 30159 Hannover",
        "email": "schlichtung@schlichtung.example",
    }  # fmt: skip
    return shown(client, "/de/barrierefreiheit/")


# Decision (EU) 2018/1523, section 1 and 2; § 9b NBGG.
@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("which body", "Stadt Hannover, Koordinierungsstelle Flüchtlingshilfe"),
        ("which pages", settings.SITE_URL),
        ("the law", "§ 9a des Niedersächsischen Behindertengleichstellungsgesetzes (NBGG)"),
        ("the standard", "EN 301 549"),
        ("how far", "<strong>teilweise vereinbar</strong>"),
        ("what is missing", "Was noch nicht barrierefrei ist"),
        ("why", "Das müssen wir noch besser machen"),
        ("outside the law", "Das Gesetz verlangt es nicht, wir möchten es trotzdem"),
        ("no burden claimed", "Wir berufen uns nirgends darauf, dass der Aufwand zu groß wäre."),
        ("instead", "<strong>Stattdessen:</strong>"),
        ("how examined", "Selbstbewertung"),
        ("when made", "Erstellt am Montag, 23. November 2026"),
        ("when reviewed", "Zuletzt geprüft am Dienstag, 1. Dezember 2026"),
        ("the way to tell", "?seite=%2Fde%2Fbarrierefreiheit%2F&anlass=barrier"),
        ("contact", "koordinierungsstelle@hilfelotse.example"),
        ("telephone", "0511 168-30088"),
        ("when answered", "in höchstens 2 Wochen eine Antwort und in höchstens 4 Wochen"),
        ("who settles", "Schlichtungsstelle nach § 9d NBGG"),
        ("what it costs", "Das kostet Sie nichts."),
        ("where", "Schlichterweg 1, 30159 Hannover"),
        ("its mail", "mailto:schlichtung@schlichtung.example"),
        ("its page", 'href="https://schlichtung.example/"'),
    ],
)
def test_the_statement_has_every_part(statement, part, words):
    assert words in statement, part


def test_everything_that_is_missing_stands_there_with_what_there_is_instead(statement):
    assert MISSING
    for row in MISSING:
        assert str(row.what) in statement
        assert str(row.instead) in statement


def test_a_burden_that_is_claimed_is_said(client, monkeypatch):
    heavy = Missing("Alte Karten.", Reason.BURDEN, "Eine Liste.")
    monkeypatch.setattr(accessibility, "MISSING", [heavy])
    page = shown(client, "/de/barrierefreiheit/")
    assert "Der Aufwand wäre unverhältnismäßig groß" in page
    assert "Wir berufen uns nirgends" not in page


def test_the_way_to_tell_us_is_filled_in(client):
    page = Page(client.get("/de/barrierefreiheit/").content.decode())
    form = client.get(next(url for url in page.links if "anlass=" in url)).context["form"]
    assert form["page"].value() == "/de/barrierefreiheit/"
    assert form["about"].value() == "barrier"


def test_the_essentials_stand_in_easy_language(client):
    page = shown(client, "/de-simple/barrierefreiheit/")
    for words in (
        "Wie gut sind unsere Seiten?", "Was geht noch nicht?", "Wann haben wir geprüft?",
        "in höchstens 2 Wochen", "Schlichtungs-Stelle", "Das kostet Sie nichts.", "anlass=barrier",
        "behindertenbeauftragte-niedersachsen.de",
    ):  # fmt: skip
        assert words in page, words
    assert "Niedersächsischen Behindertengleichstellungsgesetzes" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_ways_stand_at_the_top_of_every_page(client, language):
    top = client.get(f"/{language}/frage/").content.decode().partition("<main")[0]
    assert 'href="/de-simple/"' in top
    assert f'href="/{language}/gebaerdensprache/"' in top
    foot = client.get(f"/{language}/frage/").content.decode().partition("<footer")[2]
    assert f'href="/{language}/barrierefreiheit/"' in foot
    assert f'href="/{language}/datenschutz/"' in foot


# --- the privacy notice ---------------------------------------------------------------------------


@pytest.fixture
def privacy(client) -> str:
    return shown(client, "/de/datenschutz/")


# Art. 13 and 14 GDPR.
@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("13 (1) a", "Die Stadt Hannover, Koordinierungsstelle Flüchtlingshilfe, Musterweg 1"),
        ("13 (1) b", "mailto:datenschutz@hilfelotse.example"),
        ("13 (1) c", "Artikel 6 Absatz 1 Buchstabe e DSGVO und § 3 NDSG"),
        ("13 (1) c, consent", "Artikel 6 Absatz 1 Buchstabe a DSGVO"),
        ("13 (1) e", "Wer bekommt Ihre Daten?"),
        ("13 (1) f", "Niemand außerhalb der Europäischen Union."),
        ("13 (2) a", "Wie lange bewahren wir sie auf?"),
        ("13 (2) b, access", "Artikel 15 DSGVO"),
        ("13 (2) b, rectification", "Artikel 16 DSGVO"),
        ("13 (2) b, erasure", "Artikel 17 DSGVO"),
        ("13 (2) b, restriction", "Artikel 18 DSGVO"),
        ("13 (2) b, objection", "Artikel 21 DSGVO"),
        ("13 (2) c", "Sie können jede Zustimmung jederzeit zurücknehmen"),
        ("13 (2) d", "Der Landesbeauftragte für den Datenschutz Niedersachsen"),
        ("13 (2) d, where", "poststelle@lfd.niedersachsen.de"),
        ("13 (2) e", "kein Gesetz verpflichtet Sie"),
        ("13 (2) f", "Kein Programm entscheidet über Sie"),
        ("14", "Artikel 14 DSGVO"),
    ],
)
def test_the_notice_has_every_part(privacy, part, words):
    assert words in privacy, part


def test_each_kind_has_its_own_part(privacy):
    for anchor, kind in notice.KINDS.items():
        assert f'<h3 id="{anchor}">{kind.name}</h3>' in privacy
        for words in (kind.purpose, kind.recipients, kind.needed):
            assert str(words) in privacy


def test_the_contents_lead_to_every_part(privacy):
    ids = set(re.findall(r' id="([^"]+)"', privacy))
    anchors = re.findall(r'<a href="#([^"]+)"', privacy)
    assert len(anchors) > 8
    assert set(anchors) <= ids


def test_every_period_is_said(privacy):
    for words in ("24 Stunden", "7 Tage", "3 Monate", "6 Monate", "12 Monate"):
        assert words in privacy

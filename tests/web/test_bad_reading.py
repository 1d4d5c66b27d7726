"""What nobody should ask of the public pages: a clear answer each time, quickly, nothing kept."""

import time

import pytest
from django.test import Client

from hilfelotse.knowledge.models import Gap, Page
from tests.factories import knowledge, needs

pytestmark = pytest.mark.django_db
HOLD_ON = 3.0  # seconds; a search takes a hundredth of it

TAGS = [
    "de-DE", "DE_de", "de-", "-de", "de--simple", "de-simple-x", "xx-" + "y" * 300, "a" * 5000,
    "%00", "%ff", "..", "ku_TR", "ku-TR", "zh-Hant-TW", "i-klingon", "x-klingon", "١", "de%2f",
    "de%0d%0aX:y", "en-US", "fa-AF", "PRS", "de-AT-1996", "%F0%9F%87%A9", "sr-Latn-RS",
    "aa-bb-cc-dd-ee", "//evil.example", "de%5c%5cevil.example",
]  # fmt: skip
HEADERS = [
    "x" * 10_000, ",".join(["de"] * 5_000), ";q=" * 3_000, "de;q=1e999", "*;q=0.1," * 2_000,
    "äö", "zh-" * 3_000, "de;q=-1", ",,,,", "de\t;\tq=0.5", "٣",
]  # fmt: skip
QUERIES = [
    "Wohnung " * 625, "a" * 5_000, "?!…" * 1_700, "ـ" * 5_000, "\u0301" * 5_000, "\u202e" * 5_000,
    "' OR 1=1; --", "%", "_", "\\", "*" * 5_000, " " * 5_000, "und " * 1_250, "ß" * 5_000,
    "İ" * 5_000, "(" * 5_000, '"' * 5_001, "\ufdfa" * 3_000, "Donaudampf" * 500, "1" * 5_000,
    "🇩🇪" * 1_000,
]  # fmt: skip


@pytest.fixture
def page() -> Page:
    needs.open_need()
    return knowledge.page("Wo wohnt man?", slug="wo", kind=Page.Kind.ARTICLE)


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("tag", TAGS)
def test_odd_languages_in_the_address(visitor, page, tag):
    for path in ("/info/wo/", "/", "/suche/?q=x"):
        for method in (visitor.get, visitor.post):
            answer = method(f"/{tag}{path}")
            assert answer.status_code in (301, 400, 403, 404, 405)
            if answer.status_code == 301:
                assert answer["Location"].startswith(("/de", "/kmr", "/fa", "/en", "/prs"))
            assert not answer.cookies


@pytest.mark.parametrize("header", HEADERS)
def test_odd_languages_of_a_browser(visitor, header):
    answer = visitor.get("/", headers={"accept-language": header})
    assert (answer.status_code, answer["Location"]) == (302, "/de/")
    inside = visitor.get("/ar/", headers={"accept-language": header})
    assert (inside.status_code, inside["Content-Language"]) == (200, "ar")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["de", "ar", "ti", "tr"])
def test_searches_of_thousands_of_letters(visitor, page, language):
    for query in QUERIES:
        began = time.monotonic()
        answer = visitor.get(f"/{language}/suche/", {"q": query})
        assert answer.status_code == 200, query[:20]
        assert time.monotonic() - began < HOLD_ON, query[:20]
        assert len(answer.content) < 100_000, query[:20]
        missing = visitor.post(f"/{language}/suche/fehlt/", {"q": query})
        assert missing.status_code == 302, query[:20]
    assert max(len(gap.text) for gap in Gap.objects.all()) <= 200


@pytest.mark.parametrize(
    "path",
    [
        "info/x" * 50, f"info/{'a' * 5000}/", "info/%00/", "info/ä/", f"bedarf/{'9' * 400}/",
        f"ansprechpartner/?anliegen={'x' * 5000}&plz={'3' * 5000}",
        "ansprechpartner/?anliegen=german&anliegen=x", f"rueckmeldung/?x={'y' * 5000}",
        "sitemap.xml?x=1", f"fragen/?{'a=1&' * 900}",
    ],
)  # fmt: skip
def test_addresses_that_lead_nowhere(visitor, page, path):
    assert visitor.get(f"/de/{path}").status_code in (200, 400, 404)


def test_a_ring_of_rubrics_is_no_endless_page(visitor):
    """The editors' form refuses it; a restored database may still have one."""
    first, second, alone = (
        knowledge.page(title, slug=title.lower(), kind=Page.Kind.RUBRIC)
        for title in ("Oben", "Unten", "Allein")
    )
    article = knowledge.page("Im Ring", slug="im-ring", kind=Page.Kind.ARTICLE, parent=second)
    question = knowledge.page("Frage im Ring?", slug="frage", parent=first)
    Page.objects.filter(pk=first.pk).update(parent=second)
    Page.objects.filter(pk=second.pk).update(parent=first)
    Page.objects.filter(pk=alone.pk).update(parent=alone)
    for path in ("info/", "info/oben/", "info/unten/", "info/allein/", "info/im-ring/", "fragen/",
                 "suche/?q=Ring", "sitemap.xml", "offline/", "offline/seiten.json"):  # fmt: skip
        assert visitor.get(f"/de/{path}").status_code == 200, path
    assert article.title in visitor.get("/de/info/unten/").content.decode()
    assert question.title in visitor.get("/de/fragen/").content.decode()

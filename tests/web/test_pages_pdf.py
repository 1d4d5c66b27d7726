"""Pages to take along as PDF: in the reader's language, what people wrote stays text."""

import json
import re

import pytest
from django.utils.translation import override

from hilfelotse.knowledge import reading
from hilfelotse.knowledge.actions import retire_page, save_text
from hilfelotse.knowledge.actions.text import enter_machine_text
from hilfelotse.web.components import guard, pdf
from hilfelotse.web.portal import pages_pdf
from hilfelotse.web.portal.pages_pdf import Booklet
from hilfelotse.web.portal.views import pages as views
from tests.factories import knowledge, users
from tests.web.components.test_pdf import HOSTILE

pytestmark = pytest.mark.django_db
TEXT = (
    "Am **Montag** im [Amt](/de/info/amt/), [0511 168-0](tel:+495111680).\n\n## Mitbringen\n\n"
    "- Ausweis\n- [Liste](https://stadt.example/liste)\n\n3. eins\n4. zwei\n\n> Gut so\n\n---\n\n"
    "Ende"
)


@pytest.fixture(autouse=True)
def empty(travel):
    travel("2026-11-02 12:00")
    pages_pdf._kept.clear()


def data(*slugs: str, language: str = "de") -> dict:
    with override(language):
        return Booklet(reading.chosen(slugs, language))._data


def words(node) -> str:
    """All that is printed as text."""
    if isinstance(node, list):
        return "".join(map(words, node))
    return node.get("s", "") + words(node.get("c", [])) if isinstance(node, dict) else ""


def pdf_of(client, query: str = "", language: str = "de"):
    return client.get(f"/{language}/info/seiten.pdf{query}")


def test_a_text_is_taken_apart_as_readers_see_it(settings):
    page = knowledge.page(text=TEXT, slug="anmelden")
    [found] = data(page.slug)["pages"]
    kinds = [block["t"] for block in found["blocks"]]
    assert kinds == ["p", "h", "ul", "ol", "quote", "hr", "p"]
    first, heading, points, numbers, *_rest = found["blocks"]
    assert words(first) == "Am Montag im Amt, 0511 168-0."
    assert heading["level"] == 2
    assert [words(point) for point in points["c"]] == ["Ausweis", "Liste"]
    assert (numbers["start"], [words(one) for one in numbers["c"]]) == (3, ["eins", "zwei"])
    office, phone = (node for node in first["c"] if node["t"] == "a")
    assert office["url"] == f"{settings.SITE_URL}/de/info/amt/"
    assert office["said"].replace("\u200b", "") == office["url"]
    assert (phone["url"], phone["said"], phone["ltr"]) == ("tel:+495111680", "", True)
    assert found["facts"][0] == {
        "lang": "de", "rtl": False, "label": "Geprüft am", "value": "Montag, 2. November 2026",
    }  # fmt: skip


def test_links_lead_to_pages_in_the_readers_language(settings):
    page = knowledge.page(text="[Amt](/de/info/amt/)")
    [found] = data(page.slug, language="fr")["pages"]
    assert found["blocks"][0]["c"][0]["url"] == f"{settings.SITE_URL}/fr/info/amt/"


@pytest.mark.parametrize("address", ["javascript:x()", "//böse.example", "data:text/html,x", "#x"])
def test_what_leads_nowhere_is_only_words(address):
    page = knowledge.page()
    page.text = f"[Hier steht es]({address})"
    page.save()
    [found] = data(page.slug)["pages"]
    assert '"a"' not in json.dumps(found["blocks"])
    assert "Hier steht es" in words(found["blocks"])


@pytest.mark.parametrize("text", [*HOSTILE, "<b>#panic()</b>", '*[x](tel:1)* `#read("a")` ![](x)'])
def test_what_people_write_is_never_typst_code(client, text):
    page = knowledge.page()
    page.title, page.text = text[:200], f"{text}\n\n- {text}\n\n## {text}"
    page.title = page.title.replace("\x00", "").replace("\ud800", "")
    page.text = page.text.replace("\x00", "").replace("\ud800", "")
    page.save()
    assert pdf_of(client, f"?seite={page.slug}").content.startswith(b"%PDF-1.7")


def test_marks_of_typst_come_out_as_they_were_written():
    text = 'Kosten: $5 #read("/etc/passwd") @wir = 3'
    page = knowledge.page(text=text)
    [found] = data(page.slug)["pages"]
    assert words(found["blocks"]) == text


@pytest.mark.parametrize(
    ("language", "tag"), [("de", b"de"), ("ar", b"ar"), ("fa", b"fa"), ("ti", b"ti"),
                          ("kmr", b"kmr"), ("de-simple", b"de")],
)  # fmt: skip
def test_a_file_is_tagged_and_has_title_and_language(client, language, tag):
    page = knowledge.page("Wo lerne ich Deutsch?", text=TEXT)
    response = pdf_of(client, f"?seite={page.slug}", language)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["X-Robots-Tag"] == "noindex"
    assert f'filename="{page.slug}-{language}.pdf"' in response["Content-Disposition"]
    content = response.content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"/StructTreeRoot" in content
    assert re.search(rb"/Type/Catalog.*?/Lang\(([a-z]+)", content, re.DOTALL)[1] == tag
    assert b"Wo lerne ich Deutsch?" in content


def test_a_fallback_keeps_its_own_language_and_direction():
    page = knowledge.page("Anmelden", text="Am Montag.")
    found = data(page.slug, language="ar")
    assert (found["lang"], found["rtl"]) == ("ar", True)
    [shown] = found["pages"]
    assert (shown["lang"], shown["rtl"], shown["title"]) == ("de", False, "Anmelden")
    [notice] = shown["notices"]
    assert "Deutsch" in notice["text"]
    assert notice["title"] != "Diese Seite gibt es noch nicht in Ihrer Sprache"  # it is Arabic


def test_a_reader_is_told_what_is_old_and_what_a_machine_wrote(travel):
    editor = users.caseworker()
    machine, old = knowledge.page(user=editor), knowledge.page("Frist?", user=editor)
    for page in (machine, old):
        enter_machine_text(page=page, language="en", title="When?", text="Now.", engine="Opus",
                           version=page.version)  # fmt: skip
    save_text(user=editor, page=old, title="Frist?", text="Eine Woche.", base=1)
    first, second = data(machine.slug, old.slug, language="en")["pages"]
    with override("en"):
        assert [notice["title"] for notice in first["notices"]] == [
            pages_pdf._("Eine Maschine hat diesen Text übersetzt")
        ]
        assert [notice["title"] for notice in second["notices"]] == [
            pages_pdf._("Diese Übersetzung ist älter als der deutsche Text")
        ]


def test_persian_keeps_its_joiners_and_ethiopic_its_letters():
    assert pdf.printable("می‌خواهم") == "می‌خواهم"
    assert pdf.printable("ናበይ ክኸይድ እየ") == "ናበይ ክኸይድ እየ"


def test_any_set_in_the_order_asked_for_each_once(client):
    one, two = knowledge.page("Eins"), knowledge.page("Zwei")
    found = data(two.slug, one.slug)
    assert [page["title"] for page in found["pages"]] == ["Zwei", "Eins"]
    assert found["title"] == "Informationen zum Mitnehmen"
    response = pdf_of(client, f"?seite={one.slug}&seite={two.slug}&seite={one.slug}")
    assert re.search(rb"/Type/Pages/Count (\d+)", response.content)[1] == b"3"  # and the contents


def test_without_a_choice_the_core_pages(client):
    assert pdf_of(client).status_code == 404
    knowledge.page("Kern", is_core=True)
    knowledge.page("Rubrik", kind="rubric", is_core=True)
    knowledge.page("Sonst")
    response = pdf_of(client, language="ar")
    assert b"Kern" in response.content
    assert re.search(rb"/Type/Pages/Count (\d+)", response.content)[1] == b"1"


def test_what_nobody_may_read_is_in_no_file(client):
    editor = users.caseworker()
    hidden = knowledge.page("Geheim", is_public=False, user=editor)
    retired = knowledge.page("Vorbei", user=editor)
    retire_page(user=editor, page=retired)
    shown = knowledge.page("Offen")
    for slug in (hidden.slug, retired.slug, "nie-gewesen", "", "../x", "%00", "x" * 5000):
        assert pdf_of(client, f"?seite={shown.slug}&seite={slug}").status_code == 404


def test_more_than_forty_are_refused_kindly(client):
    query = "&".join(f"seite=s{number}" for number in range(41))
    response = pdf_of(client, f"?{query}")
    assert response.status_code == 422
    assert "Das sind mehr als 40 Seiten." in response.content.decode()


def test_a_file_is_made_once_until_something_changes(client, monkeypatch):
    editor, made = users.caseworker(), []
    page = knowledge.page("Eins", text="Alt.", user=editor)
    compiled = pdf.compiled
    monkeypatch.setattr(pdf, "compiled", lambda *given: made.append(1) or compiled(*given))
    for _time in range(3):
        assert pdf_of(client, f"?seite={page.slug}").status_code == 200
    assert len(made) == 1
    pdf_of(client, f"?seite={page.slug}", "ar")
    save_text(user=editor, page=page, title="Eins", text="Neu.", base=1)
    pdf_of(client, f"?seite={page.slug}")
    assert len(made) == 3


def test_only_the_last_files_are_kept(monkeypatch):
    monkeypatch.setattr(pdf, "compiled", lambda *given: b"x")
    for number in range(pages_pdf.KEPT_AT_MOST + 3):
        page = knowledge.page(f"Seite {number}")
        Booklet(reading.chosen([page.slug], "de")).content()
    assert len(pages_pdf._kept) == pages_pdf.KEPT_AT_MOST


def test_who_makes_too_many_is_asked_to_wait(client, monkeypatch):
    monkeypatch.setattr(views, "PDFS_PER_ADDRESS", 1)
    one, two = knowledge.page("Eins"), knowledge.page("Zwei")
    assert pdf_of(client, f"?seite={one.slug}").status_code == 200
    refused = pdf_of(client, f"?seite={two.slug}")
    assert (refused.status_code, str(guard.TOO_MANY) in refused.content.decode()) == (429, True)
    assert pdf_of(client, f"?seite={one.slug}").status_code == 200  # it is ready


def test_pages_are_chosen_by_boxes_and_each_has_its_link(client):
    page = knowledge.page("Eins", kind="article")
    tree = client.get("/de/info/").content.decode()
    assert f'name="seite" value="{page.slug}"' in tree
    assert 'action="/de/info/seiten.pdf"' in tree
    own = client.get(f"/de/info/{page.slug}/").content.decode()
    assert f'href="/de/info/seiten.pdf?seite={page.slug}"' in own

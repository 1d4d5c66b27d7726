"""Printed pages: what people write stays text, nothing else gets in, no text is too long."""

import re
import time
from html import unescape

import pytest

from hilfelotse.web.components import pdf
from hilfelotse.web.components.pdf import Section, dossier

HOSTILE = [
    '#read("/etc/passwd")', "$x^2$ *fett* _k_ \\ @niemand <marke>", '#include "a.typ"',
    '#import "@preview/cetz:0.3.0"', '"}]}', "]#panic()[", "= Titel", "`#eval(1)`",
    "\x00\x1b[31m\ud800",
]  # fmt: skip


def _page(value, title="Zimmer", **more) -> bytes:
    section = Section("Angaben", [{"label": "Text", "value": value}])
    return dossier(title=title, reference="KF-26-000001-9", sections=[section], **more)


def _pages(content: bytes) -> int:
    return int(re.search(rb"/Type/Pages/Count (\d+)", content)[1])


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_never_typst_code(text):
    content = _page(text, title=text)
    assert content.startswith(b"%PDF-1.7")
    # The title stands in the description of the file as it was written.
    assert pdf._clean(text) in unescape(content.decode("utf-8", "ignore"))


def test_is_tagged_has_a_title_and_a_language():
    content = _page("Ein Zimmer", title="Zimmer in Linden")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"Zimmer in Linden" in content
    assert b"/Lang(de" in content
    assert b"/StructTreeRoot" in content


def test_normal_data_fits_on_one_page_and_long_data_goes_on():
    rows = [{"label": f"Angabe {n}", "value": "Vierzig Quadratmeter"} for n in range(30)]
    short = dossier(title="Wohnung", reference="R", sections=[Section("Angaben", rows)])
    long = _page("Ein Satz, der sich wiederholt. " * 120 + "\n" + "Zeile\n" * 90)
    assert _pages(short) == 1
    assert _pages(long) > 1


@pytest.mark.parametrize(
    "text",
    ["مرحبا، عندي غرفة 20 متر", "Привіт, світ", "ሰላም 😀", "€ ½ ² „so“ – …", "a\u0301" * 50, ""],
)
def test_every_script_is_printed_or_marked(text):
    assert _page(text).startswith(b"%PDF")


def test_what_the_fonts_lack_is_marked_and_arabic_is_not():
    assert pdf._clean("你好 😀!") == "?? !"
    assert pdf._clean("ሰላም") == "ሰላም"
    assert pdf._clean("غرفة") == "غرفة"
    assert pdf._row({"label": "x", "value": "12 غرفة"})["lines"][0]["rtl"] is True
    assert pdf._row({"label": "x", "value": "Hannover غرفة"})["lines"][0]["rtl"] is False


@pytest.mark.parametrize(
    "text", ["a" * 50_000, "a\u0301\u0302\u0303" + "\u0304" * 20_000, "x\n" * 9000, "ﷺ" * 9000]
)
def test_no_text_keeps_the_machine_busy(text):
    began = time.process_time()
    rows = [{"label": text, "value": [text, text]} for _ in range(200)]
    dossier(title=text, reference=text, sections=[Section(text, rows)])
    assert time.process_time() - began < 10

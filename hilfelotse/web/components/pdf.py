"""A printed page about one thing, for a body or the desk: PDF that screen readers can read.

The text of people goes to typst as data, never as code, and nothing on the disk can be read: the
root is an empty folder, there are no packages, the fonts are our own.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from hilfelotse.base import clock

LONGEST_TEXT, MOST_LINES, MOST_ROWS, MOST_TEXT = 4000, 100, 120, 40_000
LONGEST_WORD = 60  # longer ones would run over the edge: they may break anywhere
_HERE = Path(__file__).parent
_RIGHT_TO_LEFT = {"R", "AL"}
_CONTROLS = {"Cc", "Cf", "Cs", "Co", "Cn"}
_MARKS = re.compile(r"([\u0300-\u036f\u0483-\u0489\u0610-\u061a\u064b-\u065f]{3})[\u0300-\u065f]+")
_ZERO_WIDTH_SPACE = "\u200b"
_JOINERS = frozenset("\u200c\u200d")  # Persian cannot be written without them
_NOTHING: Mapping[str, bytes] = {}
_UNKNOWN = "?"  # for a letter that our fonts do not have: a screen reader must not meet a hole


@dataclass(frozen=True)
class Section:
    """A heading with rows of ``{label, value}``; a value is a text or a list of texts."""

    heading: str
    rows: Iterable[Mapping[str, Any]]


def dossier(*, title: str, reference: str, sections: list[Section], language: str = "de") -> bytes:
    """The page as PDF/UA-1; longer ones go on on the next page. Nothing but what is passed.

    Texts are cut at ``LONGEST_TEXT`` characters; rows after ``MOST_ROWS``, or after ``MOST_TEXT``
    characters in all, are left out: no page takes longer than a second.
    """
    data = {
        "title": _clean(title)[:200],
        "reference": _clean(reference)[:40],
        "office": settings.OFFICE["name"],
        "language": language,
        "date": today(language),
        "sections": _sections(sections),
    }
    return compiled(_HERE / "dossier.typ", data)


def compiled(
    template: Path, data: Mapping[str, Any], files: Mapping[str, bytes] = _NOTHING
) -> bytes:
    """PDF/UA-1 of a template and its data; ``files`` are all that the template can open."""
    with TemporaryDirectory(prefix="typst-") as root:
        for name, content in files.items():
            (Path(root) / name).write_bytes(content)
        return typst.compile(
            template.read_bytes(),
            root=root,
            font_paths=_fonts(),
            package_path=root,
            package_cache_path=root,
            sys_inputs={"data": json.dumps(data)},
            pdf_standards="ua-1",
            timestamp=clock.now().astimezone(UTC).replace(microsecond=0),
        )


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """The file, shown in the browser and kept nowhere."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / "fonts")],
    )


@cache
def _printable() -> frozenset[str]:
    runs = json.loads((_HERE / "fonts/coverage.json").read_text())
    shown = (chr(code) for first, last in runs for code in range(first, last + 1))
    return _JOINERS.union(char for char in shown if unicodedata.category(char) not in _CONTROLS)


def today(language: str) -> str:
    """The day of printing, as the language writes it."""
    with override(language):
        return date_format(timezone.localdate(clock.now()), "DATE_FORMAT")


def _sections(sections: list[Section]) -> list[dict[str, Any]]:
    rows_left, text_left, found = MOST_ROWS, MOST_TEXT, []
    for section in sections:
        rows = []
        for row in map(_row, section.rows):
            rows_left -= 1
            text_left -= sum(len(line["text"]) for line in row["lines"])
            if rows_left >= 0 and text_left >= 0:
                rows.append(row)
        if rows:
            found.append({"heading": _clean(section.heading)[:200], "rows": rows})
    return found


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    value = row["value"]
    texts = value if isinstance(value, list | tuple) else [value]
    lines = [line for text in texts for line in str(text)[:LONGEST_TEXT].splitlines()]
    cleaned = [_clean(line) for line in lines[:MOST_LINES]]
    return {
        "label": _clean(str(row["label"]))[:200],
        "lines": [{"text": line, "rtl": _runs_left(line)} for line in cleaned if line] or [_DASH],
    }


_DASH = {"text": "–", "rtl": False}


def _clean(text: str) -> str:
    return printable(text).strip()


def printable(text: str) -> str:
    """Only what can be printed, and with places to break in words that never end."""
    normal = unicodedata.normalize("NFC", str(text)).replace("\t", " ")
    normal = _MARKS.sub(r"\1", normal)  # nobody writes more than three on a letter
    shown = "".join(char if char in _printable() else _instead(char) for char in normal)
    return re.sub(rf"(\S{{{LONGEST_WORD}}})(?=\S)", rf"\1{_ZERO_WIDTH_SPACE}", shown)


def _instead(char: str) -> str:
    """Nothing for controls, marks and pictures; a space for a space; else a sign of the gap."""
    category = unicodedata.category(char)
    if category in _CONTROLS or category[0] in "MS":
        return ""
    return " " if category == "Zs" else _UNKNOWN


def _runs_left(line: str) -> bool:
    """By the first letter that has a direction, as browsers do it."""
    for char in line:
        direction = unicodedata.bidirectional(char)
        if direction in _RIGHT_TO_LEFT:
            return True
        if direction == "L":
            return False
    return False

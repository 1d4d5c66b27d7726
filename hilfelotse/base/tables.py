"""Tables as files: CSV that no spreadsheet runs as a program, and whatever a spreadsheet wrote."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

MOST_BYTES = 1024 * 1024
MOST_ROWS = 500
MOST_LETTERS = 5000  # of one cell
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SAMPLE = 4096
_BOMS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


class NotATable(Exception):
    """Binary, empty, or not a table at all."""


class TooLarge(Exception):
    """More bytes or more rows than anybody types."""


def safe(value: object) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, "CSV injection")."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write(rows: Iterable[Iterable[object]]) -> bytes:
    """Semicolons and a mark of UTF-8, as a German spreadsheet expects it."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([safe(cell) for cell in row] for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def read(file: BinaryIO) -> list[list[str]]:
    """The rows of an uploaded table, empty ones left out.

    Reads no more than it takes to say that there is too much. Raises NotATable and TooLarge.
    """
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise TooLarge
    return parse(_decoded(raw))


def parse(text: str) -> list[list[str]]:
    """Likewise for a text that was typed or shown again."""
    if not text.strip() or "\0" in text:
        raise NotATable
    rows = []
    for row in _rows(text):
        rows.append(row)
        if len(rows) > MOST_ROWS + 1:  # and the headings
            raise TooLarge
    if not rows:  # nothing but separators
        raise NotATable
    return rows


def _decoded(raw: bytes) -> str:
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _strictly(raw, encoding)
    if b"\0" in raw:
        raise NotATable
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(raw, "cp1252")


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotATable from error


def _rows(text: str) -> Iterator[list[str]]:
    head = text[:_SAMPLE].splitlines()[0]
    delimiter = max(";,\t", key=head.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells = [_bare(cell) for cell in row]
            if any(cells):
                yield cells
    except csv.Error as error:
        raise NotATable from error


def _bare(cell: str) -> str:
    """Without the apostrophe that ``safe`` put before it."""
    cell = cell[:MOST_LETTERS].strip()
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell

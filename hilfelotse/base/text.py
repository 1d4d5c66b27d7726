"""Cleaning what people type, without telling anybody that their name is wrong."""

import unicodedata

from django.utils.translation import get_language_bidi

# Invisible characters that can turn a line around (CVE-2021-42574) or break a header.
_BIDI_CONTROLS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


_FSI, _PDI = "\u2068", "\u2069"
_UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"}


def _printable(char: str) -> bool:
    if char in _BIDI_CONTROLS:
        return False
    return unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn"} and char != "\ufffd"


def clean_line(value: str) -> str:
    """One line: NFC, no control, bidi-control or unreadable characters, single spaces."""
    spaced = " ".join(value.split())
    # Composed last: what stood between a letter and its accent may be what was taken out.
    readable = unicodedata.normalize("NFC", "".join(filter(_printable, spaced)))
    return " ".join(readable.split())


def clean_text(value: str) -> str:
    """Several lines, each cleaned like ``clean_line``; at most one empty line in a row."""
    lines = [clean_line(line) for line in value.replace("\r\n", "\n").split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()


def clean_markdown(value: str) -> str:
    """Like ``clean_text``, but the space before a point of a list stays: it says how deep it is."""
    kept: list[str] = []
    for line in value.replace("\r\n", "\n").split("\n"):
        words = clean_line(line)
        deep = len(line) - len(line.lstrip(" "))
        if words or (kept and kept[-1]):
            kept.append(" " * min(deep, 12) + words if words else "")
    return "\n".join(kept).strip("\n")


def fold(value: str) -> str:
    """For searching: lower case, umlauts and accents folded (``Müller`` finds ``mueller``)."""
    composed = unicodedata.normalize("NFC", value)
    lowered = composed.casefold().translate(_UMLAUTS)
    decomposed = unicodedata.normalize("NFKD", lowered)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold_traced(value: str) -> tuple[str, list[int]]:
    """``fold``, and for each of its letters the place in the composed text that it comes from."""
    pieces = [fold(char) for char in unicodedata.normalize("NFC", value)]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _letter in piece]


def isolated(value: str) -> str:
    """A German name or a number inside an Arabic line keeps its own direction (Unicode TR9)."""
    return f"{_FSI}{value}{_PDI}" if get_language_bidi() else value

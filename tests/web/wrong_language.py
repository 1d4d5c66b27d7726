"""Words in another language than their element says (WCAG 3.1.1 and 3.1.2).

Between scripts that is certain: Latin words in an Arabic text. Within one script we look for what
only one of the languages has: German where another is said, letters that Persian or Ukrainian lack.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from django.utils.translation import trans_real

_SCRIPTS = {
    "Latin": "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ",
    "Cyrillic": "Ѐ-ӿ",
    "Arabic": "؀-ۿݐ-ݿﭐ-﷿ﹰ-ﻼ",
    "Ethiopic": "ሀ-፿ᎀ-᎟ⶀ-⷟",
}
SCRIPT_OF = {
    "ar": "Arabic", "fa": "Arabic", "prs": "Arabic", "ps": "Arabic", "ur": "Arabic",
    "ckb": "Arabic", "ti": "Ethiopic", "am": "Ethiopic", "uk": "Cyrillic", "ru": "Cyrillic",
    "bg": "Cyrillic",
}  # fmt: skip
_RUNS = {name: re.compile(f"[{letters}]{{2,}}") for name, letters in _SCRIPTS.items()}
# Letters that a language of the same script does not have.
_FOREIGN_LETTERS = {
    "uk": "ыэъёЫЭЪЁ", "ru": "іїєґІЇЄҐ", "ar": "پچژگکی", "fa": "ةكيى",
    "en": "äöüßÄÖÜşğıİêîû", "fr": "äößÄÖşğıİ", "tr": "äßÄêñ", "kmr": "äößÄÖ", "de": "şğıİêîû",
    "de-simple": "şğıİêîû",
}  # fmt: skip
# Small words of German that none of our other Latin languages has; two of them are German.
_GERMAN = frozenset(
    "und der den das nicht ist eine einen einem einer für mit sie wir auf von zu zum zur bei oder "
    "dem ihre ihrer ihren ihnen sich auch nach aus kein keine wird werden haben können wie wenn "
    "nur noch hier gibt uns über unter durch ohne beim vom im ich es sind war dass".split()
)
_NOT_WORDS = re.compile(
    r"\S+@\S+|https?://\S+|\b(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:de|org|com|eu|example)\b\S*"
    r"|\b[A-Z]{2,3}-[\d…-]+\S*"  # numbers of cases
)
_ATTRIBUTES = ("alt", "title", "aria-label", "placeholder", "aria-description", "aria-valuetext")
_PLAIN = {"title", "textarea", "option"}
_SILENT = {"script", "style", "template", "code"}
_META = {"description"}  # what og: says is for other sites' previews and cannot carry a language


class Piece(NamedTuple):
    """Some words, and the language that they are said to be in."""

    text: str
    language: str
    is_name: bool = False  # in <bdi> without a language: names of people, bodies and places
    is_plain: bool = False  # in an attribute, a title, a text to copy: no mark fits in there


def pieces(root: Element) -> Iterator[Piece]:
    """All that is read or heard, piece by piece."""
    yield from _pieces(root, "", False)


def _pieces(element: Element, language: str, is_name: bool) -> Iterator[Piece]:
    if not isinstance(element.tag, str) or element.tag in _SILENT:
        return
    own = element.get("lang")
    language = own if own is not None else language
    is_name = (is_name or element.tag == "bdi") and own is None
    for name in _ATTRIBUTES:
        if element.get(name):
            yield Piece(element.get(name, ""), language, is_plain=True)
    if element.tag == "meta" and element.get("name") in _META:
        yield Piece(element.get("content", ""), language, is_plain=True)
    if element.tag == "input" and element.get("type") in ("submit", "button", "reset"):
        yield Piece(element.get("value", ""), language)
    if (element.text or "").strip():
        yield Piece(element.text or "", language, is_name, element.tag in _PLAIN)
    for child in element:
        yield from _pieces(child, language, is_name)
        if (child.tail or "").strip():
            yield Piece(child.tail or "", language, is_name)


def wrong_words(root: Element, names: Iterable[str]) -> list[str]:
    """Every piece whose words are not in its language, with what gave it away.

    ``names`` are the same in all languages. Where no mark fits, the heading may be said as it is,
    and so may words that have their mark where the page itself says them.
    """
    proper = _pattern(frozenset(names))
    marked = [" ".join("".join(heading.itertext()).split()) for heading in root.iter("h1")
              if any(part.get("lang") for part in heading.iter())]  # fmt: skip
    marked += [" ".join("".join(part.itertext()).split()) for part in root.iter()
               if part.tag in ("span", "bdi") and part.get("lang")]  # fmt: skip
    marked = sorted(filter(None, marked), key=len, reverse=True)
    found = []
    for piece in pieces(root):
        text = " ".join(piece.text.split())
        for heading in marked if piece.is_plain else ():
            text = text.replace(heading, " ")
        if why := _wrong(text, piece, proper):
            found.append(f"[{piece.language}] {text[:90]!r}: {why}")
    return found


@cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted((name for name in names if name), key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))


def _wrong(text: str, piece: Piece, proper: re.Pattern[str]) -> str:
    language = piece.language
    bare = proper.sub(" ", _NOT_WORDS.sub(" ", text))
    if text in german_only(language) and re.search(r"\w", bare):
        return "not translated"
    script = SCRIPT_OF.get(language, "Latin")
    if german := _german_words(bare, language):
        return f"German ({', '.join(german)})"
    if piece.is_name:
        return ""
    for other, pattern in _RUNS.items():
        if other != script and (found := pattern.findall(bare)):
            return f"{other} ({' '.join(found[:5])})"
    if strange := sorted(set(bare) & set(_FOREIGN_LETTERS.get(language, ""))):
        return f"letters of another language ({''.join(strange)})"
    return ""


def _german_words(text: str, language: str) -> list[str]:
    if language.startswith("de"):
        return []
    found = {word for word in re.findall(r"\w+", text.lower()) if word in _GERMAN}
    return sorted(found) if len(found) > 1 else []


@cache
def german_only(language: str) -> frozenset[str]:
    """German words of the interface that are others in this language."""
    if language.startswith("de") or not trans_real.check_for_language(language):
        return frozenset()
    catalog = trans_real.translation(language)._catalog
    return frozenset(
        " ".join(key.split()) for key, value in catalog.items()
        if isinstance(key, str) and key and value and value != key and "\x04" not in key
    )  # fmt: skip

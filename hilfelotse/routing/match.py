"""Does a text hold a phrase? Words in a row, umlauts folded; a ``*`` stands for any letters."""

import re
import time as process_time
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from hilfelotse.base.text import fold, fold_traced
from hilfelotse.routing.models import Rule

_FRESH_SECONDS = 20
READ_AT_MOST = 50_000  # letters of a text
# Bounded, so that no endless word or row of dots can keep the server busy.
_ANY_LETTERS, _BETWEEN = r"\w{0,30}", r"\W{1,5}"


@dataclass(frozen=True)
class Hit:
    """A rule and the words of the text that it matched, as they were written."""

    phrase: str
    sign: str
    subject: str
    words: str


class Piece(NamedTuple):
    """A part of a text, and whether a rule matched it."""

    text: str
    marked: bool


@lru_cache(maxsize=2000)
def pattern(phrase: str) -> re.Pattern[str]:
    """The phrase for folded text."""
    parts = [re.escape(word).replace(r"\*", _ANY_LETTERS) for word in fold(phrase).split()]
    return re.compile(r"\b" + _BETWEEN.join(parts) + r"\b")


@lru_cache(maxsize=2000)
def _longest_part(phrase: str) -> str:
    """Letters that every text with the phrase holds: looking for them first is far quicker."""
    return max(re.split(r"[*\s]+", fold(phrase)), key=len)


def in_force() -> list[tuple[str, str, str]]:
    """The living rules, read anew every few seconds: each keystroke of the telephone asks."""
    return _rules(int(process_time.monotonic() // _FRESH_SECONDS))


@lru_cache(maxsize=1)
def _rules(_tick: int) -> list[tuple[str, str, str]]:
    return list(Rule.objects.filter(ended_at=None).values_list("phrase", "sign", "subject"))


def forget_rules() -> None:
    """Read the rules anew at the next question (after one was changed)."""
    _rules.cache_clear()


def hits(text: str, signs: Iterable[str] = Rule.Sign.values) -> list[Hit]:
    """The rules that the text fulfils, in the order of the rules."""
    folded, wanted = fold(text[:READ_AT_MOST]), set(signs)
    found = [
        (phrase, sign, subject, match)
        for phrase, sign, subject in in_force()
        if sign in wanted
        and _longest_part(phrase) in folded
        and (match := pattern(phrase).search(folded))
    ]
    if not found:
        return []
    written = unicodedata.normalize("NFC", text[:READ_AT_MOST])
    _folded, places = fold_traced(written)
    return [
        Hit(phrase, sign, subject, written[places[match.start()] : places[match.end() - 1] + 1])
        for phrase, sign, subject, match in found
    ]


def smells_of_danger(text: str) -> list[Hit]:
    """Words that may mean danger to a child or another person: the lead looks at once."""
    return hits(text, [Rule.Sign.DANGER])


def highlight(text: str, found: Iterable[Hit]) -> list[Piece]:
    """The text in pieces, with every place marked that one of the rules matches."""
    written = unicodedata.normalize("NFC", text)
    folded, places = fold_traced(written[:READ_AT_MOST])
    marked: set[int] = set()
    for hit in found:
        for match in pattern(hit.phrase).finditer(folded):
            marked |= set(range(places[match.start()], places[match.end() - 1] + 1))
    pieces: list[Piece] = []
    begun = 0
    for place in range(1, len(written) + 1):
        if place == len(written) or (place in marked) != (begun in marked):
            pieces.append(Piece(written[begun:place], begun in marked))
            begun = place
    return pieces

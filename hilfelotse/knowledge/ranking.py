"""How well texts fit what somebody typed: pages in the index, other texts in memory."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import log
from typing import Any

from django.utils import translation

from hilfelotse.knowledge.words import (
    BEGUN,
    Vocabulary,
    Wanted,
    asked_for,
    instead,
    weigh,
)

# How much a hit counts: the word itself; what holds it or means the same; what may be meant.
_SURE, _RELATED, _MEANT = 1.0, 0.6, 0.5
Row = tuple[str, int, int]  # a word, which text has it, its weight there


def ranked(
    typed: str, known: Vocabulary, read: Callable[[set[str]], Iterable[Row]]
) -> dict[int, float]:
    """For each text that fits at all how well: by rows that ``read`` finds for some words.

    Words of titles count more than words of texts, rare words more than those of many texts. One
    word of a text alone is no answer to a long question.
    """
    wanted = asked_for(typed, known)
    if not wanted:
        return {}
    having = _Having()
    having.add(read(set().union(*(word.forms | word.related for word in wanted))))
    meant = {
        word.folded: instead(word, known)
        for word in wanted
        if not having.any(word.forms | word.related)
    }
    if any(meant.values()):
        having.add(read(set().union(*meant.values())))
    hits: dict[int, list[float]] = defaultdict(list)
    for word in wanted:
        best = having.best(word, meant.get(word.folded, set()))
        for text, worth in best.items():
            hits[text].append(worth / (1 + log(len(best))))
    return {
        text: sum(found)
        for text, found in hits.items()
        if 2 * len(found) >= len(wanted) or having.in_title(text)
    }


class _Having:
    """Which texts have which of the words, and with what weight."""

    def __init__(self) -> None:
        self._texts: dict[str, dict[int, int]] = defaultdict(dict)
        self._in_title: set[int] = set()

    def add(self, rows: Iterable[Row]) -> None:
        for word, text, weight in rows:
            self._texts[word][text] = weight
            if weight >= BEGUN:
                self._in_title.add(text)

    def any(self, words: set[str]) -> bool:
        return any(word in self._texts for word in words)

    def in_title(self, text: int) -> bool:
        return text in self._in_title

    def best(self, word: Wanted, meant: set[str]) -> dict[int, float]:
        """For each text the most that one of the word's forms is worth there."""
        found: dict[int, float] = {}
        for forms, factor in (word.forms, _SURE), (word.related, _RELATED), (meant, _MEANT):
            for form in forms & self._texts.keys():
                for text, weight in self._texts[form].items():
                    found[text] = max(found.get(text, 0), weight * factor)
        return found


class Texts:
    """Some hundred short texts that are searched as pages are, without a table of their own."""

    def __init__(self, language: str, texts: Iterable[tuple[str, str]]) -> None:
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for place, (title, text) in enumerate(texts):
            for word, weight in weigh(title, text, language).items():
                self._rows[word].append((word, place, weight))
        whole = (
            word
            for word, rows in self._rows.items()
            if any(weight != BEGUN for _word, _place, weight in rows)
        )
        self._known = Vocabulary.of(language, whole)

    def find(self, typed: str, same: tuple[str, ...] = ()) -> dict[int, float]:
        """The places of the texts that fit, and how well they do. ``same``: synonyms."""
        return ranked(typed, self._known._replace(same=same), self._read)

    def _read(self, words: set[str]) -> Iterable[Row]:
        return [row for word in words for row in self._rows.get(word, ())]


@lru_cache(maxsize=40)
def texts_in(
    language: str, rows: tuple[Any, ...], read: Callable[[Any, str], tuple[str, str]]
) -> Texts:
    """Kept as long as none of the rows changes. ``read`` makes a title and a text of a row."""
    with translation.override(language):
        return Texts(language, [read(row, language) for row in rows])

"""By which words an answer is found: stems of everything, beginnings of what people ask."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hilfelotse.base.stems import STOP, stem, stems
from hilfelotse.base.text import fold
from hilfelotse.knowledge.markdown import to_words
from hilfelotse.knowledge.models import Page, PageWord

ASKED, SAID = 3, 1  # a word of the question or a keyword; a word of the answer's text
SHORTEST, LONGEST = 3, 24  # of the beginnings of a word, in letters
LONG, SHORTEST_END = 8, 4  # of a compound, and of its last part
STEMS_OF_A_QUERY = 40
_WORD = re.compile(r"\w+")


def index(page: Page, language: str = "de") -> None:
    """Write the words of a new or changed page in a language."""
    PageWord.objects.filter(page=page, language=language).delete()
    PageWord.objects.bulk_create(
        PageWord(page=page, language=language, word=word, weight=weight)
        for word, weight in words_of(page, language).items()
    )


def words_of(page: Page, language: str = "de") -> dict[str, int]:
    """Each word by which the page is found, with its weight."""
    if language == "de":
        asked, said = f"{page.title} {page.keywords}", page.text
    else:
        row = page.translations.get(language=language)
        asked, said = row.title, row.text
    weights = dict.fromkeys(stems(to_words(said)), SAID)
    weights |= dict.fromkeys(_beginnings(asked), ASKED)
    return weights | dict.fromkeys(stems(asked), ASKED)


def _beginnings(text: str) -> Iterator[str]:
    for word in _WORD.findall(fold(text)):
        if word not in STOP:
            for length in range(SHORTEST, min(len(word), LONGEST) + 1):
                yield word[:length]


class Wanted(NamedTuple):
    """A word of a query: how it may be written down, and if nobody wrote it, its last part."""

    forms: set[str]
    ends: set[str]


def asked_for(text: str) -> list[Wanted]:
    """The words of a query; the last one may be only the beginning of a word."""
    wanted = [Wanted({word}, _ends(word)) for word in stems(text)[:STEMS_OF_A_QUERY]]
    typed = _WORD.findall(fold(text))
    last = typed[-1] if typed else ""
    if len(last) < SHORTEST or last in STOP:
        return wanted
    whole, beginning = stem(last), last[:LONGEST]
    if wanted and wanted[-1].forms == {whole}:
        wanted[-1].forms.add(beginning)
        return wanted
    return [*wanted, Wanted({beginning}, set())]


def _ends(word: str) -> set[str]:
    """The ends of a long word: one is perhaps the last part of a compound, as in „Kinderrad“."""
    if len(word) < LONG:
        return set()
    return {word[begin:] for begin in range(SHORTEST, len(word) - SHORTEST_END + 1)}

"""By which words an answer is found: stems of everything, beginnings of what people ask."""

import re
from collections.abc import Iterator

from hilfelotse.base.stems import STOP, stem, stems
from hilfelotse.base.text import fold
from hilfelotse.knowledge.models import Answer, AnswerWord

ASKED, SAID = 3, 1  # a word of the question or a keyword; a word of the answer's text
SHORTEST, LONGEST = 3, 24  # of the beginnings of a word, in letters
STEMS_OF_A_QUERY = 40
_WORD = re.compile(r"\w+")


def index(answer: Answer) -> None:
    """Write the words of a new or changed answer."""
    AnswerWord.objects.filter(answer=answer).delete()
    AnswerWord.objects.bulk_create(
        AnswerWord(answer=answer, word=word, weight=weight)
        for word, weight in words_of(answer).items()
    )


def words_of(answer: Answer) -> dict[str, int]:
    """Each word by which the answer is found, with its weight."""
    asked = f"{answer.question} {answer.keywords}"
    weights = dict.fromkeys(stems(answer.text), SAID)
    weights |= dict.fromkeys(_beginnings(asked), ASKED)
    return weights | dict.fromkeys(stems(asked), ASKED)


def _beginnings(text: str) -> Iterator[str]:
    for word in _WORD.findall(fold(text)):
        if word not in STOP:
            for length in range(SHORTEST, min(len(word), LONGEST) + 1):
                yield word[:length]


def asked_for(text: str) -> list[set[str]]:
    """Each word of a query with the forms in which it may be written down; the last one is perhaps
    only the beginning of a word."""
    wanted = [{word} for word in stems(text)[:STEMS_OF_A_QUERY]]
    typed = _WORD.findall(fold(text))
    last = typed[-1] if typed else ""
    if len(last) < SHORTEST or last in STOP:
        return wanted
    beginning = last[:LONGEST]
    if wanted and wanted[-1] == {stem(last)}:
        return [*wanted[:-1], {beginning, stem(last)}]
    return [*wanted, {beginning}]

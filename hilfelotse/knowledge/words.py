"""By which words a page is found: stems of everything, beginnings of what people ask.

And what else a word may be that somebody types: part of a compound, a compound itself, another
word for the same, or mistyped. That is told by the words of all pages of the language.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from hilfelotse.base import clock
from hilfelotse.base.stems import GERMAN_ONES, Word, words
from hilfelotse.knowledge.markdown import to_words
from hilfelotse.knowledge.models import Page, PageWord, Synonym

# A word of the title or a keyword; its beginning; a word of the text.
ASKED, BEGUN, SAID = 3, 2, 1
SHORTEST, LONGEST = 3, 24  # of the beginnings of a word, in letters
PART = 4  # letters of the shortest part of a compound
WORDS_OF_A_QUERY = 40
LETTERS_OF_A_QUERY = 1_000
_ONE_WRONG, _TWO_WRONG = 4, 8  # from so many letters on, so many may be mistyped
_NEAR_AT_MOST = 8
_SAME_BEGINNING = 6  # letters of two compounds
_KEPT_SECONDS = 600  # of what this process knows of the words; see ``vocabularies``


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
    return weigh(asked, said, language)


def weigh(asked: str, said: str, language: str) -> dict[str, int]:
    """The words of a title and a text, with their weights."""
    weights = dict.fromkeys(_forms(to_words(said), language), SAID)
    weights |= dict.fromkeys(_beginnings(asked, language), BEGUN)
    return weights | dict.fromkeys(_forms(asked, language), ASKED)


def _forms(text: str, language: str) -> Iterator[str]:
    for word in words(text, language):
        if not word.stops:
            yield from word.forms


def _beginnings(text: str, language: str) -> Iterator[str]:
    for word in words(text, language):
        if not word.stops:
            for length in range(SHORTEST, min(len(word.folded), LONGEST) + 1):
                yield word.folded[:length]


class Wanted(NamedTuple):
    """A word of a query: how it may be written down, and what holds it or means the same."""

    folded: str
    forms: set[str]
    related: set[str]


class Vocabulary(NamedTuple):
    """All words of some texts in a language: one by one, and on lines to be searched quickly."""

    language: str
    words: list[str]
    known: frozenset[str]
    lines: str
    same: tuple[str, ...] = ()  # words that mean the same, by commas

    @classmethod
    def of(cls, language: str, found: Iterable[str]) -> "Vocabulary":
        rows = sorted(found)
        return cls(language, rows, frozenset(rows), "\n".join(["", *rows, ""]))


def asked_for(text: str, known: Vocabulary) -> list[Wanted]:
    """The words of a query; the last one may be only the beginning of a word."""
    language = known.language
    typed = list(words(text[:LETTERS_OF_A_QUERY], language))
    wanted: dict[frozenset[str], Wanted] = {}
    for word in typed:
        if not word.stops and len(wanted) < WORDS_OF_A_QUERY:
            wanted.setdefault(word.forms, Wanted(word.folded, set(word.forms), set()))
    if typed and typed[-1].forms in wanted and len(typed[-1].folded) >= SHORTEST:
        wanted[typed[-1].forms].forms.add(typed[-1].folded[:LONGEST])
    found = list(wanted.values())
    if language in GERMAN_ONES:
        _add_compounds(found, known)
    _add_synonyms(found, known)
    return found


def vocabularies(languages: Iterable[str]) -> dict[str, Vocabulary]:
    """The words of all pages; read anew when a page's words were written, by whichever process."""
    newest = PageWord.objects.aggregate(newest=Max("pk"))["newest"]
    # A transaction that began earlier may end later, with lower numbers: hence the time.
    since = int(clock.now().timestamp()) // _KEPT_SECONDS
    found = {language: _vocabulary(language, newest, since) for language in languages}
    same: dict[str, list[str]] = defaultdict(list)
    for row in Synonym.objects.filter(language__in=found):
        same[row.language].append(row.words)
    return {code: known._replace(same=tuple(same[code])) for code, known in found.items()}


@lru_cache(maxsize=40)
def _vocabulary(language: str, newest: int | None, since: int) -> Vocabulary:
    rows = PageWord.objects.filter(language=language).exclude(weight=BEGUN)
    return Vocabulary.of(language, rows.order_by().values_list("word", flat=True).distinct())


def forget_vocabulary() -> None:
    """For tests, whose databases begin again."""
    _vocabulary.cache_clear()


def _add_compounds(wanted: list[Wanted], known: Vocabulary) -> None:
    """„Unterkunft“ and „Flüchtling“ find the „Flüchtlingsunterkunft“."""
    for word in wanted:
        for form in list(word.forms):
            if len(form) >= PART:
                word.related.update(_lines_with(f"\n{form}", known.lines))
                word.related.update(_lines_with(f"{form}\n", known.lines))


def _lines_with(piece: str, lines: str) -> Iterator[str]:
    place = lines.find(piece)
    while place >= 0:
        begins = lines.rfind("\n", 0, place + 1) + 1
        ends = lines.find("\n", begins)
        if ends - begins >= len(piece) + 2:  # what is left over is a part, not an ending
            yield lines[begins:ends]
        place = lines.find(piece, ends)


def _add_synonyms(wanted: list[Wanted], known: Vocabulary) -> None:
    for line in known.same:
        terms = [tuple(words(term, known.language)) for term in line.split(",")]
        for term in terms:
            if typed := _typed(term, wanted):
                others = (word for other in terms if other != term for word in other)
                typed.related.update(
                    form for word in others if not word.stops for form in word.forms
                )


def _typed(term: tuple[Word, ...], wanted: list[Wanted]) -> Wanted | None:
    """The first word of a term, if all of them were typed."""
    found = [
        next((one for one in wanted if one.forms & word.forms), None)
        for word in term
        if not word.stops
    ]
    return found[0] if found and all(found) else None


def instead(word: Wanted, known: Vocabulary) -> set[str]:
    """What somebody may have meant by a word that no text has: mistyped, or a compound's parts."""
    if near := _near(word, known, 1):
        return near
    if known.language in GERMAN_ONES and (parts := _parts(word, known)):
        return parts
    return _near(word, known, 2)


def _near(word: Wanted, known: Vocabulary, distance: int) -> set[str]:
    """Words with so many letters wrong, missing, too many or changed with their neighbour."""
    if len(word.folded) < (_ONE_WRONG if distance == 1 else _TWO_WRONG):
        return set()
    return {
        near
        for form in word.forms
        for near, _distance, _place in process.extract(
            form, known.words, scorer=OSA.distance, score_cutoff=distance, limit=_NEAR_AT_MOST
        )
    }


def _parts(word: Wanted, known: Vocabulary) -> set[str]:
    """The longest words that a compound begins and ends with, or compounds of the same beginning.

    „Kinderrad“: Kind and Rad; „Kleiderspende“: Kleiderkammer.
    """
    found: set[str] = set()
    for form in word.forms:
        lengths = range(len(form) - 1, PART - 1, -1)
        starts = (form[:length] for length in lengths)
        ends = (form[-length:] for length in lengths)
        for parts in (starts, ends):
            found |= {next((part for part in parts if part in known.known), "")}
        if not found - {""} and len(form) >= _TWO_WRONG:
            found |= set(_lines_with(f"\n{form[:_SAME_BEGINNING]}", known.lines))
    return found - {""}

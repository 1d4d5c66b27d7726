"""Words of a text as they are searched for: folded, without endings, in each language its way."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from hilfelotse.base.letters import fold_letters, lower
from hilfelotse.base.stop_words import GERMAN, OTHERS
from hilfelotse.base.text import fold

_WORD = re.compile(r"\w{2,}")
# With the vowel marks and joints that stand inside Arabic words and are folded away later.
_MARKED = re.compile(r"[\w\u0300-\u036f\u0640\u064b-\u0670\u200c\u200d]{2,}")
_WORD_LENGTH = 60  # longer ones are no words, and the stemmer takes its time over them
_STEM_LENGTH = 32
GERMAN_ONES = ("de", "de-simple")
_ALGORITHMS = {
    "en": "english", "fr": "french", "ar": "arabic", "fa": "persian", "prs": "persian",
    "ru": "russian", "tr": "turkish", "ro": "romanian", "sr-latn": "serbian",
}  # fmt: skip
_STEMMERS = {language: snowballstemmer.stemmer(name) for language, name in _ALGORITHMS.items()}
_GERMAN = snowballstemmer.stemmer("german")
# Where nobody has written a stemmer: the commonest endings of nouns and verbs, in folded letters.
# tests/knowledge/query_pairs.py holds what they are good for.
_ENDINGS = {
    "uk": "ованн уванн енням анням ення ання ями ами ові еві ого ому ими ій їй ою ею єю ах ях ів "
    "їв ся сь уйте айте йте вати увати ам ям ий их ім ої ка ки ку ти а я о е є и і ї у ю й ь",
    "kmr": "eyan iyan eke ekî yen yan ene an en ek in ye ya yi e a i",
    "ti": "ታትን ታት ትን ን ይ",
}
_BEGINNINGS = {"ti": "ንም ብም ከም ን ብ ዝ"}
_SHORTEST = {"uk": 4, "kmr": 3, "ti": 2}


def _by_length(words: str, language: str) -> list[str]:
    return sorted({fold_letters(word, language) for word in words.split()}, key=len, reverse=True)


_ENDINGS_OF = {language: _by_length(words, language) for language, words in _ENDINGS.items()}
_BEGINNINGS_OF = {language: _by_length(words, language) for language, words in _BEGINNINGS.items()}
STOP = GERMAN
_STOP = {
    language: frozenset(fold_letters(word, language) for word in words.split())
    for language, words in OTHERS.items()
}
_STOP["prs"] = _STOP["fa"]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one folded German word (Snowball)."""
    return str(_GERMAN.stemWord(word))[:_STEM_LENGTH]


def stems(text: str, at_most: int | None = None) -> list[str]:
    """The different stems of a text in German letters, in the order in which they first stand.

    ``at_most``: no more words are looked at than it takes to find so many.
    """
    found: dict[str, None] = {}
    for word in _WORD.finditer(fold(text)):
        if word[0] not in STOP:
            found[stem(word[0][:_WORD_LENGTH])] = None
        if at_most is not None and len(found) >= at_most:
            break
    return list(found)


class Word(NamedTuple):
    """A word of a text: as it is typed, folded, and the stems that it may have been cut to."""

    folded: str
    forms: frozenset[str]
    stops: bool  # it stands in every text and finds nothing


def words(text: str, language: str) -> Iterator[Word]:
    """The words of a text in a language, one after the other."""
    for found in _MARKED.finditer(lower(text, language)):
        word = _word(found[0][:_WORD_LENGTH], language)
        if word.forms:
            yield word


@lru_cache(maxsize=50_000)
def _word(written: str, language: str) -> Word:
    folded = fold(written) if language in GERMAN_ONES else fold_letters(written, language)
    if not _WORD.fullmatch(folded):
        return Word(folded, frozenset(), False)
    if language in GERMAN_ONES:  # the stemmer takes the dots away: Müller, Mueller and Muller
        return Word(folded, frozenset({stem(folded)}), folded in STOP)
    forms = {_cut(folded, language)}
    if stemmer := _STEMMERS.get(language):
        # Snowball wants the language's own letters; who types without them finds the same.
        cut = fold_letters(stemmer.stemWord(written), language)
        forms = {cut, stemmer.stemWord(cut), stemmer.stemWord(folded)}
    short = {form[:_STEM_LENGTH] for form in forms if form} or {folded[:_STEM_LENGTH]}
    return Word(folded, frozenset(short), folded in _STOP.get(language, frozenset()))


def _cut(folded: str, language: str) -> str:
    """Without the commonest endings and beginnings, as long as a word remains."""
    shortest = _SHORTEST.get(language, len(folded))
    for beginning in _BEGINNINGS_OF.get(language, ()):
        if folded.startswith(beginning) and len(folded) - len(beginning) >= shortest:
            folded = folded[len(beginning) :]
            break
    while ending := _ending(folded, language, shortest):
        folded = folded[: -len(ending)]
    return _without_last_vowel(folded) if language == "ti" else folded


def _without_last_vowel(folded: str) -> str:
    """ባንኪ is ባንክ: of each consonant's row of eight in Unicode the sixth has no vowel."""
    last = ord(folded[-1])
    return folded[:-1] + chr((last & ~7) + 5) if 0x1200 <= last < 0x1358 else folded


def _ending(folded: str, language: str, shortest: int) -> str:
    endings = _ENDINGS_OF.get(language, ())
    fit = (one for one in endings if folded.endswith(one) and len(folded) - len(one) >= shortest)
    return next(fit, "")

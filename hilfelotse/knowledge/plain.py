"""Hints for plain words, and what an editor may not save.

LIX after Björnsson (1968): words per sentence + percentage of words longer than six letters; up to
40 is easy to read (standards A-33). Leichte Sprache after BITV 2.0, annex 2 part 2: short
sentences, at most 15 words (standards A-30).
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from hilfelotse.knowledge.markdown import PICTURE, placed, to_words

EASY_LIX = 40
LONGEST_SENTENCE, LONGEST_SIMPLE_SENTENCE = 20, 15
_SENTENCE = re.compile(r"(?<=[.!?…:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_HEADING = re.compile(r"(?m)^(#{1,6})\s+\S")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)]*)\)")
_SCHEME = re.compile(r"(?i)^(https?://\S+|mailto:\S+@\S+|tel:\+?[\d/ ()-]+|/\S*|#\S+)$")
# Link texts that say nothing when they are read out of their sentence (WCAG 2.4.9).
_EMPTY_WORDS = {
    "hier", "hier klicken", "klicken sie hier", "link", "mehr", "weiter", "weiterlesen", "dort",
    "click here", "here", "more", "read more", "ici", "cliquez ici", "burada", "tıklayın", "тут",
    "здесь", "هنا", "اینجا", "li vir", "ኣብዚ",
}  # fmt: skip


class Hint(NamedTuple):
    """Something that could be said more simply; ``words`` is where."""

    code: str  # "long_sentence", "hard_text"
    words: str


class Refusal(NamedTuple):
    """Something that shuts somebody out; ``words`` is where."""

    # "skipped_heading", "empty_link", "bad_address", "html",
    # "picture" (not alone, or no picture of ours), "other_picture" (not the page's), "no_words"
    code: str
    words: str


def lix(text: str) -> int:
    """How hard a text reads: up to 40 easy, from 50 hard. 0 for a text without words."""
    sentences = [part for part in _SENTENCE.split(to_words(text)) if _WORD.search(part)]
    words = _WORD.findall(to_words(text))
    if not words:
        return 0
    long = sum(len(word) > 6 for word in words)
    return round(len(words) / len(sentences) + 100 * long / len(words))


def hints(text: str, language: str = "de") -> list[Hint]:
    """What an editor may want to shorten; nothing here stops them."""
    most = LONGEST_SIMPLE_SENTENCE if language == "de-simple" else LONGEST_SENTENCE
    sentences = (" ".join(part.split()) for part in _SENTENCE.split(to_words(text)))
    found = [
        Hint("long_sentence", sentence)
        for sentence in sentences
        if len(_WORD.findall(sentence)) > most
    ]
    if language.startswith("de") and lix(text) > EASY_LIX:
        found.append(Hint("hard_text", str(lix(text))))
    return found


def refusals(text: str, pictures: Mapping[int, bool] | None = None) -> list[Refusal]:
    """What cannot be saved: skipped headings, links without words or way, HTML, pictures amiss.

    ``pictures`` are those of the page, and whether each is decorative: others need their words.
    """
    found = []
    level = 1  # the title's
    for heading in _HEADING.finditer(text):
        depth = max(2, len(heading[1]))  # a "#" is shown as "##"
        if depth > level + 1:
            found.append(Refusal("skipped_heading", _line(text, heading.start())))
        level = depth
    found += _pictures(text, pictures or {})
    text = PICTURE.sub("", text)
    for words, address in _LINK.findall(text):
        said = " ".join(to_words(words).split())
        if not said or said.casefold().strip(" .:!…") in _EMPTY_WORDS:
            found.append(Refusal("empty_link", said or address))
        if not _SCHEME.match(address.split(' "')[0].strip()):
            found.append(Refusal("bad_address", address))
    if html := re.search(r"</?[a-zA-Z][^>\n]{0,200}>", text):
        found.append(Refusal("html", html[0]))
    return found


def _pictures(text: str, known: Mapping[int, bool]) -> list[Refusal]:
    found = []
    for number, words in placed(text):
        if number not in known:
            found.append(Refusal("other_picture", str(number)))
        elif not _WORD.search(words) and not known[number]:
            found.append(Refusal("no_words", str(number)))
    for line in PICTURE.sub("", text).split("\n"):
        _before, sign, after = line.partition("![")
        if sign and ("](" in after or "][" in after):
            found.append(Refusal("picture", line[:80]))
    return found


def _line(text: str, start: int) -> str:
    return text[start:].split("\n", 1)[0][:80]

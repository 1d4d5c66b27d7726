"""Easy language keeps its rules (standards A-30), as far as a program sees; people judge more."""

import re
from html import unescape
from statistics import median

import pytest
from babel.messages.pofile import read_po

from tools import messages

LONGEST, USUAL = 15, 8  # words of a sentence
LONG_WORD = 14  # letters between two hyphens
SUBJUNCTIVE = re.compile(r"\b(?:würde|könnte|hätte|wäre|sollte|möchte|dürfte|müsste)\w*\b", re.I)
PASSIVE = re.compile(r"\b(?:wird|werden|wurden?|worden)\b[^.?!]*\b(?:ge|be|ver|über)\w+(?:t|en)\b")
GENITIVE = re.compile(r"\b(?:des|eines|dessen|deren|wegen)\b")
SHORTENED = re.compile(r"\b(?:z\. ?B|usw|bzw|d\. ?h|ggf|inkl|evtl|Tel|Nr)\.|%(?!\()")
TAGS = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<[^>]*>|\{%.*?%\}", re.S)
VALUE = re.compile(r"%\(\w+\)[sd]|\{\{.*?\}\}")
TEMPLATES = ["start_simple.html", "accessibility_simple.html"]


def texts() -> list[str]:
    """What stands in easy language: the catalogue, and the pages that have no other language."""
    with messages.po_path(messages.ROOT, "de-simple").open("rb") as file:
        found = [str(message.string) for message in read_po(file, locale="de") if message.id]
    folder = messages.ROOT / "hilfelotse/web/portal/templates/portal"
    for name in TEMPLATES:
        # Each paragraph is a sentence of its own, with or without a full stop.
        text = re.sub(r"</(?:p|li|h1|h2)>|\{% endblock.*?%\}", ". ", (folder / name).read_text())
        text = re.sub(r'\{% link_button \w+ "([^"]*)".*?%\}', r"\1", text)
        found.append(TAGS.sub(" ", text))
    return [
        " ".join(unescape(VALUE.sub("X", re.sub(r"<[^>]*>", "", text))).split()) for text in found
    ]


def sentences(text: str) -> list[list[str]]:
    parts = re.split(r"[.?!:;–](?=\s|$)", text)
    return [words for part in parts if (words := re.findall(r"\w[\w-]*", part))]


@pytest.fixture(scope="module")
def easy() -> list[str]:
    found = texts()
    assert len(found) > 100
    return found


def test_sentences_are_short(easy):
    lengths = [(len(words), words) for text in easy for words in sentences(text)]
    assert [words for length, words in lengths if length > LONGEST] == []
    assert median(length for length, _words in lengths) <= USUAL


@pytest.mark.parametrize("rule", [SUBJUNCTIVE, PASSIVE, GENITIVE, SHORTENED])
def test_what_easy_language_avoids_is_not_there(easy, rule):
    assert [text for text in easy if rule.search(text)] == []


def test_long_words_have_a_hyphen(easy):
    parts = {part for text in easy for part in re.findall(r"[^\W\d_]+", text)}
    assert {part for part in parts if len(part) > LONG_WORD} == set()


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (SUBJUNCTIVE, "Sie könnten uns schreiben."), (PASSIVE, "Die Daten werden gelöscht."),
        (GENITIVE, "Das Büro des Amtes."), (SHORTENED, "Zum Arzt, z. B. morgen."),
        (SHORTENED, "50 % der Menschen"),
    ],
)  # fmt: skip
def test_the_rules_find_what_they_are_for(rule, text):
    assert rule.search(text)

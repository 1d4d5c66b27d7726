"""The words of the demo's pages: complete in each language, plain, and no link leads astray."""

import re
from statistics import median

import pytest
from django.urls import resolve
from django.utils.translation import override

from config.languages import KNOWN
from demo.pages import (
    CORE,
    FOLDER,
    HOMES,
    OF_THE_REGION,
    RUBRICS,
    words_of,
)
from hilfelotse.base.text import fold
from hilfelotse.knowledge.plain import EASY_LIX, hints, lix, refusals

CORE_SLUGS = [plan.slug for plan in CORE]
RUBRIC_SLUGS = [slug for slug, *_rest in RUBRICS]
LANGUAGES = sorted(folder.name for folder in FOLDER.iterdir())
FILES = sorted(FOLDER.glob("*/*.md"))
EVERY_FILE = pytest.mark.parametrize(
    ("language", "slug"),
    [(file.parent.name, file.stem) for file in FILES],
    ids=[f"{file.parent.name}/{file.stem}" for file in FILES],
)
_LINK = re.compile(r"\]\(([^)]+)\)")
_OWN_PAGE = re.compile(r"/[\w-]+/info/([\w-]+)/")
_HEADING = re.compile(r"(?m)^##+ ")
# Words of a part of a sentence that Leichte Sprache does without: subjunctive and passive.
_HARD = re.compile(r"(?i)\b(würde|könnte|wäre|hätte|sollte|dürfte|worden|wurde|werden)\w*\b")
_LONG = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{14,}")
_ON_PAPERS = {"Erwerbstätigkeit"}  # stands so on people's papers


def test_sixteen_core_pages_stand_in_german_easy_german_and_english():
    assert len(CORE_SLUGS) == len(set(CORE_SLUGS)) == 16
    assert {"de", "de-simple", "en"} <= set(LANGUAGES) <= {language.code for language in KNOWN}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_core_page_and_rubric(language):
    there = {file.stem for file in (FOLDER / language).iterdir()}
    assert there >= {*CORE_SLUGS, *RUBRIC_SLUGS}


def test_no_file_is_without_its_german():
    german = {file.stem for file in (FOLDER / "de").iterdir()}
    assert {file.stem for file in FILES} == german


@EVERY_FILE
def test_begins_with_its_title_and_keeps_the_rules_of_editors(language, slug):
    whole = (FOLDER / language / f"{slug}.md").read_text("utf-8")
    words = words_of(slug, language)
    assert whole.startswith(f"# {words.title}\n\n")
    assert 0 < len(words.title) <= 200
    assert refusals(words.text, {1: False}) == []
    assert "/LANG/" not in words.text


@EVERY_FILE
def test_links_lead_to_our_pages_in_the_same_language_or_to_a_telephone(language, slug):
    for address in _LINK.findall(words_of(slug, language).text):
        if address == "bild:1":  # the page's picture
            continue
        if address.startswith("tel:"):
            assert re.fullmatch(r"tel:(\+\d+|\d{3,6})", address)
            continue
        assert address.startswith(f"/{language}/")
        with override(language):
            assert resolve(address)
        if found := _OWN_PAGE.fullmatch(address):
            assert (FOLDER / language / f"{found[1]}.md").exists()


@pytest.mark.parametrize("slug", [*CORE_SLUGS, *RUBRIC_SLUGS])
def test_translations_have_the_links_and_the_headings_of_the_german(slug):
    german = words_of(slug)
    for language in LANGUAGES:
        theirs = words_of(slug, language)
        links = {link.replace(f"/{language}/", "/de/") for link in _LINK.findall(theirs.text)}
        if language == "de-simple":  # may leave out what is not needed
            assert links <= set(_LINK.findall(german.text))
        else:
            assert links == set(_LINK.findall(german.text)), language
            assert len(_HEADING.findall(theirs.text)) == len(_HEADING.findall(german.text)), (
                language
            )


@pytest.mark.parametrize("slug", [file.stem for file in FILES if file.parent.name == "de"])
def test_german_is_plain(slug):
    text = words_of(slug).text
    assert hints(text) == []
    assert lix(text) <= EASY_LIX


@pytest.mark.parametrize("slug", [*CORE_SLUGS, *RUBRIC_SLUGS])
def test_easy_german_is_easy(slug):
    whole = (FOLDER / "de-simple" / f"{slug}.md").read_text("utf-8")
    assert hints(words_of(slug, "de-simple").text, "de-simple") == []
    sentences = [line for line in re.split(r"(?<=[.!?:])\s+|\n+", whole) if re.search(r"\w", line)]
    assert median(len(re.findall(r"\w+", sentence)) for sentence in sentences) <= 10
    assert _HARD.findall(whole) == []
    assert set(_LONG.findall(whole)) <= _ON_PAPERS  # others have a hyphen


def test_easy_german_keeps_the_ends_of_its_lines():
    text = words_of("sachen-spenden", "de-simple").text
    assert text.startswith("Sie möchten Sachen schenken?\\\nVielen Dank!\n\n**Fragen")
    assert "\\" not in words_of("sachen-spenden").text


def test_core_pages_are_as_long_as_one_reads():
    for slug in CORE_SLUGS:
        assert 120 <= len(re.findall(r"\w+", words_of(slug).text)) <= 260, slug


def test_every_page_says_where_it_has_it_from():
    for plan in [*CORE, HOMES, *OF_THE_REGION]:
        assert plan.source
        assert plan.slug == fold(plan.slug)

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hilfelotse.base.text import clean_line, clean_text, fold

# Everything a keyboard, a broken client or an attacker may send; accents and bidi marks often.
WILD = st.text(
    st.one_of(st.characters(), st.sampled_from("\u0301\u0308\u200e\u202e\u2067\x00\r\n\t\ufffd e"))
)

NAMES = [
    "O'Brien",
    "D’Angelo",
    "Nguyễn Thị Ánh",
    "Suharto",
    "محمد عبد الله",
    "می‌خواهم",  # Persian needs its zero-width non-joiner
    "ሰላም ተስፋይ",
    "Юлія",
    "李小龍",
    "Jean-Luc d’Arc",
    "Müller-Lüdenscheidt",
    "ก้อง",
    "Şükrü Ğ.",
    "x̌ʷəlč",  # a mark that has no composed letter
    "👩‍👩‍👧 Verein",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_is_kept_as_it_is(name):
    name = unicodedata.normalize("NFC", name)
    assert clean_line(name) == name
    assert clean_text(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Toni \t Muster ", "Toni Muster"),
        ("Toni\x00Muster", "ToniMuster"),
        ("Toni\r\nBcc: alle@post.example", "Toni Bcc: alle@post.example"),
        ("Toni\u2028Muster", "Toni Muster"),
        ("evil\u202egnp.exe", "evilgnp.exe"),
        ("\u2067Toni\u2069", "Toni"),
        ("Jose\u0301", "José"),
        ("Jose\u200e\u0301", "José"),
        ("kaputt\ufffd", "kaputt"),
        ("\ud83d", ""),
        ("\ue000privat", "privat"),
        ("\x00", ""),
        ("", ""),
    ],
)
def test_a_line_loses_what_cannot_be_read(typed, kept):
    assert clean_line(typed) == kept


def test_a_text_keeps_its_paragraphs():
    typed = "\r\n  Guten Tag,  \r\n\r\n\r\n\r\nich\thelfe gern.\x00\n\n"
    assert clean_text(typed) == "Guten Tag,\n\nich helfe gern."


@settings(deadline=None)
@given(WILD)
def test_cleaning_a_clean_line_changes_nothing(value):
    cleaned = clean_line(value)
    assert clean_line(cleaned) == cleaned


@settings(deadline=None)
@given(WILD)
def test_cleaning_a_clean_text_changes_nothing(value):
    cleaned = clean_text(value)
    assert clean_text(cleaned) == cleaned


@settings(deadline=None)
@given(WILD)
def test_nothing_that_turns_or_breaks_a_line_is_left(value):
    cleaned = clean_line(value)
    assert not set(cleaned) & set("\x00\r\n\u2028\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069")
    cleaned.encode()  # no lone surrogate: it can be stored and mailed


@pytest.mark.parametrize(
    ("one", "other"),
    [("Müller", "MUELLER"), ("Mu\u0308ller", "Müller"), ("Straße", "strasse"), ("José", "jose")],
)
def test_a_search_finds_other_spellings(one, other):
    assert fold(one) == fold(other)


def test_a_search_tells_different_names_apart():
    assert fold("Müller") != fold("Muller")

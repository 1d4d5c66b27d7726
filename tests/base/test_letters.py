"""Letters that people type for one another are one when they search."""

import pytest

from hilfelotse.base.letters import fold_letters
from hilfelotse.base.stems import stems, words


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("ar", "علي", "على"),  # yeh and alef maksura
        ("ar", "كتاب", "کتاب"),  # Arabic and Persian kaf
        ("ar", "مدرسه", "مدرسة"),
        ("ar", "اطباء", "أطباء"),
        ("ar", "اقامه", "إقامة"),
        ("ar", "مُدَرِّسَة", "مدرسة"),
        ("ar", "مـــدرسة", "مدرسة"),
        ("fa", "ثبت‌نام", "ثبتنام"),
        ("fa", "پزشكي", "پزشکی"),
        ("fa", "۱۴ ٣", "14 3"),
        ("tr", "ISIK", "ışık"),
        ("tr", "İSTANBUL", "istanbul"),
        ("tr", "COCUK", "çocuk"),
        ("uk", "сім’я", "сім'я"),
        ("uk", "сімʼя", "сімя"),
        ("uk", "ґанок", "ганок"),
        ("ru", "ребёнок", "ребенок"),
        ("kmr", "Bijîşk û çêkirin", "bijisk u cekirin"),
        ("ti", "ሃገር ሓኪም ኃይሊ", "ሀገር ሀኪም ሀይሊ"),
        ("ti", "ሠራሕተኛ ዓዲ ፀሓይ ኣብ", "ሰራሕተኛ አዲ ጸሀይ አብ"),
        ("fr", "RÉFUGIÉS à l’école", "refugies a l’ecole"),
    ],
)
def test_one_for_the_other(language, typed, meant):
    assert fold_letters(typed, language) == fold_letters(meant, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("de", "Müller", "Mueller"),
        ("de", "Müller", "MULLER"),
        ("de", "Wohnungen", "wohnung"),
        ("en", "registered", "registering"),
        ("fr", "réfugiée", "refugies"),
        ("ar", "المدرسة", "مدرسه"),
        ("ar", "بالتسجيل", "التسجيل"),
        ("fa", "خانه‌ها", "خانه"),
        ("tr", "doktorlar", "doktora"),
        ("ru", "регистрации", "регистрацию"),
        ("uk", "квартиру", "квартири"),
        ("kmr", "dibistanê", "dibistan"),
        ("ti", "ንሓኪም", "ሃኪም"),
    ],
)
def test_one_stem(language, one, other):
    (first,), (second,) = words(one, language), words(other, language)
    assert first.forms & second.forms


@pytest.mark.parametrize("language", ["de", "de-simple", "en", "ar", "ti", "xx"])
@pytest.mark.parametrize("text", ["", "?!…", "\u200c\u200d ُ", "a", "😀😀", "\x00"])
def test_no_words(language, text):
    assert list(words(text, language)) == []


def test_a_word_without_an_end_is_cut():
    (word,) = words("ab" * 5_000, "ar")
    assert len(word.folded) == 60
    assert all(len(form) <= 32 for form in word.forms)


def test_german_stems_are_what_they_were():
    assert stems("Die Wohnungen der Müllers, bitte") == ["wohnung", "mull"]
    assert stems("Schule Amt Kinder", at_most=2) == ["schul", "amt"]

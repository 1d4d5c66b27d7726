"""Keys of names: variants of one name share one, different names do not."""

from itertools import combinations

import pytest

from hilfelotse.people.given_names import own_forms
from hilfelotse.people.names import joined, koelner, parts, shortened, skeletons, words

ONE_NAME = [
    ["Muhammad", "Mohammed", "Mohamed", "Muhamed", "Mohamad", "محمد"],
    ["Hussein", "Hussain", "Husain", "Hossein", "Houssein", "حسين"],
    ["Khaled", "Khalid", "Chalid", "خالد"],
    ["Jamal", "Djamal", "Dschamal", "Gamal", "جمال"],
    ["Aisha", "Aischa", "Aicha", "عائشة"],
    ["Youssef", "Yusuf", "Yousef", "Jusuf", "يوسف"],
    ["Qasim", "Kasim", "Kassem", "قاسم"],
    ["Abdulrahman", "Abd ur Rahman", "Abdul Rahman", "Abdelrahman", "Abd al-Rahman", "عبد الرحمن"],
    ["Abdulrahman", "Abderrahman", "Abdurrahman", "Abd-er-Rahman"],
    ["Abdullah", "Abdallah", "Abdellah", "Abdulla", "عبد الله", "عبدالله"],
    ["Al-Hussein", "Alhussein", "Hussein", "El Hussein", "الحسين"],
    ["As-Sayed", "Al Sayed", "Sayed"],
    ["Shevchenko", "Schewtschenko", "Chevchenko", "Шевченко"],
    ["Serhij", "Serhiy", "Serhii", "Sergii", "Sergey", "Сергій"],
    ["Yevhen", "Jewhen", "Ievhen", "Євген"],
    ["Yuliia", "Julija", "Iuliia", "Юлія"],
    ["Khmelnytskyi", "Chmelnyzkyj", "Хмельницький"],
    ["Zhuk", "Schuk", "Жук"],
    ["Solovyov", "Solowjow", "Соловйов"],
    ["Yıldız", "Yildiz", "YILDIZ"],
    ["Şahin", "Sahin"],
    ["O'Connor", "O’Connor", "OConnor"],
]
DIFFERENT = [
    ("Anna", "Olena"), ("Ahmad", "Hamid"), ("Kovalenko", "Kovalchuk"), ("Meier", "Müller"),
    ("Shevchenko", "Savchenko"), ("Al-Sayed", "Al-Hariri"), ("Tamer", "Samir"),
    ("Ivanenko", "Ivashchenko"),
]  # fmt: skip


def keys(name: str) -> set[str]:
    return {found for part in parts(name) for found in skeletons(part)}


@pytest.mark.parametrize("variants", ONE_NAME, ids=lambda variants: variants[0])
def test_the_spellings_of_a_name_share_a_key(variants):
    first, *others = variants
    assert [other for other in others if not keys(first) & keys(other)] == []


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_share_none(one, other):
    assert keys(one) & keys(other) == set()


def test_names_of_different_lines_of_the_table_do_not_meet_in_the_table():
    for one, other in combinations(["hassan", "hussein", "mahmoud", "muhammad"], 2):
        assert own_forms(one)
        assert own_forms(one) & own_forms(other) == set()


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("mueller", "657"), ("luedenscheidt", "52682"), ("wikipedia", "3412"),
        ("breschnew", "17863"), ("meier", "67"), ("mayr", "67"), ("maier", "67"),
        ("schmidt", "862"), ("schmitt", "862"), ("philipp", "351"), ("xaver", "4837"),
        ("cello", "85"), ("clara", "457"), ("acht", "042"), ("h", ""), ("中", ""),
    ],
)  # fmt: skip
def test_koelner_phonetik(word, code):
    assert koelner(word) == code


def test_words_are_latin_and_folded():
    assert words("Jörg Straße-Øster") == ("joerg", "strasse", "oester")
    assert words("Юлія Щука") == ("yuliia", "shchuka")
    assert words("مُحَمَّد") == words("محمد") == ("mhmd",)
    assert words("ﻣﺤﻤﺪ") == ("mhmd",)  # the shapes that a PDF gives
    assert words("Anna 2. Müller") == ("anna", "mueller")
    assert words("") == words("123 !?") == ()


def test_parts_leave_articles_out_and_join_what_belongs_together():
    assert parts("Mohammad al-Hussein") == ["mohammad", "hussein"]
    assert parts("Abd ur Rahman Nouri") == ["abdulrahman", "nouri"]
    assert parts("An Nguyen") == ["nguyen"]
    assert parts("Al Gore") == ["gore"]
    assert parts("Meier, Anna Maria") == ["anna", "maria", "meier"]
    assert parts("Peter Al") == ["peter", "al"]
    assert parts("Maria Abdul") == ["maria", "abdul"]
    assert joined(["hans", "peter", "maier"]) == ["hanspeter", "petermaier"]


def test_short_forms():
    assert own_forms("sascha") == {"alexander", "alexandra"}
    assert own_forms("mykola") & own_forms("nikolai") == {"nikolai"}
    assert own_forms("kartoffel") == frozenset()


def test_nothing_is_left_of_a_vowel_but_the_word():
    assert skeletons("ia") == {"ia"}
    assert skeletons("eva") == {"AF"}
    assert skeletons("zoya") & skeletons("soja") == {"soa"}


def test_words_that_share_a_shortened_form_are_a_letter_apart():
    assert shortened("schroeder") & shortened("schreder")
    assert shortened("schmidt") & shortened("schmdit")
    assert not shortened("kaya") & shortened("yaka")
    assert shortened("li") == {"li"}

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hilfelotse.base import reference

SAMPLE = [(26, 1), (26, 4711), (26, 999_999), (27, 1_000_000), (0, 0), (99, 1234567890123)]


def digits_of(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if char.isdigit()]


def test_a_reference_looks_as_in_the_letters():
    assert reference.make("KF", 2026, 4711) == "KF-26-004711-9"


@settings(deadline=None)
@given(st.integers(2000, 2099), st.integers(0, 10**15))
def test_what_is_made_is_understood(year, number):
    assert reference.parse(reference.make("KF", year, number)) == (year - 2000, number)


@pytest.mark.parametrize(
    "typed", ["KF-26-004711-9", "kf 26 004711 9", " KF26004711-9 ", "26-004711-9", "260047119"]
)
def test_it_is_understood_however_it_is_written(typed):
    assert reference.parse(typed) == (26, 4711)


@pytest.mark.parametrize(
    "typed",
    ["", "KF", "KF-26-004711", "KF-26-004711-4", "KFX-26-004711-9", "KF-26-4711-9", "KF-26-\x00"],
)
def test_anything_else_is_none(typed):
    assert reference.parse(typed) is None


@pytest.mark.parametrize(("year", "number"), SAMPLE)
def test_every_single_wrong_digit_is_found(year, number):
    right = reference.make("KF", 2000 + year, number)
    wrong = [
        right[:at] + digit + right[at + 1 :]
        for at in digits_of(right)
        for digit in "0123456789"
        if digit != right[at]
    ]
    assert [text for text in wrong if reference.parse(text)] == []


@pytest.mark.parametrize(("year", "number"), SAMPLE)
def test_every_swap_of_neighbours_is_found(year, number):
    right = reference.make("KF", 2000 + year, number)
    places = digits_of(right)
    wrong = []
    for left, after in pairwise(places):
        chars = list(right)
        chars[left], chars[after] = chars[after], chars[left]
        wrong.append("".join(chars))
    assert [text for text in wrong if text != right and reference.parse(text)] == []

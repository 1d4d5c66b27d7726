"""Whether two names can be those of one person."""

from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from hilfelotse.people import names
from hilfelotse.people.given_names import own_forms

SPELT_ALIKE = 55  # of 100: „mhmd“ and „mohammed“, which sound the same by one key
BOTH_KEYS = 40  # „Meier“ and „Mayr“, which sound the same by both
TYPED_ALIKE = 88
LONG_ENOUGH = 5  # in a shorter word one wrong letter makes another name
PARTS = 5


class Level(IntEnum):
    """How alike two words are; the higher the surer."""

    NOT = 0
    INITIAL = 1
    TYPED = 2
    SOUNDS = 3
    FORM = 4
    EXACT = 5


class Names(IntEnum):
    """What two names say together."""

    UNKNOWN = 0  # one of them is missing
    DIFFERENT = 1
    FAMILY = 2  # the last name agrees, the first does not
    PARTLY = 3
    ONE_WORD = 4  # one of them is a single word, which agrees
    INNER = 5  # the shorter stands in the longer, without its first word: father or son
    ALL = 6


@dataclass(frozen=True)
class Likeness:
    """``level``: of the word that agrees least; ``differing``: words that are spelt differently."""

    names: Names
    level: Level = Level.NOT
    differing: tuple[tuple[str, str], ...] = ()


def alike(one: str, other: str) -> Level:
    """How alike two folded words of names are."""
    if one == other:
        return Level.EXACT
    if min(len(one), len(other)) == 1:
        return Level.INITIAL if one[:1] == other[:1] else Level.NOT
    if forms := own_forms(one) and own_forms(other):
        return Level.FORM if own_forms(one) & forms else Level.NOT
    if _feminine(one) != _feminine(other):
        return Level.NOT  # Samir and Samira, Daniel and Daniela
    sounds = [
        bool(names.skeletons(one) & names.skeletons(other)),
        bool(names.koelner(one)) and names.koelner(one) == names.koelner(other),
    ]
    if any(sounds) and fuzz.ratio(one, other) >= (BOTH_KEYS if all(sounds) else SPELT_ALIKE):
        return Level.SOUNDS
    return Level.TYPED if _mistyped(one, other) else Level.NOT


def _feminine(word: str) -> bool:
    return word.removesuffix("h").endswith("a")


def _mistyped(one: str, other: str) -> bool:
    if min(len(one), len(other)) < LONG_ENOUGH:
        return False
    return OSA.distance(one, other) == 1 or fuzz.ratio(one, other) >= TYPED_ALIKE


def compare(one: str, other: str) -> Likeness:
    """What the two names say about whether they are one person's. The order of words is free."""
    ones, others = names.parts(one)[:PARTS], names.parts(other)[:PARTS]
    if not ones or not others:
        return Likeness(Names.UNKNOWN)
    ways = [(ones, others), (_first_joined(ones), others), (ones, _first_joined(others))]
    return max((_compared(*way) for way in ways), key=lambda found: (found.names, found.level))


def _first_joined(parts: list[str]) -> list[str]:
    """„Hans Peter Meier“ as „Hanspeter Meier“."""
    return [parts[0] + parts[1], *parts[2:]] if len(parts) > 2 else parts


def _compared(ones: list[str], others: list[str]) -> Likeness:
    met = _matched(ones, others)
    level = min((level for _i, _k, level in met), default=Level.NOT)
    differing = tuple((ones[i], others[k]) for i, k, level in met if level < Level.EXACT)
    return Likeness(_verdict(ones, others, met), level, differing)


def _matched(ones: list[str], others: list[str]) -> list[tuple[int, int, Level]]:
    """The words that belong together, the surest first; each word once."""
    every = [
        (alike(word, second), -abs(i - k), i, k)
        for i, word in enumerate(ones)
        for k, second in enumerate(others)
    ]
    met: list[tuple[int, int, Level]] = []
    for level, _near, i, k in sorted(every, reverse=True):
        taken = any(i == a or k == b for a, b, _level in met)
        if level > Level.NOT and not taken:
            met.append((i, k, level))
    return sorted(met)


def _verdict(ones: list[str], others: list[str], met: list[tuple[int, int, Level]]) -> Names:
    fewer = min(len(ones), len(others))
    if not met:
        return Names.DIFFERENT
    if len(met) == fewer:
        return Names.ONE_WORD if fewer == 1 else _whole(ones, others, met)
    firsts_met = any(i == 0 or k == 0 for i, k, _level in met)
    return Names.PARTLY if firsts_met else Names.FAMILY


def _whole(ones: list[str], others: list[str], met: list[tuple[int, int, Level]]) -> Names:
    """The longer name may have more words at its end or inside, but not before."""
    longer = max(len(ones), len(others))
    side = 0 if len(ones) == longer else 1
    first_is_met = any(pair[side] == 0 for pair in met)
    return Names.ALL if first_is_met else Names.INNER

"""By what a case is found: words, numbers and sounds, each behind the sign of its kind.

A name of two words has about thirty keys, one of four about fifty. Pairs of words are for finding
duplicates: „Müller“ has thousands of cases in a large office, „Anna Müller“ a few.
"""

import itertools
from collections.abc import Iterable

from hilfelotse.base.stems import stems
from hilfelotse.people import names
from hilfelotse.people.given_names import own_forms
from hilfelotse.people.models import Party
from hilfelotse.places.streets import addresses

NAME, SLIP, SOUND, SKELETON, REACH, TEXT = "n:", "s:", "k:", "t:", "c:", "w:"
FROM_END = "r:"  # a number read backwards: callers say the last digits
SOUND_PAIR, SKELETON_PAIR, PLACE = "kk:", "tt:", "a:"
WRITTEN = (TEXT, PLACE)  # from what was written; all others say who it is
LENGTH = 48  # of the column
STEMS_OF_A_TEXT = 120  # a long mail is found by its first words, too
PAIRS_OF_A_NAME = 4


def of_name(name: str) -> set[str]:
    """Exact words, slips of the finger, sound, spelling from other scripts."""
    every, parts = names.words(name), names.parts(name)
    keys = {NAME + word for word in (*every, *names.joined(parts))}
    for word in {*every[:2], *every[-2:]}:  # more words than anybody types who mistypes one
        keys |= _slips(word)
    for word in {*every, *parts}:
        keys |= _sounds(word)
    for word in names.joined(parts):
        keys |= {SKELETON + found for found in names.skeletons(word)}
    return _short(keys)


def alike(name: str) -> list[set[str]]:
    """For each part of a name that somebody types: the keys of all it may be meant for."""
    parts = names.parts(name)
    wanted = [_slips(word) | _sounds(word) for word in parts]
    for place, both in enumerate(names.joined(parts)):
        together = {SKELETON + found for found in names.skeletons(both)} | {NAME + both}
        wanted[place] |= together
        wanted[place + 1] |= together
    return [_short(keys) for keys in wanted]


def of_pairs(name: str) -> set[str]:
    """Two words of a name at a time, in whatever order: by sound, and by spelling."""
    keys = set()
    for one, other in _pairs(names.parts(name)):
        sounds = sorted([names.koelner(one), names.koelner(other)])
        keys |= {SOUND_PAIR + " ".join(sounds)} if all(sounds) else set()
        forms = itertools.product(_forms(one), _forms(other))
        keys |= {SKELETON_PAIR + " ".join(sorted(both)) for both in forms}
    return _short(keys)


def of_reach(values: Iterable[str]) -> set[str]:
    """Telephone numbers (E.164) and mail addresses."""
    known = [value.lower() for value in values if value]
    numbers = {FROM_END + value[:0:-1] for value in known if value.startswith("+")}
    return _short({REACH + value for value in known} | numbers)


def of_text(text: str) -> set[str]:
    """Stems of what somebody wrote, and the addresses in it."""
    return _short({TEXT + stem for stem in stems(text, STEMS_OF_A_TEXT)} | of_places(text))


def of_places(text: str) -> set[str]:
    """Streets with their numbers."""
    return _short({PLACE + address for address in addresses(text)})


def of_person(party: Party, reach: Iterable[str]) -> set[str]:
    """All keys that say who it is."""
    return of_name(party.full_name) | of_pairs(party.name) | of_reach(reach)


def _slips(word: str) -> set[str]:
    return {SLIP + short for short in names.shortened(word)}


def _sounds(word: str) -> set[str]:
    sound = names.koelner(word)
    return {SKELETON + form for form in _forms(word)} | ({SOUND + sound} if sound else set())


def _forms(word: str) -> frozenset[str]:
    """How the word may be spelt; and of which names it is a form: „=alexander“ for Sascha."""
    return names.skeletons(word) | {f"={own}" for own in own_forms(word)}


def _pairs(parts: list[str]) -> list[tuple[str, str]]:
    """The first and the last, then their neighbours: of four names people give different ones."""
    if len(parts) < 2:
        return []
    chosen = [(parts[0], parts[-1]), (parts[0], parts[1]), (parts[-2], parts[-1])]
    if len(parts) > 2:
        chosen.append((parts[0] + parts[1], parts[-1]))  # „Hans-Peter“ and „Hanspeter“
    return list(dict.fromkeys(chosen))[:PAIRS_OF_A_NAME]


def _short(keys: set[str]) -> set[str]:
    return {key[:LENGTH] for key in keys}

"""How many duplicates the product finds, and for whom. What looking costs: see volume.py.

Invented people (persons.py), families among them as hard negatives; nothing is tuned to them. The
figures compare methods and origins with each other. How good it is in an office only its own
decisions will say.
"""

import itertools
from collections import defaultdict
from dataclasses import dataclass

from benchmarks.persons import ORIGINS, Crowd
from hilfelotse.cases import keys
from hilfelotse.duplicates.candidates import BLOCK
from hilfelotse.duplicates.score import LIKELY, SHOWN, Entry, score

PEOPLE, QUICK_PEOPLE = 10_000, 3_000
CONTACTS = (keys.REACH,)
HEARD = (*CONTACTS, keys.SOUND_PAIR)
ALL = (*HEARD, keys.SKELETON_PAIR, keys.PLACE)
METHODS = {"same number or address": CONTACTS, "and Kölner Phonetik": HEARD, "all keys": ALL}

Pairs = set[tuple[int, int]]


@dataclass(frozen=True)
class Measure:
    """Of the pairs that were found, how many are right; of the right ones, how many were found."""

    precision: float
    recall: float
    by_origin: dict[str, float]

    @property
    def balance(self) -> float:
        """The worst recall of an origin beside the best."""
        return min(self.by_origin.values()) / max(self.by_origin.values())

    def __str__(self) -> str:
        origins = "  ".join(f"{self.by_origin[origin]:.2f}" for origin in ORIGINS)
        f1 = 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)
        return f"{self.precision:.3f}  {self.recall:.3f}  {f1:.3f}   {origins}   {self.balance:.2f}"


class Trial:
    """All entries in memory, found by the product's keys and judged by the product's points."""

    def __init__(self, people: int, seed: int = 4711) -> None:
        rows = Crowd(people, seed).entries()
        self.entries = [entry for _person, _origin, entry in rows]
        self.origins = [origin for _person, origin, _entry in rows]
        by_person: dict[int, list[int]] = defaultdict(list)
        for number, (person, _origin, _entry) in enumerate(rows):
            by_person[person].append(number)
        self.true: Pairs = {
            pair for some in by_person.values() for pair in itertools.combinations(some, 2)
        }
        self.having: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for key in _keys_of(entry):
                self.having[key].append(number)

    def candidates(self, kinds: tuple[str, ...]) -> Pairs:
        """Pairs with a key in common that not too many have."""
        blocks = (
            numbers
            for key, numbers in self.having.items()
            if key.startswith(kinds) and len(numbers) <= BLOCK
        )
        return {pair for numbers in blocks for pair in itertools.combinations(numbers, 2)}

    def judge(self, found: Pairs) -> dict[tuple[int, int], int]:
        """The points of each pair."""
        return {pair: self._points(pair) for pair in found}

    def _points(self, pair: tuple[int, int]) -> int:
        one, other = (self.entries[number] for number in pair)
        same = keys.of_pairs(one.name) & keys.of_pairs(other.name)
        bearers = min((len(self.having[key]) for key in same), default=None)
        return score(one, other, bearers=bearers).total

    def measure(self, shown: Pairs) -> Measure:
        right = shown & self.true
        return Measure(
            len(right) / (len(shown) or 1),
            len(right) / len(self.true),
            {origin: self._recall(right, origin) for origin in ORIGINS},
        )

    def _recall(self, right: Pairs, origin: str) -> float:
        wanted = {pair for pair in self.true if self.origins[pair[0]] == origin}
        return len(right & wanted) / len(wanted)


def _keys_of(entry: Entry) -> set[str]:
    return (
        keys.of_pairs(entry.name)
        | keys.of_reach([entry.email, entry.phone])
        | keys.of_places(entry.text)
    )


def run(*, quick: bool) -> int:
    """Print the table. There is no limit to break: what it costs stands in volume.py."""
    trial = Trial(people := QUICK_PEOPLE if quick else PEOPLE)
    print(f"\n{people:,} invented people, {len(trial.entries):,} entries, "
          f"{len(trial.true):,} pairs of one person")  # fmt: skip
    print(f"{'':<38} {'P':>5}  {'R':>5}  {'F1':>5}   {'  '.join(o[:4] for o in ORIGINS)}   min/max")
    for name, kinds in METHODS.items():
        found = trial.candidates(kinds)
        points = trial.judge(found)
        reached = trial.measure(found)
        print(f"{name}: compared {len(found):,}, reaches {reached.recall:.3f}")
        for least in (SHOWN, LIKELY):
            shown = {pair for pair, total in points.items() if total >= least}
            print(f"{f'  at {least} points':<38} {trial.measure(shown)}", flush=True)
    return 0

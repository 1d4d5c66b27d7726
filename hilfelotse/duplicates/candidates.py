"""Which entries may be one: found by keys, then scored.

Every look is bounded. A key that more than BLOCK cases have says too little to be worth a look: a
name of so many bearers shows nothing alone, and what does show something has a key of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q, QuerySet, prefetch_related_objects

from hilfelotse.accounts.models import User
from hilfelotse.base import clock, counting, phone
from hilfelotse.cases import keys
from hilfelotse.cases.models import Case, SearchKey
from hilfelotse.duplicates.models import Decision
from hilfelotse.duplicates.score import Entry, Score, score
from hilfelotse.people.models import ContactPoint

BLOCK = 60
COMPARED_AT_MOST = 60  # with one case
SHOWN_AT_MOST = 8
REVIEWED = 50  # cases that one page of the review list compares with all others
_KEYS_COUNTED_AT_ONCE = 500
_TELLING = (keys.REACH, keys.PLACE)
_KINDS = (keys.REACH, keys.SOUND_PAIR, keys.SKELETON_PAIR, keys.PLACE)


@dataclass(frozen=True)
class Candidate:
    """A case that may be the same, and why."""

    case: Case
    score: Score


@dataclass(frozen=True)
class Pair:
    """Two open cases that may be one; ``first`` came in first."""

    first: Case
    second: Case
    score: Score


@dataclass(frozen=True)
class _Found:
    """Which cases have which of the keys, and how many cases have each key."""

    by_case: Mapping[int, set[str]]
    number: Mapping[str, int]

    def bearers(self, one: Entry, other: Entry) -> int | None:
        """How many cases bear the name of both, counted up to BLOCK + 1; None if it is not one."""
        shared = keys.of_pairs(one.name) & keys.of_pairs(other.name)
        return min((self.number[key] for key in shared if key in self.number), default=None)


def for_entry(
    *, user: User, name: str = "", email: str = "", phone_number: str = "", text: str = "",
    kind: str = "",
) -> list[Candidate]:  # fmt: skip
    """What somebody is writing down just now, beside all cases that the user may see."""
    number = phone.normalise(phone_number) or "" if phone_number else ""
    entry = Entry(name, email.lower(), number, text, kind, at=clock.now())
    wanted = keys.of_pairs(name) | keys.of_reach([email, number]) | keys.of_places(text)
    return _scored(entry, wanted, _comparable(Case.objects.visible_to(user)))


def for_case(*, user: User, case: Case) -> list[Candidate]:
    """Undecided candidates for a case, open or ended, that the user may see."""
    cases = _comparable(Case.objects.visible_to(user)).exclude(pk=case.pk)
    decided = _decided([case.pk])
    cases = cases.exclude(pk__in={pk for pair in decided for pk in pair})
    cases = cases.exclude(split_from=case)
    if case.split_from_id:
        cases = cases.exclude(pk=case.split_from_id)
    prefetch_related_objects([case], "party__contact_points")
    return _scored(_entry(case), _keys_of([case.pk])[case.pk], cases)


def pairs(cases: QuerySet[Case], *, before: int | None = None) -> tuple[list[Pair], int | None]:
    """Undecided pairs of open ``cases``, the likeliest first; and where to go on, or None.

    Compares the REVIEWED newest cases (those below ``before``) with all older ones, so that each
    pair stands on one page only.
    """
    mine = _comparable(cases).open()
    page = mine.filter(pk__lt=before) if before else mine
    ids = list(page.order_by("-pk").values_list("pk", flat=True)[: REVIEWED + 1])
    now, following = ids[:REVIEWED], ids[REVIEWED:]
    by_case = _keys_of(now)
    found = _find(set(chain(*by_case.values())), mine)
    entries = _load(mine, found.by_case)
    decided = _decided(now)
    made = [
        _pair(entries[newer], entries[older], shared, found)
        for newer in now
        for older, shared in _nearest(_older(newer, by_case[newer], found)).items()
        if (older, newer) not in decided
    ]
    shown = [pair for pair in made if pair.score.is_shown and not _split(pair)]
    shown.sort(key=lambda pair: (-pair.score.total, -pair.second.pk))
    return shown, now[-1] if following else None


def _pair(newer: Case, older: Case, shared: set[str], found: _Found) -> Pair:
    return Pair(older, newer, _judged(_entry(newer), _entry(older), shared, found))


def _judged(one: Entry, other: Entry, shared: set[str], found: _Found) -> Score:
    return score(one, other, bearers=found.bearers(one, other), shared_places=_places(shared))


def _older(newer: int, wanted: set[str], found: _Found) -> dict[int, set[str]]:
    return {pk: wanted & having for pk, having in found.by_case.items()
            if pk < newer and wanted & having}  # fmt: skip


def _nearest(shared: Mapping[int, set[str]]) -> dict[int, set[str]]:
    """Those to compare: a number or address in common before names, more before less, new first."""

    def nearness(pk: int) -> tuple[bool, int, int]:
        return any(key.startswith(_TELLING) for key in shared[pk]), len(shared[pk]), pk

    return {pk: shared[pk] for pk in sorted(shared, key=nearness, reverse=True)[:COMPARED_AT_MOST]}


def _split(pair: Pair) -> bool:
    return pair.second.split_from_id == pair.first.pk


def _scored(entry: Entry, wanted: set[str], cases: QuerySet[Case]) -> list[Candidate]:
    found = _find(wanted, cases)
    near = _nearest(found.by_case)
    candidates = [
        Candidate(case, _judged(entry, _entry(case), near[pk], found))
        for pk, case in _load(cases, near).items()
    ]
    shown = [candidate for candidate in candidates if candidate.score.is_shown]
    shown.sort(key=lambda candidate: (-candidate.score.total, -candidate.case.pk))
    return shown[:SHOWN_AT_MOST]


def _comparable(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Which did not end as a duplicate or as spam themselves."""
    return cases.exclude(outcome__in=[Case.Outcome.DUPLICATE, Case.Outcome.SPAM])


def _find(wanted: set[str], cases: QuerySet[Case]) -> _Found:
    number = _count(wanted)
    telling = [key for key in sorted(wanted) if 0 < number[key] <= BLOCK]
    rows = SearchKey.objects.filter(key__in=telling)
    by_case: dict[int, set[str]] = defaultdict(set)
    for key, case_id in rows.values_list("key", "case"):
        by_case[case_id].add(key)
    # In two steps: joined with all cases, the planner likes to read all of them.
    there = set(cases.filter(pk__in=list(by_case)).values_list("pk", flat=True))
    return _Found({pk: having for pk, having in by_case.items() if pk in there}, number)


def _count(wanted: set[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    every = sorted(wanted)
    for start in range(0, len(every), _KEYS_COUNTED_AT_ONCE):
        some = every[start : start + _KEYS_COUNTED_AT_ONCE]
        rows = {key: SearchKey.objects.filter(key=key) for key in some}
        numbers |= counting.up_to(BLOCK + 1, rows)
    return numbers


def _keys_of(case_ids: list[int]) -> dict[int, set[str]]:
    """The stored keys: also those of later mails and notes."""
    kinds = Q()
    for kind in _KINDS:
        kinds |= Q(key__startswith=kind)
    by_case: dict[int, set[str]] = {pk: set() for pk in case_ids}
    rows = SearchKey.objects.filter(kinds, case__in=case_ids)
    for key, case_id in rows.values_list("key", "case"):
        by_case[case_id].add(key)
    return by_case


def _load(cases: QuerySet[Case], ids: Iterable[int]) -> dict[int, Case]:
    rows = cases.select_related("party", "owner").prefetch_related("party__contact_points")
    return rows.in_bulk(list(ids))


def _entry(case: Case) -> Entry:
    party = case.party
    email = party and party.contact(ContactPoint.Kind.EMAIL)
    number = party and party.contact(ContactPoint.Kind.PHONE)
    return Entry(
        name=party.name if party else "",
        email=email.value if email else "",
        phone=number.value if number else "",
        text=case.text,
        kind=case.kind,
        at=case.received_at,
        party_id=case.party_id,
    )


def _places(shared: set[str]) -> frozenset[str]:
    start = len(keys.PLACE)
    return frozenset(key[start:] for key in shared if key.startswith(keys.PLACE))


def _decided(case_ids: list[int]) -> set[tuple[int, int]]:
    rows = Decision.objects.filter(Q(first__in=case_ids) | Q(second__in=case_ids))
    return set(rows.values_list("first", "second"))

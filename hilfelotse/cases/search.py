"""Finding a case by whatever somebody says on the telephone.

Each case has keys of one table, the same on both engines: words of names, how they sound, how they
look with a letter missing, numbers and addresses, stems of what was written. A key begins with its
kind, so that a name never finds a text by accident.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.base import phone
from hilfelotse.base.stems import stems
from hilfelotse.base.text import clean_line, fold
from hilfelotse.cases.models import Case, SearchKey
from hilfelotse.people import names
from hilfelotse.people.models import Party

NAME, SLIP, SOUND, SKELETON, REACH, TEXT = "n:", "s:", "k:", "t:", "c:", "w:"
STEMS_OF_A_TEXT = 120  # a long mail is found by its first words, too
SEARCH_AT_MOST = 50
_KEY_LENGTH = 48


def name_keys(name: str) -> set[str]:
    """The keys of a name: exact words, slips of the finger, sound, spelling from other scripts."""
    keys = set()
    for word in names.words(name):
        keys |= {NAME + word, SOUND + names.koelner(word), SKELETON + names.skeleton(word)}
        keys |= {SLIP + short for short in names.shortened(word)}
    return keys


def text_keys(text: str) -> set[str]:
    """The keys of what somebody wrote."""
    return {TEXT + stem for stem in stems(text)[:STEMS_OF_A_TEXT]}


def reach_keys(values: Iterable[str]) -> set[str]:
    """The keys of telephone numbers (E.164) and mail addresses."""
    return {(REACH + value.lower())[:_KEY_LENGTH] for value in values if value}


def add(case: Case, keys: Iterable[str]) -> None:
    """Let the case be found by ``keys``, too."""
    SearchKey.objects.bulk_create(
        (SearchKey(case=case, key=key[:_KEY_LENGTH]) for key in keys), ignore_conflicts=True
    )


def index(case: Case, party: Party | None = None, reach: Iterable[str] = ()) -> None:
    """The keys of a fresh case: whom it is about, and what it says."""
    keys = text_keys(case.text)
    if party is not None:
        keys |= name_keys(party.full_name) | reach_keys(reach)
    add(case, keys)


def index_person_anew(party: Party) -> None:
    """Name or contact changed: in all of the person's cases the old keys go, the new ones come."""
    reach = party.contact_points.values_list("value", flat=True)
    keys = name_keys(party.full_name) | reach_keys(reach)
    for case in party.cases.all():
        personal = SearchKey.objects.filter(case=case).exclude(key__startswith=TEXT)
        personal.delete()
        add(case, keys)


def search(*, user: User, text: str) -> list[Case]:
    """Cases by reference number, telephone number, mail address, name or words, the best first.

    A name may be misspelt by a letter, sound alike, or come from another script; every word must
    find something. At most SEARCH_AT_MOST.
    """
    cases = Case.objects.visible_to(user)
    wanted = clean_line(text)
    if not wanted:
        return []
    found = list(cases.by_reference(wanted).select_related("party", "owner"))
    return found or _fetch(cases, _by_steps(cases, wanted))


def _by_steps(cases: QuerySet[Case], wanted: str) -> list[int]:
    number = phone.normalise(wanted)
    looks_like_number = wanted.strip("+ ()/-0123456789") == ""
    if "@" in wanted:
        return _with_all(cases, [reach_keys([wanted])])
    if looks_like_number:
        return _with_all(cases, [reach_keys([number])]) if number else []
    found: list[int] = []
    for step in (_exact, _similar, _words):
        wanted_keys = step(wanted)
        if wanted_keys and len(found) < SEARCH_AT_MOST:
            found += [pk for pk in _with_all(cases, wanted_keys) if pk not in found]
    return found[:SEARCH_AT_MOST]


def _exact(wanted: str) -> list[set[str]]:
    return [{NAME + word} for word in names.words(wanted)]


def _similar(wanted: str) -> list[set[str]]:
    return [
        {SOUND + names.koelner(word), SKELETON + names.skeleton(word)}
        | {SLIP + short for short in names.shortened(word)}
        for word in names.words(wanted)
    ]


def _words(wanted: str) -> list[set[str]]:
    return [{TEXT + stem} for stem in stems(fold(wanted))]


def _with_all(cases: QuerySet[Case], wanted: list[set[str]]) -> list[int]:
    """The newest cases that have one key of each set."""
    for keys in wanted:
        having = SearchKey.objects.filter(key__in=keys).values("case")
        cases = cases.filter(pk__in=having)
    return list(cases.order_by("-pk").values_list("pk", flat=True)[:SEARCH_AT_MOST])


def _fetch(cases: QuerySet[Case], ids: list[int]) -> list[Case]:
    by_id = cases.select_related("party", "owner").in_bulk(ids)
    return [by_id[pk] for pk in ids if pk in by_id]

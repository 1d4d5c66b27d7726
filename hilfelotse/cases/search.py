"""Finding a case by whatever somebody says on the telephone.

Each case has keys of one table, the same on both engines: words of names, how they sound, how they
look with a letter missing, numbers and addresses, stems of what was written. A key begins with its
kind, so that a name never finds a text by accident.
"""

from collections.abc import Iterable

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.base import counting, phone
from hilfelotse.base.stems import stems
from hilfelotse.base.text import clean_line, fold
from hilfelotse.cases.models import Case, SearchKey
from hilfelotse.people import names
from hilfelotse.people.models import Party

NAME, SLIP, SOUND, SKELETON, REACH, TEXT = "n:", "s:", "k:", "t:", "c:", "w:"
STEMS_OF_A_TEXT = 120  # a long mail is found by its first words, too
SEARCH_AT_MOST = 50
WORDS_AT_MOST = 8  # of a question that somebody pastes whole
COMMON = 1000  # from here on it does not matter which of two words is the rarer
_KEY_LENGTH = 48
_SILENT = {SOUND, SKELETON}


def name_keys(name: str) -> set[str]:
    """The keys of a name: exact words, slips of the finger, sound, spelling from other scripts."""
    keys = set()
    for word in names.words(name):
        keys |= {NAME + word} | _like(word)
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


class How(models.TextChoices):
    """What of a case matched, the surest first."""

    REFERENCE = "reference", _("Vorgangsnummer")
    REACH = "reach", _("Telefon oder E-Mail")
    NAME = "name", _("Name")
    SIMILAR = "similar", _("Ähnlicher Name")
    TEXT = "text", _("Text")


def search(*, user: User, text: str) -> list[Case]:
    """Cases by reference number, telephone number, mail address, name or words, the best first.

    A name may be misspelt by a letter, sound alike, or come from another script; every word must
    find something. At most SEARCH_AT_MOST.
    """
    return [case for cases in search_by_how(user=user, text=text).values() for case in cases]


def search_by_how(*, user: User, text: str) -> dict[How, list[Case]]:
    """``search``, told apart by what matched."""
    cases = Case.objects.visible_to(user)
    wanted = clean_line(text)
    if not wanted:
        return {}
    exact = list(cases.by_reference(wanted).select_related("party", "owner"))
    return {How.REFERENCE: exact} if exact else _fetch(cases, _by_steps(cases, wanted))


def _by_steps(cases: QuerySet[Case], wanted: str) -> dict[How, list[int]]:
    number = phone.normalise(wanted)
    looks_like_number = wanted.strip("+ ()/-0123456789") == ""
    if "@" in wanted:
        return {How.REACH: _with_all(cases, [reach_keys([wanted])])}
    if looks_like_number:
        return {How.REACH: _with_all(cases, [reach_keys([number])])} if number else {}
    found: dict[How, list[int]] = {}
    known: set[int] = set()
    for how, step in ((How.NAME, _exact), (How.SIMILAR, _similar), (How.TEXT, _words)):
        if len(known) < SEARCH_AT_MOST:
            ids = [pk for pk in _with_all(cases, step(wanted)) if pk not in known]
            found[how] = ids[: SEARCH_AT_MOST - len(known)]
            known |= set(found[how])
    return found


def _exact(wanted: str) -> list[set[str]]:
    return [{NAME + word} for word in names.words(wanted)]


def _similar(wanted: str) -> list[set[str]]:
    return [_like(word) for word in names.words(wanted)]


def _like(word: str) -> set[str]:
    """The keys of everything that a name could have been; not the empty sound of a foreign sign."""
    slips = {SLIP + short for short in names.shortened(word)}
    return ({SOUND + names.koelner(word), SKELETON + names.skeleton(word)} | slips) - _SILENT


def _words(wanted: str) -> list[set[str]]:
    """Each word stands in the text or is a name: „Müller Wohnung“ is Ms Müller's flat."""
    sets = []
    for word in fold(wanted).split():
        keys = {TEXT + stem for stem in stems(word)}
        if keys:
            sets.append(keys | {NAME + name for name in names.words(word)})
    return sets


def having(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Of ``cases`` those with each word of ``text`` in a name or a text."""
    for keys in _words(clean_line(text)):
        cases = cases.filter(Exists(SearchKey.objects.filter(case=OuterRef("pk"), key__in=keys)))
    return cases


def _with_all(cases: QuerySet[Case], wanted: list[set[str]]) -> list[int]:
    """The newest cases that have one key of each set; none where nothing is wanted.

    A key is a stretch of the unique index in which its cases stand in order. The rarest leads; the
    others are looked up case by case. Keys that nobody has are left out: with a single one, the
    database walks its stretch from the newest case on and stops at the last one shown.
    """
    wanted = [keys for keys in wanted if keys][:WORDS_AT_MOST]
    if not wanted:
        return []
    rows = SearchKey.objects.all()
    every = {key: rows.filter(key=key) for keys in wanted for key in keys}
    number = counting.up_to(COMMON, every)
    lead, *others = sorted(wanted, key=lambda keys: sum(number[key] for key in keys))
    found = rows.filter(key__in=_living(lead, number))
    for keys in others:
        having_it = rows.filter(case=OuterRef("case"), key__in=_living(keys, number))
        found = found.filter(Exists(having_it))
    found = found.filter(case__in=cases).order_by("-case")
    return list(found.values_list("case", flat=True).distinct()[:SEARCH_AT_MOST])


def _living(keys: set[str], number: dict[str, int]) -> list[str]:
    return sorted(key for key in keys if number[key])


def _fetch(cases: QuerySet[Case], ids: dict[How, list[int]]) -> dict[How, list[Case]]:
    every = [pk for some in ids.values() for pk in some]
    by_id = cases.select_related("party", "owner").in_bulk(every)
    found = {how: [by_id[pk] for pk in some if pk in by_id] for how, some in ids.items()}
    return {how: some for how, some in found.items() if some}

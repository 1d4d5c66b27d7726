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
from hilfelotse.cases import keys
from hilfelotse.cases.models import Case, SearchKey
from hilfelotse.people import names
from hilfelotse.people.models import Party

SEARCH_AT_MOST = 50
WORDS_AT_MOST = 8  # of a question that somebody pastes whole
COMMON = 1000  # from here on it does not matter which of two words is the rarer


text_keys = keys.of_text  # what is written into a case later is added by these


def add(case: Case, found_by: Iterable[str]) -> None:
    """Let the case be found by these keys, too."""
    SearchKey.objects.bulk_create(
        (SearchKey(case=case, key=key) for key in found_by), ignore_conflicts=True
    )


def index(case: Case, party: Party | None = None, reach: Iterable[str] = ()) -> None:
    """The keys of a fresh case: whom it is about, and what it says."""
    found_by = keys.of_text(case.text)
    if party is not None:
        found_by |= keys.of_person(party, reach)
    add(case, found_by)


def index_person_anew(party: Party) -> None:
    """Name or contact changed: in all of the person's cases the old keys go, the new ones come."""
    reach = party.contact_points.values_list("value", flat=True)
    found_by = keys.of_person(party, reach)
    for case in party.cases.all():
        personal = SearchKey.objects.filter(case=case)
        for kind in keys.WRITTEN:
            personal = personal.exclude(key__startswith=kind)
        personal.delete()
        add(case, found_by)


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
        return {How.REACH: _with_all(cases, [keys.of_reach([wanted])])}
    if looks_like_number:
        return {How.REACH: _with_all(cases, [keys.of_reach([number])])} if number else {}
    found: dict[How, list[int]] = {}
    known: set[int] = set()
    for how, step in ((How.NAME, _exact), (How.SIMILAR, _similar), (How.TEXT, _words)):
        if len(known) < SEARCH_AT_MOST:
            ids = [pk for pk in _with_all(cases, step(wanted)) if pk not in known]
            found[how] = ids[: SEARCH_AT_MOST - len(known)]
            known |= set(found[how])
    return found


def _exact(wanted: str) -> list[set[str]]:
    return [{keys.NAME + word} for word in names.words(wanted)]


def _similar(wanted: str) -> list[set[str]]:
    return keys.alike(wanted)


def _words(wanted: str) -> list[set[str]]:
    """Each word stands in the text or is a name: „Müller Wohnung“ is Ms Müller's flat."""
    sets = []
    for word in fold(wanted).split():
        written = {keys.TEXT + stem for stem in stems(word)}
        if written:
            sets.append(written | {keys.NAME + name for name in names.words(word)})
    return sets


def having(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Of ``cases`` those with each word of ``text`` in a name or a text."""
    for found_by in _words(clean_line(text)):
        rows = SearchKey.objects.filter(case=OuterRef("pk"), key__in=found_by)
        cases = cases.filter(Exists(rows))
    return cases


def _with_all(cases: QuerySet[Case], wanted: list[set[str]]) -> list[int]:
    """The newest cases that have one key of each set; none where nothing is wanted.

    A key is a stretch of the unique index in which its cases stand in order. The rarest leads; the
    others are looked up case by case. Keys that nobody has are left out: with a single one, the
    database walks its stretch from the newest case on and stops at the last one shown.
    """
    wanted = [some for some in wanted if some][:WORDS_AT_MOST]
    if not wanted:
        return []
    rows = SearchKey.objects.all()
    every = {key: rows.filter(key=key) for some in wanted for key in some}
    number = counting.up_to(COMMON, every)
    lead, *others = sorted(wanted, key=lambda some: sum(number[key] for key in some))
    found = rows.filter(key__in=_living(lead, number))
    for some in others:
        having_it = rows.filter(case=OuterRef("case"), key__in=_living(some, number))
        found = found.filter(Exists(having_it))
    found = found.filter(case__in=cases).order_by("-case")
    return list(found.values_list("case", flat=True).distinct()[:SEARCH_AT_MOST])


def _living(some: set[str], number: dict[str, int]) -> list[str]:
    return sorted(key for key in some if number[key])


def _fetch(cases: QuerySet[Case], ids: dict[How, list[int]]) -> dict[How, list[Case]]:
    every = [pk for some in ids.values() for pk in some]
    by_id = cases.select_related("party", "owner").in_bulk(every)
    found = {how: [by_id[pk] for pk in some if pk in by_id] for how, some in ids.items()}
    return {how: some for how, some in found.items() if some}

"""Who is on the telephone, whom we must call, what somebody has noted."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Prefetch, QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.cases.callers import search_callers
from hilfelotse.cases.models import Case
from hilfelotse.people.models import Party

CALLERS_AT_MOST = 6
OWN_NOTES_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class Caller:
    """Somebody who may be calling, with their open cases; or, without a party, a nameless case."""

    party: Party | None
    cases: list[Case]


def callers(*, user: User, text: str) -> list[Caller]:
    """The people whom ``text`` may mean, the surest first, whoever has open cases before others."""
    found = search_callers(user=user, text=text)
    parties = list(dict.fromkeys(case.party_id for case in found if case.party_id))
    parties = parties[: 3 * CALLERS_AT_MOST]
    open_of: dict[int, list[Case]] = {pk: [] for pk in parties}
    cases = Case.objects.visible_to(user).open().filter(party__in=parties)
    for case in cases.select_related("owner").order_by("-pk"):
        open_of[case.party_id or 0].append(case)
    by_id = Party.objects.prefetch_related("contact_points").in_bulk(parties)
    known = [Caller(by_id[pk], open_of[pk]) for pk in parties if pk in by_id]
    nameless = [Caller(None, [case]) for case in found if not case.party_id and case.is_open]
    known.sort(key=lambda caller: not caller.cases)  # stable: the surest stays first
    return [*known, *nameless][:CALLERS_AT_MOST]


def waiting(user: User) -> QuerySet[Callback]:
    """The calls that we owe, the oldest promise first."""
    notes = CallNote.objects.order_by("-started_at", "-pk")
    return (
        Callback.objects.open()
        .visible_to(user)
        .select_related("case", "case__party", "held_by", "asked_for")
        .prefetch_related("case__party__contact_points", Prefetch("case__call_notes", notes))
        .order_by("wanted_at", "pk")
    )


def own_notes(user: User) -> QuerySet[CallNote]:
    """What the user noted within the last day, the newest first."""
    since = clock.now() - OWN_NOTES_FOR
    notes = CallNote.objects.filter(user=user, started_at__gte=since)
    return notes.select_related("case", "case__party").order_by("-started_at", "-pk")

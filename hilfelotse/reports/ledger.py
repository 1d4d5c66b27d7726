"""The day's ledger: what lay there in the morning, what came, what went, what lies there at night.

Both ends are counted from the cases, what lies between from the timeline. Neither knows of the
other, so that a concern which got lost, or came by a way that writes no history, does not go
unnoticed: the ledger does not add up.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event
from hilfelotse.office.hours import ZONE

# Erasure empties the details of an event, never its verb: the ledger reads nothing but verbs.
MERGED = "merged"
ENDS = frozenset({"closed", MERGED})
REOPENS = frozenset({"reopened", "unmerged"})
UNDONE = "undone"  # brings a case back if what was undone, the event before it, ended the case
UNKNOWN = ""
BACK = "back"
_A_MOMENT = timedelta(hours=1)


@dataclass(frozen=True)
class Ledger:
    """One day of the office, from midnight to midnight. Today's ends now."""

    day: date
    open_before: int
    by_channel: Mapping[str, int]  # what came
    by_kind: Mapping[str, int]  # the same, otherwise
    by_outcome: Mapping[str, int]  # what went, merged cases aside
    merged: int
    back: int  # taken up again after their end
    open_after: int

    @property
    def came(self) -> int:
        return sum(self.by_channel.values())

    @property
    def went(self) -> int:
        return sum(self.by_outcome.values())

    @property
    def adds_up(self) -> bool:
        """Whether the two countings agree."""
        found = self.open_before + self.came - self.went - self.merged + self.back
        return found == self.open_after


def ledger(day: date) -> Ledger:
    """The ledger of ``day``. Counted twice if something happened while it was counted."""
    found = _count(day)
    return found if found.adds_up else _count(day)


def _count(day: date) -> Ledger:
    begin, end = _midnight(day), _midnight(day + timedelta(days=1))
    by_channel, by_kind = _came(begin, end)
    ends, back = _movements(begin, end)
    outcomes = Counter(outcome for outcome in ends if outcome != MERGED)
    return Ledger(
        day=day,
        open_before=open_at(begin),
        by_channel=by_channel,
        by_kind=by_kind,
        by_outcome=outcomes,
        merged=ends.count(MERGED),
        back=back,
        open_after=open_at(end),
    )


def open_at(moment: datetime) -> int:
    """How many cases were open at ``moment``, from the cases themselves."""
    there = Case.objects.filter(received_at__lt=moment)
    ended_later = there.filter(state=Case.State.CLOSED, closed_at__gte=moment)
    return there.open().count() + ended_later.count() - len(_back_since(moment))


def _back_since(moment: datetime) -> set[int]:
    """Cases that had ended before ``moment`` and were taken up again after it."""
    perhaps = Event.objects.filter(subject="case", verb__in=REOPENS | {UNDONE}, at__gte=moment)
    since = _events(moment).filter(subject_id__in=perhaps.values("subject_id")).order_by("pk")
    first_moves: dict[int, bool] = {}
    for case_id, verb, before in since.values_list("subject_id", "verb", "before"):
        if (is_back := _is_back(verb, before)) or verb in ENDS:
            first_moves.setdefault(case_id, is_back)
    return {case_id for case_id, is_back in first_moves.items() if is_back}


def _came(begin: datetime, end: datetime) -> tuple[Counter[str], Counter[str]]:
    case = Case.objects.filter(pk=OuterRef("subject_id"))
    # The event is written a moment after the case, on the other side of midnight at worst.
    received = Event.objects.filter(
        subject="case", verb="received", at__gte=begin, at__lt=end + _A_MOMENT
    ).annotate(
        came_at=Coalesce(Subquery(case.values("received_at")[:1]), "at"),
        channel=Subquery(case.values("channel")[:1]),
        kind=Subquery(case.values("kind")[:1]),
    )
    rows = list(received.filter(came_at__gte=begin, came_at__lt=end).values_list("channel", "kind"))
    by_channel = Counter(channel or UNKNOWN for channel, _kind in rows)
    return by_channel, Counter(kind or UNKNOWN for _channel, kind in rows)


def _movements(begin: datetime, end: datetime) -> tuple[list[str], int]:
    """The ends of the span (outcome, or MERGED), and how many cases were taken up again."""
    # After erasure the event is silent; the case still knows how it ended.
    outcome = Case.objects.filter(pk=OuterRef("subject_id")).values("outcome")[:1]
    events = _events(begin).filter(at__lt=end).annotate(outcome=Subquery(outcome))
    rows = events.order_by("subject_id", "pk").values_list(
        "subject_id", "verb", "before", "details__outcome", "outcome"
    )
    moves = [
        move for _case, of_case in groupby(rows, key=lambda row: row[0]) for move in _moves(of_case)
    ]
    return [move for move in moves if move != BACK], moves.count(BACK)


def _moves(rows: Iterable[tuple[int, str, str | None, str | None, str | None]]) -> list[str]:
    """One case's ends and returns in turn; "closed" and "merged" of one step are one end."""
    moves: list[str] = []
    for _case_id, verb, before, outcome, outcome_now in rows:
        has_ended = bool(moves) and moves[-1] != BACK
        if verb == MERGED and has_ended:
            moves[-1] = MERGED
        elif verb in ENDS and not has_ended:
            moves.append(MERGED if verb == MERGED else outcome or outcome_now or UNKNOWN)
        elif _is_back(verb, before) and (has_ended or not moves):
            moves.append(BACK)
    return moves


def _events(begin: datetime) -> QuerySet[Event]:
    """What may have ended a case or brought it back, with the verb of the event before it."""
    previous = Event.objects.filter(
        subject="case", subject_id=OuterRef("subject_id"), pk__lt=OuterRef("pk")
    ).order_by("-pk")
    events = Event.objects.filter(subject="case", verb__in=ENDS | REOPENS | {UNDONE}, at__gte=begin)
    return events.annotate(before=Subquery(previous.values("verb")[:1]))


def _is_back(verb: str, before: str | None) -> bool:
    return verb in REOPENS or (verb == UNDONE and before in ENDS)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), ZONE)

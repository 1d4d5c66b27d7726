"""At closing time: what is left, for whom, and who is there tomorrow to do it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.calls.models import Callback
from hilfelotse.cases.models import Case
from hilfelotse.office import hours
from hilfelotse.team import queries as team

SOON = timedelta(minutes=30)
SHOWN = 150


@dataclass
class Pile:
    """What one person, or one queue, has not done yet."""

    name: str
    owner: User | None = None
    is_in: bool = True  # on the next working day; a queue always is
    deputy: User | None = None  # who stands in on that day
    back_on: date | None = None
    cases: list[Case] = field(default_factory=list)
    callbacks: list[Callback] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        return sum(case.is_overdue for case in self.cases)

    @property
    def needs_somebody(self) -> bool:
        """Nobody will see this on the next working day unless somebody takes it over now."""
        return not self.is_in and self.deputy is None


@dataclass(frozen=True)
class Rest:
    """What is left: late, due today, or due on the next working day."""

    next_day: date
    piles: tuple[Pile, ...]
    is_cut: bool  # there is more than one page can show

    @property
    def number(self) -> int:
        return sum(len(pile.cases) for pile in self.piles)


def closes_soon() -> datetime | None:
    """When the office closes, if that is within half an hour; else None."""
    closes = hours.closes_at(clock.now())
    return closes if closes and closes - clock.now() <= SOON else None


def left(*, user: User) -> Rest:
    """What is left of the cases that the user may see, by owner; who needs somebody comes first."""
    next_day = next_working_day(clock.today())
    until = datetime.combine(next_day + timedelta(days=1), time(0), hours.ZONE)
    visible = Case.objects.visible_to(user).open()
    due = visible.filter(due_at__lt=until).select_related("owner", "party")
    cases = list(due.order_by("due_at", "pk")[: SHOWN + 1])
    promised = Callback.objects.filter(
        ended_at=None, case__in=visible, wanted_at__lt=_end_of_today()
    ).select_related("case__owner", "case__party")
    callbacks = list(promised.order_by("wanted_at", "pk")[:SHOWN])
    piles = _piles(cases[:SHOWN], callbacks, next_day)
    return Rest(next_day, tuple(piles), is_cut=len(cases) > SHOWN)


def next_working_day(after: date) -> date:
    """The next day after ``after`` on which the office opens."""
    midnight = datetime.combine(after + timedelta(days=1), time(0), hours.ZONE)
    return hours.next_opening(midnight).date()


def _piles(cases: Iterable[Case], callbacks: Iterable[Callback], next_day: date) -> list[Pile]:
    piles: dict[tuple[int | None, str], Pile] = {}
    for case in cases:
        _pile_of(piles, case).cases.append(case)
    for callback in callbacks:
        _pile_of(piles, callback.case).callbacks.append(callback)
    _say_who_is_in(piles.values(), next_day)
    return sorted(piles.values(), key=lambda pile: (not pile.needs_somebody, pile.name))


def _pile_of(piles: dict[tuple[int | None, str], Pile], case: Case) -> Pile:
    key = (case.owner_id, case.queue)
    return piles.setdefault(key, Pile(case.owner_name, case.owner))


def _say_who_is_in(piles: Iterable[Pile], next_day: date) -> None:
    there = {user.pk: user for user in team.who_is_in_on(next_day)}
    stand_ins = team.stand_ins(next_day)
    for pile in piles:
        if pile.owner is None:
            continue
        pile.is_in = pile.owner.pk in there
        if not pile.is_in:
            pile.back_on = team.next_in(pile.owner, next_day)
            # A deputy who has the day off is no help tomorrow.
            pile.deputy = there.get(stand_ins.get(pile.owner.pk) or 0)


def _end_of_today() -> datetime:
    return datetime.combine(clock.today() + timedelta(days=1), time(0), hours.ZONE)

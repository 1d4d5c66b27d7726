"""The public board, a page at a time, and what of it fits the words of a caller."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, F, Q, QuerySet

from hilfelotse.base.stems import stems
from hilfelotse.directory.models import Accommodation
from hilfelotse.needs.models import Need
from hilfelotse.topics import activities

PAGE = 20
_SHORTEST = 3  # letters of a word that may be a beginning


@dataclass(frozen=True)
class Position:
    """Where a page ended: the board is ordered by urgency, then by the newest."""

    urgency: int
    need_id: int

    def __str__(self) -> str:
        return f"{self.urgency}-{self.need_id}"


@dataclass(frozen=True)
class BoardPage:
    needs: list[Need]
    next: Position | None


def board(
    *,
    district_id: int | None = None,
    activity: str = "",
    urgency: int | None = None,
    kind: str = "",
    goods: str = "",
    by: date | None = None,
    after: Position | None = None,
    limit: int = PAGE,
) -> BoardPage:
    """One page of what is needed now, at the same cost however many needs there are."""
    needs = _filtered(Need.objects.public(), activity, urgency, kind, goods, by)
    if district_id:
        needs = needs.filter(quarter__district_id=district_id)
    if after:
        needs = needs.filter(
            Q(urgency__lt=after.urgency) | Q(urgency=after.urgency, pk__lt=after.need_id)
        )
    # One more than the page holds tells whether there is a next page, without counting them all.
    found = list(for_cards(needs)[: limit + 1])
    has_more = len(found) > limit
    shown = found[:limit]
    return BoardPage(shown, Position(shown[-1].urgency, shown[-1].pk) if has_more else None)


_ON_CARDS = ("kind", "title", "quantity", "taken", "unit", "goods", "activity", "urgency",
             "valid_until")  # fmt: skip


def for_cards(needs: QuerySet[Need]) -> QuerySet[Need]:
    """What a card shows, in one query, in the order of the board."""
    return (
        needs.select_related("organisation", "quarter")
        .only(*_ON_CARDS, "organisation__name", "quarter__name")
        .order_by(F("urgency").desc(), F("id").desc())
    )


def newest(
    *,
    organisation_id: int | None = None,
    district_id: int | None = None,
    kind: str = "",
    limit: int = PAGE,
) -> list[Need]:
    """The youngest of the board, for feeds and other people's pages."""
    needs = Need.objects.public()
    if organisation_id:
        needs = needs.filter(organisation_id=organisation_id)
    if district_id:
        needs = needs.filter(quarter__district_id=district_id)
    if kind:
        needs = needs.filter(kind=kind)
    rows = needs.select_related("organisation", "quarter__district")
    return list(rows.order_by("-pk")[:limit])


def _filtered(
    needs: QuerySet[Need],
    activity: str,
    urgency: int | None,
    kind: str,
    goods: str,
    by: date | None,
) -> QuerySet[Need]:
    if activity:
        needs = needs.filter(activity=activity)
    if urgency:
        needs = needs.filter(urgency=urgency)
    if kind:
        needs = needs.filter(kind=kind)
    if goods:
        needs = needs.filter(goods=goods)
    if by:
        needs = needs.filter(valid_until__lte=by)
    return needs


def wanted_at(houses: list[Accommodation]) -> dict[int, list[Need]]:
    """Titles of what the board has for each of these houses, by its id, the most urgent first."""
    found: dict[int, list[Need]] = defaultdict(list)
    rows = Need.objects.public().filter(accommodation__in=houses).only("title", "accommodation")
    for need in rows.order_by(F("urgency").desc(), F("id").desc()):
        found[need.accommodation_id].append(need)
    return found


def by_district(
    *,
    activity: str = "",
    urgency: int | None = None,
    kind: str = "",
    goods: str = "",
    by: date | None = None,
) -> dict[int, int]:
    """How many needs the board has in each district, by its id, in one statement."""
    needs = _filtered(Need.objects.public(), activity, urgency, kind, goods, by)
    rows = needs.order_by().values_list("quarter__district_id").annotate(count=Count("pk"))
    return dict(rows)


def wanted(text: str, limit: int = 4) -> list[Need]:
    """What is needed now of the things a caller speaks of, the most urgent first.

    By words of title, activity and organisation; the last word may be a beginning. Nothing typed
    yet: the most urgent of all.
    """
    spoken = tuple(word for word in stems(text) if len(word) >= _SHORTEST)
    rows = Need.objects.public().order_by(F("urgency").desc(), F("id").desc())
    if not spoken:
        return list(for_cards(rows)[:limit])
    found = [
        pk
        for pk, title, activity, name in rows.exclude(activity="").values_list(
            "pk", "title", "activity", "organisation__name"
        )
        if any(word.startswith(spoken) for word in _words(title, activity, name))
    ]
    return list(for_cards(rows.filter(pk__in=found[:limit])))


@lru_cache(maxsize=20_000)
def _words(title: str, activity: str, organisation: str) -> tuple[str, ...]:
    """By which a need is found; kept, because each keystroke of the telephone asks all needs."""
    return tuple(stems(f"{title} {activities.name(activity)} {organisation}"))

"""The public board, a page at a time, at the same cost however many needs there are."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from hilfelotse.needs.models import Need

PAGE = 20


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
    after: Position | None = None,
) -> BoardPage:
    """One page of what is needed now."""
    needs = _filtered(Need.objects.public(), district_id, activity, urgency)
    if after:
        needs = needs.filter(
            Q(urgency__lt=after.urgency) | Q(urgency=after.urgency, pk__lt=after.need_id)
        )
    # One more than the page holds tells whether there is a next page, without counting them all.
    found = list(for_cards(needs)[: PAGE + 1])
    has_more = len(found) > PAGE
    shown = found[:PAGE]
    return BoardPage(shown, Position(shown[-1].urgency, shown[-1].pk) if has_more else None)


def for_cards(needs: QuerySet[Need]) -> QuerySet[Need]:
    """What a card shows, in one query, in the order of the board."""
    return (
        needs.select_related("organisation", "quarter", "quarter__district")
        .defer("description", "organisation__about")
        .order_by(F("urgency").desc(), F("id").desc())
    )


def _filtered(
    needs: QuerySet[Need], district_id: int | None, activity: str, urgency: int | None
) -> QuerySet[Need]:
    if district_id:
        needs = needs.filter(quarter__district_id=district_id)
    if activity:
        needs = needs.filter(activity=activity)
    if urgency:
        needs = needs.filter(urgency=urgency)
    return needs

"""What somebody hears before they send an offer of things: wanted, where, or rather not."""

import math
from dataclasses import dataclass

from django.db.models import Q

from hilfelotse.base import clock
from hilfelotse.directory.freshness import shown
from hilfelotse.directory.models import AcceptanceStop, GoodsIntake
from hilfelotse.needs.models import Need
from hilfelotse.places.models import Postcode
from hilfelotse.topics.goods_rules import RULES, Never, Rule, Words, never_of

SHOWN = 5


@dataclass(frozen=True)
class Advice:
    """``never``: not taken at all. ``stops``: those that hold everywhere."""

    never: Never | None
    rule: Rule
    stops: list[AcceptanceStop]
    wanted: list[Need]  # the nearest first
    where_to_bring: list[GoodsIntake]
    is_season: bool

    @property
    def is_never(self) -> bool:
        return self.never is not None

    @property
    def is_wanted(self) -> bool:
        """Somebody asks for it, and nothing speaks against it."""
        return bool(self.wanted) and not self.stops and not self.is_never

    @property
    def alternatives(self) -> list[Words]:
        """Better ways than this office."""
        found = [stop.instead for stop in self.stops]
        found += [self.never.instead] if self.never else []
        return list(dict.fromkeys(words for words in [*found, self.rule.instead] if words))


def advise(*, goods: str, item: str, condition: int, postcode: str = "") -> Advice:
    """The advice for things of a kind, by need, stops, season and the rules of their kind."""
    rule = RULES[goods]
    stops = list(AcceptanceStop.objects.in_force().filter(goods=goods))
    closed = {stop.organisation_id for stop in stops if stop.organisation_id}
    return Advice(
        never=never_of(goods, item, condition),
        rule=rule,
        stops=[stop for stop in stops if stop.organisation_id is None],
        wanted=_near_first(_wanted(goods, condition, closed), postcode)[:SHOWN],
        where_to_bring=_places(goods, condition, closed, postcode)[:SHOWN],
        is_season=not rule.months or clock.today().month in rule.months,
    )


def _wanted(goods: str, condition: int, closed: set[int]) -> list[Need]:
    found = Need.objects.public().filter(kind=Need.Kind.GOODS, goods=goods)
    return list(
        found.filter(condition__lte=condition)
        .exclude(organisation__in=closed)
        .select_related("organisation", "quarter__district")
        .order_by("-urgency", "-pk")[:50]
    )


def _near_first(needs: list[Need], postcode: str) -> list[Need]:
    here = Postcode.objects.filter(code=postcode).first() if postcode else None
    if here is None:
        return needs
    return sorted(
        needs, key=lambda need: math.hypot(need.east_m - here.east_m, need.north_m - here.north_m)
    )


def _places(goods: str, condition: int, closed: set[int], postcode: str) -> list[GoodsIntake]:
    """Bodies that take such things, those of the giver's districts first."""
    here = Q(organisation__quarter__district__quarters__postcodes__code=postcode)
    found = (
        GoodsIntake.objects.filter(goods=goods, condition__lte=condition)
        .filter(
            shown("organisation__"), organisation__is_active=True, organisation__is_public=True
        )
        .exclude(organisation__in=closed)
        .exclude(organisation__paused_until__gte=clock.today())
        .select_related("organisation__quarter")
        .order_by("organisation__name")
    )
    near = set(found.filter(here).values_list("pk", flat=True)) if postcode else set()
    return sorted(found, key=lambda intake: intake.pk not in near)

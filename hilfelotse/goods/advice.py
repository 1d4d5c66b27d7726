"""What somebody hears before they send an offer of things: wanted, where, or rather not."""

import math
from dataclasses import dataclass

from hilfelotse.base import clock
from hilfelotse.directory.models import AcceptanceStop, GoodsIntake
from hilfelotse.directory.queries import where_to_bring
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
        where_to_bring=_places(goods, condition, postcode)[:SHOWN],
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


def _places(goods: str, condition: int, postcode: str) -> list[GoodsIntake]:
    """Bodies that take things in this condition, the nearest to the giver first."""
    found = where_to_bring(goods, postcode)
    return [intake for intake in found if intake.condition <= condition]

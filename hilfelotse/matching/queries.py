"""The best needs for an offer and the best offers for a need: one query each, on both engines.

The expressions say in SQL what ``rules.py`` says in Python. All numbers are whole, so the two
agree to the point.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add, or_
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.lookups import GreaterThan

from hilfelotse.directory.models import KIND_BIT
from hilfelotse.directory.queries import paused
from hilfelotse.matching import rules
from hilfelotse.matching.facts import facts_of_needs, facts_of_offers
from hilfelotse.matching.offer_ranking import ranked_offers
from hilfelotse.matching.rules import Miss, NeedFacts, OfferFacts
from hilfelotse.needs.models import THINGS, Need, NeedLanguage
from hilfelotse.offers.models import Offer
from hilfelotse.people.consent import for_organisation, refused_by, refused_organisations
from hilfelotse.placements.queries import dated_between
from hilfelotse.referrals.models import Referral
from hilfelotse.topics.activities import ANYTHING, FOR_YOUTH_OFFICE

BEST = 20


@dataclass(frozen=True)
class Fit:
    """One suggestion: the pair, what it lacks (nothing, or one thing), and its points."""

    offer: Offer
    need: Need
    offer_facts: OfferFacts
    need_facts: NeedFacts
    misses: list[Miss]
    score: int


def best_offers(need: Need, count: int = BEST) -> list[Fit]:
    """The offers that fit ``need``, best first, then those that lack exactly one thing."""
    if need.organisation.is_paused:
        return []
    facts = facts_of_needs([need])[need.pk]
    passed_over = _out_of_question(need)
    rows = ranked_offers(facts, 2 * (count + len(passed_over)))
    ids = _first([row for row in rows if row[0] not in passed_over], count)
    offers = Offer.objects.select_related("party", "case").in_bulk(ids)
    offer_facts = facts_of_offers(offers.values())
    return [_fit(offers[pk], need, offer_facts[pk], facts) for pk in ids]


def best_needs(offer: Offer, count: int = BEST) -> list[Fit]:
    """The needs that fit ``offer``, best first, then those where exactly one thing is lacking."""
    facts = facts_of_offers([offer])[offer.pk]
    if facts.activities & FOR_YOUTH_OFFICE:
        return []
    candidates = (
        Need.objects.open()
        .exclude(kind__in=THINGS)
        .filter(taken__lte=F("quantity") - facts.size)
        .exclude(organisation__in=refused_organisations(offer.party))
        .exclude(paused("organisation__"))
        .exclude(pk__in=_has_spoken().filter(case=offer.case_id).values("need"))
    )
    if ANYTHING not in facts.activities:
        candidates = candidates.filter(activity__in=facts.activities)
    if facts.is_minor:
        candidates = candidates.filter(adults_only=False)
    points = _sum(
        _points(Q(pk=facts.wished_need_id), rules.WISHED_NEED) if facts.wished_need_id else None,
        _points(Q(organisation=facts.wished_organisation_id), rules.WISHED_ORGANISATION)
        if facts.wished_organisation_id
        else None,
        _points(Q(activity__in=facts.activities), rules.CHOSEN_ACTIVITY),
        _points(Q(frequency=facts.frequency), rules.SAME_FREQUENCY),
        _distance_points() if facts.east_m is not None else None,
        F("urgency") * rules.URGENCY_STEP,
    )
    broken, candidates = _broken_for_offer(facts, candidates)
    ranked = (
        candidates.annotate(broken=_sum(*broken), points=points)
        .order_by("broken", "-points", "pk")
        .values_list("pk", "broken")
    )
    # To rule out at the end what lacks too much spares the database a second look at each rule.
    ids = _first(ranked[:count], count)
    needs = Need.objects.select_related("organisation", "quarter").in_bulk(ids)
    need_facts = facts_of_needs(needs.values())
    return [_fit(offer, needs[pk], facts, need_facts[pk]) for pk in ids]


def _fit(offer: Offer, need: Need, offer_facts: OfferFacts, need_facts: NeedFacts) -> Fit:
    return Fit(
        offer,
        need,
        offer_facts,
        need_facts,
        rules.misses(offer_facts, need_facts),
        rules.score(offer_facts, need_facts),
    )


def _first(rows: Iterable[tuple[int, int]], count: int) -> list[int]:
    """The first ``count`` ids of (id, number of rules it breaks) that break at most one."""
    return list(dict.fromkeys(id_ for id_, broken in rows if broken <= 1))[:count]


def _out_of_question(need: Need) -> frozenset[int]:
    """Offers that this need had, or that wait for another body, or want nothing of this one."""
    refused = refused_by([for_organisation(need.organisation_id)])
    asked = (_has_spoken().filter(need=need) | Referral.objects.waiting()).values_list(
        "case_id", flat=True
    )
    in_danger = Q(case__is_restricted=True)  # with the lead, whatever it offers
    for_youth_office = Q(activities__code__in=FOR_YOUTH_OFFICE)
    # One after the other: joined by OR, the database would look at every offer there is.
    first, *others = (
        Offer.objects.filter(reason).values_list("pk", flat=True)
        for reason in (Q(party__in=refused), Q(case__in=list(asked)), in_danger, for_youth_office)
    )
    return frozenset(first.union(*others)) | _busy(need)


def _busy(need: Need) -> frozenset[int]:
    """Offers of people who are somewhere else at the need's time; none if it has no date."""
    if need.starts_at is None or need.ends_at is None:
        return frozenset()
    parties = dated_between(need.starts_at, need.ends_at).values("offer__party")
    return frozenset(Offer.objects.filter(party__in=parties).values_list("pk", flat=True))


def _has_spoken() -> QuerySet[Referral]:
    """Referrals that speak against asking again; silence and what was taken back do not."""
    state = Referral.State
    return Referral.objects.filter(state__in=[state.SENT, state.ACCEPTED, state.DECLINED])


# --- an offer asks needs --------------------------------------------------------------------


def _broken_for_offer(offer: OfferFacts, candidates: QuerySet) -> tuple[list[Any], QuerySet]:
    broken: list[Any] = [Value(0 if offer.ready else 1), _consent_broken(offer)]
    if not offer.cleared:
        broken.append(_one_if(Q(needs_clearance=True)))
    known = [Q(code=code, level__lte=level) for code, level in offer.languages.items()]
    lacking = NeedLanguage.objects.filter(need=OuterRef("pk"))
    if known:
        lacking = lacking.exclude(reduce(or_, known))
    broken.append(_one_if(Q(Exists(lacking))))
    broken.append(_zero_if(_time_of_offer(offer)))
    if offer.east_m is None or offer.north_m is None:
        broken.append(Value(1))
    else:
        apart = Apart("east_m", "north_m", offer.east_m, offer.north_m)
        candidates = candidates.annotate(apart=apart)
        broken.append(_one_if(Q(apart__gt=(offer.radius_km * 1000) ** 2)))
    return broken, candidates


def _consent_broken(offer: OfferFacts) -> Any:
    if offer.is_minor and not offer.guardian_agreed:
        return Value(1)
    closed = [kind for kind, bit in KIND_BIT.items() if not offer.ask_kinds & bit]
    return _one_if(Q(organisation__kind__in=closed)) if closed else Value(0)


def _time_of_offer(offer: OfferFacts) -> Q:
    time = Q(slots=0) | Q(_overlaps("slots", offer.slots))
    if offer.available_from:
        time &= Q(ends_on=None) | Q(ends_on__gte=offer.available_from)
    if offer.available_until:
        time &= Q(starts_on=None) | Q(starts_on__lte=offer.available_until)
    return time


# --- expressions ----------------------------------------------------------------------------


def _one_if(condition: Q) -> Case:
    return _points(condition, 1)


def _zero_if(kept: Q) -> Case:
    """1 where the rule is broken; also where it is neither kept nor broken (SQL's NULL)."""
    return Case(When(kept, then=Value(0)), default=Value(1), output_field=IntegerField())


def _points(condition: Q, points: int) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0), output_field=IntegerField())


def _sum(*parts: Any) -> Any:
    return reduce(add, [part for part in parts if part is not None])


def _overlaps(column: str, slots: int) -> Any:
    return GreaterThan(F(column).bitand(slots), 0)


class Apart(Func):
    """The squared distance to a place in whole metres; 64 bits, because the square of 50 km has 32.

    Written out, because it stands in a query five times and Django would put it together from
    fourteen expressions each time.
    """

    output_field = BigIntegerField()

    def __init__(self, east_column: str, north_column: str, east_m: int, north_m: int) -> None:
        super().__init__(F(east_column), F(north_column))
        self.place = (int(east_m), int(north_m))

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, list[Any]]:
        columns = [compiler.compile(column)[0] for column in self.get_source_expressions()]
        metres = [
            f"(CAST({column} AS bigint) - ({metres}))"
            for column, metres in zip(columns, self.place, strict=True)
        ]
        return f"({' + '.join(f'{part} * {part}' for part in metres)})", []


def _distance_points() -> Case:
    bands = [
        When(apart__lte=metres**2, then=Value(points)) for metres, points in rules.DISTANCE_BANDS
    ]
    return Case(*bands, default=Value(rules.FARTHER), output_field=IntegerField())

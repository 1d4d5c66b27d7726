"""The best needs for an offer and the best offers for a need: one query each, on both engines.

The expressions say in SQL what ``rules.py`` says in Python. All numbers are whole, so the two
agree to the point.
"""

from dataclasses import dataclass
from functools import reduce
from operator import add, or_
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.db.models.lookups import GreaterThan

from hilfelotse.directory.models import KIND_BIT
from hilfelotse.matching import rules
from hilfelotse.matching.facts import facts_of_needs, facts_of_offers
from hilfelotse.matching.rules import Miss, NeedFacts, OfferFacts
from hilfelotse.needs.models import Need, NeedLanguage
from hilfelotse.offers.models import Offer, OfferActivity, OfferLanguage
from hilfelotse.people.consent import for_organisation, refused_by
from hilfelotse.people.models import Consent
from hilfelotse.placements.clearance import in_force
from hilfelotse.referrals.models import Referral
from hilfelotse.topics.activities import ANYTHING

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
    facts = facts_of_needs([need])[need.pk]
    candidates = OfferActivity.objects.filter(
        code__in=[facts.activity, ANYTHING],
        offer__availability=Offer.Availability.AVAILABLE,
        offer__size__lte=facts.places_free,
    )
    if facts.adults_only:
        candidates = candidates.filter(offer__is_minor=False)
    apart = Apart("offer__east_m", "offer__north_m", facts.east_m, facts.north_m)
    broken = [_zero_if(kept) for kept in _rules_for_need(facts)]
    broken.append(_one_if(Q(offer__east_m=None) | Q(apart__gt=_radius_squared("offer__radius_km"))))
    points = _sum(
        _points(Q(offer__wished_need_id=need.pk), rules.WISHED_NEED),
        _points(Q(offer__wished_organisation=facts.organisation_id), rules.WISHED_ORGANISATION),
        _points(Q(code=facts.activity), rules.CHOSEN_ACTIVITY),
        _points(Q(offer__frequency=facts.frequency), rules.SAME_FREQUENCY),
        _distance_points(Q(offer__east_m=None)),
        Value(facts.urgency * rules.URGENCY_STEP),
    )
    candidates = candidates.annotate(apart=apart)
    ids = _best(candidates, broken, points, "offer_id", count, _out_of_question(need))
    offers = Offer.objects.select_related("party", "case").in_bulk(ids)
    offer_facts = facts_of_offers(offers.values())
    return [_fit(offers[pk], need, offer_facts[pk], facts) for pk in ids]


def best_needs(offer: Offer, count: int = BEST) -> list[Fit]:
    """The needs that fit ``offer``, best first, then those where exactly one thing is lacking."""
    facts = facts_of_offers([offer])[offer.pk]
    candidates = (
        Need.objects.open()
        .filter(places_taken__lte=F("headcount") - facts.size)
        .exclude(organisation__in=_refused_organisations(offer))
        .exclude(pk__in=Referral.objects.filter(case=offer.case_id).values("need"))
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
        _distance_points(None) if facts.east_m is not None else None,
        F("urgency") * rules.URGENCY_STEP,
    )
    broken, candidates = _broken_for_offer(facts, candidates)
    ids = _best(candidates, broken, points, "pk", count)
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


def _best(
    candidates: QuerySet,
    broken: list[Any],
    points: Any,
    key: str,
    count: int,
    passed_over: frozenset[int] = frozenset(),
) -> list[int]:
    """The keys of the best ``count``, without those in ``passed_over``.

    What can be ruled out at the end, is: a condition in SQL is asked of each candidate.
    """
    ranked = (
        candidates.annotate(broken=_sum(*broken), points=points)
        .order_by("broken", "-points", key)
        .values_list(key, "broken")
    )
    # An offer of the activity *and* of anything is found twice, the second time with fewer points.
    rows = ranked[: 2 * (count + len(passed_over))]
    ids = [id_ for id_, lacking in rows if lacking <= 1 and id_ not in passed_over]
    return list(dict.fromkeys(ids))[:count]


# --- a need asks offers ---------------------------------------------------------------------


def _out_of_question(need: Need) -> frozenset[int]:
    """Offers that were referred to this need before, or that want nothing to do with the body."""
    refused = refused_by([for_organisation(need.organisation_id)])
    asked = Referral.objects.filter(need=need).values_list("case_id", flat=True)
    offers = Offer.objects.filter(Q(party__in=refused) | Q(case__in=list(asked)))
    return frozenset(offers.values_list("pk", flat=True))


def _rules_for_need(need: NeedFacts) -> list[Q]:
    """What an offer must fulfil; rules that this need does not have are left out."""
    kept = [Q(offer__ready_at__isnull=False), _consent_for(need)]
    if need.needs_clearance:
        kept.append(Q(Exists(in_force().filter(party=OuterRef("offer__party")))))
    if need.languages:
        spoken = OfferLanguage.objects.filter(offer=OuterRef("offer"))
        kept.append(
            reduce(
                lambda left, right: left & right,
                [
                    Q(Exists(spoken.filter(code=code, level__gte=level)))
                    for code, level in need.languages.items()
                ],
            )
        )
    time = _time_for(need)
    if time:
        kept.append(time)
    return kept


def _consent_for(need: NeedFacts) -> Q:
    guardian = Consent.objects.filter(
        party=OuterRef("offer__party"),
        purpose=Consent.Purpose.GUARDIAN,
        given=True,
        ended_at=None,
    )
    grown_up = Q(offer__is_minor=False) | Q(Exists(guardian))
    if need.organisation_kind not in KIND_BIT:
        return grown_up
    return Q(_overlaps("offer__ask_kinds", KIND_BIT[need.organisation_kind])) & grown_up


def _time_for(need: NeedFacts) -> Q:
    time = Q()
    if need.slots:
        time &= Q(_overlaps("offer__slots", need.slots))
    if need.ends_on:
        time &= Q(offer__available_from=None) | Q(offer__available_from__lte=need.ends_on)
    if need.starts_on:
        time &= Q(offer__available_until=None) | Q(offer__available_until__gte=need.starts_on)
    return time


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


def _refused_organisations(offer: Offer) -> list[int]:
    refused = Consent.objects.filter(
        party=offer.party_id,
        purpose=Consent.Purpose.CONTACT,
        given=False,
        ended_at=None,
    ).values_list("recipient", flat=True)
    return [int(recipient.partition(":")[2]) for recipient in refused]


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


def _radius_squared(column: str) -> Any:
    metres = Cast(F(column), BigIntegerField()) * 1000
    return ExpressionWrapper(metres * metres, output_field=BigIntegerField())


def _distance_points(unknown: Q | None) -> Case:
    """Asked from afar inwards, because most pairs are some kilometres apart."""
    farther = [points for _metres, points in rules.DISTANCE_BANDS[1:]] + [rules.FARTHER]
    bands = [
        When(apart__gt=metres**2, then=Value(points))
        for (metres, _points), points in zip(rules.DISTANCE_BANDS, farther, strict=True)
    ]
    bands.reverse()
    if unknown is not None:
        bands.insert(0, When(unknown, then=Value(0)))
    nearest = rules.DISTANCE_BANDS[0][1]
    return Case(*bands, default=Value(nearest), output_field=IntegerField())

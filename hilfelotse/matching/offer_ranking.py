"""Ranking the offers for a need: one statement that both databases understand.

Written as SQL, because it looks at thousands of offers: the distance is worked out once a pair
(the inner LIMIT keeps the database from writing it out at each place), and Django would spend as
long on putting the statement together as the database on running it. It says what ``rules.py``
says; the suite holds the two together.
"""

from datetime import date
from typing import Any

from django.db import connection

from hilfelotse.base import clock
from hilfelotse.directory.models import KIND_BIT
from hilfelotse.matching import rules
from hilfelotse.matching.rules import NeedFacts
from hilfelotse.offers.models import Offer
from hilfelotse.placements.clearance import VALID
from hilfelotse.topics.activities import ANYTHING

_STATEMENT = """
SELECT offer_id, {broken} AS broken, {points} AS points
FROM (
    SELECT o.id AS offer_id, o.party_id, o.size, o.ready_at, o.is_minor, o.ask_kinds, o.slots,
        o.frequency, o.available_from, o.available_until, o.wished_need_id,
        o.wished_organisation_id, a.code,
        CAST(o.radius_km AS bigint) * 1000 AS radius_m,
        (CAST(o.east_m AS bigint) - %(east_m)s) * (CAST(o.east_m AS bigint) - %(east_m)s)
        + (CAST(o.north_m AS bigint) - %(north_m)s) * (CAST(o.north_m AS bigint) - %(north_m)s)
        AS apart
    FROM offers_offeractivity a JOIN offers_offer o ON o.id = a.offer_id
    WHERE a.code IN (%(activity)s, %(anything)s)
        AND o.availability = %(available)s
        AND o.size <= %(remaining)s
        {adults}
    LIMIT 1000000000
) AS pair
ORDER BY broken, points DESC, offer_id
LIMIT %(rows)s
"""
_GUARDIAN = """(NOT is_minor OR EXISTS (
    SELECT 1 FROM people_consent c WHERE c.party_id = pair.party_id
    AND c.purpose = 'guardian' AND c.given AND c.ended_at IS NULL))"""
_CLEARED = """size = 1 AND EXISTS (
    SELECT 1 FROM placements_clearance c WHERE c.party_id = pair.party_id
    AND c.no_entry AND c.inspected_on > %(seen_after)s)"""
_SPEAKS = """EXISTS (
    SELECT 1 FROM offers_offerlanguage l WHERE l.offer_id = pair.offer_id
    AND l.code = %(language_{0})s AND l.level >= %(level_{0})s)"""


def ranked_offers(need: NeedFacts, rows: int) -> list[tuple[int, int]]:
    """(offer, number of rules it breaks) of the first ``rows`` candidates, best first.

    An offer of the activity *and* of anything comes twice, the second time with fewer points.
    """
    statement = _STATEMENT.format(
        broken=" + ".join(f"CASE WHEN {rule} THEN 0 ELSE 1 END" for rule in _rules(need)),
        points=" + ".join(_points()),
        adults="AND NOT o.is_minor" if need.adults_only else "",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(need) | {"rows": rows})
        return [(offer_id, broken) for offer_id, broken, _points in cursor.fetchall()]


def _rules(need: NeedFacts) -> list[str]:
    """What an offer must fulfil; rules that this need does not have are left out.

    Where a place is unknown, ``apart`` is NULL and the rule of distance is not kept.
    """
    consent = f"{_GUARDIAN} AND ask_kinds & %(kind)s > 0" if _must_allow(need) else _GUARDIAN
    kept = ["ready_at IS NOT NULL", consent, "apart <= radius_m * radius_m"]
    if need.needs_clearance:
        kept.append(_CLEARED)
    if need.languages:
        kept.append(" AND ".join(_SPEAKS.format(number) for number in range(len(need.languages))))
    if time := _time(need):
        kept.append(" AND ".join(time))
    return kept


def _time(need: NeedFacts) -> list[str]:
    time = []
    if need.slots:
        time.append("slots & %(slots)s > 0")
    if need.ends_on:
        time.append("(available_from IS NULL OR available_from <= %(ends_on)s)")
    if need.starts_on:
        time.append("(available_until IS NULL OR available_until >= %(starts_on)s)")
    return time


def _must_allow(need: NeedFacts) -> bool:
    """Inside the city a case is passed on as a public task."""
    return need.organisation_kind in KIND_BIT


def _points() -> list[str]:
    """The need's urgency is left out: it is the same for all of its offers."""
    return [
        _points_if("wished_need_id = %(need)s", rules.WISHED_NEED),
        _points_if("wished_organisation_id = %(organisation)s", rules.WISHED_ORGANISATION),
        _points_if("code = %(activity)s", rules.CHOSEN_ACTIVITY),
        _points_if("frequency = %(frequency)s", rules.SAME_FREQUENCY),
        _distance_points(),
    ]


def _points_if(condition: str, points: int) -> str:
    return f"CASE WHEN {condition} THEN {points} ELSE 0 END"


def _distance_points() -> str:
    bands = " ".join(
        f"WHEN apart <= {metres**2} THEN {points}" for metres, points in rules.DISTANCE_BANDS
    )
    return f"CASE WHEN apart IS NULL THEN 0 {bands} ELSE {rules.FARTHER} END"


def _values(need: NeedFacts) -> dict[str, Any]:
    values: dict[str, Any] = {
        "need": need.id,
        "organisation": need.organisation_id,
        "kind": KIND_BIT.get(need.organisation_kind, 0),
        "activity": need.activity,
        "anything": ANYTHING,
        "available": Offer.Availability.AVAILABLE.value,
        "remaining": need.remaining,
        "east_m": need.east_m,
        "north_m": need.north_m,
        "slots": need.slots,
        "frequency": need.frequency,
        "starts_on": _day(need.starts_on),
        "ends_on": _day(need.ends_on),
        "seen_after": _day(clock.today() - VALID),
    }
    for number, (code, level) in enumerate(need.languages.items()):
        values |= {f"language_{number}": code, f"level_{number}": level}
    return values


def _day(day: date | None) -> Any:
    return connection.ops.adapt_datefield_value(day)

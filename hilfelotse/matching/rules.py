"""The rules, on plain records: what rules a pair out, what it lacks, and how well it fits.

``queries.py`` asks the database the same questions; the suite holds the two together. Only need
and fit count – there is no score of a person's worth, and nobody is refused by a program.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hilfelotse.directory.models import KIND_BIT
from hilfelotse.topics.activities import ANYTHING


class Miss(StrEnum):
    """A hard rule that the pair breaks. No score outweighs one; a near miss breaks exactly one."""

    TALK = "talk"
    CONSENT = "consent"
    CLEARANCE = "clearance"
    LANGUAGE = "language"
    TIME = "time"
    DISTANCE = "distance"


@dataclass(frozen=True)
class OfferFacts:
    id: int
    activities: frozenset[str]
    slots: int
    frequency: str
    available_from: date | None
    available_until: date | None
    east_m: int | None
    north_m: int | None
    radius_km: int
    size: int
    is_minor: bool
    guardian_agreed: bool
    ask_kinds: int
    languages: dict[str, int]
    ready: bool
    cleared: bool
    wished_need_id: int | None
    wished_organisation_id: int | None


@dataclass(frozen=True)
class NeedFacts:
    id: int
    activity: str
    slots: int
    frequency: str
    starts_on: date | None
    ends_on: date | None
    east_m: int
    north_m: int
    remaining: int
    needs_clearance: bool
    adults_only: bool
    languages: dict[str, int]
    urgency: int
    organisation_id: int
    organisation_kind: str


# Points, for ordering only.
WISHED_NEED, WISHED_ORGANISATION = 300, 100
CHOSEN_ACTIVITY, SAME_FREQUENCY, URGENCY_STEP = 40, 30, 50
DISTANCE_BANDS = ((1_000, 100), (3_000, 80), (5_000, 60), (10_000, 30))
FARTHER = 10


def comparable(offer: OfferFacts, need: NeedFacts) -> bool:
    """Whether the pair is worth talking about: the activity, the age and the size fit."""
    wanted = offer.activities & {need.activity, ANYTHING}
    return (
        bool(wanted) and offer.size <= need.remaining and not (need.adults_only and offer.is_minor)
    )


def misses(offer: OfferFacts, need: NeedFacts) -> list[Miss]:
    """The hard rules that the pair breaks."""
    broken = {
        Miss.TALK: not offer.ready,
        Miss.CONSENT: not _may_ask(offer, need) or (offer.is_minor and not offer.guardian_agreed),
        Miss.CLEARANCE: need.needs_clearance and not offer.cleared,
        Miss.LANGUAGE: any(
            offer.languages.get(code, 0) < level for code, level in need.languages.items()
        ),
        Miss.TIME: not _has_time(offer, need),
        Miss.DISTANCE: not _near_enough(offer, need),
    }
    return [miss for miss, stands in broken.items() if stands]


def score(offer: OfferFacts, need: NeedFacts) -> int:
    """How well the pair fits, in points; the need's urgency counts too."""
    points = need.urgency * URGENCY_STEP + _distance_points(offer, need)
    if offer.wished_need_id == need.id:
        points += WISHED_NEED
    if offer.wished_organisation_id == need.organisation_id:
        points += WISHED_ORGANISATION
    if need.activity in offer.activities:
        points += CHOSEN_ACTIVITY
    if offer.frequency == need.frequency:
        points += SAME_FREQUENCY
    return points


def square_metres_apart(offer: OfferFacts, need: NeedFacts) -> int | None:
    """The square of the distance; None when the postcode is not on our map."""
    if offer.east_m is None or offer.north_m is None:
        return None
    return (offer.east_m - need.east_m) ** 2 + (offer.north_m - need.north_m) ** 2


def _may_ask(offer: OfferFacts, need: NeedFacts) -> bool:
    if need.organisation_kind not in KIND_BIT:  # inside the city: a public task
        return True
    return bool(offer.ask_kinds & KIND_BIT[need.organisation_kind])


def _has_time(offer: OfferFacts, need: NeedFacts) -> bool:
    if need.slots and not offer.slots & need.slots:
        return False
    if offer.available_from and need.ends_on and offer.available_from > need.ends_on:
        return False
    return not (offer.available_until and need.starts_on and offer.available_until < need.starts_on)


def _near_enough(offer: OfferFacts, need: NeedFacts) -> bool:
    apart = square_metres_apart(offer, need)
    return apart is not None and apart <= (offer.radius_km * 1000) ** 2


def _distance_points(offer: OfferFacts, need: NeedFacts) -> int:
    apart = square_metres_apart(offer, need)
    if apart is None:
        return 0
    return next((points for metres, points in DISTANCE_BANDS if apart <= metres**2), FARTHER)

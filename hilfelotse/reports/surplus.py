"""What is offered and what is needed, by district and kind: what to ask for, what to stop."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F, Q, Sum

from hilfelotse.cases.models import Case
from hilfelotse.goods.models import GoodsOffer
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer, OfferActivity
from hilfelotse.places.models import District

Place = tuple[
    int | None, str, str
]  # district (none: outside the city), "goods" or "activity", code


@dataclass(frozen=True)
class Balance:
    """One kind of goods or help in one district. No names: these are sums."""

    district: District | None
    what: str  # "goods" or "activity"
    code: str
    needed: int
    offered: int

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.offered)

    @property
    def spare(self) -> int:
        return max(0, self.offered - self.needed)


def balances() -> list[Balance]:
    """Where more is needed than offered first, then where more is offered than needed.

    Without restricted cases: among few offers a sum would tell that there is one.
    """
    needed, offered = _needed(), _offered_goods() + _offered_help()
    districts = District.objects.in_bulk()
    rows = [
        Balance(districts.get(place), what, code, needed[key], offered[key])
        for key in needed | offered
        for place, what, code in [key]
    ]
    return sorted(rows, key=lambda row: (-row.missing, -row.spare, row.what, row.code))


def in_the_city(rows: list[Balance]) -> list[Balance]:
    """The same over all districts: what is too much in the whole city, the most first."""
    needed: Counter[tuple[str, str]] = Counter()
    offered: Counter[tuple[str, str]] = Counter()
    for row in rows:
        needed[row.what, row.code] += row.needed
        offered[row.what, row.code] += row.offered
    sums = [Balance(None, *key, needed[key], offered[key]) for key in offered]
    return sorted((row for row in sums if row.spare), key=lambda row: -row.spare)


def _needed() -> Counter[Place]:
    found: Counter[Place] = Counter()
    rows = (
        Need.objects.open()
        .filter(taken__lt=F("quantity"))
        .order_by()
        .values_list("quarter__district_id", "goods", "activity")
        .annotate(left=Sum(F("quantity") - F("taken")))
    )
    for district, goods, activity, left in rows:
        if goods or activity:
            found[district, "goods" if goods else "activity", goods or activity] += left
    return found


def _offered_goods() -> Counter[Place]:
    found: Counter[Place] = Counter()
    where = _districts()
    rows = GoodsOffer.objects.filter(reserved__lt=F("quantity")).exclude(
        Q(case__state=Case.State.CLOSED) | Q(case__is_restricted=True)
    )
    for postcode, goods, quantity, reserved in rows.values_list(
        "postcode", "goods", "quantity", "reserved"
    ):
        found[where.get(postcode), "goods", goods] += quantity - reserved
    return found


def _offered_help() -> Counter[Place]:
    """Offers that may be referred at once; one of several activities counts for each of them."""
    found: Counter[Place] = Counter()
    where = _districts()
    rows = OfferActivity.objects.filter(
        offer__availability=Offer.Availability.AVAILABLE, offer__ready_at__isnull=False
    ).exclude(Q(offer__case__state=Case.State.CLOSED) | Q(offer__case__is_restricted=True))
    for postcode, code, size in rows.values_list("offer__postcode", "code", "offer__size"):
        found[where.get(postcode), "activity", code] += size
    return found


def _districts() -> dict[str, int]:
    """The district of each postcode; of several the one with the lowest number."""
    rows = District.objects.order_by("-number").values_list("quarters__postcodes__code", "pk")
    return dict(rows)

"""The database's ranking is the rules' ranking, to the point: brute force over all pairs."""

import random
from datetime import date, timedelta

import pytest

from hilfelotse.directory.models import Organisation
from hilfelotse.matching import rules
from hilfelotse.matching.facts import facts_of_needs, facts_of_offers
from hilfelotse.matching.queries import BEST, Fit, best_needs, best_offers
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer, OfferActivity, OfferLanguage
from hilfelotse.people.consent import for_organisation
from hilfelotse.people.models import Consent, Party
from hilfelotse.placements.clearance import in_force
from hilfelotse.placements.models import Clearance
from hilfelotse.referrals.models import Referral
from hilfelotse.topics.times import ALL, Frequency, slot
from tests.factories import crowd, directory, needs, places, users

pytestmark = pytest.mark.django_db

COUNT = 200
TODAY = date(2026, 11, 2)
# Few of each, so that many pairs fit, and many more fail by one rule only.
ACTIVITIES = ["SPR", "KIN", "BEG"]
LANGUAGES = ["de", "ar", "fa"]
SLOTS = [slot(day, part) for day in (0, 2, 5) for part in (1, 4)]


class Town:
    """200 offers and 200 needs from one seed; what a coin decides is written where it is thrown."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.user = users.caseworker()
        kinds = list(Organisation.Kind)
        self.bodies = [directory.organisation(kind=kinds[n % len(kinds)]) for n in range(15)]
        self.needs = [self._need() for _ in range(COUNT)]
        self.offers = crowd.ready_offers(COUNT)
        for offer in self.offers:
            self._shape(offer)
        Offer.objects.bulk_update(
            self.offers,
            [
                "slots", "frequency", "availability", "paused_until", "ready_at", "size",
                "is_minor", "ask_kinds", "radius_km", "available_from", "available_until",
                "east_m", "north_m", "wished_need_id", "wished_organisation",
            ],
        )  # fmt: skip

    def _chance(self, percent: int) -> bool:
        return self.dice.random() * 100 < percent

    def _day(self, percent: int) -> date | None:
        return TODAY + timedelta(days=self.dice.randint(-5, 60)) if self._chance(percent) else None

    def _slots(self) -> int:
        return sum(self.dice.sample(SLOTS, self.dice.randint(1, 3)))

    def _languages(self) -> dict[str, int]:
        spoken = self.dice.sample(LANGUAGES, self.dice.choice([0, 0, 1, 1, 2]))
        return {code: self.dice.randint(1, 6) for code in spoken}

    def _need(self) -> Need:
        first, last = sorted([self._day(100), self._day(100)])
        quantity = self.dice.randint(1, 6)
        return needs.open_need(
            organisation=self.dice.choice(self.bodies),
            quarter=places.quarter(self.dice.choice(places.quarters())),
            activity=self.dice.choice(ACTIVITIES),
            quantity=quantity,
            taken=self.dice.randint(0, quantity),
            frequency=self.dice.choice(Frequency.values),
            slots=self._slots() if self._chance(70) else 0,
            starts_on=first if self._chance(40) else None,
            ends_on=last if self._chance(40) else None,
            needs_clearance=self._chance(30),
            adults_only=self._chance(30),
            urgency=self.dice.randint(1, 4),
            valid_until=TODAY + timedelta(days=self.dice.choice([-1, 0, 1, 30, 30, 30])),
            state=self.dice.choice(["open"] * 8 + ["paused", "draft"]),
            languages=self._languages() if self._chance(50) else {},
        )

    def _shape(self, offer: Offer) -> None:
        dice = self.dice
        offer.slots = self._slots() if self._chance(80) else ALL
        offer.frequency = dice.choice(Frequency.values)
        offer.availability = dice.choice(["available"] * 8 + ["paused", "taken"])
        offer.ready_at = offer.ready_at if self._chance(80) else None
        offer.size = dice.choice([1, 1, 1, 2, 4])
        Party.objects.filter(pk=offer.party_id).update(group_size=offer.size)
        offer.is_minor = self._chance(20)
        offer.ask_kinds = dice.choice([15, 15, 15, dice.randint(0, 15)])
        offer.radius_km = dice.choice([1, 3, 10, 10, 25])
        offer.available_from, offer.available_until = self._day(30), self._day(30)
        if self._chance(95):
            place = places.postcode(dice.choice([c for c in places.postcodes() if c < "30700"]))
            offer.east_m, offer.north_m = place.east_m, place.north_m
        else:
            offer.east_m = offer.north_m = None
        offer.wished_need_id = dice.choice(self.needs).pk if self._chance(15) else None
        offer.wished_organisation = dice.choice(self.bodies) if self._chance(15) else None
        self._rows(offer)

    def _rows(self, offer: Offer) -> None:
        wanted = self.dice.sample([*ACTIVITIES, "*"], self.dice.randint(1, 3))
        OfferActivity.objects.bulk_create(OfferActivity(offer=offer, code=code) for code in wanted)
        OfferLanguage.objects.bulk_create(
            OfferLanguage(offer=offer, code=code, level=level)
            for code, level in self._languages().items()
        )
        if self._chance(50):
            self._clear(offer)
        if offer.is_minor and self._chance(60):
            self._consent(offer, "guardian", given=self._chance(80))
        if self._chance(30):
            body = for_organisation(self.dice.choice(self.bodies).pk)
            self._consent(offer, "contact", given=self._chance(30), recipient=body)
        if self._chance(30):
            self._referral(offer, self.dice.choice(self.needs))

    def _clear(self, offer: Offer) -> None:
        Clearance.objects.create(
            party=offer.party,
            inspected_by=self.user,
            inspected_on=TODAY - timedelta(days=self.dice.choice([0, 400, 1900])),
            certificate_date=date(2020, 1, 1),
            no_entry=self._chance(80),
        )

    def _consent(self, offer: Offer, purpose: str, *, given: bool, recipient: str = "") -> None:
        Consent.objects.create(
            party=offer.party,
            purpose=purpose,
            recipient=recipient,
            given=given,
            text_version="x",
            language="de",
            channel="form",
        )

    def _referral(self, offer: Offer, need: Need) -> None:
        Referral.objects.create(
            case=offer.case,
            organisation=need.organisation,
            need=need,
            sent_by=self.user,
            due_at=offer.case.due_at,
            state="declined",
            answered_at=offer.case.due_at,
        )


class BruteForce:
    """Every offer beside every need, judged by ``matching.rules`` in Python."""

    def __init__(self) -> None:
        self.offers = {offer.pk: offer for offer in Offer.objects.all()}
        self.needs = {need.pk: need for need in Need.objects.select_related("organisation")}
        self.offer_facts = facts_of_offers(self.offers.values())
        self.need_facts = facts_of_needs(self.needs.values())
        spoken = Referral.objects.filter(state__in=["sent", "accepted", "declined"])
        self.asked = set(spoken.values_list("case_id", "need_id"))
        waiting = Referral.objects.filter(state="sent")
        self.waiting = set(waiting.values_list("case_id", flat=True))
        self.refused = set(
            Consent.objects.filter(purpose="contact", given=False, ended_at=None).values_list(
                "party_id", "recipient"
            )
        )

    def for_offer(self, offer: Offer) -> list[tuple]:
        return self._ranked((offer.pk, need.pk) for need in self.needs.values() if _is_open(need))

    def for_need(self, need: Need) -> list[tuple]:
        free = (
            offer
            for offer in self.offers.values()
            if offer.availability == "available" and offer.case_id not in self.waiting
        )
        return self._ranked((offer.pk, need.pk) for offer in free)

    def _ranked(self, pairs) -> list[tuple]:
        rows = [self._judged(*pair) for pair in pairs if self._is_candidate(*pair)]
        near = [row for row in rows if len(row[2]) <= 1]
        return sorted(near, key=lambda row: (len(row[2]), -row[3], row[0], row[1]))[:BEST]

    def _judged(self, offer_id: int, need_id: int) -> tuple:
        offer, need = self.offer_facts[offer_id], self.need_facts[need_id]
        return offer_id, need_id, rules.misses(offer, need), rules.score(offer, need)

    def _is_candidate(self, offer_id: int, need_id: int) -> bool:
        offer, need = self.offers[offer_id], self.needs[need_id]
        body = for_organisation(need.organisation_id)
        return (
            rules.comparable(self.offer_facts[offer_id], self.need_facts[need_id])
            and (offer.case_id, need.pk) not in self.asked
            and (offer.party_id, body) not in self.refused
        )


def _is_open(need: Need) -> bool:
    return need.state == "open" and need.valid_until >= TODAY


def as_rows(fits: list[Fit]) -> list[tuple]:
    return [(fit.offer.pk, fit.need.pk, fit.misses, fit.score) for fit in fits]


@pytest.fixture(autouse=True)
def _now(travel):
    travel("2026-11-02 12:00")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [4711, 2026])
def test_the_ranking_equals_brute_force(seed):
    Town(seed)
    brute = BruteForce()
    of_offers = {pk: as_rows(best_needs(offer)) for pk, offer in brute.offers.items()}
    of_needs = {pk: as_rows(best_offers(need)) for pk, need in brute.needs.items()}
    assert of_offers == {pk: brute.for_offer(offer) for pk, offer in brute.offers.items()}
    assert of_needs == {pk: brute.for_need(need) for pk, need in brute.needs.items()}
    _the_town_is_worth_it(of_offers, of_needs)


def _the_town_is_worth_it(of_offers: dict, of_needs: dict) -> None:
    """The comparison says something: fits, each near miss, full lists and empty ones occur."""
    for found in (of_offers, of_needs):
        rows = [row for ranked in found.values() for row in ranked]
        assert {tuple(row[2]) for row in rows} == {(), *((miss,) for miss in rules.Miss)}
        lengths = {len(ranked) for ranked in found.values()}
        assert {0, BEST} <= lengths
    assert in_force().count() < Clearance.objects.count()


def test_the_count_is_kept_and_an_offer_stands_once():
    need = needs.open_need(quantity=9)
    for offer in crowd.ready_offers(5):
        OfferActivity.objects.bulk_create(
            OfferActivity(offer=offer, code=code) for code in ("SPR", "*")
        )
    found = best_offers(need, count=3)
    ids = list(Offer.objects.order_by("pk").values_list("pk", flat=True)[:3])
    assert [fit.offer.pk for fit in found] == ids
    assert len(best_offers(need)) == 5

"""Speed is worth nothing with wrong answers: the database's ranking beside brute force."""

from hilfelotse.matching import rules
from hilfelotse.matching.facts import facts_of_needs, facts_of_offers
from hilfelotse.matching.queries import BEST, Fit, best_needs, best_offers
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.people.consent import for_organisation
from hilfelotse.people.models import Consent

Row = tuple[int, int, list[rules.Miss], int]


class BruteForce:
    """All offers and open needs in memory, judged pair by pair by ``matching.rules``.

    Nobody in this town was referred before, so that rule is left to the suite.
    """

    def __init__(self) -> None:
        self.offers = {offer.pk: offer for offer in Offer.objects.filter(availability="available")}
        self.needs = {need.pk: need for need in Need.objects.open().select_related("organisation")}
        self.offer_facts = facts_of_offers(self.offers.values())
        self.need_facts = facts_of_needs(self.needs.values())
        self.refused = set(
            Consent.objects.filter(purpose="contact", given=False, ended_at=None).values_list(
                "party_id", "recipient"
            )
        )

    def offers_for(self, need_id: int) -> list[Row]:
        return self._ranked((offer_id, need_id) for offer_id in self.offers)

    def needs_for(self, offer_id: int) -> list[Row]:
        return self._ranked((offer_id, need_id) for need_id in self.needs)

    def _ranked(self, pairs) -> list[Row]:
        rows = [self._judged(*pair) for pair in pairs if self._is_candidate(*pair)]
        near = [row for row in rows if len(row[2]) <= 1]
        return sorted(near, key=lambda row: (len(row[2]), -row[3], row[0], row[1]))[:BEST]

    def _judged(self, offer_id: int, need_id: int) -> Row:
        offer, need = self.offer_facts[offer_id], self.need_facts[need_id]
        return offer_id, need_id, rules.misses(offer, need), rules.score(offer, need)

    def _is_candidate(self, offer_id: int, need_id: int) -> bool:
        offer, need = self.offer_facts[offer_id], self.need_facts[need_id]
        asks = (self.offers[offer_id].party_id, for_organisation(need.organisation_id))
        return rules.comparable(offer, need) and asks not in self.refused


def differences(need_ids: list[int], offer_ids: list[int]) -> list[str]:
    """Where the ranking of these needs and offers is not that of brute force; empty if right."""
    brute = BruteForce()
    found = []
    for pk in need_ids:
        if _rows(best_offers(Need.objects.get(pk=pk))) != brute.offers_for(pk):
            found.append(f"need {pk}")
    for pk in offer_ids:
        if _rows(best_needs(Offer.objects.get(pk=pk))) != brute.needs_for(pk):
            found.append(f"offer {pk}")
    return found


def _rows(fits: list[Fit]) -> list[Row]:
    return [(fit.offer.pk, fit.need.pk, fit.misses, fit.score) for fit in fits]

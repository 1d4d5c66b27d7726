"""From rows to the plain records that the rules judge."""

from collections.abc import Collection, Iterable

from django.db.models import Model, QuerySet

from hilfelotse.matching.rules import NeedFacts, OfferFacts
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import Consent
from hilfelotse.placements.clearance import in_force


def facts_of_offers(offers: Iterable[Offer]) -> dict[int, OfferFacts]:
    """The facts of each offer, with at most four queries however many there are."""
    rows = {offer.pk: offer for offer in offers}
    parties = [offer.party_id for offer in rows.values()]
    activities: dict[int, set[str]] = {pk: set() for pk in rows}
    languages: dict[int, dict[str, int]] = {pk: {} for pk in rows}
    for offer_id, code in _values(Offer.activities.rel.related_model, rows, "offer_id", "code"):
        activities[offer_id].add(code)
    for offer_id, code, level in _values(
        Offer.languages.rel.related_model, rows, "offer_id", "code", "level"
    ):
        languages[offer_id][code] = level
    cleared = set(in_force().filter(party__in=parties).values_list("party_id", flat=True))
    agreed = _guardians_agreed([offer.party_id for offer in rows.values() if offer.is_minor])
    return {
        pk: OfferFacts(
            id=pk,
            activities=frozenset(activities[pk]),
            slots=offer.slots,
            frequency=offer.frequency,
            available_from=offer.available_from,
            available_until=offer.available_until,
            east_m=offer.east_m,
            north_m=offer.north_m,
            radius_km=offer.radius_km,
            size=offer.size,
            is_minor=offer.is_minor,
            guardian_agreed=offer.party_id in agreed,
            ask_kinds=offer.ask_kinds,
            languages=languages[pk],
            ready=offer.ready_at is not None,
            cleared=offer.party_id in cleared,
            wished_need_id=offer.wished_need_id,
            wished_organisation_id=offer.wished_organisation_id,
        )
        for pk, offer in rows.items()
    }


def _guardians_agreed(minors: list[int]) -> set[int]:
    if not minors:
        return set()
    agreed = Consent.objects.filter(
        party__in=minors, purpose=Consent.Purpose.GUARDIAN, given=True, ended_at=None
    )
    return set(agreed.values_list("party_id", flat=True))


def facts_of_needs(needs: Iterable[Need]) -> dict[int, NeedFacts]:
    """The facts of each need; the organisation must be loaded with them."""
    rows = {need.pk: need for need in needs}
    languages: dict[int, dict[str, int]] = {pk: {} for pk in rows}
    for need_id, code, level in _values(
        Need.languages.rel.related_model, rows, "need_id", "code", "level"
    ):
        languages[need_id][code] = level
    return {
        pk: NeedFacts(
            id=pk,
            activity=need.activity,
            slots=need.slots,
            frequency=need.frequency,
            starts_on=need.starts_on,
            ends_on=need.ends_on,
            east_m=need.east_m,
            north_m=need.north_m,
            remaining=need.remaining,
            needs_clearance=need.needs_clearance,
            adults_only=need.adults_only,
            languages=languages[pk],
            urgency=need.urgency,
            organisation_id=need.organisation_id,
            organisation_kind=need.organisation.kind,
        )
        for pk, need in rows.items()
    }


def _values(model: type[Model], rows: Collection[int], owner: str, *columns: str) -> QuerySet:
    return model.objects.filter(**{f"{owner}__in": list(rows)}).values_list(owner, *columns)

"""Many offers and referrals with few queries, for races and rankings."""

from datetime import timedelta

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import ContactPoint, Party
from hilfelotse.referrals.models import Referral
from hilfelotse.topics.times import ALL
from tests.factories import users


def ready_offers(count: int) -> list[Offer]:
    """Offers in the pool that any kind of body may be asked about, with confirmed addresses."""
    now = clock.now()
    parties = Party.objects.bulk_create(Party(name=f"Toni {n}") for n in range(count))
    ContactPoint.objects.bulk_create(
        ContactPoint(
            party=party, kind="email", value=f"toni{party.pk}@post.example", confirmed_at=now
        )
        for party in parties
    )
    cases = Case.objects.bulk_create(
        Case(
            kind=Case.Kind.VOLUNTEERING,
            channel=Case.Channel.WEB,
            state=Case.State.READY,
            queue=Case.Queue.DESK,
            due_at=now + timedelta(days=14),
            spoken_at=now,
            party=party,
        )
        for party in parties
    )
    return Offer.objects.bulk_create(
        Offer(case=case, party=case.party, slots=ALL, ask_kinds=15, ready_at=now) for case in cases
    )


def referred(offers: list[Offer], needs: list[Need]) -> list[Referral]:
    """Each offer waits for the answer of the need beside it."""
    user, due = users.caseworker(), clock.now() + timedelta(days=3)
    Case.objects.filter(offer__in=offers).update(state="referred", waiting_on="organisation")
    return Referral.objects.bulk_create(
        Referral(
            case=offer.case,
            organisation=need.organisation,
            need=need,
            sent_by=user,
            due_at=due,
        )
        for offer, need in zip(offers, needs, strict=True)
    )

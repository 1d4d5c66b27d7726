"""The helper pauses or allows less: a body that was asked meanwhile is told at once."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.cases.actions.locked import lock
from hilfelotse.history.models import Event
from hilfelotse.offers.actions import allow, availability
from hilfelotse.offers.models import Offer
from hilfelotse.referrals.actions.answer import recall_and_return
from hilfelotse.referrals.actions.locked import back_to_the_desk
from hilfelotse.referrals.actions.propose import lapse
from hilfelotse.referrals.rules import hindrances, no_longer_possible


@transaction.atomic
def pause(*, offer: Offer, until: date | None, user: User | None = None) -> Offer:
    """Take a break; see offers.actions.availability.pause for what it refuses."""
    lock(offer.case_id)
    offer = availability.pause(offer=offer, until=until, user=user)
    _recall_what_became_impossible(offer, user)
    return offer


@transaction.atomic
def allow_kinds(*, offer: Offer, kinds: Iterable[str], user: User | None = None) -> None:
    """Say which kinds of bodies may be shown the offer; see offers.actions.allow."""
    lock(offer.case_id)
    allow.allow_kinds(offer=offer, kinds=kinds, user=user)
    _recall_what_became_impossible(offer, user)


def _recall_what_became_impossible(offer: Offer, user: User | None) -> None:
    _lapse_proposals(offer)
    waiting = offer.case.referrals.waiting().select_related(
        "organisation", "need__organisation", "case__offer__party"
    )
    for referral in waiting:
        if no_longer_possible(referral):
            recall_and_return(referral=referral, user=user, by=None if user else Event.By.CITIZEN)


def _lapse_proposals(offer: Offer) -> None:
    """When one of them is not possible any more, the desk begins anew."""
    fresh = Offer.objects.select_related("party", "case").get(pk=offer.pk)
    proposed = fresh.case.proposals.open().select_related("need__organisation")
    if any(hindrances(fresh, proposal.need) for proposal in proposed):
        lapse(fresh.case)
        back_to_the_desk(fresh.case)

"""Referrals on their way, made by the real actions."""

from hilfelotse.accounts.models import User
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.people.consent import for_organisation, record_consent
from hilfelotse.people.models import Consent
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.actions.answer import accept
from hilfelotse.referrals.actions.send import send
from hilfelotse.referrals.models import Referral
from tests.factories import needs, offers, users


def sent(
    *, offer: Offer | None = None, need: Need | None = None, user: User | None = None
) -> Referral:
    """An offer that waits for a circle's answer."""
    return send(
        user=user or users.caseworker(),
        offer=offer or offers.ready(),
        need=need or needs.open_need(),
    )


def accepted(**given) -> tuple[Referral, Placement]:
    """A referral that the circle has accepted, and its placement."""
    referral = sent(**given)
    placement = accept(referral=referral)
    referral.refresh_from_db()
    return referral, placement


def allow_contact(offer: Offer, need: Need, *, given: bool = True) -> Consent:
    """The citizen said whether the need's organisation may have the contact data."""
    return record_consent(
        party=offer.party,
        purpose=Consent.Purpose.CONTACT,
        recipient=for_organisation(need.organisation_id),
        given=given,
        channel=Consent.Channel.FORM,
        language="de",
    )

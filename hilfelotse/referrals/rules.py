"""What must be true before an offer may be shown to a body, and before contact data flow."""

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK, PARTNERS
from hilfelotse.base import clock
from hilfelotse.directory.models import KIND_BIT, Organisation
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.people.consent import for_organisation, is_given, refused_organisations
from hilfelotse.people.models import Consent
from hilfelotse.placements.clearance import is_cleared
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.models import Referral


class Hindrance:
    """Why an offer may not be referred now. No weight ever outweighs one of these."""

    NOT_READY = "not_ready"
    NOT_AVAILABLE = "not_available"
    CONSENT = "consent"
    REFUSED = "refused"
    GUARDIAN = "guardian"
    CLEARANCE = "clearance"
    ADULTS_ONLY = "adults_only"
    NEED_NOT_OPEN = "need_not_open"
    NO_PLACE = "no_place"


def may_be_asked(offer: Offer, organisation: Organisation) -> bool:
    """Inside the city as a public task; any other body only where the person allowed it."""
    return organisation.is_city or bool(offer.ask_kinds & KIND_BIT[organisation.kind])


def may_answer(user: User, organisation: Organisation) -> bool:
    """The desk for every body, a partner for those they act for."""
    if user.has_any(DESK):
        return True
    return user.has_any(PARTNERS) and organisation.memberships.filter(user=user).exists()


def hindrances(offer: Offer, need: Need) -> list[str]:
    """Everything that stands against referring ``offer`` to ``need``, in a fixed order."""
    found = {
        Hindrance.NOT_READY: offer.ready_at is None,
        Hindrance.NOT_AVAILABLE: offer.availability != Offer.Availability.AVAILABLE,
        Hindrance.CONSENT: not may_be_asked(offer, need.organisation),
        Hindrance.REFUSED: need.organisation_id in refused_organisations(offer.party),
        Hindrance.GUARDIAN: guardian_missing(offer),
        Hindrance.CLEARANCE: need.needs_clearance and not is_cleared(offer.party),
        Hindrance.ADULTS_ONLY: need.adults_only and offer.is_minor,
        Hindrance.NEED_NOT_OPEN: need.state != Need.State.OPEN or need.valid_until < clock.today(),
        Hindrance.NO_PLACE: need.places_free < offer.size,
    }
    return [code for code, stands in found.items() if stands]


# What a body need not care about: its own need's date, and places, which are counted under a lock.
_BODY_MAY_ACCEPT_IN_SPITE_OF = {Hindrance.NEED_NOT_OPEN, Hindrance.NO_PLACE}


def no_longer_possible(referral: Referral) -> bool:
    """Whether the helper or the need has changed so much that a yes comes too late."""
    need = referral.need
    if need.state not in {Need.State.OPEN, Need.State.EXPIRED}:
        return True
    return bool(set(hindrances(referral.case.offer, need)) - _BODY_MAY_ACCEPT_IN_SPITE_OF)


def guardian_missing(offer: Offer) -> bool:
    """Under 18 an engagement needs the legal guardians (§§ 107, 108 BGB), in groups too."""
    return offer.is_minor and not is_given(offer.party, Consent.Purpose.GUARDIAN)


def helps_there(referral: Referral) -> bool:
    """Whether a placement lives: without one the body has no use for the contact data."""
    return (
        Placement.objects.filter(offer__case=referral.case_id, need=referral.need_id)
        .exclude(state=Placement.State.ENDED)
        .exists()
    )


def contact_is_open(referral: Referral) -> bool:
    """Whether the body may see name and contact now: released, not taken back, still needed."""
    released = referral.contact_released_at and not referral.contact_ended_at
    return bool(released) and helps_there(referral)


def contact_may_flow(offer: Offer, organisation: Organisation) -> bool:
    """A department of the city as a public task; any other body under a consent naming it."""
    if organisation.is_city:
        return True
    return is_given(offer.party, Consent.Purpose.CONTACT, for_organisation(organisation.pk))

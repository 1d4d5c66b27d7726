"""What must be true before an offer may be shown to a body, and before contact data flow."""

from django.utils import timezone

from hilfelotse.base import clock
from hilfelotse.cases.models import Alert, Case
from hilfelotse.directory.models import KIND_BIT, Organisation
from hilfelotse.directory.queries import responsible_for
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.people.consent import for_organisation, is_given, refused_organisations
from hilfelotse.people.models import Consent, Party
from hilfelotse.placements.clearance import is_cleared
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.models import Referral
from hilfelotse.topics.activities import FOR_YOUTH_OFFICE


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
    YOUTH_OFFICE = "youth_office"
    BODY_PAUSED = "body_paused"
    BODY_FULL = "body_full"


def is_for_youth_office(offer: Offer) -> bool:
    """Guardianship and host families are the youth office's, whatever else is offered with them."""
    return offer.activities.filter(code__in=FOR_YOUTH_OFFICE).exists()


def may_be_asked(offer: Offer, organisation: Organisation) -> bool:
    """Inside the city as a public task; any other body only where the person allowed it."""
    return organisation.is_city or bool(offer.ask_kinds & KIND_BIT[organisation.kind])


_Reason = Referral.Reason
_OFFER_REASONS = (
    _Reason.TIME, _Reason.SKILLS, _Reason.FULL, _Reason.NO_SUPERVISION, _Reason.DONE, _Reason.OTHER,
)  # fmt: skip
_CONCERN_REASONS = (_Reason.NOT_OURS, _Reason.NO_CAPACITY, _Reason.UNCLEAR, _Reason.OTHER)


def reasons(referral: Referral) -> tuple[Referral.Reason, ...]:
    """Why a body may say no to this kind of referral."""
    return _CONCERN_REASONS if referral.is_concern else _OFFER_REASONS


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
        Hindrance.NO_PLACE: need.remaining < offer.size,
        Hindrance.YOUTH_OFFICE: is_for_youth_office(offer),
        Hindrance.BODY_PAUSED: need.organisation.is_paused,
        Hindrance.BODY_FULL: is_full(need.organisation),
    }
    return [code for code, stands in found.items() if stands]


def is_full(organisation: Organisation) -> bool:
    """Whether the body has taken as many helpers this month as it wants to."""
    if organisation.monthly_helpers is None:
        return False
    first = timezone.localtime(clock.now()).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )
    taken = Referral.objects.filter(
        organisation=organisation,
        need__isnull=False,
        state=Referral.State.ACCEPTED,
        answered_at__gte=first,
    )
    return taken.count() >= organisation.monthly_helpers


# What a body need not care about: its own need's date, its own pause and limit, and places, which
# are counted under a lock.
_BODY_MAY_ACCEPT_IN_SPITE_OF = {
    Hindrance.NEED_NOT_OPEN,
    Hindrance.NO_PLACE,
    Hindrance.BODY_PAUSED,
    Hindrance.BODY_FULL,
}


def no_longer_possible(referral: Referral) -> bool:
    """Whether the helper or the need has changed so much that a yes comes too late."""
    if referral.is_concern:
        return False
    need = referral.need
    if need.state not in {Need.State.OPEN, Need.State.EXPIRED}:
        return True
    return bool(set(hindrances(referral.case.offer, need)) - _BODY_MAY_ACCEPT_IN_SPITE_OF)


def guardian_missing(offer: Offer) -> bool:
    """Under 18 an engagement needs the legal guardians (§§ 107, 108 BGB), in groups too."""
    return offer.is_minor and not is_given(offer.party, Consent.Purpose.GUARDIAN)


def helps_there(referral: Referral) -> bool:
    """Whether the body still has to do with the person: else it has no use for contact data.

    With an offer as long as a placement lives, with a concern until its result is there. A
    substitute is called by the office.
    """
    if referral.is_concern:
        return is_in_hand(referral)
    return (
        Placement.objects.filter(
            offer__case=referral.case_id, need=referral.need_id, is_substitute=False
        )
        .exclude(state=Placement.State.ENDED)
        .exists()
    )


def contact_is_open(referral: Referral) -> bool:
    """Whether the body may see name and contact now: released, not taken back, still needed."""
    released = referral.contact_released_at and not referral.contact_ended_at
    return bool(released) and helps_there(referral)


def is_in_hand(referral: Referral) -> bool:
    """Whether a body has the concern: it took it on, and neither result nor recall came since.

    Also after the case has ended as „weitergeleitet“: then it is the body's to finish.
    """
    if not referral.is_concern or referral.state != Referral.State.ACCEPTED:
        return False
    return referral.case.is_open or referral.case.outcome == Case.Outcome.FORWARDED


def youth_office_only(case: Case, organisation: Organisation) -> bool:
    """Homes and families for minors: only the body responsible for them decides (§ 42 SGB VIII).

    Anything else that touches minors is the desk's to judge.
    """
    if case.kind != Case.Kind.HOUSING:
        return False
    if not case.alerts.filter(sign=Alert.Sign.MINORS).exists():
        return False
    bodies = responsible_for("minors", case.postcode)
    return organisation.pk not in {body.organisation_id for body in bodies}


def has_receipt(case: Case) -> bool:
    """Whether a body has taken the concern on: only then passing on may be its end."""
    kept = {Referral.State.ACCEPTED, Referral.State.DONE}
    return case.referrals.filter(need=None, state__in=kept).exists()


def may_read_text(organisation: Organisation) -> bool:
    """The person's own words: inside the city as a public task. No consent covers them elsewhere:
    any other body reads the colleague's words, and hears the rest from the person.
    """
    return organisation.is_city


def contact_may_flow(party: Party, organisation: Organisation) -> bool:
    """A department of the city as a public task; any other body under a consent naming it."""
    if organisation.is_city:
        return True
    return is_given(party, Consent.Purpose.CONTACT, for_organisation(organisation.pk))

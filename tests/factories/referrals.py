"""Referrals on their way, made by the real actions."""

from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.people.consent import for_organisation, record_consent
from hilfelotse.people.models import Consent
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.actions.answer import accept
from hilfelotse.referrals.actions.opinion import ask_opinions
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.actions.send import send
from hilfelotse.referrals.actions.take_on import take_on
from hilfelotse.referrals.models import Referral
from tests.factories import cases, directory, needs, offers, users


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


def opinion(case: Case | None = None, organisation: Organisation | None = None) -> Referral:
    """A department that is asked what it thinks of an idea."""
    (referral,) = ask_opinions(
        user=users.caseworker(),
        case=case or cases.question(kind=Case.Kind.IDEA),
        organisations=[organisation or directory.department()],
        text="Geht das dort?",
    )
    return referral


COVER = "Eine Familie sucht einen Deutschkurs mit Kinderbetreuung."


def passed_on(
    *,
    case: Case | None = None,
    organisation: Organisation | None = None,
    user: User | None = None,
    text: str = COVER,
) -> Referral:
    """A question that waits for a circle's answer."""
    return pass_on(
        user=user or users.caseworker(),
        case=case or cases.question(),
        organisation=organisation or directory.organisation(),
        text=text,
    )


def taken_on(**given) -> Referral:
    """A question that the circle takes care of."""
    return take_on(referral=passed_on(**given))


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

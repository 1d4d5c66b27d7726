"""Consents that change what an offer may be used for."""

from collections.abc import Iterable

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.cases.actions.locked import hold, lock
from hilfelotse.directory.models import KIND_BIT, Organisation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.offers.models import Offer
from hilfelotse.people.consent import (
    for_kind,
    for_organisation,
    record_consent,
    record_consents,
)
from hilfelotse.people.models import Consent


def _channel(user: User | None) -> str:
    return Consent.Channel.TALK if user else Consent.Channel.LINK


def write_askable_kinds(
    *, offer: Offer, kinds: Iterable[str], channel: str, user: User | None = None
) -> None:
    """Record which kinds of bodies may be shown the offer without a name."""
    allowed = set(kinds)
    record_consents(
        party=offer.party,
        purpose=Consent.Purpose.ASK,
        answers={for_kind(kind): kind in allowed for kind in KIND_BIT},
        channel=channel,
        language=offer.party.language,
        user=user,
    )
    offer.ask_kinds = sum(KIND_BIT[kind] for kind in allowed)
    offer.save(update_fields=["ask_kinds"])


@transaction.atomic
def allow_kinds(*, offer: Offer, kinds: Iterable[str], user: User | None = None) -> None:
    """The helper says whom the office may ask: by link, or in a talk that ``user`` records."""
    if user is not None:
        require(user)
    case = lock(offer.case_id)
    write_askable_kinds(offer=offer, kinds=kinds, channel=_channel(user), user=user)
    record(subject=case, verb="consent_kinds", user=user, by=None if user else Event.By.CITIZEN)


@transaction.atomic
def record_guardian_consent(*, user: User, offer: Offer, given: bool) -> None:
    """The guardians of a helper under 18 agreed or did not, in a talk with the desk."""
    require(user)
    case = lock(offer.case_id)
    record_consent(
        party=offer.party,
        purpose=Consent.Purpose.GUARDIAN,
        given=given,
        channel=Consent.Channel.TALK,
        language=offer.party.language,
        user=user,
    )
    record(subject=case, verb="consent_guardian", user=user, given=given)


@transaction.atomic
def take_back_contact(*, offer: Offer, organisation: Organisation) -> None:
    """The helper no longer allows a body, which has not been asked yet, to have their contact data.

    For a body that was asked: referrals.actions.answer.allow_contact.
    """
    case = hold(offer.case_id)
    record_consent(
        party=offer.party,
        purpose=Consent.Purpose.CONTACT,
        recipient=for_organisation(organisation.pk),
        given=False,
        channel=Consent.Channel.LINK,
        language=offer.party.language,
    )
    record(
        subject=case, verb="consent_contact", by=Event.By.CITIZEN,
        organisation=organisation.name, given=False,
    )  # fmt: skip

"""The mails of a referral, to the body and to the citizen."""

from contextlib import suppress

from hilfelotse.cases.letters import status_link
from hilfelotse.correspondence.write import (
    LinkInMail,
    NobodyToWriteTo,
    drop_waiting,
    write_to_body,
    write_to_person,
)
from hilfelotse.office import deadlines
from hilfelotse.referrals.models import Referral

ANSWER, CONTACT = "referral_answer", "referral_contact"


def ask_body(referral: Referral) -> None:
    """The request with the one-time link to the anonymised profile."""
    write_to_body(
        organisation=referral.organisation,
        contact=referral.need.contact,
        template="referral_request",
        reason=f"referral:{referral.pk}:request",
        reference=referral.case.reference,
        need=referral.need.title,
        links=(
            LinkInMail(
                "answer_url",
                "links:answer",
                ANSWER,
                referral.pk,
                referral.due_at - referral.sent_at,
            ),
        ),
    )


def tell_body_contact(referral: Referral) -> None:
    """The contact data wait behind a link: they are never in a mail.

    A consent that was taken back and given again is a new reason: the old link is closed.
    """
    released = referral.contact_released_at
    write_to_body(
        organisation=referral.organisation,
        contact=referral.need.contact,
        template="referral_contact",
        reason=f"referral:{referral.pk}:contact:{released:%Y%m%d%H%M%S%f}",
        reference=referral.case.reference,
        need=referral.need.title,
        is_city=referral.organisation.is_city,
        links=(
            LinkInMail(
                "contact_url", "links:contact", CONTACT, referral.pk, deadlines.CONTACT_LINK_VALID
            ),
        ),
    )


def tell_body_recalled(referral: Referral) -> None:
    """The offer is gone: the link no longer opens. Nobody there any more is no hindrance.

    A body that never got the request need not hear that it is over.
    """
    if take_back_request(referral):
        return
    with suppress(NobodyToWriteTo):
        write_to_body(
            organisation=referral.organisation,
            contact=referral.need.contact,
            template="referral_recalled",
            reason=f"referral:{referral.pk}:recalled",
            reference=referral.case.reference,
            need=referral.need.title,
        )


def tell_body_withdrawn(referral: Referral) -> None:
    """Somebody they count on cannot come any more."""
    with suppress(NobodyToWriteTo):
        write_to_body(
            organisation=referral.organisation,
            contact=referral.need.contact,
            template="referral_withdrawn",
            reason=f"referral:{referral.pk}:withdrawn",
            reference=referral.case.reference,
            need=referral.need.title,
        )


def take_back_request(referral: Referral) -> bool:
    """A request that has not left yet need not leave any more. False if it has left."""
    return drop_waiting(reason=f"referral:{referral.pk}:request")


def tell_citizen(referral: Referral, template: str) -> bool:
    """One step of the way, in plain words; nothing of what the body wrote.

    False when there is no address to write to: somebody has to call.
    """
    case = referral.case
    if case.party is None:
        return False
    mail = write_to_person(
        party=case.party,
        template=template,
        reason=f"referral:{referral.pk}:{template}",
        reference=case.reference,
        organisation=referral.organisation.name,
        is_city=referral.organisation.is_city,
        links=(status_link(case),),
    )
    return mail is not None

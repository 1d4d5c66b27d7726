"""The mails about a gift: to the giver whom one can give to, to the body that somebody may."""

from contextlib import suppress
from datetime import timedelta
from typing import Any

from hilfelotse.cases.letters import status_link
from hilfelotse.correspondence.write import (
    LinkInMail,
    NobodyToWriteTo,
    write_to_body,
    write_to_person,
)
from hilfelotse.money.bank_data import in_groups
from hilfelotse.money.models import Advice, MoneyOffer

GIFT = "gift"
GIFT_LINK_VALID = timedelta(days=90)  # money takes its time, above all a company's


def tell_giver(offer: MoneyOffer, advices: list[Advice]) -> bool:
    """The recipients with purpose and account; False when there is no address to write to."""
    case = offer.case
    if case.party is None:
        return False
    mail = write_to_person(
        party=case.party,
        template="money_advised",
        reason=f"money:{offer.pk}:advised:{advices[0].pk}",
        reference=case.reference,
        links=(status_link(case),),
        recipients=[as_words(advice) for advice in advices],
        wants_receipt=offer.wants_receipt,
    )
    return mail is not None


def as_words(advice: Advice) -> dict[str, Any]:
    """A named recipient for a mail, a page, the desk."""
    recipient = advice.recipient
    return {
        "name": recipient.organisation.name,
        "purpose": str(recipient.get_purpose_display()),
        "account": in_groups(recipient.account),
        "receipts": recipient.gives_receipts,
    }


def tell_recipient(advice: Advice) -> None:
    """Somebody was given the body's name; nothing about who. With the link to say what came."""
    link = LinkInMail("gift_url", "links:gift", GIFT, advice.pk, GIFT_LINK_VALID)
    with suppress(NobodyToWriteTo):
        write_to_body(
            organisation=advice.recipient.organisation,
            template="money_named",
            reason=f"money:advice:{advice.pk}:named",
            reference=advice.offer.case.reference,
            links=(link,),
            purpose=str(advice.recipient.get_purpose_display()),
        )


def thank(advice: Advice) -> None:
    """The recipient has reported a gift; its own words stay at the desk."""
    case = advice.offer.case
    if case.party is None:
        return
    write_to_person(
        party=case.party,
        template="money_thanks",
        reason=f"money:advice:{advice.pk}:thanks",
        reference=case.reference,
        organisation=advice.recipient.organisation.name,
        links=(status_link(case),),
    )

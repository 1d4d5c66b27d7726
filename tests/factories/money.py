"""Gifts of money and checked recipients, made by the real actions."""

from datetime import timedelta

from hilfelotse.base import clock
from hilfelotse.base.idempotency import new_key
from hilfelotse.cases.models import Case
from hilfelotse.intake.receive import receive_concern
from hilfelotse.money.actions import gift, recipients
from hilfelotse.money.models import MoneyOffer, Purpose, Recipient
from tests.factories import directory, offers, users

IBAN = "DE89 3704 0044 0532 0130 00"  # the example of ISO 13616
TEXT = "Wir möchten für Kinder spenden."


def offer(*, text: str = TEXT, sender=None, **content) -> MoneyOffer:
    """A company that wants to give up to 2,000 euros for children."""
    content = {
        "giver": MoneyOffer.Giver.COMPANY,
        "purpose": Purpose.CHILDREN,
        "amount": MoneyOffer.Amount.TO_2000,
    } | content
    receipt = receive_concern(
        key=new_key(), kind=Case.Kind.MONEY, channel=Case.Channel.WEB,
        sender=sender or offers.sender(), text=text,
        fill=lambda case: gift.enter(case=case, content=gift.Gift(**content)),
    )  # fmt: skip
    return MoneyOffer.objects.select_related("case__party").get(case=receipt.case_id)


def recipient(**fields) -> Recipient:
    """An association that a colleague checked today."""
    fields = {
        "user": fields.pop("user", None) or users.caseworker(),
        "organisation": fields.pop("organisation", None) or directory.organisation(),
        "purpose": Purpose.CHILDREN,
        "account": IBAN,
        "gives_receipts": True,
        "valid_until": clock.today() + timedelta(days=300),
    } | fields
    return recipients.keep_recipient(**fields)

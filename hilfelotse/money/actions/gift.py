"""Somebody wants to give money: what they said, and what the council has to say."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.alert import alert
from hilfelotse.cases.actions.locked import hold
from hilfelotse.cases.models import Alert, Case
from hilfelotse.history.timeline import record
from hilfelotse.money.bank_data import find_bank_data
from hilfelotse.money.models import MoneyOffer, Purpose

LATEST = timedelta(days=730)


class HasBankData(ValueError):
    """Account or card numbers of a donor are not written down."""


@dataclass(frozen=True)
class Gift:
    """What somebody says about the money they want to give."""

    giver: str
    purpose: str = Purpose.ANY
    amount: int = MoneyOffer.Amount.UNKNOWN
    is_regular: bool = False
    wants_receipt: bool = False
    wants_publicity: bool = False
    by_day: date | None = None


@transaction.atomic
def enter(*, case: Case, content: Gift) -> MoneyOffer:
    """The content of a fresh case, for ``fill`` of a door, which checked who may.

    Raises HasBankData for an account or card in the case's text, ValueError for another kind of
    case, an unknown choice and a day that has passed or is years away.
    """
    if case.kind != Case.Kind.MONEY:
        raise ValueError("a gift of money belongs to a case of its kind")
    if find_bank_data(case.text):
        raise HasBankData("bank data in the text")
    today = clock.today()
    if content.by_day and not today <= content.by_day <= today + LATEST:
        raise ValueError("the day lies too far away")
    amount = MoneyOffer.Amount(content.amount)
    offer = MoneyOffer.objects.create(
        case=case,
        giver=MoneyOffer.Giver(content.giver),
        purpose=Purpose(content.purpose),
        amount=amount,
        is_regular=content.is_regular,
        wants_receipt=content.wants_receipt,
        wants_publicity=content.wants_publicity,
        by_day=content.by_day,
        council_due=needs_council(amount),
    )
    if offer.council_due:
        alert(case=case, sign=Alert.Sign.LARGE_GIFT, words=str(amount.label))
    return offer


def needs_council(amount: int) -> bool:
    """Whether a gift of this band, if it is to the city itself, waits for the council.

    § 111 (7) NKomVG with § 26 KomHKVO; the amount is ``GIFT_COUNCIL_EUROS`` of the settings.
    """
    return amount > settings.GIFT_COUNCIL_EUROS


@transaction.atomic
def council_accepted(*, user: User, offer: MoneyOffer, on: date) -> MoneyOffer:
    """The council has accepted the gift. ValueError if it need not, or for a day to come."""
    require(user)
    case = hold(offer.case_id)
    offer = MoneyOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if not offer.council_due or on > clock.today() or on < case.received_at.date():
        raise ValueError("the council has nothing to accept on that day")
    offer.council_accepted_on = on
    offer.save(update_fields=["council_accepted_on"])
    record(subject=case, verb="council_accepted", user=user, day=on.isoformat())
    return offer


@transaction.atomic
def council_not_needed(*, user: User, offer: MoneyOffer) -> MoneyOffer:
    """The gift goes to a body, not to the city: the council has nothing to do with it."""
    require(user)
    case = hold(offer.case_id)
    offer = MoneyOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if offer.council_due:
        offer.council_due, offer.council_accepted_on = False, None
        offer.save(update_fields=["council_due", "council_accepted_on"])
        record(subject=case, verb="council_not_needed", user=user)
    return offer

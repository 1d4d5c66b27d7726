"""Whom gifts may go to: a colleague looked, and looks again within a year."""

from datetime import date, timedelta

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import LEAD
from hilfelotse.base import clock
from hilfelotse.directory.models import Organisation
from hilfelotse.history.timeline import record
from hilfelotse.money.bank_data import valid_iban
from hilfelotse.money.models import Purpose, Recipient

LONGEST = timedelta(days=365)


class WrongAccount(ValueError):
    """The check digits of the IBAN do not fit: somebody mistyped, or invented it."""


class OtherAccount(Exception):
    """Donors were told another account: only the lead changes it, as the second pair of eyes."""


class NotPublic(ValueError):
    """Only an active body that stands in the public directory is named to donors."""


@transaction.atomic
def keep_recipient(
    *,
    user: User,
    organisation: Organisation,
    purpose: str,
    account: str,
    gives_receipts: bool,
    valid_until: date,
) -> Recipient:
    """A colleague has checked body, account and purpose; one row a body and purpose.

    Checked anew it gets a new date and name. Raises WrongAccount, NotPublic, OtherAccount, and
    ValueError for an end that has passed or lies more than a year away.
    """
    require(user)
    iban = valid_iban(account)
    if iban is None:
        raise WrongAccount
    if not (organisation.is_active and organisation.is_public):
        raise NotPublic
    today = clock.today()
    if not today <= valid_until <= today + LONGEST:
        raise ValueError("a check holds for a year at most")
    known = Recipient.objects.select_for_update(of=("self",)).filter(
        organisation=organisation, purpose=Purpose(purpose)
    )
    if any(row.account != iban for row in known) and not user.has_any(LEAD):
        raise OtherAccount
    recipient, _is_new = Recipient.objects.update_or_create(
        organisation=organisation,
        purpose=Purpose(purpose),
        defaults={
            "account": iban,
            "gives_receipts": gives_receipts,
            "checked_on": today,
            "checked_by": user,
            "valid_until": valid_until,
        },
    )
    # Whose account stood there before is what a later look asks for.
    record(
        subject=recipient, verb="recipient_checked", user=user, account=iban,
        valid_until=valid_until.isoformat(),
    )  # fmt: skip
    return recipient


@transaction.atomic
def end_recipient(*, user: User, recipient: Recipient) -> Recipient:
    """Nobody is sent there any more, from this moment."""
    require(user)
    recipient = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    yesterday = clock.today() - timedelta(days=1)
    if recipient.valid_until > yesterday:
        recipient.valid_until = yesterday
        recipient.save(update_fields=["valid_until"])
        record(subject=recipient, verb="recipient_ended", user=user)
    return recipient

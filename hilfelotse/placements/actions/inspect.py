from datetime import date

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import CERTIFICATES
from hilfelotse.base import clock
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.offers.models import Offer
from hilfelotse.placements.clearance import to_delete, too_old
from hilfelotse.placements.models import Clearance


class CertificateRefused(Exception):
    """The certificate is from the future or was too old when it was shown."""


@transaction.atomic
def inspect(*, user: User, offer: Offer, certificate_date: date, no_entry: bool) -> Clearance:
    """Note that a certificate was seen today and handed back (§ 72a (5) SGB VIII).

    The timeline of the case tells nothing: who may see the inspection sees its own row.
    Raises CertificateRefused for one that is older than three months or from the future.
    """
    require(user, CERTIFICATES)
    today = clock.today()
    if certificate_date > today or too_old(certificate_date, today):
        raise CertificateRefused
    clearance, _ = Clearance.objects.update_or_create(
        party=offer.party,
        defaults={
            "inspected_on": today,
            "inspected_by": user,
            "certificate_date": certificate_date,
            "no_entry": no_entry,
        },
    )
    return clearance


@transaction.atomic
def delete_due() -> int:
    """Delete inspections whose time is over, and note only that it was done."""
    due = list(to_delete())
    for clearance in due:
        record(subject=clearance.party, verb="clearance_deleted", by=Event.By.SYSTEM)
        clearance.delete()
    return len(due)

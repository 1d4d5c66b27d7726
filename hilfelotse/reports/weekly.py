"""The weekly list: one mail with what waits for a body, answered line by line behind its link.

For bodies that want no single mails, and on request for every body. The mail says how much waits
and names nobody.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import LinkInMail, NobodyToWriteTo, write_to_body
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.goods.models import Reservation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs.models import Need
from hilfelotse.office import deadlines
from hilfelotse.referrals.models import Referral

PLACE, ROUTE = "place", "place:weekly"
VALID = timedelta(days=8)
RUNS_OUT_IN = timedelta(days=8)  # until the next list
FORGOTTEN_AFTER = timedelta(days=60)
AT_MOST = 100


@dataclass(frozen=True)
class Lines:
    """What waits for a body, one line of the list each."""

    referrals: list[Referral]
    needs: list[Need]  # that run out, or just did
    receipts: list[Reservation]  # things that were handed over

    @property
    def count(self) -> int:
        return len(self.referrals) + len(self.needs) + len(self.receipts)


def lines(organisations: list[Organisation]) -> Lines:
    """What waits for these bodies now."""
    today = clock.today()
    waiting = Referral.objects.waiting().exclude(case__state=Case.State.CLOSED)
    needs = Need.objects.filter(organisation__in=organisations).filter(
        Q(state=Need.State.OPEN)
        | Q(state=Need.State.EXPIRED, valid_until__gte=today - FORGOTTEN_AFTER),
        valid_until__lte=today + RUNS_OUT_IN,
    )
    receipts = Reservation.objects.filter(
        need__organisation__in=organisations, state=Reservation.State.HANDED_OVER
    )
    return Lines(
        list(
            waiting.filter(organisation__in=organisations)
            .select_related("organisation", "need", "case__party", "case__offer__party")
            .order_by("due_at", "pk")[:AT_MOST]
        ),
        list(
            needs.select_related("organisation", "quarter").order_by("valid_until", "pk")[:AT_MOST]
        ),
        list(receipts.select_related("need__organisation", "offer").order_by("pk")[:AT_MOST]),
    )


@transaction.atomic
def send_list(*, user: User, organisation: Organisation) -> OutgoingMail:
    """The desk sends a body its list at once, also when nothing waits: the link opens its place.

    Raises NobodyToWriteTo.
    """
    require(user)
    mail = _write(organisation, f"list:{organisation.pk}:{clock.now():%Y%m%d%H%M}")
    record(subject=organisation, verb="list_sent", user=user, name=mail.contact.name)
    return mail


def send_lists() -> int:
    """Fridays at ten: to each body with a list for which something waits; returns how many.

    Once a week for each contact, also when the job runs again.
    """
    monday = clock.today() - timedelta(days=clock.today().weekday())
    leaves = deadlines.list_in_week(monday)
    if leaves is None or clock.now() < leaves:
        return 0
    with_list = Organisation.objects.filter(is_active=True, reach_by=Organisation.ReachBy.LIST)
    return sum(_send(body, monday.isoformat()) for body in with_list.order_by("pk"))


@transaction.atomic
def _send(organisation: Organisation, week: str) -> bool:
    reason = f"list:{organisation.pk}:week:{week}"
    if OutgoingMail.objects.filter(reason=reason).exists() or not lines([organisation]).count:
        return False
    try:
        mail = _write(organisation, reason)
    except NobodyToWriteTo:  # its referrals come back to the desk when they are due
        return False
    record(subject=organisation, verb="list_sent", by=Event.By.SYSTEM, name=mail.contact.name)
    return True


def _write(organisation: Organisation, reason: str) -> OutgoingMail:
    contact = _reader(organisation)
    found = lines([organisation])
    return write_to_body(
        organisation=organisation,
        contact=contact,
        template="weekly_list",
        reason=reason,
        links=(LinkInMail("list_url", ROUTE, PLACE, contact.pk, VALID),),
        questions=len(found.referrals),
        needs=len(found.needs),
        receipts=len(found.receipts),
    )


def _reader(organisation: Organisation) -> Contact:
    contact = organisation.contacts.filter(is_active=True).order_by("-pk").first()
    if contact is None:
        raise NobodyToWriteTo
    return contact

"""Forgetting one person in all packages (Art. 17 GDPR)."""

from django.apps import apps
from django.db import transaction
from django.db.models import QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import links
from hilfelotse.base.privacy import Entry, register
from hilfelotse.cases.actions.locked import hold
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import RawMail, ReceivedMail
from hilfelotse.goods.actions.reserve import free_all
from hilfelotse.history.models import Event
from hilfelotse.intake.receive import CONFIRM_LINK, STATUS_LINK
from hilfelotse.people.models import ContactPoint, Party
from hilfelotse.placements.actions import agree
from hilfelotse.placements.models import Placement
from hilfelotse.privacy.actions.export import EXPORTERS, rows_about
from hilfelotse.privacy.models import Access
from hilfelotse.referrals.actions.finish import end_concern, withdraw


@transaction.atomic
def erase_person(*, user: User, party: Party) -> None:
    """Erase everything about ``party``: open offers are withdrawn first, so places come free."""
    require(user, EXPORTERS)
    Access.objects.create(user=user, party_id=party.pk, route="erased")
    erase(party)


@transaction.atomic
def erase(party: Party) -> None:
    """The same without a person who asks: for retention. What stays names nobody."""
    for case in party.cases.order_by("pk"):
        hold(case.pk)  # first the cases, then what hangs on them: the order of locks everywhere
    for case in party.cases.open():
        if hasattr(case, "offer"):
            withdraw(offer=case.offer, by=Event.By.SYSTEM)
        else:
            free_all(case=case, by=Event.By.SYSTEM)
            end_concern(case=case, outcome=Case.Outcome.WITHDRAWN, by=Event.By.SYSTEM)
    for placement in _living_placements(party):  # of cases that ended as „vermittelt“
        agree.end(placement=placement, reason=Placement.EndReason.WITHDRAWN, by=Event.By.SYSTEM)
    for case in party.cases.all():
        links.revoke(purpose=STATUS_LINK, subject_id=case.pk)
    for point in party.contact_points.all():
        links.revoke(purpose=CONFIRM_LINK, subject_id=point.pk)
    Event.objects.filter(subject="party", subject_id=party.pk).delete()
    drop_mails(_put_aside(party))
    for entry in _from_the_top():
        if entry.person and entry.erase:
            entry.erase(rows_about(entry, party))


@transaction.atomic
def erase_nameless(case_id: int) -> None:
    """The same for an ended case that names nobody: what was said in it goes."""
    case = hold(case_id)
    if case.is_open or case.party_id is not None:
        return
    links.revoke(purpose=STATUS_LINK, subject_id=case.pk)
    for entry in _from_the_top():
        path = "pk" if entry.model is Case else "case"
        if entry.erase and (path == "pk" or entry.person == "case__party"):
            entry.erase(entry.model._base_manager.filter(**{path: case.pk}))


def drop_mails(mails: QuerySet[ReceivedMail], at_most: int | None = None) -> int:
    """Delete received mails with their raw bytes; returns how many."""
    rows = list(mails.order_by("pk").values_list("pk", "raw")[:at_most])
    ReceivedMail.objects.filter(pk__in=[pk for pk, _raw in rows]).delete()
    RawMail.objects.filter(pk__in=[raw for _pk, raw in rows]).delete()
    return len(rows)


def _put_aside(party: Party) -> QuerySet[ReceivedMail]:
    """What a program sent for them, and belongs to no case. Of an address known to be theirs: else
    whoever types a stranger's would delete the stranger's mail."""
    own = party.contact_points.filter(kind=ContactPoint.Kind.EMAIL, confirmed_at__isnull=False)
    aside = ReceivedMail.objects.filter(in_cases=None, sender_address__in=own.values("value"))
    return aside.exclude(state=ReceivedMail.State.STORED)


def _living_placements(party: Party) -> QuerySet[Placement]:
    return Placement.objects.filter(offer__party=party).exclude(state=Placement.State.ENDED)


def _from_the_top() -> list[Entry]:
    """Upper packages first: what hangs on a person goes before the person."""
    order = [config.name for config in apps.get_app_configs()]
    return sorted(
        register.entries.values(),
        key=lambda entry: order.index(entry.model._meta.app_config.name),
        reverse=True,
    )

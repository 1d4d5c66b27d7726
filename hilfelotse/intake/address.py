"""A citizen's mail address: confirming it, changing it, and a new link for a lost one."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock, links
from hilfelotse.cases import search
from hilfelotse.cases.actions.locked import hold, lock
from hilfelotse.cases.letters import status_link
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import write_to_person
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.intake.receive import CONFIRM_LINK, ask_to_confirm
from hilfelotse.people.models import ContactPoint, Party


@transaction.atomic
def confirm(*, token: str) -> Case | None:
    """The address is the sender's. Returns their newest case. Raises LinkRefused."""
    link = links.open_link(purpose=CONFIRM_LINK, token=token)
    links.use_up(link)
    case = Case.objects.filter(party__contact_points=link.subject_id).order_by("-pk").first()
    if case is not None:
        case = hold(case.pk)  # the retention job may be closing it in this very moment
    point = ContactPoint.objects.select_related("party").filter(pk=link.subject_id).first()
    if point is None:
        raise links.LinkRefused
    point.confirmed_at = clock.now()
    point.save(update_fields=["confirmed_at"])
    if case is not None:
        record(subject=case, verb="address_confirmed", by=Event.By.CITIZEN)
        write_to_person(
            party=point.party,
            template="confirmed",
            reason=f"contact:{point.pk}:confirmed:{link.pk}",
            reference=case.reference,
            links=(status_link(case),),
        )
    return case


class NoWayToAnswer(Exception):
    """Without an address and without a telephone number nobody can be answered."""


@transaction.atomic
def change_contacts(
    *, case: Case, email: str, phone: str, name: str | None = None, user: User | None = None
) -> None:
    """The person (by link) or the desk corrects how to reach them; ``phone`` in E.164.

    A changed mail address is confirmed anew; until then it gets nothing but that question. Links
    that went to the old address keep working only for the case, never for the address. Raises
    NoWayToAnswer when both are empty.
    """
    if user is not None:
        require(user)
    if not email and not phone:
        raise NoWayToAnswer
    case = lock(case.pk)
    party = case.party
    if party is None:
        return
    if name is not None and name != party.name:
        party.name = name
        party.save(update_fields=["name"])
    _set_contact(party, ContactPoint.Kind.PHONE, phone)
    new_address = _set_contact(party, ContactPoint.Kind.EMAIL, email.lower())
    search.index_person_anew(party)
    record(subject=case, verb="address_changed", user=user, by=None if user else Event.By.CITIZEN)
    if new_address:
        links.revoke(purpose=CONFIRM_LINK, subject_id=new_address.pk)
        ask_to_confirm(case, occasion=f"{clock.now().timestamp():.0f}")


def _set_contact(party: Party, kind: str, value: str) -> ContactPoint | None:
    """The contact point if it is a new one; nothing happens to one that stays."""
    known = party.contact_points.filter(kind=kind).first()
    if known and known.value == value:
        return None
    if not value:
        party.contact_points.filter(kind=kind).delete()
        return None
    point, _created = ContactPoint.objects.update_or_create(
        party=party,
        kind=kind,
        # As new as on the first day: there is a week to confirm it.
        defaults={"value": value, "confirmed_at": None, "created_at": clock.now()},
    )
    return point


@transaction.atomic
def send_link_again(*, reference: str, address: str) -> bool:
    """A new status link, to the known address only. The page says the same whatever happens.

    An address that is not confirmed yet gets the question again instead.

    At most one an hour for a case, so that nobody's mailbox is filled by a stranger.
    """
    case = (
        Case.objects.by_reference(reference)
        .filter(
            party__contact_points__kind=ContactPoint.Kind.EMAIL,
            party__contact_points__value=address.lower(),
        )
        .select_related("party")
        .first()
    )
    if case is None or case.party is None:
        return False
    hour = f"{clock.now():%Y%m%d%H}"
    point = case.party.contact(ContactPoint.Kind.EMAIL)
    if point is None or point.confirmed_at is None:
        return ask_to_confirm(case, occasion=hour) is not None
    mail = write_to_person(
        party=case.party,
        template="link_again",
        reason=f"case:{case.pk}:link:{hour}",
        reference=case.reference,
        links=(status_link(case),),
    )
    return mail is not None

"""A citizen's mail address: confirming it, changing it, and a new link for a lost one."""

from django.db import transaction

from hilfelotse.base import clock, links
from hilfelotse.cases.actions.locked import hold, lock
from hilfelotse.cases.letters import status_link
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import write_to_person
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.intake.receive import CONFIRM_LINK, ask_to_confirm
from hilfelotse.people.models import ContactPoint


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


@transaction.atomic
def change_email(*, case: Case, address: str) -> None:
    """A changed address is confirmed anew; until then it gets nothing but that question.

    Links that went to the old address keep working only for the case, never for the address.
    """
    case = lock(case.pk)
    if case.party is None:
        return
    point, _ = ContactPoint.objects.update_or_create(
        party=case.party,
        kind=ContactPoint.Kind.EMAIL,
        # As new as on the first day: there is a week to confirm it.
        defaults={"value": address.lower(), "confirmed_at": None, "created_at": clock.now()},
    )
    links.revoke(purpose=CONFIRM_LINK, subject_id=point.pk)
    record(subject=case, verb="address_changed", by=Event.By.CITIZEN)
    ask_to_confirm(case, occasion=f"{clock.now().timestamp():.0f}")


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

"""The mails of a placement: thanks, a cancelled date, and how it goes."""

from hilfelotse.cases.letters import status_link
from hilfelotse.correspondence.write import LinkInMail, write_to_body, write_to_person
from hilfelotse.office import deadlines
from hilfelotse.placements.models import CheckBack, Placement

CHECK_BACK = "check_back"


def thank(placement: Placement) -> bool:
    """It is over: thanks, and whether something new is wanted. False without an address."""
    case = placement.offer.case
    mail = write_to_person(
        party=placement.offer.party,
        template="placement_thanks",
        reason=f"placement:{placement.pk}:thanks",
        reference=case.reference,
        need=placement.need.title,
        organisation=placement.need.organisation.name,
        links=(status_link(case),),
    )
    return mail is not None


def tell_body_cancelled(placement: Placement, *, late: bool) -> None:
    """Somebody cannot come. Raises NobodyToWriteTo."""
    write_to_body(
        organisation=placement.need.organisation,
        contact=placement.need.contact,
        template="placement_cancelled",
        reason=f"placement:{placement.pk}:cancelled",
        reference=placement.offer.case.reference,
        need=placement.need.title,
        late=late,
    )


def ask_helper(check_back: CheckBack) -> bool:
    """How is it going? False without an address."""
    offer = check_back.placement.offer
    mail = write_to_person(
        party=offer.party,
        template="check_back_helper",
        reason=f"check_back:{check_back.pk}",
        reference=offer.case.reference,
        need=check_back.placement.need.title,
        organisation=check_back.placement.need.organisation.name,
        links=(_link(check_back),),
    )
    return mail is not None


def ask_body(check_back: CheckBack) -> None:
    """The same of the body; nobody is named. Raises NobodyToWriteTo."""
    need = check_back.placement.need
    write_to_body(
        organisation=need.organisation,
        contact=need.contact,
        template="check_back_body",
        reason=f"check_back:{check_back.pk}",
        reference=check_back.placement.offer.case.reference,
        need=need.title,
        links=(_link(check_back),),
    )


def _link(check_back: CheckBack) -> LinkInMail:
    valid = deadlines.CONTACT_LINK_VALID
    return LinkInMail("check_back_url", "links:check_back", CHECK_BACK, check_back.pk, valid)

"""The mails of a hand-over: each has a link to the page on which the rest stands."""

from contextlib import suppress
from typing import Any

from hilfelotse.cases.letters import status_link
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import (
    LinkInMail,
    NobodyToWriteTo,
    write_to_body,
    write_to_person,
)
from hilfelotse.goods.models import Reservation
from hilfelotse.office import deadlines

HANDOVER = "handover"  # the purpose of the body's link; its subject is the reservation


def tell_reserved(reservation: Reservation) -> None:
    """The body gets the link to appointment and receipt; the giver learns who is glad of it."""
    _body(reservation, "goods_reserved", title=reservation.need.title)
    _giver(reservation, "goods_reserved_giver")


def tell_appointed(reservation: Reservation) -> None:
    """Where and when stands behind the links: it may be changed again."""
    occasion = f"{reservation.appointment_at:%Y%m%d%H%M}"
    _body(reservation, "goods_appointed", occasion, title=reservation.need.title)
    _giver(reservation, "goods_appointed_giver", occasion)


def ask_for_receipt(reservation: Reservation) -> None:
    """Handed over, as the giver or the desk says: did it arrive, and is it good?"""
    _body(reservation, "goods_receipt", title=reservation.need.title)


def tell_off(reservation: Reservation, *, body: bool = True, giver: bool = True) -> None:
    """The reservation no longer holds: cancelled or lapsed."""
    if body:
        _body(reservation, "goods_off", title=reservation.need.title)
    if giver:
        _giver(reservation, "goods_off_giver")


def thank(reservation: Reservation) -> None:
    """What the gift did."""
    _giver(reservation, "goods_thanks", quantity=reservation.received)


def ask_still_there(case: Case) -> None:
    """Are the things still there?"""
    if case.party:
        write_to_person(
            party=case.party,
            template="goods_still_there",
            reason=f"case:{case.pk}:goods_still_there:{case.due_at:%Y%m%d%H%M}",
            reference=case.reference,
            links=(status_link(case),),
        )


def _body(reservation: Reservation, template: str, occasion: str = "", **context: str) -> None:
    need = reservation.need
    valid = deadlines.HANDOVER_LINK_VALID
    link = LinkInMail("handover_url", "links:handover", HANDOVER, reservation.pk, valid)
    with suppress(NobodyToWriteTo):  # then the desk telephones
        write_to_body(
            organisation=need.organisation,
            contact=need.contact,
            template=template,
            reason=f"reservation:{reservation.pk}:{template}:{occasion}",
            reference=reservation.offer.case.reference,
            links=(link,),
            **context,
        )


def _giver(reservation: Reservation, template: str, occasion: str = "", **context: Any) -> None:
    case = reservation.offer.case
    if case.party:
        write_to_person(
            party=case.party,
            template=template,
            reason=f"reservation:{reservation.pk}:{template}:{occasion}",
            reference=case.reference,
            links=(status_link(case),),
            organisation=reservation.need.organisation.name,
            item=reservation.offer.item,
            **context,
        )

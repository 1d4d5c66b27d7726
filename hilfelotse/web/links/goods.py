"""What the status page tells of things that somebody gives."""

from typing import Any

from hilfelotse.cases.models import Case
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.people.consent import FOR_HANDOVER, is_given
from hilfelotse.people.models import Consent
from hilfelotse.web.components import dates


def section(case: Case) -> dict[str, Any]:
    """Nothing for other kinds of cases, without a query."""
    if case.kind != Case.Kind.GOODS:
        return {}
    offer = GoodsOffer.objects.filter(case=case).first()
    if offer is None:
        return {}
    return {
        "goods": offer,
        "handovers": [_row(reservation) for reservation in _reservations(offer)],
        "may_call": is_given(case.party, Consent.Purpose.CONTACT, FOR_HANDOVER),
        "asked": case.is_open and case.waiting_on == Case.Waiting.CITIZEN,
    }


def _reservations(offer: GoodsOffer):
    return offer.reservations.select_related("need__organisation").order_by("pk")


def _row(reservation: Reservation) -> dict[str, Any]:
    state = Reservation.State
    is_living = reservation.state not in Reservation.ENDED
    return {
        "id": reservation.pk,
        "name": reservation.need.organisation.name,
        "quantity": reservation.quantity,
        "state": reservation.get_state_display(),
        "when": dates.moment(reservation.appointment_at) if reservation.place else "",
        "place": reservation.place if is_living else "",
        "hours": reservation.need.hours if is_living else "",
        "may_cancel": reservation.state in {state.HELD, state.APPOINTED},
    }

"""The goods of a case, for its page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.cases.models import Case
from hilfelotse.goods.actions.driver import may_ask
from hilfelotse.goods.advice import advise
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.web.components.handover import fresh_forms
from hilfelotse.web.desk.forms.goods import ReserveForm


def panel(case: Case, bound: forms.Form | None = None) -> dict[str, Any]:
    """The goods of a case; nothing, and no query, for a case of another kind.

    ``bound``: a form of a hand-over as somebody filled it wrongly.
    """
    if case.kind != Case.Kind.GOODS:
        return {}
    offer = GoodsOffer.objects.filter(case=case).first()
    if offer is None:  # told on the telephone, in words only
        return {}
    found = offer.reservations.select_related("need__organisation", "transport").order_by("-pk")
    for reservation in found:
        reservation.offer = offer
        reservation.forms = _forms(reservation, bound) if case.is_open else {}
        reservation.may_ask_driver = case.is_open and may_ask(reservation)
    return {
        "goods": offer,
        "goods_rows": goods_rows(offer),
        "goods_photos": case.photos.values_list("pk", flat=True),
        "goods_advice": advise(
            goods=offer.goods, item=offer.item, condition=offer.condition, postcode=offer.postcode
        ),
        "reservations": found,
        "reserve_form": ReserveForm(offer=offer, prefix="reserve")
        if case.is_open and offer.remaining
        else None,
    }


def _forms(reservation: Reservation, bound: forms.Form | None) -> dict[str, forms.Form]:
    fresh = fresh_forms(reservation)
    return {
        name: bound if bound is not None and bound.prefix == form.prefix else form
        for name, form in fresh.items()
    }


def goods_rows(offer: GoodsOffer) -> list[dict[str, Any]]:
    """The offer in the desk's words."""
    days = " – ".join(
        f"{day:%d.%m.%Y}" for day in (offer.available_from, offer.available_until) if day
    )
    rows = [
        (_("Was"), f"{offer.get_goods_display()}: {offer.item}"),
        (_("Menge"), f"{offer.quantity} {offer.get_unit_display()}"),
        (_("Noch frei"), str(offer.remaining)),
        (_("Zustand"), offer.get_condition_display()),
        (_("Größe oder Maße"), offer.size),
        (_("Postleitzahl"), offer.postcode),
        (_("Zugang"), offer.floor),
        (_("Bringt selbst"), _("ja") if offer.can_bring else _("nein")),
        (_("Wann"), days),
        (_("Bescheinigung"), _("gewünscht") if offer.wants_receipt else ""),
        (_("Wenn es niemand braucht"), offer.get_if_not_display()),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]

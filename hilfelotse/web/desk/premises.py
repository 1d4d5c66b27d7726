"""Offered premises on the case's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case
from hilfelotse.premises.models import Premises
from hilfelotse.premises.queries import room_needs, same_object
from hilfelotse.premises.score import score


def panel(case: Case, user: User) -> dict[str, Any]:
    """What is offered, how it fits, where it was offered before, and for a room who wants one."""
    if case.kind != Case.Kind.PROPERTY or not hasattr(case, "premises"):
        return {"premises": None}
    premises = case.premises
    is_room = premises.kind == Premises.Kind.ROOM
    return {
        "premises": premises,
        "premises_rows": rows(premises),
        "premises_score": score(premises),
        "same_objects": same_object(user=user, premises=premises),
        "premises_photos": list(case.photos.values_list("pk", flat=True)),
        "is_room": is_room,
        "room_needs": room_needs(premises) if is_room and case.is_open else [],
    }


def rows(premises: Premises) -> list[dict[str, Any]]:
    """The facts, for the definitions component."""
    found = [
        (_("Was"), premises.get_kind_display()),
        (_("Wer bietet an"), premises.get_provider_display()),
        (_("Wo"), f"{premises.address}, {premises.postcode}"),
        (_("Flurstück"), premises.parcel),
        (_("Größe"), _("%(number)s m²") % {"number": _number(premises.square_metres)}),
        (_("Plätze"), _number(premises.places)),
        (_("Zeiten"), premises.times),
        (_("Frei"), _span(premises)),
        (_("Angebot"), premises.get_deal_display()),
        (_("Preis"), _("%(number)s Euro") % {"number": _number(premises.price)}
            if premises.price else ""),
        (_("Provision"), premises.commission),
        (_("Vertraulichkeit"), premises.get_confidentiality_display()),
    ]  # fmt: skip
    return [{"label": label, "value": value} for label, value in found if value]


def room_cover(case: Case) -> dict[str, str]:
    """The words for a circle that may take a room: not the address, not whose it is."""
    if case.kind != Case.Kind.PROPERTY or not hasattr(case, "premises"):
        return {}
    room = case.premises
    if room.kind != Premises.Kind.ROOM:
        return {}
    words = [room.get_kind_display(), f"{_number(room.square_metres)} m²"]
    if room.places:
        words.append(_("für etwa %(number)s Menschen") % {"number": room.places})
    words += [room.times, room.postcode, room.get_deal_display()]
    return {"cover": ", ".join(str(word) for word in words if word)}


def _span(premises: Premises) -> str:
    text = _("ab %(day)s") % {"day": f"{premises.available_from:%d.%m.%Y}"}
    if premises.available_until:
        text += " " + _("bis %(day)s") % {"day": f"{premises.available_until:%d.%m.%Y}"}
    return text


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}".replace(",", ".")

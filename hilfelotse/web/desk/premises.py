"""Offered premises on the case's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case
from hilfelotse.premises.models import Premises
from hilfelotse.premises.profile import number, rows
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


def room_cover(case: Case) -> dict[str, str]:
    """The words for a circle that may take a room: not the address, not whose it is."""
    if case.kind != Case.Kind.PROPERTY or not hasattr(case, "premises"):
        return {}
    room = case.premises
    if room.kind != Premises.Kind.ROOM:
        return {}
    words = [room.get_kind_display(), f"{number(room.square_metres)} m²"]
    if room.places:
        words.append(_("für etwa %(number)s Menschen") % {"number": room.places})
    words += [room.times, room.postcode, room.get_deal_display()]
    return {"cover": ", ".join(str(word) for word in words if word)}

"""Reads about premises that have a name."""

from django.db.models import Q, QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case
from hilfelotse.needs.models import Need
from hilfelotse.places.distance import kilometres
from hilfelotse.places.models import Postcode
from hilfelotse.premises.models import Premises

SHOWN = 8


def same_object(*, user: User, premises: Premises) -> list[Premises]:
    """Other offers of the same place or parcel that the user may see, the newest first."""
    same = Q(place_key=premises.place_key)
    if premises.parcel:
        same |= Q(parcel=premises.parcel)
    cases = Case.objects.visible_to(user)
    others = Premises.objects.filter(same, case__in=cases).exclude(pk=premises.pk)
    return list(others.select_related("case__party").order_by("-pk")[:SHOWN])


def reserve(user: User) -> QuerySet[Premises]:
    """What is kept for later, the next end first."""
    kept = Premises.objects.filter(
        decision=Premises.Decision.RESERVE,
        case__outcome=Case.Outcome.RESERVE,  # an undo opens the case again
        case__in=Case.objects.visible_to(user),
    )
    return kept.select_related("case__party").order_by("reserve_until", "pk")


def room_needs(premises: Premises) -> list[tuple[Need, int | None]]:
    """Circles that look for a room, with the kilometres to there; the nearest first."""
    needs = (
        Need.objects.open().filter(kind=Need.Kind.ROOM).select_related("organisation", "quarter")
    )
    here = Postcode.objects.filter(code=premises.postcode).first()
    if here is None:
        return [(need, None) for need in needs.order_by("-urgency", "pk")[:SHOWN]]
    far = {need: kilometres(here.east_m, here.north_m, need.east_m, need.north_m) for need in needs}
    nearest = sorted(far, key=lambda need: (far[need], -need.urgency))
    return [(need, far[need]) for need in nearest[:SHOWN]]

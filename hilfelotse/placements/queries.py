from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from hilfelotse.directory.models import Organisation
from hilfelotse.needs.models import Need
from hilfelotse.placements.models import Placement


def of_bodies(organisations: Iterable[Organisation]) -> QuerySet[Placement]:
    """Who helps there now, or will: living placements of these bodies, substitutes last.

    Names and contact are not for everybody: referrals.rules.contact_is_open says when.
    """
    return (
        Placement.objects.exclude(state=Placement.State.ENDED)
        .filter(need__organisation__in=list(organisations))
        .select_related("need__organisation", "offer__party", "offer__case")
        .order_by("is_substitute", "need_id", "agreed_at", "pk")
    )


def substitutes(need: Need) -> QuerySet[Placement]:
    """Who would step in at ``need`` and has no other date at that time; who waits longest first."""
    waiting = need.placements.filter(is_substitute=True).exclude(state=Placement.State.ENDED)
    if need.starts_at is not None:
        busy = dated_between(need.starts_at, need.ends_at).values("offer__party")
        waiting = waiting.exclude(offer__party__in=busy)
    return waiting.select_related("offer__case", "offer__party").order_by("agreed_at", "pk")


def dated_between(starts_at: datetime, ends_at: datetime | None) -> QuerySet[Placement]:
    """Living placements whose date overlaps the time; a substitute holds no time."""
    overlaps = Q(starts_at__lt=ends_at, ends_at__gt=starts_at)
    living = Placement.objects.exclude(state=Placement.State.ENDED).filter(is_substitute=False)
    return living.filter(overlaps)

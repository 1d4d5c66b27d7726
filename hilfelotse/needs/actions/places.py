"""Counting places under a lock on the need, so that the last one is never given twice."""

from hilfelotse.needs.models import Need


class NoPlaceLeft(Exception):
    """All places of the need are taken, or the need is no longer open."""


def take(*, need_id: int, places: int) -> Need:
    """Hold ``places`` of the need, inside the caller's transaction. Raises NoPlaceLeft."""
    need = Need.objects.select_for_update(of=("self",)).get(pk=need_id)
    # A body that accepts renews its need by that: an expired one is no hindrance.
    usable = need.state in {Need.State.OPEN, Need.State.EXPIRED}
    if not usable or need.remaining < places:
        raise NoPlaceLeft
    need.taken += places
    need.save(update_fields=["taken"])
    return need


def give_back(*, need_id: int, places: int) -> Need:
    """Free ``places`` of the need, inside the caller's transaction."""
    need = Need.objects.select_for_update(of=("self",)).get(pk=need_id)
    need.taken -= places
    need.save(update_fields=["taken"])
    return need

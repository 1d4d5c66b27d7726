"""Filters of the inbox that somebody keeps under a name, for themselves or for everybody."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.cases.models import SavedFilter

AT_MOST = 20


class TooManyFilters(Exception):
    """Nobody finds anything among so many: some must go first."""


@transaction.atomic
def keep_filter(*, user: User, name: str, query: str, is_shared: bool = False) -> SavedFilter:
    """Keep the filter ``query`` (as in the page's address); the same name again replaces it.

    Raises PermissionDenied for anybody but the desk, TooManyFilters beyond AT_MOST.
    """
    require(user)
    others = SavedFilter.objects.filter(owner=user).exclude(name=name)
    if others.count() >= AT_MOST:
        raise TooManyFilters
    saved, _created = SavedFilter.objects.update_or_create(
        owner=user, name=name, defaults={"query": query, "is_shared": is_shared}
    )
    return saved


@transaction.atomic
def share_filter(*, user: User, saved: SavedFilter, is_shared: bool) -> SavedFilter:
    """Show the filter to everybody, or to nobody else any more. Only whose it is may."""
    require(user)
    if saved.owner_id != user.pk:
        raise PermissionDenied
    saved.is_shared = is_shared
    saved.save(update_fields=["is_shared"])
    return saved


@transaction.atomic
def delete_filter(*, user: User, saved: SavedFilter) -> None:
    """Whose it is may, and the lead if everybody sees it: people leave, their tabs stay."""
    require(user)
    may_tidy_up = saved.is_shared and user.has_any(frozenset({Role.LEAD}))
    if saved.owner_id != user.pk and not may_tidy_up:
        raise PermissionDenied
    saved.delete()

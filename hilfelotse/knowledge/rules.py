"""Who keeps which pages, which words come first, and what German text a translation belongs to."""

import hashlib

from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK, Role
from hilfelotse.knowledge.models import Page

# The city and the Region: neither changes what the other wrote (mission R39).
KEEPERS: dict[str, frozenset[Role]] = {
    Page.Owner.CITY: DESK | {Role.EDITOR_CITY},
    Page.Owner.REGION: frozenset({Role.EDITOR_REGION}),
}
EDITORS = frozenset().union(*KEEPERS.values())
CALLED = DESK | {Role.SWITCHBOARD}  # whoever hears that something is no longer so


def keeps(user: User, owner: str) -> bool:
    """Whether the user may change pages of this owner."""
    return user.has_any(KEEPERS[Page.Owner(owner)])


def check_keeps(user: User, owner: str) -> None:
    """Raise PermissionDenied unless the user may change pages of this owner."""
    if not keeps(user, owner):
        raise PermissionDenied


def owner_of(user: User) -> str:
    """Whose pages a user writes: the Region's editors write the Region's."""
    return Page.Owner.CITY if keeps(user, Page.Owner.CITY) else Page.Owner.REGION


def version_of(title: str, text: str) -> str:
    """The name of a wording: the same words have the same one (16 hexadecimal digits)."""
    return hashlib.sha256(f"{title}\n\n{text}".encode()).hexdigest()[:16]

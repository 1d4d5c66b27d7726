"""The question every action asks first."""

from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK, Role


def require(user: User, roles: frozenset[Role] = DESK) -> None:
    """Raise PermissionDenied unless ``user`` is active and has one of ``roles``."""
    if not user.has_any(roles):
        raise PermissionDenied

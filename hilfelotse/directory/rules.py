"""Who may speak for a body, and who may know where a protected house stands."""

from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK, PARTNERS, Role
from hilfelotse.directory.models import Accommodation, Membership, Organisation


def may_act_for(user: User, organisation: Organisation) -> bool:
    """The desk for every body, a partner for those they belong to."""
    if user.has_any(DESK):
        return True
    return user.has_any(PARTNERS) and organisation.memberships.filter(user=user).exists()


def may_administer(user: User, organisation: Organisation) -> bool:
    """The desk, and whoever keeps the body's profile and people."""
    if user.has_any(DESK):
        return True
    admins = organisation.memberships.filter(user=user, role=Membership.Role.ADMIN)
    return user.has_any(PARTNERS) and admins.exists()


def check_acts_for(user: User | None, organisation: Organisation) -> None:
    """Without ``user`` a link from the body's own mail has opened, which is proof enough."""
    if user is not None and not may_act_for(user, organisation):
        raise PermissionDenied


def may_see_address(user: User, accommodation: Accommodation) -> bool:
    """At the desk; that of a secret house (a women's shelter) only the lead ever sees."""
    if accommodation.protection == Accommodation.Protection.SECRET:
        return user.has_any(frozenset({Role.LEAD}))
    return user.has_any(DESK)


def may_be_named(body: Organisation) -> bool:
    """Whether everybody may read of a body: it is public, active, and its entry is not too old."""
    return body.is_public and body.is_active and not body.is_hidden

"""Somebody who signs in."""

from itertools import count

from hilfelotse.accounts.models import RoleGrant, User
from hilfelotse.accounts.roles import DESK, Role
from hilfelotse.directory.models import Membership, Organisation

_numbers = count(1)
NOT_DESK = sorted(set(Role) - DESK)


def user(*roles: Role, **fields) -> User:
    """A user with ``roles``, without a password."""
    number = next(_numbers)
    fields = {"email": f"user{number}@team.example", "name": f"Kollegin {number}"} | fields
    made = User.objects.create_user(**fields)
    RoleGrant.objects.bulk_create(RoleGrant(user=made, role=role) for role in roles)
    return made


def caseworker(**fields) -> User:
    return user(Role.CASEWORKER, **fields)


def partner(organisation: Organisation, **fields) -> User:
    """A user of the role partner who acts for ``organisation``."""
    made = user(Role.PARTNER, **fields)
    Membership.objects.create(user=made, organisation=organisation)
    return made

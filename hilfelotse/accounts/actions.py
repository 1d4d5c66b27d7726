"""Letting somebody in, and out again. For the administrator's commands."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import transaction

from hilfelotse.accounts.models import RoleGrant, User
from hilfelotse.accounts.roles import Role


@transaction.atomic
def invite(*, email: str, name: str, roles: Iterable[str]) -> User:
    """A user without a password: „Passwort vergessen“ sets one, so that nobody else knows it.

    For a known address the name and the roles are set anew, and the user is active again.
    """
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email=email, name=name)
    User.objects.filter(pk=user.pk).update(name=name, is_active=True)
    user.role_grants.all().delete()
    RoleGrant.objects.bulk_create(RoleGrant(user=user, role=Role(role)) for role in roles)
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return user


@transaction.atomic
def shut_out(*, email: str) -> bool:
    """The user may no longer sign in; what they did stays theirs. False for an unknown address."""
    return bool(User.objects.filter(email=email.lower()).update(is_active=False))

"""Who of a body may sign in for it. The body's own administrator keeps that."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hilfelotse.accounts.actions import invite
from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import PARTNERS, Role
from hilfelotse.directory.models import Membership, Organisation
from hilfelotse.directory.rules import may_administer
from hilfelotse.history.timeline import record


class LastAdministrator(Exception):
    """Somebody must stay who keeps the body's people."""


class NotInvitable(Exception):
    """The address belongs to somebody of the office, or is in the body already."""


@transaction.atomic
def invite_member(
    *, user: User, organisation: Organisation, email: str, name: str, role: str
) -> Membership:
    """Somebody may sign in for this body, and for no other; an invitation goes to their address.

    Whoever has an account at other bodies keeps it as it is. Raises NotInvitable for colleagues
    of the office, whose roles no body touches, and for who belongs to the body already;
    ValueError for a role that does not exist.
    """
    _require_admin(user, organisation)
    if role not in Membership.Role.values:
        raise ValueError(f"{role} is no role in a body")
    known = User.objects.filter(email=email.lower()).first()
    if known and (set(known.roles) - PARTNERS or not known.is_active):
        raise NotInvitable
    if known and organisation.memberships.filter(user=known).exists():
        raise NotInvitable
    given = {Role.DEPARTMENT if organisation.is_city else Role.PARTNER}
    roles = given | (set(known.roles) if known else set())
    # A known person keeps the name they have: nobody renames somebody of another body.
    member = invite(email=email, name=known.name if known else name, roles=roles)
    membership = Membership.objects.create(user=member, organisation=organisation, role=role)
    record(subject=organisation, verb="member_invited", user=user, name=member.name)
    return membership


@transaction.atomic
def remove_member(*, user: User, membership: Membership) -> None:
    """Somebody no longer acts for this body; other bodies of theirs stay.

    Raises LastAdministrator.
    """
    organisation = Organisation.objects.select_for_update(of=("self",)).get(
        pk=membership.organisation_id
    )
    _require_admin(user, organisation)
    others = organisation.memberships.exclude(pk=membership.pk)
    is_admin = membership.role == Membership.Role.ADMIN
    if is_admin and not others.filter(role=Membership.Role.ADMIN).exists():
        raise LastAdministrator
    record(subject=organisation, verb="member_removed", user=user, name=membership.user.name)
    membership.delete()


def _require_admin(user: User, organisation: Organisation) -> None:
    if not may_administer(user, organisation):
        raise PermissionDenied

"""Inviting somebody of a body, with the mail that tells them."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.correspondence.write import write_to_colleague
from hilfelotse.directory.actions.members import invite_member
from hilfelotse.directory.models import Membership, Organisation


@transaction.atomic
def invite_by_mail(
    *, user: User, organisation: Organisation, email: str, name: str, role: str
) -> Membership:
    """See ``directory.actions.members.invite_member``; the mail says how to set a password."""
    membership = invite_member(
        user=user, organisation=organisation, email=email, name=name, role=role
    )
    write_to_colleague(
        user=membership.user,
        template="invited",
        reason=f"member:{membership.pk}:{clock.now():%Y%m%d%H%M%S}",
        organisation=organisation.name,
        by=user.name,
        url=_sign_in(),
    )
    return membership


def _sign_in() -> str:
    return settings.SITE_URL + reverse("account_reset_password")

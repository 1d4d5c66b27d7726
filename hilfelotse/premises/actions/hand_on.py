"""Handing premises on: what is only for the city stays in the city."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.cases.actions.locked import lock
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.premises.models import Premises
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.models import Referral


class OnlyInTheCity(Exception):
    """What is offered is not for the eyes of a body outside the city."""


@transaction.atomic
def hand_on(*, user: User, case: Case, organisation: Organisation, text: str = "") -> Referral:
    """Pass a concern on, whatever it is about. Raises OnlyInTheCity for internal or secret premises
    and a body outside the city, and what ``referrals.actions.pass_on`` raises.
    """
    require(user)
    case = lock(case.pk)  # nobody makes it secret meanwhile
    if not may_go_to(case, organisation):
        raise OnlyInTheCity
    return pass_on(user=user, case=case, organisation=organisation, text=text)


def may_go_to(case: Case, organisation: Organisation) -> bool:
    """Open premises to everybody, others inside the city only; any other case as it is."""
    if organisation.is_city or case.kind != Case.Kind.PROPERTY:
        return True
    closed = Premises.objects.filter(case=case).exclude(
        confidentiality=Premises.Confidentiality.OPEN
    )
    return not closed.exists()

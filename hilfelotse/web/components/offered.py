"""The facts of what is offered, as a body reads them: a home, premises."""

from typing import Any

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.housing import profile as homes
from hilfelotse.housing.models import HousingOffer
from hilfelotse.premises import profile as premises
from hilfelotse.referrals.models import Referral


def before(case: Case, organisation: Organisation) -> list[dict[str, Any]]:
    """What leaves when the body is asked."""
    if case.kind == Case.Kind.HOUSING:
        home = HousingOffer.objects.filter(case=case).first()
        return homes.rows(home, with_address=False) + homes.rent_rows(home) if home else []
    return premises.before(case, organisation)


def shown(referral: Referral) -> list[dict[str, Any]]:
    """What the body may see by now."""
    return homes.shown(referral) + premises.shown(referral)

"""A home on the case's page: its facts, what stands out, what is missing, what comes next."""

from typing import Any

from hilfelotse.cases.models import Case
from hilfelotse.housing.check import self_check
from hilfelotse.housing.checklist import ADVICE, missing
from hilfelotse.housing.models import HousingOffer
from hilfelotse.housing.profile import rent_rows, rows
from hilfelotse.housing.queries import limits
from hilfelotse.web.desk.forms.homes import HomeAdviseForm, RecordStepForm, StillFreeForm


def panel(case: Case) -> dict[str, Any]:
    """What ``desk/home_panel.html`` shows; no query for another kind of case."""
    if case.kind != Case.Kind.HOUSING:
        return {"is_home": False}
    related = HousingOffer.objects.select_related("identity_checked_by")
    offer = related.filter(case=case).first()
    if offer is None:
        return {"is_home": True, "home": None}
    return {
        "is_home": True,
        "home": offer,
        "home_rows": rows(offer, with_address=True) + rent_rows(offer),
        "home_findings": self_check(offer, limits()),
        "home_missing": missing(offer),
        "home_advice": [str(ADVICE[code]) for code in offer.advised_on if code in ADVICE],
        "advise_home_form": HomeAdviseForm(
            prefix="home-advise", initial={"ticked": offer.advised_on}
        ),
        "still_free_form": StillFreeForm(prefix="still-free"),
        "home_step_form": RecordStepForm(prefix="home-step"),
    }

"""Homes on offer, and how far they are."""

from datetime import date
from decimal import Decimal

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.housing.actions.advise import advise, forward
from hilfelotse.housing.actions.enter import enter
from hilfelotse.housing.content import HomeContent
from hilfelotse.housing.models import HousingOffer
from hilfelotse.referrals.actions.take_on import take_on
from hilfelotse.referrals.models import Referral
from tests.factories import cases, directory, users

ADDRESS = "Limmerstraße 12, Hinterhaus"


def content(**changed) -> HomeContent:
    """A flat for two that fits: 50 m², 374 euros, for good."""
    fields = {
        "provider": "owner", "kind": "flat", "consent": "not_needed", "postcode": "30451",
        "square_metres": 50, "rooms": Decimal("2"), "persons": 2, "beds": 2,
        "free_from": date(2026, 12, 1), "model": "direct", "floor": "2. Stock",
        "rent": 320, "cold_costs": 54, "heating": 80, "deposit": 900, "address": ADDRESS,
    }  # fmt: skip
    return HomeContent(**(fields | changed))


def offered(text: str = "Ruhige Wohnung im Hof.", sender: dict | None = None, **changed):
    """A home from the web."""
    given = content(**changed)
    case = cases.question(
        kind=Case.Kind.HOUSING,
        text=text,
        fill=lambda case: enter(case=case, content=given),
        **(sender or {}),
    )
    return HousingOffer.objects.select_related("case__party").get(case=case)


def advised(**changed) -> HousingOffer:
    return advise(user=users.caseworker(), offer=offered(**changed), ticked=["models", "term"])


def forwarded(organisation: Organisation | None = None, **changed) -> Referral:
    """A home that waits for the department's answer."""
    return forward(
        user=users.caseworker(),
        offer=advised(**changed),
        organisation=organisation or directory.department(name="Fachbereich Wohnen"),
    )


def taken_on(**changed) -> Referral:
    """A home that the department looks at."""
    return take_on(referral=forwarded(**changed))

"""What is shown of a home: to the desk, to the responsible body, on the printed page."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hilfelotse.cases.models import Case
from hilfelotse.housing.models import HousingOffer
from hilfelotse.places.models import District
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import contact_is_open, is_in_hand


def rows(offer: HousingOffer, *, with_address: bool) -> list[dict[str, Any]]:
    """Labels and values of the home itself. The address only where ``with_address``."""
    found = [
        (_("Was"), offer.get_kind_display()),
        (_("Wer bietet an"), offer.get_provider_display()),
        (_("Wo"), area(offer.postcode)),
        (_("Adresse"), offer.address if with_address else ""),
        (_("Größe"), _("%(metres)s m², %(rooms)s Zimmer") % {
            "metres": offer.square_metres, "rooms": _number(offer)}),
        (_("Schlafplätze"), offer.beds or ""),
        (_("Für wie viele Personen"), offer.persons),
        (_("Für wen"), offer.get_household_display()),
        (_("Wohnen schon dort"), offer.housemates or ""),
        (_("Etage"), offer.floor),
        (_("Ohne Stufen"), offer.get_access_display()),
        (_("Möbliert"), offer.get_furnished_display()),
        (_("Vertrag"), offer.get_model_display()),
        (_("Zustimmung der Vermietung"), offer.get_consent_display()),
        (_("Frei"), _span(offer)),
    ]  # fmt: skip
    return [{"label": label, "value": str(value)} for label, value in found if value]


def rent_rows(offer: HousingOffer) -> list[dict[str, Any]]:
    """The parts of the rent, as the office that pays wants them: each by itself."""
    if not offer.total and not offer.deposit:
        return [{"label": _("Miete"), "value": _("kostenlos")}]
    found = [
        (_("Grundmiete"), offer.rent),
        (_("Kalte Nebenkosten"), offer.cold_costs),
        (_("Heizung und Warmwasser"), offer.heating),
        (_("Möbel"), offer.furniture),
        (_("Im Monat zusammen"), offer.total),
        (_("Kaution"), offer.deposit),
    ]
    return [{"label": label, "value": f"{euros} €"} for label, euros in found]


def shown(referral: Referral) -> list[dict[str, Any]]:
    """What the body sees of the home; the address only after it has taken it on."""
    if referral.case.kind != Case.Kind.HOUSING:
        return []
    offer = HousingOffer.objects.filter(case=referral.case_id).first()
    if offer is None:
        return []
    return [*rows(offer, with_address=may_see_address(referral)), *rent_rows(offer)]


def may_see_address(referral: Referral) -> bool:
    """A department that has taken it on; any other body with the consent to its contact data."""
    if not is_in_hand(referral):
        return False
    return referral.organisation.is_city or contact_is_open(referral)


def area(postcode: str) -> str:
    """Postcode and districts: near enough to decide who is responsible."""
    names = District.objects.filter(quarters__postcodes__code=postcode).distinct()
    return ", ".join([postcode, *names.values_list("name", flat=True)])


def _number(offer: HousingOffer) -> str:
    return f"{offer.rooms:g}".replace(".", ",")


def _span(offer: HousingOffer) -> str:
    begins = date_format(offer.free_from, "DATE_FORMAT")
    if offer.free_until is None:
        return _("ab %(day)s, unbefristet") % {"day": begins}
    ends = date_format(offer.free_until, "DATE_FORMAT")
    return _("vom %(begins)s bis %(ends)s") % {"begins": begins, "ends": ends}

"""What the first advice is about, and what a responsible body needs before it can decide."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hilfelotse.housing.models import HousingOffer

ADVICE: dict[str, str | Promise] = {
    "models": gettext_lazy("Wege erklärt: Stadt mietet, direkter Vertrag, Gast"),
    "who_pays": gettext_lazy("Wer bezahlt: Jobcenter oder Sozialamt, nicht sofort"),
    "limits": gettext_lazy("Grenzen für Größe und Miete genannt"),
    "term": gettext_lazy("Mindestdauer genannt"),
    "no_choice": gettext_lazy("Niemand sucht sich selbst Frauen, Kinder oder Jugendliche aus"),
    "no_contact": gettext_lazy("Kontakt kommt erst über die zuständige Stelle"),
    "consent": gettext_lazy("Zustimmung der Vermieterin oder des Vermieters geklärt"),
    "time": gettext_lazy("Wie lange es dauert, und dass wir nachfragen"),
}


def missing(offer: HousingOffer) -> list[str]:
    """What a department would ask for first, in words; empty when it can decide."""
    for_free = offer.total == 0
    lacking = {
        _("Adresse"): not offer.address,
        _("Schlafplätze"): offer.beds is None,
        _("Grundmiete"): not for_free and not offer.rent,
        _("kalte Nebenkosten"): not for_free and not offer.cold_costs,
        _("Heizung und Warmwasser"): not for_free and not offer.heating,
        _("Zustimmung der Vermieterin oder des Vermieters"): offer.consent
        in {HousingOffer.Consent.ASKED, HousingOffer.Consent.REFUSED},
        _("Vertragsmodell"): offer.model == HousingOffer.Model.UNDECIDED,
        _("Etage"): not offer.floor,
        _("Identität geprüft"): offer.identity_checked_on is None,
    }
    return [what for what, lacks in lacking.items() if lacks]

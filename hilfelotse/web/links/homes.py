"""A home on the offerer's status page: how far it is, in plain words, never the body's own."""

from typing import Any

from django.utils.translation import gettext as _

from hilfelotse.cases.models import Case
from hilfelotse.housing.models import HousingOffer
from hilfelotse.housing.profile import rent_rows, rows

Step, Refusal = HousingOffer.Step, HousingOffer.Refusal


def of(case: Case) -> dict[str, Any]:
    """``home`` for the page; nothing for another kind of case."""
    if case.kind != Case.Kind.HOUSING:
        return {"home": None}
    offer = HousingOffer.objects.filter(case=case).first()
    if offer is None:
        return {"home": None}
    facts = [*rows(offer, with_address=True), *rent_rows(offer)]
    return {"home": {"text": _words(offer), "rows": facts}}


def _words(offer: HousingOffer) -> str:
    if offer.step == Step.REFUSED:
        return _refused(offer)
    return {
        Step.OFFERED: _("Wir sehen uns Ihr Angebot an und melden uns bei Ihnen."),
        Step.ADVISED: _("Wir haben mit Ihnen gesprochen und geben Ihr Angebot weiter."),
        Step.FORWARDED: _("Ihr Angebot liegt der zuständigen Stelle vor."),
        Step.IN_REVIEW: _("Die zuständige Stelle prüft Ihr Angebot."),
        Step.VIEWING: _("Die zuständige Stelle möchte die Wohnung ansehen."),
        Step.SUITABLE: _("Die Wohnung passt. Jetzt werden Menschen gesucht, die einziehen können."),
        Step.PROPOSED: _("Es gibt einen Vorschlag, wer einziehen kann."),
        Step.CONTRACT: _("Der Vertrag wird gemacht."),
        Step.MOVED_IN: _("Es ist jemand eingezogen. Vielen Dank!"),
    }[offer.step]


def _refused(offer: HousingOffer) -> str:
    return {
        Refusal.TOO_SMALL: _("Die Wohnung ist für diesen Zweck zu klein. Danke für Ihr Angebot!"),
        Refusal.TOO_EXPENSIVE: _("Die Miete ist höher, als bezahlt werden kann. Danke!"),
        Refusal.TOO_SHORT: _("Die Zeit ist zu kurz. Danke für Ihr Angebot!"),
        Refusal.LOCATION: _("Die Lage passt diesmal nicht. Danke für Ihr Angebot!"),
        Refusal.NO_CONSENT: _("Ohne Zustimmung der Vermieterin oder des Vermieters geht es nicht."),
        Refusal.NO_DEMAND: _("Gerade wird keine solche Wohnung gebraucht. Danke!"),
        Refusal.LET_ELSEWHERE: _("Die Wohnung ist schon vergeben. Danke, dass Sie helfen wollten!"),
    }.get(offer.refusal, _("Die Wohnung kann diesmal nicht genutzt werden. Danke!"))

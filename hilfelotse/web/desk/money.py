"""A gift of money on the case's page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hilfelotse.cases.models import Case
from hilfelotse.money.models import MoneyOffer
from hilfelotse.web.desk.forms.money import AdviseForm, CouncilForm, GiftResultForm


def panel(case: Case, gift_form: GiftResultForm | None) -> dict[str, Any]:
    """Nothing for other kinds of cases. ``gift_form`` came back with errors."""
    if case.kind != Case.Kind.MONEY or not hasattr(case, "money_offer"):
        return {"money": None}
    offer = case.money_offer
    advices = list(offer.advices.select_related("recipient__organisation").order_by("pk"))
    for advice in advices:
        blank = GiftResultForm.of(advice)
        came_back = gift_form and gift_form.prefix == blank.prefix
        advice.form = gift_form if came_back else blank
    return {
        "money": offer,
        "money_rows": _rows(offer),
        "advices": advices,
        "advise_form": AdviseForm(prefix="advise", offer=offer),
        "council_form": CouncilForm(prefix="council", offer=offer),
        "council_open": offer.council_due and offer.council_accepted_on is None,
    }


def _rows(offer: MoneyOffer) -> list[dict[str, Any]]:
    wishes = [
        (offer.is_regular, _("regelmäßig")),
        (offer.wants_receipt, _("mit Bescheinigung")),
        (offer.wants_publicity, _("öffentliche Übergabe")),
    ]
    rows = [
        (_("Wer"), offer.get_giver_display()),
        (_("Wofür"), offer.get_purpose_display()),
        (_("Wie viel"), offer.get_amount_display()),
        (_("Wünsche"), [wish for wanted, wish in wishes if wanted]),
        (_("Bis wann"), f"{offer.by_day:%d.%m.%Y}" if offer.by_day else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]

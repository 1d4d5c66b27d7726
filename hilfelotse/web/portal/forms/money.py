"""Asking the office about a gift of money; bank data are sent back to where they belong."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.money.actions.gift import LATEST, Gift
from hilfelotse.money.bank_data import find_bank_data
from hilfelotse.money.models import MoneyOffer, Purpose
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.components.forms import DayMonthYear, Radios
from hilfelotse.web.portal.forms.concern import ReachableForm

_MARKED = 12  # characters of what was found: enough to find the place, not enough to keep


class MoneyForm(ReachableForm):
    giver = forms.ChoiceField(
        label=_("Wer möchte spenden?"),
        choices=MoneyOffer.Giver.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, wer spenden möchte.")},
    )
    group_name = LineField(
        label=_("Name der Firma, der Stiftung oder des Vereins"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    purpose = forms.ChoiceField(label=_("Wofür?"), choices=Purpose.choices, initial=Purpose.ANY)
    amount = forms.TypedChoiceField(
        label=_("Ungefähr wie viel?"),
        choices=MoneyOffer.Amount.choices,
        coerce=int,
        initial=MoneyOffer.Amount.UNKNOWN,
    )
    is_regular = forms.BooleanField(label=_("Wir möchten regelmäßig spenden"), required=False)
    wants_receipt = forms.BooleanField(
        label=_("Eine Spendenbescheinigung ist wichtig"), required=False
    )
    wants_publicity = forms.BooleanField(
        label=_("Wir wünschen uns eine öffentliche Übergabe"), required=False
    )
    by_day = forms.DateField(
        label=_("Bis wann möchten Sie spenden?"),
        required=False,
        widget=DayMonthYear,
        error_messages={"invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026.")},
    )
    text = TextField(
        label=_("Was möchten Sie uns fragen oder sagen?"),
        help_text=_("Bitte keine Kontonummer und keine Kartennummer."),
        required=False,
        rows=4,
    )

    field_order = (
        "giver", "group_name", "purpose", "amount", "is_regular", "wants_receipt",
        "wants_publicity", "by_day", "text", "name", "email", "phone",
    )  # fmt: skip

    def clean_by_day(self):
        day = self.cleaned_data["by_day"]
        if day and not clock.today() <= day <= clock.today() + LATEST:
            raise ValidationError(_("Geben Sie heute oder einen Tag in den nächsten 2 Jahren ein."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("text", "group_name", "name"):
            if found := find_bank_data(data.get(name, "")):
                self.add_error(name, _no_bank_data(found))
        return data

    def gift(self) -> Gift:
        """For ``money.actions.gift.enter``."""
        fields = Gift.__dataclass_fields__
        return Gift(**{name: self.cleaned_data[name] for name in fields})


def _no_bank_data(found: str) -> ValidationError:
    words = _(
        "Bitte löschen Sie die Kontonummer oder Kartennummer, die mit „%(start)s …“ anfängt. "
        "Wir brauchen sie nicht und dürfen sie nicht speichern."
    )
    return ValidationError(words, params={"start": found[:_MARKED]})

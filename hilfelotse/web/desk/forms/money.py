"""Naming recipients, checking them, and what became of a gift."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.directory.models import Organisation
from hilfelotse.money.actions.recipients import LONGEST
from hilfelotse.money.bank_data import find_bank_data, in_groups, valid_iban
from hilfelotse.money.models import Advice, MoneyOffer, Purpose, Recipient
from hilfelotse.money.queries import fitting
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.components.forms import Checkboxes, DayMonthYear, Radios
from hilfelotse.web.desk.forms.case import OnceForm

_DAY = {
    "required": _("Geben Sie einen Tag ein."),
    "invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026."),
}


class AdviseForm(OnceForm):
    recipients = forms.TypedMultipleChoiceField(
        label=_("Wen nennen wir?"),
        help_text=_("Die Stellen gehen in einer E-Mail an die Person: Name, Zweck, Konto."),
        coerce=int,
        widget=Checkboxes,
        error_messages={"required": _("Wählen Sie mindestens eine Stelle aus.")},
    )

    def __init__(self, *args: Any, offer: MoneyOffer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].choices = [(row.pk, _words(row)) for row in fitting(offer)]


def _words(row: Recipient) -> str:
    receipts = _("mit Bescheinigung") if row.gives_receipts else _("ohne Bescheinigung")
    return f"{row.organisation.name} – {row.get_purpose_display()}, {receipts}"


class GiftResultForm(OnceForm):
    """What a body says came of a gift; one form for each body that was named."""

    text = TextField(
        label=_("Was sagt die Stelle?"),
        help_text=_("Zum Beispiel: 500 Euro sind da, für Schulranzen. Keine Kontodaten."),
        rows=3,
        max_length=1000,
        error_messages={"required": _("Schreiben Sie auf, was die Stelle sagt.")},
    )

    @classmethod
    def of(cls, advice: Advice, data: Any = None) -> "GiftResultForm":
        return cls(data, prefix=f"gift-{advice.pk}")

    def clean_text(self) -> str:
        if find_bank_data(self.cleaned_data["text"]):
            raise ValidationError(_("Bitte löschen Sie die Kontonummer oder Kartennummer."))
        return self.cleaned_data["text"]


class CouncilForm(OnceForm):
    """Whether the city itself is given to, and then when the council accepted it."""

    goes_to = forms.ChoiceField(
        label=_("An wen geht die Spende?"),
        choices=[
            ("city", _("an die Stadt: der Rat hat sie angenommen")),
            ("body", _("an eine andere Stelle: der Rat muss nichts annehmen")),
        ],
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, an wen die Spende geht.")},
    )
    on = forms.DateField(
        label=_("Angenommen am"),
        help_text=_("Nur wenn sie an die Stadt geht."),
        required=False,
        widget=DayMonthYear,
        error_messages=_DAY,
    )

    def __init__(self, *args: Any, offer: MoneyOffer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first_day = offer.case.received_at.date()

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day and not self.first_day <= day <= clock.today():
            raise ValidationError(_("Geben Sie einen Tag zwischen dem Eingang und heute ein."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("goes_to") == "city" and not data.get("on") and "on" not in self.errors:
            self.add_error("on", _("Geben Sie an, wann der Rat die Spende angenommen hat."))
        return data


class RecipientForm(OnceForm):
    organisation = forms.ModelChoiceField(
        label=_("Stelle"),
        help_text=_("Nur Stellen, die öffentlich im Verzeichnis stehen."),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Wählen Sie eine Stelle aus.")},
    )
    purpose = forms.ChoiceField(label=_("Zweck"), choices=Purpose.choices)
    account = LineField(
        label=_("Konto der Stelle (IBAN)"),
        max_length=50,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("Geben Sie die IBAN der Stelle ein.")},
    )
    gives_receipts = forms.BooleanField(label=_("Stellt Bescheinigungen aus"), required=False)
    valid_until = forms.DateField(
        label=_("Geprüft, gültig bis"),
        help_text=_("Höchstens ein Jahr. Danach nennen wir die Stelle nicht mehr."),
        widget=DayMonthYear,
        error_messages=_DAY,
    )

    def __init__(self, *args: Any, recipient: Recipient | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        public = Organisation.objects.filter(is_public=True, is_active=True)
        self.fields["organisation"].queryset = public
        self.initial.setdefault("valid_until", clock.today() + LONGEST - timedelta(days=1))
        if recipient is not None:
            self.initial |= {
                "organisation": recipient.organisation_id, "purpose": recipient.purpose,
                "account": in_groups(recipient.account),
                "gives_receipts": recipient.gives_receipts,
            }  # fmt: skip

    def clean_account(self) -> str:
        iban = valid_iban(self.cleaned_data["account"])
        if iban is None:
            raise ValidationError(_("Diese IBAN kann nicht stimmen. Bitte prüfen Sie jede Stelle."))
        return iban

    def clean_valid_until(self):
        day = self.cleaned_data["valid_until"]
        if not clock.today() <= day <= clock.today() + LONGEST:
            raise ValidationError(_("Geben Sie heute oder einen Tag im nächsten Jahr ein."))
        return day

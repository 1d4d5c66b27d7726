"""A body's answer to a referral: the same form behind the mail's link and in its own place."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.referrals.models import Referral
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.components.forms import Radios


class AnswerForm(forms.Form):
    """A body's answer to a referral."""

    TAKE, DECLINE = "take", "decline"

    answer = forms.ChoiceField(
        label=_("Ihre Antwort"),
        choices=[
            (TAKE, _("Wir nehmen das Angebot an")),
            (DECLINE, _("Es passt leider nicht")),
        ],
        widget=Radios,
        error_messages={"required": _("Wählen Sie eine Antwort aus.")},
    )
    reason = forms.ChoiceField(
        label=_("Warum passt es nicht?"),
        choices=[("", _("Bitte wählen")), *Referral.Reason.choices],
        required=False,
    )
    words = TextField(
        label=_("Möchten Sie uns dazu etwas sagen?"),
        help_text=_("Das liest nur die Koordinierungsstelle."),
        required=False,
        rows=3,
        max_length=1000,
    )
    who_else = LineField(
        label=_("Wer könnte das Angebot sonst brauchen?"),
        help_text=_("Zum Beispiel ein anderer Kreis oder eine Unterkunft."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        missing = not data.get("reason") and "reason" not in self.errors
        if data.get("answer") == self.DECLINE and missing:
            self.add_error("reason", _("Wählen Sie einen Grund aus."))
        return data

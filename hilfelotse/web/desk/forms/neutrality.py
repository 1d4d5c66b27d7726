"""The period of the neutrality report."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.web.components.forms import DayMonthYear

USUAL = timedelta(days=90)
LONGEST = timedelta(days=3 * 366)
_ERRORS = {
    "required": _("Geben Sie einen Tag ein."),
    "invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026."),
}


class PeriodForm(forms.Form):
    since = forms.DateField(label=_("Vom"), widget=DayMonthYear, error_messages=_ERRORS)
    until = forms.DateField(label=_("Bis"), widget=DayMonthYear, error_messages=_ERRORS)

    @staticmethod
    def usual() -> dict[str, date]:
        """The last 90 days."""
        return {"since": clock.today() - USUAL, "until": clock.today()}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if not since or not until:
            return data
        if until < since:
            raise ValidationError(_("„Bis“ liegt vor „Vom“."))
        if until > clock.today() or clock.today() - since > LONGEST:
            raise ValidationError(_("Wählen Sie Tage aus den letzten drei Jahren."))
        return data

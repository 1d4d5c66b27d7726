from typing import Any

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from hilfelotse.directory.models import Organisation
from hilfelotse.needs.models import Need, NeedQuerySet
from hilfelotse.web.components.fields import TextField
from hilfelotse.web.components.forms import DayMonthYear


class NeedFilter(forms.Form):
    """What of the list is shown; a value that does not exist shows everything."""

    all_optional = True

    kind = forms.ChoiceField(
        label=_("Art"), choices=[("", _("alle")), *Need.Kind.choices], required=False
    )
    organisation = forms.ModelChoiceField(
        label=_("Stelle"),
        queryset=Organisation.objects.all(),
        empty_label=_("alle"),
        required=False,
    )

    def _chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrow(self, needs: NeedQuerySet) -> NeedQuerySet:
        return needs.filter(**self._chosen())

    def query(self) -> str:
        """As it stands in an address."""
        chosen = self._chosen()
        return urlencode({name: getattr(value, "pk", value) for name, value in chosen.items()})


class SendBackForm(forms.Form):
    text = TextField(
        label=_("Was soll anders werden?"),
        help_text=_("Die Stelle liest das in einer E-Mail."),
        rows=3,
        error_messages={"required": _("Schreiben Sie auf, was anders werden soll.")},
    )


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Bis einschließlich"), widget=DayMonthYear, required=False,
        help_text=_("Ohne Tag: bis jemand weitermacht."),
    )  # fmt: skip


class FinishForm(forms.Form):
    result = TextField(label=_("Was ist daraus geworden?"), required=False, rows=2)

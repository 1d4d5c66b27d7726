from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.housing.actions import limits as limit_actions
from hilfelotse.housing.checklist import ADVICE
from hilfelotse.housing.models import HousingOffer
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.components.forms import Checkboxes, DayMonthYear, Radios
from hilfelotse.web.components.home_form import HomeForm
from hilfelotse.web.components.home_step import HomeStepForm
from hilfelotse.web.desk.forms.case import OnceForm


class HomeEditForm(OnceForm, HomeForm):
    """The facts on one page; first entered, or put right."""


class HomeAdviseForm(OnceForm):
    ticked = forms.MultipleChoiceField(
        label=_("Darüber haben wir gesprochen"),
        choices=list(ADVICE.items()),
        widget=Checkboxes,
        error_messages={"required": _("Wählen Sie aus, worüber Sie gesprochen haben.")},
    )
    text = TextField(label=_("Notiz zur Erstberatung"), rows=3, required=False, max_length=1000)


class StillFreeForm(OnceForm):
    answer = forms.ChoiceField(
        label=_("Ist es noch frei?"),
        choices=[("yes", _("ja, noch frei")), ("no", _("nein, schon vergeben"))],
        widget=Radios,
        error_messages={"required": _("Wählen Sie die Antwort aus.")},
    )

    @property
    def is_free(self) -> bool:
        return self.cleaned_data["answer"] == "yes"


class RecordStepForm(OnceForm, HomeStepForm):
    """What the body says on the telephone."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._said = {name: data.get(name, "") for name in ("step", "refusal", "text")}
        return data

    @property
    def said(self) -> dict[str, str]:
        return self._said


class LimitForm(OnceForm):
    persons = forms.IntegerField(
        label=_("Personen"),
        min_value=1,
        max_value=limit_actions.MOST_PERSONS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-2"}),
        error_messages={"required": _("Geben Sie die Zahl der Personen ein.")},
    )
    square_metres = forms.IntegerField(
        label=_("Größe in Quadratmetern"),
        min_value=1,
        max_value=limit_actions.MOST_METRES,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={"required": _("Geben Sie die Größe ein.")},
    )
    euros = forms.IntegerField(
        label=_("Miete mit kalten Nebenkosten, in Euro"),
        min_value=1,
        max_value=limit_actions.MOST_EUROS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={"required": _("Geben Sie den Betrag ein.")},
    )
    since = forms.DateField(
        label=_("Gilt ab"),
        widget=DayMonthYear,
        required=False,
        help_text=_("Leer: ab heute."),
        error_messages={"invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026.")},
    )
    source = LineField(label=_("Woher? (Richtlinie, Stand)"), required=False)

    def values(self) -> dict[str, Any]:
        names = ("persons", "square_metres", "euros", "source")
        return {name: self.cleaned_data[name] for name in names} | {
            "since": self.cleaned_data["since"] or clock.today()
        }


class HomeFilterForm(forms.Form):
    """The list of homes: for whom, where, how far."""

    all_optional = True

    persons = forms.IntegerField(
        label=_("Für mindestens … Personen"),
        min_value=1,
        max_value=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-2"}),
    )
    postcode = LineField(
        label=_("Postleitzahl"),
        max_length=5,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-10"}),
    )
    step = forms.ChoiceField(
        label=_("Stand"),
        choices=[("", _("alle")), *HousingOffer.Step.choices],
        required=False,
    )

    def chosen(self, homes):
        """The homes that fit; what cannot be read is left out."""
        data = self.cleaned_data if self.is_valid() else {}
        if data.get("persons"):
            homes = homes.filter(persons__gte=data["persons"])
        if data.get("postcode"):
            homes = homes.filter(postcode__startswith=data["postcode"])
        if data.get("step"):
            homes = homes.filter(step=data["step"])
        return homes

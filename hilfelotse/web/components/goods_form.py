"""What things are, and how one comes by them: the same questions for the public and the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.needs.models import MOST_THINGS
from hilfelotse.topics.goods import Condition, Unit
from hilfelotse.topics.goods_rules import GROUP_CHOICES, goods_of
from hilfelotse.web.components.fields import LineField, PostcodeField
from hilfelotse.web.components.forms import DayMonthYear, Radios


class ThingsForm(forms.Form):
    """What it is: enough for the advice."""

    group = forms.ChoiceField(
        label=_("Was möchten Sie spenden?"),
        choices=GROUP_CHOICES,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, was Sie spenden möchten.")},
    )
    item = LineField(
        label=_("Was ist es genau?"),
        help_text=_("Zum Beispiel: Winterjacken für Kinder"),
        max_length=120,
        error_messages={
            "required": _("Schreiben Sie, was es ist."),
            "max_length": _("Bitte höchstens 120 Zeichen."),
        },
    )
    quantity = forms.IntegerField(
        label=_("Wie viel?"),
        min_value=1,
        max_value=MOST_THINGS,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={
            "required": _("Geben Sie ein, wie viel es ist."),
            "invalid": _("Geben Sie eine ganze Zahl ein, zum Beispiel 3."),
            "min_value": _("Es muss mindestens 1 sein."),
            "max_value": _("Bei so großen Mengen rufen Sie uns bitte an."),
        },
    )
    unit = forms.ChoiceField(
        label=_("Einheit"),
        choices=Unit.choices,
        initial=Unit.PIECE,
        error_messages={"required": _("Wählen Sie die Einheit aus.")},
    )
    condition = forms.TypedChoiceField(
        label=_("In welchem Zustand?"),
        choices=Condition.choices,
        coerce=int,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, in welchem Zustand es ist.")},
    )
    size = LineField(
        label=_("Größe oder Maße"),
        help_text=_("Zum Beispiel: Größe 128, oder 80 × 200 cm"),
        required=False,
    )
    postcode = PostcodeField(
        label=_("Ihre Postleitzahl"),
        help_text=_("Damit sehen wir, wer in Ihrer Nähe es braucht."),
        error_messages={"required": _("Geben Sie Ihre Postleitzahl ein.")},
    )

    def about(self) -> dict[str, Any]:
        """What the advice is asked with."""
        data = self.cleaned_data
        return {
            "goods": goods_of(data["group"], data["item"]),
            "item": f"{data['item']} {data['size']}".strip(),
            "condition": data["condition"],
            "postcode": data["postcode"],
        }


class PickUpForm(forms.Form):
    can_bring = forms.BooleanField(label=_("Ich kann es hinbringen"), required=False)
    floor = LineField(
        label=_("Wie kommt man an die Sachen?"),
        help_text=_("Zum Beispiel: 3. Stock ohne Aufzug. Ihre Adresse brauchen wir noch nicht."),
        max_length=100,
        required=False,
    )
    available_from = forms.DateField(
        label=_("Ab wann?"), widget=DayMonthYear, required=False,
        error_messages={"invalid": _("Dieses Datum gibt es nicht.")},
    )  # fmt: skip
    available_until = forms.DateField(
        label=_("Bis wann muss es weg sein?"), widget=DayMonthYear, required=False,
        error_messages={"invalid": _("Dieses Datum gibt es nicht.")},
    )  # fmt: skip
    wants_receipt = forms.BooleanField(
        label=_("Ich möchte eine Spendenbescheinigung, wenn die Stelle eine geben kann"),
        required=False,
    )

    def clean_available_until(self):
        until = self.cleaned_data["available_until"]
        if until and until < clock.today():
            raise ValidationError(_("Dieser Tag ist schon vorbei."))
        return until

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("available_from"), data.get("available_until")
        if start and end and end < start:
            self.add_error("available_until", _("Das Ende liegt vor dem Anfang."))
        return data

"""Judging premises by the criteria, deciding, and for the lead the criteria themselves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.premises.actions.criteria import HEAVIEST
from hilfelotse.premises.actions.decide import LONGEST_RESERVE
from hilfelotse.premises.models import Criterion, Premises
from hilfelotse.premises.score import Score
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.components.forms import DayMonthYear, Radios
from hilfelotse.web.desk.forms.case import OnceForm

_ANSWERS = [("yes", _("ja")), ("no", _("nein")), ("", _("unbekannt"))]
_MEANT = {"yes": True, "no": False, "": None}
_WRITTEN = {True: "yes", False: "no", None: ""}


class AssessForm(OnceForm):
    """One row a criterion: yes, no or unknown, and why."""

    def __init__(self, *args: Any, premises: Premises, score: Score, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.score = score
        for row in score.rows:
            code = row.criterion.code
            self.fields[f"is_{code}"] = forms.ChoiceField(
                label=row.criterion.question, choices=_ANSWERS, widget=Radios, required=False,
                initial=_WRITTEN[row.is_met],
            )  # fmt: skip
            self.fields[f"why_{code}"] = LineField(
                label=_("Woher wissen wir das?"), max_length=300, required=False, initial=row.note
            )
        self.fields["confidentiality"] = forms.ChoiceField(
            label=_("Vertraulichkeit"),
            help_text=_("„Streng vertraulich“ sehen nur die Leitung und wer es bearbeitet."),
            choices=Premises.Confidentiality.choices,
            initial=premises.confidentiality,
        )

    def findings(self) -> dict[str, tuple[bool | None, str]]:
        """For ``premises.actions.offer.assess``: only what differs from what was known."""
        said = {
            row.criterion.code: (
                _MEANT[self.cleaned_data[f"is_{row.criterion.code}"]],
                self.cleaned_data[f"why_{row.criterion.code}"],
            )
            for row in self.score.rows
        }
        known = {row.criterion.code: (row.is_met, row.note) for row in self.score.rows}
        return {code: value for code, value in said.items() if value != known[code]}


class DecideForm(OnceForm):
    decision = forms.ChoiceField(
        label=_("Was ist entschieden?"),
        choices=Premises.Decision.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie die Entscheidung aus.")},
    )
    refusal = forms.ChoiceField(
        label=_("Grund der Ablehnung"),
        choices=[("", _("Bitte wählen")), *Premises.Refusal.choices],
        required=False,
    )
    reserve_until = forms.DateField(
        label=_("In der Reserve bis"),
        help_text=_("Höchstens 170 Tage. Dann fragen wir, ob es noch frei ist."),
        required=False,
        widget=DayMonthYear,
        error_messages={"invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026.")},
    )
    text = TextField(
        label=_("Was sollen wir dazu schreiben?"),
        help_text=_("Steht in der E-Mail an die anbietende Person."),
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, premises: Premises, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if premises.confidentiality == Premises.Confidentiality.SECRET:
            del self.fields["text"]  # nothing about a secret object goes into a mail

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        decision = data.get("decision")
        if decision == Premises.Decision.REFUSED and not data.get("refusal"):
            self.add_error("refusal", _("Wählen Sie den Grund der Ablehnung aus."))
        if decision == Premises.Decision.RESERVE and "reserve_until" not in self.errors:
            self._check_reserve(data.get("reserve_until"))
        return data

    def _check_reserve(self, day) -> None:
        today = clock.today()
        if not day or not today < day <= today + LONGEST_RESERVE:
            words = _("Geben Sie einen Tag in den nächsten 170 Tagen ein.")
            self.add_error("reserve_until", ValidationError(words))

    def said(self) -> dict[str, Any]:
        """For ``premises.actions.decide.decide``: what belongs to another decision is left out."""
        data = self.cleaned_data
        refused = data["decision"] == Premises.Decision.REFUSED
        reserved = data["decision"] == Premises.Decision.RESERVE
        return {
            "decision": data["decision"],
            "refusal": data["refusal"] if refused else "",
            "reserve_until": data["reserve_until"] if reserved else None,
            "text": data.get("text", ""),
        }


class CriterionForm(OnceForm):
    code = forms.SlugField(
        label=_("Kurzname"),
        help_text=_("Buchstaben ohne Umlaute, Ziffern, Bindestrich. Bleibt für immer."),
        max_length=30,
        error_messages={"required": _("Geben Sie einen Kurznamen ein.")},
    )
    question = LineField(
        label=_("Frage"), error_messages={"required": _("Schreiben Sie die Frage auf.")}
    )
    weight = forms.IntegerField(
        label=_("Gewicht (1 bis 10)"),
        min_value=1,
        max_value=HEAVIEST,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={"required": _("Geben Sie ein Gewicht ein.")},
    )
    document = LineField(label=_("Unterlage, die es zeigt"), required=False)
    source = LineField(label=_("Woher kommt das?"), required=False)
    position = forms.IntegerField(
        label=_("Stelle in der Liste"),
        min_value=0,
        max_value=1000,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
    )
    is_active = forms.BooleanField(label=_("gilt"), required=False, initial=True)

    def __init__(self, *args: Any, criterion: Criterion | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criterion = criterion
        if criterion is not None:
            del self.fields["code"]
            self.initial |= {
                name: getattr(criterion, name) for name in self.fields if name != "key"
            }

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if Criterion.objects.filter(code=code).exists():
            raise ValidationError(_("Diesen Kurznamen gibt es schon."))
        return code

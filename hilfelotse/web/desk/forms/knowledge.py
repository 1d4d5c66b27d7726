"""What the team knows: answers, responsibility, stops, rules; and marking a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.directory.models import Organisation
from hilfelotse.places.models import District
from hilfelotse.routing.actions import BadPhrase, clean_phrase
from hilfelotse.routing.models import Rule
from hilfelotse.topics.activities import CHOICES as ACTIVITIES
from hilfelotse.topics.goods import CHOICES as GOODS
from hilfelotse.topics.subjects import CHOICES as SUBJECTS
from hilfelotse.web.components.fields import LineField, PostcodeField, TextField
from hilfelotse.web.components.forms import DayMonthYear
from hilfelotse.web.desk.forms.case import OnceForm

_CHOOSE = ("", _("Bitte wählen"))
_WRONG_DAY = _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026.")


def _bodies():
    return Organisation.objects.filter(is_active=True).order_by("name")


def _day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DayMonthYear,
        required=False,
        error_messages={"invalid": _WRONG_DAY},
        **more,
    )


class ValuesForm(OnceForm):
    def values(self) -> dict[str, Any]:
        """What an action takes: everything but the idempotency key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class OutdatedForm(OnceForm):
    note = LineField(label=_("Was stimmt nicht mehr?"), max_length=300, required=False)


class ResponsibilityForm(ValuesForm):
    subject = forms.ChoiceField(
        label=_("Thema"),
        choices=[_CHOOSE, *SUBJECTS],
        error_messages={"required": _("Wählen Sie ein Thema aus.")},
    )
    district = forms.ModelChoiceField(
        label=_("Wo"),
        queryset=District.objects.all(),
        required=False,
        empty_label=_("ganze Stadt"),
    )
    organisation = forms.ModelChoiceField(
        label=_("Zuständige Stelle"),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Wählen Sie eine Stelle aus.")},
    )
    since = _day(_("Ab wann?"), help_text=_("Frei lassen: ab heute."))
    note = LineField(
        label=_("Hinweis"),
        max_length=300,
        required=False,
        help_text=_("Wen man dort fragt, was die Stelle braucht."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = _bodies()

    def clean_since(self):
        """The past is not rewritten: what was said to people then was right then."""
        since = self.cleaned_data["since"]
        if since and since < clock.today():
            raise forms.ValidationError(_("Geben Sie heute oder einen Tag in der Zukunft ein."))
        return since


class StopForm(ValuesForm):
    one_of = ("goods", "activity")
    goods = forms.ChoiceField(
        label=_("Welche Sachen werden nicht angenommen?"),
        choices=[_CHOOSE, *GOODS],
        required=False,
    )
    activity = forms.ChoiceField(
        label=_("Oder: Welche Hilfe wird gerade nicht gebraucht?"),
        choices=[_CHOOSE, *ACTIVITIES],
        required=False,
    )
    organisation = forms.ModelChoiceField(
        label=_("Wo"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("nirgends in der Stadt"),
    )
    until = _day(_("Bis wann?"), help_text=_("Frei lassen, wenn das Ende noch offen ist."))
    reason = LineField(
        label=_("Warum?"),
        max_length=300,
        error_messages={"required": _("Schreiben Sie auf, warum.")},
    )
    instead = LineField(
        label=_("Was dürfen wir stattdessen empfehlen?"), max_length=300, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = _bodies()

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until < clock.today():
            raise forms.ValidationError(_("Geben Sie heute oder einen Tag in der Zukunft ein."))
        return until

    def clean(self):
        data = super().clean()
        if bool(data.get("goods")) == bool(data.get("activity")):
            self.add_error("goods", _("Wählen Sie genau eines aus: Sachen oder eine Hilfe."))
        return data


class RuleForm(ValuesForm):
    phrase = LineField(
        label=_("Wörter"),
        max_length=100,
        help_text=_(
            "Ein oder mehrere Wörter hintereinander. Ein * steht für beliebige Buchstaben: "
            "„deutschkurs*“ findet auch „Deutschkurse“."
        ),
        error_messages={"required": _("Geben Sie ein Wort ein.")},
    )
    sign = forms.ChoiceField(label=_("Zeigt auf"), choices=Rule.Sign.choices)
    subject = forms.ChoiceField(
        label=_("Thema"),
        choices=[("", _("kein Thema")), *SUBJECTS],
        required=False,
        help_text=_("Bei Eile und Gefahr kann es leer bleiben."),
    )

    def clean_phrase(self) -> str:
        try:
            return clean_phrase(self.cleaned_data["phrase"])
        except BadPhrase as error:
            raise forms.ValidationError(
                _("Das ist zu kurz oder würde fast überall passen. Nehmen Sie ein längeres Wort.")
            ) from error

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("sign") == Rule.Sign.SUBJECT and not data.get("subject"):
            self.add_error("subject", _("Wählen Sie das Thema aus, auf das die Wörter zeigen."))
        return data


class TryForm(forms.Form):
    """A text to try the rules on; it is not kept."""

    text = TextField(
        label=_("Text zum Ausprobieren"),
        rows=4,
        max_length=10_000,
        help_text=_("Zum Beispiel eine E-Mail ohne Namen. Der Text wird nicht gespeichert."),
        error_messages={"required": _("Geben Sie einen Text ein.")},
    )


class MarkForm(ValuesForm):
    """What a case is about; a person decides."""

    subject = forms.ChoiceField(
        label=_("Thema"),
        choices=[_CHOOSE, *SUBJECTS],
        error_messages={"required": _("Wählen Sie ein Thema aus.")},
    )
    postcode = PostcodeField(label=_("Postleitzahl"), required=False)
    is_urgent = forms.BooleanField(label=_("Eilig"), required=False)

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.directory.models import Accommodation, Organisation
from hilfelotse.needs.actions.enter import DEFAULT_VALID
from hilfelotse.needs.models import Need
from hilfelotse.places.models import Quarter
from hilfelotse.topics import times
from hilfelotse.topics.activities import CHOICES
from hilfelotse.topics.languages import LANGUAGES, Level
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.components.forms import DayMonthYear
from hilfelotse.web.desk.forms.case import OnceForm
from hilfelotse.web.desk.forms.week import SLOTS, Week, bits, mask

LANGUAGE_ROWS = 2


class NeedForm(OnceForm):
    """What an organisation needs, as the desk writes it down."""

    organisation = forms.ModelChoiceField(
        label=_("Stelle"),
        queryset=Organisation.objects.filter(is_active=True),
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Wählen Sie die Stelle aus.")},
    )
    title = LineField(
        label=_("Worum geht es?"),
        help_text=_("Kurz und einfach, so steht es im Internet. Keine Namen, keine Adressen."),
        max_length=120,
        error_messages={"required": _("Schreiben Sie auf, worum es geht.")},
    )
    description = TextField(
        label=_("Beschreibung"),
        rows=4,
        error_messages={"required": _("Beschreiben Sie kurz, was gebraucht wird.")},
    )
    activity = forms.ChoiceField(
        label=_("Aufgabe"),
        choices=[("", _("Bitte wählen")), *CHOICES],
        error_messages={"required": _("Wählen Sie die Aufgabe aus.")},
    )
    quarter = forms.ModelChoiceField(
        label=_("Stadtteil"),
        queryset=Quarter.objects.all(),
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Wählen Sie den Stadtteil aus.")},
    )
    accommodation = forms.ModelChoiceField(
        label=_("Unterkunft"),
        queryset=Accommodation.objects.all(),
        empty_label=_("keine"),
        help_text=_("Nur für die Koordinierungsstelle, nie öffentlich."),
        required=False,
    )
    quantity = forms.IntegerField(
        label=_("Wie viele Personen?"),
        min_value=1,
        max_value=500,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={
            "required": _("Geben Sie ein, wie viele Personen gebraucht werden."),
            "invalid": _("Geben Sie eine ganze Zahl ein, zum Beispiel 3."),
            "min_value": _("Mindestens 1 Person."),
            "max_value": _("Höchstens 500 Personen."),
        },
    )
    frequency = forms.ChoiceField(
        label=_("Wie oft?"),
        choices=[
            (times.Frequency.ONCE, _("einmal")),
            (times.Frequency.WEEKLY, _("regelmäßig")),
            (times.Frequency.ON_CALL, _("auf Abruf")),
        ],
    )
    slots = forms.MultipleChoiceField(
        label=_("Wann?"),
        help_text=_("Nichts ankreuzen heißt: Zeit nach Absprache."),
        choices=SLOTS,
        widget=Week,
        required=False,
    )
    starts_on = forms.DateField(label=_("Von"), required=False, widget=DayMonthYear)
    ends_on = forms.DateField(label=_("Bis"), required=False, widget=DayMonthYear)
    needs_clearance = forms.BooleanField(
        label=_("Erweitertes Führungszeugnis nötig"), required=False
    )
    adults_only = forms.BooleanField(label=_("Erst ab 18 Jahren"), required=False)
    urgency = forms.TypedChoiceField(
        label=_("Dringlichkeit"),
        choices=Need.Urgency.choices,
        coerce=int,
        initial=Need.Urgency.MONTH,
    )
    valid_until = forms.DateField(
        label=_("Gültig bis"),
        widget=DayMonthYear,
        error_messages={"required": _("Geben Sie ein, bis wann der Bedarf gilt.")},
    )
    is_public = forms.BooleanField(label=_("Im Internet zeigen"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_until", clock.today() + DEFAULT_VALID)
        levels = [("", "–"), *[(level.value, level.label) for level in Level]]
        for row in range(1, LANGUAGE_ROWS + 1):
            self.fields[f"language_{row}"] = forms.ChoiceField(
                label=_("Sprache"), choices=[("", _("keine")), *LANGUAGES], required=False
            )
            self.fields[f"level_{row}"] = forms.TypedChoiceField(
                label=_("mindestens"),
                choices=levels,
                coerce=int,
                required=False,
                empty_value=None,
            )
        self.fields["is_public"] = self.fields.pop("is_public")  # the last question

    def clean_valid_until(self):
        until = self.cleaned_data["valid_until"]
        if until < clock.today():
            raise ValidationError(_("Geben Sie heute oder einen Tag in der Zukunft ein."))
        return until

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        begins, ends = data.get("starts_on"), data.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("Das Ende liegt vor dem Anfang."))
        for row in range(1, LANGUAGE_ROWS + 1):
            if data.get(f"language_{row}") and not data.get(f"level_{row}"):
                self.add_error(f"level_{row}", _("Wählen Sie aus, wie gut."))
        return data

    def values(self) -> dict[str, Any]:
        """The arguments for ``needs.actions.enter``."""
        data = dict(self.cleaned_data)
        data.pop("key", None)
        languages = {}
        for row in range(1, LANGUAGE_ROWS + 1):
            code, level = data.pop(f"language_{row}"), data.pop(f"level_{row}")
            if code:
                languages[code] = level
        data["slots"] = mask(data["slots"])
        data["contact"] = data["organisation"].contacts.filter(is_active=True).first()
        return data | {"languages": languages}


def initial_need(need: Need) -> dict[str, Any]:
    """The form as the need stands."""
    names = [name for name in NeedForm.base_fields if name not in {"key", "slots"}]
    initial = {name: getattr(need, name) for name in names}
    initial["slots"] = bits(need.slots)
    for row, language in enumerate(need.languages.order_by("pk")[:LANGUAGE_ROWS], start=1):
        initial |= {f"language_{row}": language.code, f"level_{row}": language.level}
    return initial

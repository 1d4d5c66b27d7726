"""A need as the desk or its body writes it down. The kind comes first: it says what is asked."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock, idempotency
from hilfelotse.directory.models import Accommodation, Organisation
from hilfelotse.needs import kinds
from hilfelotse.needs.actions.keep import DEFAULT_VALID
from hilfelotse.needs.models import Need
from hilfelotse.office.hours import ZONE
from hilfelotse.places.models import Quarter
from hilfelotse.topics import times
from hilfelotse.topics.activities import CHOICES as ACTIVITIES
from hilfelotse.topics.goods import CHOICES as GOODS
from hilfelotse.topics.goods import Condition, Unit
from hilfelotse.topics.languages import LANGUAGES, Level
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.components.forms import DayMonthYear
from hilfelotse.web.components.week import SLOTS, Week, bits, mask

LANGUAGE_ROWS = 2
_DATES = {"": ("starts_at", "ends_at"), "other_": ("other_starts_at", "other_ends_at")}
_CHOOSE = ("", _("Bitte wählen"))
_QUANTITY = {
    Need.Kind.GOODS: _("Wie viele?"),
    Need.Kind.MONEY: _("Wie viele Euro?"),
    Need.Kind.ROOM: _("Wie viele Räume?"),
}
_CONDITIONS = [(value, label) for value, label in Condition.choices if value != Condition.BROKEN]


def _clock_field(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TextInput(attrs={"class": "width-4", "inputmode": "numeric"}),
        error_messages={"invalid": _("Geben Sie eine Uhrzeit ein, zum Beispiel 14:30.")},
    )


def chosen_kind(wanted: str) -> str:
    """The kind that an address asks for; nothing for none or an unknown one."""
    return wanted if wanted in Need.Kind.values else ""


def kind_links(url: str, **query: Any) -> list[dict[str, Any]]:
    """The first step: one link for each kind."""
    return [
        {"url": f"{url}?{urlencode({'art': value} | query)}", "name": label}
        for value, label in Need.Kind.choices
    ]


class NeedForm(forms.Form):
    """Only what the ``kind`` asks for. ``acting``: the organisations that may be chosen, else all.

    ``need``: the need that is corrected; its organisation and kind stay as they are.
    """

    key = forms.RegexField(r"^[A-Za-z0-9_-]{22}$", required=False, widget=forms.HiddenInput)
    organisation = forms.ModelChoiceField(
        label=_("Stelle"),
        queryset=Organisation.objects.none(),
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
    activity = forms.ChoiceField(label=_("Aufgabe"), choices=[_CHOOSE, *ACTIVITIES], required=False)
    goods = forms.ChoiceField(label=_("Welche Sachen?"), choices=[_CHOOSE, *GOODS], required=False)
    quantity = forms.IntegerField(
        label=_("Wie viele Personen?"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-10"}),
        error_messages={
            "required": _("Geben Sie eine Zahl ein."),
            "invalid": _("Geben Sie eine ganze Zahl ein, zum Beispiel 3."),
        },
    )
    unit = forms.ChoiceField(label=_("Einheit"), choices=[_CHOOSE, *Unit.choices], required=False)
    condition = forms.TypedChoiceField(
        label=_("Zustand mindestens"),
        choices=_CONDITIONS,
        coerce=int,
        initial=Condition.GOOD,
        required=False,
        empty_value=Condition.GOOD,
    )
    hours = LineField(label=_("Wann kann man die Sachen bringen?"), required=False)
    not_wanted = LineField(label=_("Was brauchen Sie nicht?"), max_length=300, required=False)
    day = forms.DateField(label=_("Tag"), required=False, widget=DayMonthYear)
    starts = _clock_field(_("Von (Uhrzeit)"))
    ends = _clock_field(_("Bis (Uhrzeit)"))
    other_day = forms.DateField(label=_("Zweiter Termin: Tag"), required=False, widget=DayMonthYear)
    other_starts = _clock_field(_("Zweiter Termin: von (Uhrzeit)"))
    other_ends = _clock_field(_("Zweiter Termin: bis (Uhrzeit)"))
    gender_wish = forms.ChoiceField(
        label=_("Wer soll dolmetschen?"), choices=Need.Gender.choices, required=False
    )
    gender_reason = LineField(
        label=_("Warum?"), help_text=_("Zum Beispiel: ein Termin beim Arzt."), required=False
    )
    frequency = forms.ChoiceField(
        label=_("Wie oft?"),
        choices=[
            (times.Frequency.ONCE, _("einmal")),
            (times.Frequency.WEEKLY, _("regelmäßig")),
            (times.Frequency.ON_CALL, _("auf Abruf")),
        ],
        required=False,
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
    quarter = forms.ModelChoiceField(
        label=_("Stadtteil"),
        queryset=Quarter.objects.all(),
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Wählen Sie den Stadtteil aus.")},
    )
    accommodation = forms.ModelChoiceField(
        label=_("Unterkunft"),
        queryset=Accommodation.objects.none(),
        empty_label=_("keine"),
        help_text=_("Nie öffentlich."),
        required=False,
    )
    meeting_point = LineField(
        label=_("Treffpunkt"),
        help_text=_("Nur für die, die zugesagt haben."),
        required=False,
    )
    reimbursement = LineField(label=_("Was wird erstattet?"), required=False)
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
    urgency_reason = LineField(label=_("Warum eilt es?"), required=False)
    valid_until = forms.DateField(label=_("Gültig bis"), widget=DayMonthYear, required=False)
    is_public = forms.BooleanField(label=_("Im Internet zeigen"), required=False)

    def __init__(
        self,
        *args: Any,
        kind: str,
        acting: list[Organisation] | None = None,
        need: Need | None = None,
        **kwargs: Any,
    ) -> None:
        initial = (initial_need(need) if need else {}) | (kwargs.pop("initial", None) or {})
        super().__init__(*args, initial=initial, **kwargs)
        self.kind, self.need = kind, need
        self._add_languages()
        self._drop_foreign()
        self._limit_to(acting)
        self.fields["quantity"].label = _QUANTITY.get(kind, self.fields["quantity"].label)
        self.initial.setdefault("key", idempotency.new_key())
        self.initial.setdefault("valid_until", clock.today() + DEFAULT_VALID)
        self.initial.setdefault("is_public", kind != Need.Kind.INTERPRETING)

    @property
    def once_key(self) -> str:
        return self.cleaned_data.get("key") or idempotency.new_key()

    def _add_languages(self) -> None:
        levels = [("", "–"), *[(level.value, level.label) for level in Level]]
        for row in range(1, LANGUAGE_ROWS + 1):
            self.fields[f"language_{row}"] = forms.ChoiceField(
                label=_("Sprache"), choices=[("", _("keine")), *LANGUAGES], required=False
            )
            self.fields[f"level_{row}"] = forms.TypedChoiceField(
                label=_("mindestens"), choices=levels, coerce=int, required=False, empty_value=None
            )
        self.fields["is_public"] = self.fields.pop("is_public")  # the last question

    def _drop_foreign(self) -> None:
        asked = kinds.KINDS[self.kind]
        keep = {"key", "organisation", *kinds.COMMON, *asked.fields}
        for prefix, (first, _last) in _DATES.items():
            if first in asked.fields:
                keep |= {f"{prefix}day", f"{prefix}starts", f"{prefix}ends"}
        if "starts_at" in asked.required:
            keep.discard("valid_until")  # until its date
        for name in list(self.fields):
            is_language = name.startswith(("language_", "level_"))
            if name not in keep and not (is_language and asked.languages):
                del self.fields[name]

    def _limit_to(self, acting: list[Organisation] | None) -> None:
        bodies, homes = Organisation.objects.filter(is_active=True), Accommodation.objects
        field = self.fields["organisation"]
        if acting is None:
            field.queryset = bodies
            self.fields["accommodation"].queryset = homes.filter(is_active=True)
        else:
            field.queryset = bodies.filter(pk__in=[body.pk for body in acting])
            self.fields["accommodation"].queryset = homes.filter(
                Q(operator__in=acting) | Q(circle__in=acting), is_active=True
            )
            if len(acting) == 1:
                field.widget = forms.HiddenInput()
                self.initial.setdefault("organisation", acting[0].pk)
        if self.need:
            # Referrals and consents name the organisation: another one needs a need of its own.
            field.queryset = Organisation.objects.filter(pk=self.need.organisation_id)
            field.disabled = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._languages: dict[str, int] = {}
        for row in range(1, LANGUAGE_ROWS + 1):
            code, level = data.get(f"language_{row}"), data.get(f"level_{row}")
            if code and not level and f"level_{row}" not in self.errors:
                self.add_error(f"level_{row}", _("Wählen Sie aus, wie gut."))
            elif code:
                self._languages[code] = level
        fields = self._fields()
        for name, problem in kinds.problems(fields, self._languages, self.need).items():
            shown = self._shown(name)
            if shown not in self.errors:
                self.add_error(shown, problem)
        return data

    def _shown(self, name: str) -> str:
        """The field of the form in which a need's field is typed."""
        for prefix, (first, last) in _DATES.items():
            if name == first:
                has_day = self.cleaned_data.get(f"{prefix}day")
                return f"{prefix}starts" if has_day and name in self._typed() else f"{prefix}day"
            if name == last:
                return f"{prefix}ends"
        return name

    def _typed(self) -> set[str]:
        return {
            first for prefix, (first, _last) in _DATES.items()
            if not self.cleaned_data.get(f"{prefix}starts")
        }  # fmt: skip

    def _fields(self) -> dict[str, Any]:
        asked = kinds.KINDS[self.kind]
        names = {"organisation", *kinds.COMMON, *asked.fields} & set(self.fields)
        fields = {name: self.cleaned_data.get(name) for name in names} | {"kind": self.kind}
        if "slots" in fields:
            fields["slots"] = mask(fields["slots"] or [])
        for prefix, (first, last) in _DATES.items():
            if first in asked.fields:
                fields[first] = self._moment(f"{prefix}day", f"{prefix}starts")
                fields[last] = self._moment(f"{prefix}day", f"{prefix}ends")
        return fields

    def _moment(self, day: str, hour: str) -> datetime | None:
        date_, time_ = self.cleaned_data.get(day), self.cleaned_data.get(hour)
        return datetime.combine(date_, time_, ZONE) if date_ and isinstance(time_, time) else None

    def values(self) -> dict[str, Any]:
        """The arguments for ``needs.actions.keep``."""
        fields = self._fields()
        fields["contact"] = fields["organisation"].contacts.filter(is_active=True).first()
        return fields | {"languages": self._languages}


def initial_need(need: Need) -> dict[str, Any]:
    """The form as the need stands."""
    made = {"key", "slots", "day", "starts", "ends", "other_day", "other_starts", "other_ends"}
    initial = {name: getattr(need, name) for name in NeedForm.base_fields if name not in made} | {
        "slots": bits(need.slots)
    }
    for prefix, (first, last) in _DATES.items():
        starts, ends = getattr(need, first), getattr(need, last)
        if starts:
            initial |= {
                f"{prefix}day": timezone.localtime(starts).date(),
                f"{prefix}starts": f"{timezone.localtime(starts):%H:%M}",
                f"{prefix}ends": f"{timezone.localtime(ends):%H:%M}",
            }
    for row, language in enumerate(need.languages.order_by("pk")[:LANGUAGE_ROWS], start=1):
        initial |= {f"language_{row}": language.code, f"level_{row}": language.level}
    return initial

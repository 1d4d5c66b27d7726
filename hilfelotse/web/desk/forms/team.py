from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.team.models import Shift
from hilfelotse.team.queries import team
from hilfelotse.topics.times import DAYS
from hilfelotse.web.components.forms import DayMonthYear
from hilfelotse.web.desk.forms.case import OnceForm

WORKDAYS = range(5)


class ClockField(forms.TimeField):
    """A time of day; „9“, „9:30“ and „9.30“ are understood."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"class": "width-4", "autocomplete": "off"}
        super().__init__(
            required=False,
            input_formats=["%H:%M", "%H.%M", "%H"],
            widget=forms.TimeInput(format="%H:%M", attrs=attrs),
            error_messages={"invalid": _("Geben Sie eine Uhrzeit ein, zum Beispiel 9:30.")},
            **kwargs,
        )


class WeekForm(OnceForm):
    """From when to when somebody is in; a day off stays empty."""

    all_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day in WORKDAYS:
            self.fields[f"from_{day}"] = ClockField(label=_("von"))
            self.fields[f"to_{day}"] = ClockField(label=_("bis"))

    @staticmethod
    def initial_for(colleague: User) -> dict[str, time]:
        shifts = Shift.objects.filter(user=colleague).order_by("weekday")
        return {f"from_{shift.weekday}": shift.starts for shift in shifts} | {
            f"to_{shift.weekday}": shift.ends for shift in shifts
        }

    def days(self) -> list[dict[str, Any]]:
        return [
            {"name": DAYS[day], "starts": self[f"from_{day}"], "ends": self[f"to_{day}"]}
            for day in WORKDAYS
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for day in WORKDAYS:
            starts, ends = data.get(f"from_{day}"), data.get(f"to_{day}")
            names = (f"from_{day}", f"to_{day}")
            if any(name in self.errors for name in names):
                continue
            if (starts is None) != (ends is None):
                empty = names[0] if starts is None else names[1]
                self.add_error(empty, _("Geben Sie beide Uhrzeiten ein oder keine."))
            elif starts and ends and ends <= starts:
                self.add_error(names[1], _("Das Ende liegt vor dem Anfang."))
        return data

    def week(self) -> dict[int, tuple[time, time]]:
        data = self.cleaned_data
        return {
            day: (data[f"from_{day}"], data[f"to_{day}"]) for day in WORKDAYS if data[f"from_{day}"]
        }


class AbsenceForm(OnceForm):
    first_day = forms.DateField(
        label=_("Erster Tag"),
        widget=DayMonthYear,
        error_messages={
            "required": _("Geben Sie den ersten Tag ein."),
            "invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026."),
        },
    )
    last_day = forms.DateField(
        label=_("Letzter Tag"),
        widget=DayMonthYear,
        error_messages={
            "required": _("Geben Sie den letzten Tag ein."),
            "invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026."),
        },
    )
    deputy = forms.ModelChoiceField(
        label=_("Wer vertritt?"),
        help_text=_("Ohne Vertretung sehen alle, was liegen bleibt."),
        queryset=User.objects.none(),
        empty_label=_("niemand"),
        required=False,
        error_messages={"invalid_choice": _("Diese Person kann nicht vertreten.")},
    )

    def __init__(self, *args: Any, colleague: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = team().exclude(pk=colleague.pk)

    def clean_last_day(self):
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data["last_day"]
        if first and last < first:
            raise ValidationError(_("Der letzte Tag liegt vor dem ersten."))
        return last

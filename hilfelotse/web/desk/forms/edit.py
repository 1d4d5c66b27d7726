"""What the desk corrects after a talk: the person, and the offer in every detail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.offers.actions.change import OfferContent
from hilfelotse.people.models import Party
from hilfelotse.topics import activities
from hilfelotse.topics import skills as all_skills
from hilfelotse.topics.languages import LANGUAGES, Level
from hilfelotse.topics.times import Frequency, Volume
from hilfelotse.web.components.fields import (
    LineField,
    MailField,
    PhoneField,
    PostcodeField,
    TextField,
)
from hilfelotse.web.components.forms import Checkboxes, DayMonthYear
from hilfelotse.web.components.week import SLOTS, Week, bits, mask
from hilfelotse.web.desk.forms.case import OnceForm

LANGUAGE_ROWS = 5


class PersonForm(OnceForm):
    name = LineField(
        label=_("Name"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Geben Sie den Namen ein.")},
    )
    email = MailField(
        label=_("E-Mail"),
        help_text=_("Eine neue Adresse muss die Person selbst bestätigen."),
        required=False,
    )
    phone = PhoneField(label=_("Telefon"), required=False)

    one_of = ("email", "phone")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        tried = {"email", "phone"} & set(self.errors)
        if not data.get("email") and not data.get("phone") and not tried:
            self.add_error("email", _("Geben Sie eine E-Mail-Adresse oder eine Telefonnummer ein."))
        return data

    @staticmethod
    def initial_for(party: Party) -> dict[str, str]:
        ways = {point.kind: point.display for point in party.contact_points.all()}
        return ways | {"name": party.name}


class OfferForm(OnceForm):
    activities = forms.MultipleChoiceField(
        label=_("Aufgaben"),
        choices=[
            (activities.ANYTHING, activities.name(activities.ANYTHING)),
            *activities.OFFER_CHOICES,
        ],
        widget=Checkboxes,
        error_messages={"required": _("Wählen Sie mindestens eine Aufgabe aus.")},
    )
    slots = forms.MultipleChoiceField(
        label=_("Zeiten"),
        choices=SLOTS,
        widget=Week,
        error_messages={"required": _("Wählen Sie mindestens eine Zeit aus.")},
    )
    frequency = forms.ChoiceField(label=_("Wie oft?"), choices=Frequency.choices)
    volume = forms.ChoiceField(
        label=_("Wie viel?"), choices=[("", _("offen")), *Volume.choices], required=False
    )
    available_from = forms.DateField(label=_("Von"), required=False, widget=DayMonthYear)
    available_until = forms.DateField(label=_("Bis"), required=False, widget=DayMonthYear)
    postcode = PostcodeField(
        label=_("Postleitzahl"), error_messages={"required": _("Geben Sie die Postleitzahl ein.")}
    )
    radius_km = forms.IntegerField(
        label=_("Umkreis in km"),
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={
            "required": _("Geben Sie eine ganze Zahl ein, zum Beispiel 10."),
            "invalid": _("Geben Sie eine ganze Zahl ein, zum Beispiel 10."),
        },
    )
    skills = forms.MultipleChoiceField(
        label=_("Kann"), choices=all_skills.SKILLS, widget=Checkboxes, required=False
    )
    experience = TextField(label=_("Dazu"), required=False, rows=3, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [("", "–"), *[(level.value, level.label) for level in Level]]
        for row in range(1, LANGUAGE_ROWS + 1):
            self.fields[f"language_{row}"] = forms.ChoiceField(
                label=_("Sprache"), choices=[("", _("keine")), *LANGUAGES], required=False
            )
            self.fields[f"level_{row}"] = forms.TypedChoiceField(
                label=_("Wie gut?"), choices=levels, coerce=int, required=False, empty_value=None
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        begins, ends = data.get("available_from"), data.get("available_until")
        if begins and ends and ends < begins:
            self.add_error("available_until", _("Das Ende liegt vor dem Anfang."))
        for row in range(1, LANGUAGE_ROWS + 1):
            if data.get(f"language_{row}") and not data.get(f"level_{row}"):
                self.add_error(f"level_{row}", _("Wählen Sie aus, wie gut."))
        return data

    def content(self) -> OfferContent:
        """The offer as it is in the form."""
        data = self.cleaned_data
        rows = range(1, LANGUAGE_ROWS + 1)
        return OfferContent(
            activities=tuple(data["activities"]),
            slots=mask(data["slots"]),
            frequency=data["frequency"],
            volume=data["volume"],
            available_from=data["available_from"],
            available_until=data["available_until"],
            postcode=data["postcode"],
            radius_km=data["radius_km"],
            skills=tuple(data["skills"]),
            experience=data["experience"],
            languages={
                data[f"language_{row}"]: data[f"level_{row}"]
                for row in rows
                if data[f"language_{row}"]
            },
        )


def initial_offer(content: OfferContent) -> dict[str, Any]:
    """The form as the offer stands."""
    initial = vars(content) | {"slots": bits(content.slots)}
    spoken = list(content.languages.items())[:LANGUAGE_ROWS]
    for row, (code, level) in enumerate(spoken, start=1):
        initial |= {f"language_{row}": code, f"level_{row}": level}
    return initial

"""The steps of „Ich möchte helfen“: one thing a page, at most eight answers that must be given."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.directory.freshness import shown
from hilfelotse.directory.models import ASKABLE_KINDS, Organisation
from hilfelotse.people.models import Party
from hilfelotse.topics import activities, skills
from hilfelotse.topics.languages import LANGUAGES, Level
from hilfelotse.topics.times import RADIUS_CHOICES, ROUGH, Frequency, Volume
from hilfelotse.web.components.fields import (
    LineField,
    MailField,
    PhoneField,
    PostcodeField,
    TextField,
)
from hilfelotse.web.components.forms import Checkboxes, Radios

IN_A_CIRCLE = "circle"


class WhoForm(forms.Form):
    who = forms.ChoiceField(
        label=_("Wer möchte helfen?"),
        choices=[
            (Party.Kind.PERSON, _("Ich, als einzelne Person")),
            (Party.Kind.GROUP, _("Wir, als Gruppe oder Schulklasse")),
            (Party.Kind.COMPANY, _("Wir, als Unternehmen")),
            (IN_A_CIRCLE, _("Ich helfe schon in einem Unterstützerkreis")),
        ],
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, wer helfen möchte.")},
    )


class GroupForm(forms.Form):
    group_name = LineField(
        label=_("Name der Gruppe oder Firma"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Geben Sie den Namen der Gruppe oder Firma ein.")},
    )
    group_size = forms.IntegerField(
        label=_("Wie viele sind Sie ungefähr?"),
        min_value=2,
        max_value=5000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={
            "required": _("Geben Sie ein, wie viele Sie ungefähr sind."),
            "invalid": _("Geben Sie eine ganze Zahl ein, zum Beispiel 12."),
            "min_value": _("Eine Gruppe hat mindestens 2 Personen."),
            "max_value": _("Bei mehr als 5000 Personen rufen Sie uns bitte an."),
        },
    )

    with_minors = forms.BooleanField(
        label=_("Es sind auch Menschen unter 18 Jahren dabei"), required=False
    )


class CircleForm(forms.Form):
    circle = forms.ModelChoiceField(
        label=_("Ihr Kreis"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Ein anderer Kreis"),
    )
    other = LineField(label=_("Wenn er nicht in der Liste steht: Wie heißt er?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["circle"].queryset = Organisation.objects.filter(
            shown(), kind=Organisation.Kind.CIRCLE, is_public=True, is_active=True
        )


class WhatForm(forms.Form):
    activities = forms.MultipleChoiceField(
        label=_("Was möchten Sie gern tun?"),
        help_text=_("Wählen Sie alles aus, was Ihnen Freude macht."),
        choices=[
            (activities.ANYTHING, activities.name(activities.ANYTHING)),
            *activities.OFFER_CHOICES,
        ],
        widget=Checkboxes(
            hints={
                code: _("Das geht immer über das Jugendamt. Wir geben Ihr Angebot dorthin weiter.")
                for code in activities.FOR_YOUTH_OFFICE
            }
        ),
        error_messages={
            "required": _("Wählen Sie mindestens eine Aufgabe aus."),
            "invalid_choice": _("Wählen Sie Aufgaben aus der Liste aus."),
        },
    )

    def clean_activities(self) -> list[str]:
        chosen = self.cleaned_data["activities"]
        if activities.ANYTHING not in chosen:
            return chosen
        special = [code for code in chosen if code in activities.FOR_YOUTH_OFFICE]
        return [activities.ANYTHING, *special]


LANGUAGE_ROWS = 4


# Functions, because each of many fields would copy a list.
def _levels() -> list[tuple[Any, Any]]:
    return [("", _("Bitte wählen")), *Level.choices]


def _other_languages() -> list[tuple[str, Any]]:
    return [("", _("Keine weitere")), *[row for row in LANGUAGES if row[0] != "de"]]


class LanguagesForm(forms.Form):
    """German first, then up to four others; without JavaScript too."""

    german = forms.TypedChoiceField(
        label=_("Deutsch"), choices=_levels, coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(1, LANGUAGE_ROWS + 1):
            self.fields[f"language_{row}"] = forms.ChoiceField(
                label=_("Weitere Sprache"), choices=_other_languages, required=False
            )
            self.fields[f"level_{row}"] = forms.TypedChoiceField(
                label=_("Wie gut?"), choices=_levels, coerce=int, required=False, empty_value=None
            )

    def rows(self):
        """The pairs of fields, side by side."""
        return [
            (self[f"language_{row}"], self[f"level_{row}"]) for row in range(1, LANGUAGE_ROWS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for row in range(1, LANGUAGE_ROWS + 1):
            language, level = data.get(f"language_{row}"), data.get(f"level_{row}")
            if language and not level and f"level_{row}" not in self.errors:
                self.add_error(f"level_{row}", _("Wählen Sie aus, wie gut Sie die Sprache können."))
            if level and not language and f"language_{row}" not in self.errors:
                self.add_error(f"language_{row}", _("Wählen Sie die Sprache aus."))
        return data

    def spoken(self) -> dict[str, int]:
        """Code and level of each language; said twice, the better one counts."""
        found: dict[str, int] = {}
        data = self.cleaned_data
        pairs = [("de", data.get("german"))]
        pairs += [
            (data.get(f"language_{row}"), data.get(f"level_{row}"))
            for row in range(1, LANGUAGE_ROWS + 1)
        ]
        for code, level in pairs:
            if code and level:
                found[code] = max(level, found.get(code, 0))
        return found


class SkillsForm(forms.Form):
    skills = forms.MultipleChoiceField(
        label=_("Was können Sie besonders gut?"),
        choices=skills.SKILLS,
        widget=Checkboxes,
        required=False,
    )
    experience = TextField(
        label=_("Möchten Sie noch etwas dazu sagen?"),
        help_text=_(
            "Zum Beispiel Ihren Beruf oder Erfahrungen. Bitte schreiben Sie nichts über Ihre "
            "Gesundheit oder Religion."
        ),
        required=False,
        rows=4,
        max_length=1000,
    )


class WhenForm(forms.Form):
    times = forms.MultipleChoiceField(
        label=_("Wann haben Sie Zeit?"),
        help_text=_("Ungefähr reicht. Genaues klären wir im Gespräch."),
        choices=[(key, label) for key, (label, _slots) in ROUGH.items()],
        widget=Checkboxes,
        error_messages={"required": _("Wählen Sie mindestens eine Zeit aus.")},
    )
    frequency = forms.ChoiceField(
        label=_("Wie oft möchten Sie helfen?"),
        choices=Frequency.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, wie oft Sie helfen möchten.")},
    )
    volume = forms.ChoiceField(
        label=_("Wie viel Zeit haben Sie?"),
        choices=[("", _("Weiß ich noch nicht")), *Volume.choices],
        required=False,
    )


class WhereForm(forms.Form):
    postcode = PostcodeField(
        label=_("Ihre Postleitzahl"),
        help_text=_("Damit finden wir Hilfe in Ihrer Nähe. Ihre Adresse brauchen wir nicht."),
        error_messages={"required": _("Geben Sie Ihre Postleitzahl ein.")},
    )
    radius = forms.TypedChoiceField(
        label=_("Wie weit können Sie fahren?"),
        choices=RADIUS_CHOICES,
        initial=10,
        required=False,
        coerce=int,
        empty_value=10,
    )


class ContactForm(forms.Form):
    name = LineField(
        label=_("Ihr Name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Geben Sie Ihren Namen ein."),
            "max_length": _("Der Name ist sehr lang. Bitte höchstens 200 Zeichen."),
        },
    )
    email = MailField(
        label=_("E-Mail"), help_text=_("E-Mail oder Telefon: eins von beiden reicht."),
        required=False,
    )  # fmt: skip
    phone = PhoneField(label=_("Telefon"), required=False)
    age = forms.ChoiceField(
        label=_("Wie alt sind Sie?"),
        help_text=_(
            "Unter 18 Jahren gibt es nicht alle Aufgaben, und wir brauchen die Zustimmung einer "
            "sorgeberechtigten Person."
        ),
        choices=Party.Age.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, wie alt Sie sind.")},
    )
    website = forms.CharField(
        label=_("Dieses Feld bitte leer lassen"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    guards = ("website",)
    one_of = ("email", "phone")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        tried = {"email", "phone"} & set(self.errors)
        if not data.get("email") and not data.get("phone") and not tried:
            self.add_error("email", _("Geben Sie eine E-Mail-Adresse oder eine Telefonnummer ein."))
        if data.get("website"):
            raise ValidationError(_("Bitte lassen Sie das letzte Feld leer und senden Sie erneut."))
        return data


class AllowForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label=_("Diese Stellen dürfen mein Angebot sehen"),
        help_text=_(
            "Ohne Ihren Namen und ohne Ihre Kontaktdaten. Sie können das jederzeit ändern. Den "
            "Fachbereichen der Stadt dürfen wir Ihr Angebot immer zeigen."
        ),
        choices=[(kind.value, kind.label) for kind in ASKABLE_KINDS],
        widget=Checkboxes,
        required=False,
    )
    contact = forms.BooleanField(required=False)

    def __init__(self, *args: Any, organisation: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisation:
            self.fields["contact"].label = _(
                "Wenn „%(organisation)s“ zusagt, darf die Koordinierungsstelle dieser Stelle "
                "meinen Namen und meine Kontaktdaten geben. Ich kann das jederzeit für die "
                "Zukunft zurücknehmen."
            ) % {"organisation": organisation}
        else:
            del self.fields["contact"]

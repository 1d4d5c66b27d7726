"""What is asked about a home: the public form asks it in steps, the desk on one page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.housing import content as bounds
from hilfelotse.housing.content import HomeContent
from hilfelotse.housing.models import HousingOffer
from hilfelotse.housing.words import chooses_by_origin
from hilfelotse.web.components.fields import LineField, PostcodeField, TextField
from hilfelotse.web.components.forms import DayMonthYear, Radios

_FIRST_DAYS_BACK, _LAST_DAYS_ON = 366, 3660


def _number(label: Any, least: int, most: int, example: str, **more: Any) -> forms.IntegerField:
    between = _("Geben Sie eine ganze Zahl von %(least)s bis %(most)s ein.")
    words = {"least": least, "most": most}
    wrong = _("Geben Sie eine ganze Zahl ein, zum Beispiel %(example)s.")
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
        error_messages={
            "required": _later(wrong, {"example": example}),
            "invalid": _later(wrong, {"example": example}),
            "min_value": _later(between, words),
            "max_value": _later(between, words),
        },
        **more,
    )


def _later(text: Any, words: dict[str, Any]) -> Any:
    """A translated text with its numbers, put together when it is read."""
    return lazy(lambda: str(text) % words, str)()


def _euros(label: Any, **more: Any) -> forms.IntegerField:
    return _number(label, 0, bounds.MOST_EUROS, "350", required=False, **more)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=DayMonthYear,
        error_messages={
            "required": _("Geben Sie einen Tag ein."),
            "invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026."),
        },
        **more,
    )


class KindForm(forms.Form):
    """What it is, and who may decide about it."""

    kind = forms.ChoiceField(
        label=_("Was bieten Sie an?"),
        choices=HousingOffer.Kind.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, was Sie anbieten.")},
    )
    provider = forms.ChoiceField(
        label=_("Wer sind Sie?"),
        choices=HousingOffer.Provider.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, wer Sie sind.")},
    )
    consent = forms.ChoiceField(
        label=_("Stimmt die Vermieterin oder der Vermieter zu?"),
        help_text=_("Wer selbst zur Miete wohnt, braucht diese Zustimmung."),
        choices=HousingOffer.Consent.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, ob eine Zustimmung vorliegt.")},
    )


class SizeForm(forms.Form):
    """How large, and for how many."""

    postcode = PostcodeField(
        label=_("Postleitzahl der Wohnung"),
        error_messages={"required": _("Geben Sie die Postleitzahl ein.")},
    )
    square_metres = _number(
        _("Größe in Quadratmetern"), bounds.SMALLEST, bounds.LARGEST, "45",
        help_text=_("Bei einem Zimmer: nur das Zimmer."),
    )  # fmt: skip
    rooms = forms.DecimalField(
        label=_("Wie viele Zimmer?"),
        min_value=1,
        max_value=bounds.MOST_ROOMS,
        max_digits=4,
        decimal_places=1,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "width-4"}),
        error_messages={
            "required": _("Geben Sie die Zahl der Zimmer ein, zum Beispiel 2 oder 2,5."),
            "invalid": _("Geben Sie die Zahl der Zimmer ein, zum Beispiel 2 oder 2,5."),
            "min_value": _("Mindestens ein Zimmer."),
            "max_value": _("So viele Zimmer? Bitte rufen Sie uns an."),
            "max_digits": _("Geben Sie die Zahl der Zimmer ein, zum Beispiel 2 oder 2,5."),
            "max_decimal_places": _("Geben Sie die Zahl der Zimmer ein, zum Beispiel 2 oder 2,5."),
            "max_whole_digits": _("So viele Zimmer? Bitte rufen Sie uns an."),
        },
    )
    persons = _number(_("Für wie viele Personen?"), 1, bounds.MOST_PERSONS, "2")
    beds = _number(_("Wie viele Betten gibt es?"), 1, bounds.MOST_BEDS, "2", required=False)
    housemates = _number(
        _("Wie viele Menschen wohnen schon dort?"), 0, bounds.MOST_HOUSEMATES, "1", required=False
    )
    household = forms.ChoiceField(
        label=_("Für wen ist Platz?"), choices=HousingOffer.Household.choices, initial="any"
    )
    floor = LineField(label=_("Etage"), max_length=50, required=False)
    access = forms.ChoiceField(
        label=_("Kommt man ohne Stufen hinein?"), choices=HousingOffer.Access.choices, initial="no"
    )
    furnished = forms.ChoiceField(
        label=_("Ist die Wohnung möbliert?"), choices=HousingOffer.Furnished.choices, initial="no"
    )

    def clean_housemates(self) -> int:
        return self.cleaned_data["housemates"] or 0


class RentForm(forms.Form):
    """Each part by itself: the office that pays asks for them so."""

    rent = _euros(_("Grundmiete im Monat, in Euro"), help_text=_("Kostenlos? Dann alles leer."))
    cold_costs = _euros(_("Nebenkosten ohne Heizung"))
    heating = _euros(_("Heizung und warmes Wasser"))
    furniture = _euros(_("Zuschlag für Möbel"))
    deposit = _number(_("Kaution, einmal"), 0, bounds.MOST_DEPOSIT, "900", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        parts = ("rent", "cold_costs", "heating", "furniture", "deposit")
        return data | {name: data[name] or 0 for name in parts if name in data}


class TimeForm(forms.Form):
    """From when, for how long, and who would be the tenant."""

    free_from = _day(_("Frei ab"))
    free_until = _day(_("Frei bis"), help_text=_("Ohne Ende? Dann leer lassen."), required=False)
    model = forms.ChoiceField(
        label=_("Wie möchten Sie vermieten?"),
        choices=HousingOffer.Model.choices,
        initial=HousingOffer.Model.UNDECIDED,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, wie Sie vermieten möchten.")},
    )

    def clean_free_from(self):
        day = self.cleaned_data["free_from"]
        away = (day - clock.today()).days
        if not -_FIRST_DAYS_BACK <= away <= _FIRST_DAYS_BACK * 2:
            raise ValidationError(_("Geben Sie einen Tag in den nächsten zwei Jahren ein."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        begins, ends = data.get("free_from"), data.get("free_until")
        if ends and ends < clock.today():
            self.add_error("free_until", _("Geben Sie einen Tag in der Zukunft ein."))
        elif begins and ends and ends < begins:
            self.add_error("free_until", _("Das Ende liegt vor dem Anfang."))
        elif ends and (ends - clock.today()).days > _LAST_DAYS_ON:
            self.add_error("free_until", _("So lange? Dann lassen Sie das Feld bitte leer."))
        return data


class AddressForm(forms.Form):
    address = LineField(
        label=_("Straße und Hausnummer"),
        help_text=_("Liest nur die Stelle, die sich um Ihr Angebot kümmert."),
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        required=False,
    )


class WordsForm(AddressForm):
    """What else they want to say. Who may come is not chosen by origin (§ 19 AGG)."""

    text = TextField(
        label=_("Möchten Sie noch etwas dazu sagen?"),
        help_text=_("Zum Beispiel Haustiere, Haltestelle, Internet, wann man es ansehen kann."),
        required=False,
        max_length=3000,
    )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if found := chooses_by_origin(text):
            raise ValidationError(
                _(
                    "Bitte schreiben Sie „%(words)s“ anders: Wohnraum geben wir nicht nach "
                    "Herkunft, Religion oder Staatsangehörigkeit weiter. Das schützt das Gesetz "
                    "(§ 19 AGG). Sagen Sie gern, was sonst wichtig ist."
                ),
                params={"words": found},
            )
        return text


class HomeForm(KindForm, SizeForm, RentForm, TimeForm, AddressForm):
    """Everything on one page, for the desk."""

    def content(self) -> HomeContent:
        return content_from(self.cleaned_data)


def content_from(data: dict[str, Any]) -> HomeContent:
    """The home from cleaned fields."""
    return HomeContent(**{name: data[name] for name in HomeContent.__dataclass_fields__})


def initial_of(offer: HousingOffer) -> dict[str, Any]:
    """A home as the form's first values."""
    return {name: getattr(offer, name) for name in HomeContent.__dataclass_fields__}

"""Offering a building or a plot; a room for courses takes a short way."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.base.text import clean_line
from hilfelotse.premises.actions.offer import (
    EARLIEST,
    LATEST,
    MOST_EUROS,
    MOST_METRES,
    MOST_PLACES,
    Content,
)
from hilfelotse.premises.models import Premises
from hilfelotse.premises.score import criteria
from hilfelotse.web.components.fields import LineField, PostcodeField, TextField
from hilfelotse.web.components.forms import DayMonthYear, Radios
from hilfelotse.web.components.photo_field import PhotosField
from hilfelotse.web.portal.forms.concern import ReachableForm

_DATE = {"invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026.")}
_KINDS = [choice for choice in Premises.Kind.choices if choice[0] != Premises.Kind.ROOM]
_ANSWERS = [("yes", _("ja")), ("no", _("nein")), ("", _("weiß ich nicht"))]
_CRITERION = "criterion_"


class WholeNumberField(LineField):
    """A whole number as people write it: „1.400“, „1 400“; bounds are said kindly."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        attrs = {"inputmode": "numeric", "class": "width-10", "dir": "ltr", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        digits = clean_line(typed).replace(".", "").replace(" ", "").replace("'", "")
        if not digits.isdecimal():
            raise ValidationError(_("Geben Sie eine ganze Zahl ein, zum Beispiel 1400."))
        number = int(digits)
        if not self.least <= number <= self.most:
            raise ValidationError(
                _("Geben Sie eine Zahl von %(least)s bis %(most)s ein."),
                params={"least": f"{self.least:,}".replace(",", "."),
                        "most": f"{self.most:,}".replace(",", ".")},
            )  # fmt: skip
        return number


class _PlaceForm(ReachableForm):
    """What a building and a room have in common."""

    provider = forms.ChoiceField(
        label=_("Wer bietet an?"),
        choices=Premises.Provider.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, wer anbietet.")},
    )
    address = LineField(
        label=_("Straße und Hausnummer"),
        help_text=_("Bei einem Grundstück ohne Hausnummer: beschreiben Sie die Lage."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Geben Sie Straße und Hausnummer ein.")},
    )
    postcode = PostcodeField(
        label=_("Postleitzahl"),
        error_messages={"required": _("Geben Sie die Postleitzahl ein.")},
    )
    square_metres = WholeNumberField(
        label=_("Wie viele Quadratmeter?"), least=1, most=MOST_METRES,
        error_messages={"required": _("Geben Sie ein, wie groß es ungefähr ist.")},
    )  # fmt: skip
    places = WholeNumberField(
        label=_("Für wie viele Menschen ungefähr?"), least=1, most=MOST_PLACES, required=False
    )
    available_from = forms.DateField(
        label=_("Frei ab"),
        widget=DayMonthYear,
        error_messages=_DATE | {"required": _("Geben Sie ein, ab wann es frei ist.")},
    )
    available_until = forms.DateField(
        label=_("Frei bis"), required=False, widget=DayMonthYear, error_messages=_DATE
    )
    deal = forms.ChoiceField(
        label=_("Wie möchten Sie es anbieten?"),
        choices=Premises.Deal.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, wie Sie es anbieten möchten.")},
    )
    price = WholeNumberField(
        label=_("Preis in Euro"),
        help_text=_("Miete und Pacht im Monat, beim Kauf einmal. Ohne Nebenkosten."),
        least=0,
        most=MOST_EUROS,
        required=False,
    )
    photos = PhotosField()

    def clean_available_from(self):
        day = self.cleaned_data["available_from"]
        if not clock.today() - EARLIEST <= day <= clock.today() + LATEST:
            raise ValidationError(_("Dieses Datum liegt zu weit weg."))
        return day

    def clean_available_until(self):
        day = self.cleaned_data["available_until"]
        if day and not clock.today() <= day <= clock.today() + LATEST:
            raise ValidationError(_("Dieses Datum ist vorbei oder liegt zu weit weg."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        start, end = data.get("available_from"), data.get("available_until")
        if start and end and end < start:
            self.add_error("available_until", _("„Frei bis“ liegt vor „Frei ab“."))
        return data

    def content(self) -> Content:
        """For ``premises.actions.offer.enter``."""
        known = set(Content.__dataclass_fields__) & set(self.cleaned_data)
        fields = {name: self.cleaned_data[name] for name in known}
        return Content(**fields | self.more())

    def more(self) -> dict[str, Any]:
        return {}


class RoomForm(_PlaceForm):
    times = LineField(
        label=_("An welchen Tagen und zu welchen Zeiten?"),
        help_text=_("Zum Beispiel: dienstags und donnerstags von 17 bis 20 Uhr."),
        error_messages={"required": _("Geben Sie ein, wann der Raum frei ist.")},
    )
    text = TextField(
        label=_("Was gibt es dort, und wie kommt man an den Schlüssel?"),
        help_text=_("Tische, Tafel, Küche, Toiletten, Aufzug oder Stufen, Internet."),
        rows=4,
        error_messages={"required": _("Beschreiben Sie den Raum kurz.")},
    )

    field_order = (
        "times", "places", "square_metres", "text", "address", "postcode", "available_from",
        "available_until", "deal", "price", "provider", "photos", "name", "email", "phone",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["available_from"].required = False
        self.fields["available_from"].help_text = _("Frei lassen: ab sofort.")
        choices = {Premises.Deal.FREE, Premises.Deal.RENT}
        self.fields["deal"].choices = [row for row in Premises.Deal.choices if row[0] in choices]

    def clean_available_from(self):
        return super().clean_available_from() if self.cleaned_data["available_from"] else None

    def more(self) -> dict[str, Any]:
        return {
            "kind": Premises.Kind.ROOM,
            "available_from": self.cleaned_data["available_from"] or clock.today(),
            "confidentiality": Premises.Confidentiality.OPEN,
        }


class BuildingForm(_PlaceForm):
    kind = forms.ChoiceField(label=_("Was bieten Sie an?"), choices=_KINDS)
    parcel = LineField(
        label=_("Flurstück"),
        help_text=_("Gemarkung, Flur und Flurstück, wenn Sie sie kennen."),
        max_length=100,
        required=False,
    )
    commission = LineField(label=_("Provision"), max_length=100, required=False)
    confidentiality = forms.ChoiceField(
        label=_("Wie vertraulich ist das?"),
        choices=Premises.Confidentiality.choices,
        initial=Premises.Confidentiality.INTERNAL,
        widget=Radios(
            hints={
                "open": _("Auch Stellen außerhalb der Stadt dürfen davon wissen."),
                "internal": _("Nur die Ämter der Stadt erfahren davon."),
                "secret": _(
                    "Nur die Leitung und wer es bearbeitet. Wir schreiben nichts in E-Mails."
                ),
            }
        ),
    )
    text = TextField(
        label=_("Was sollen wir noch wissen?"),
        help_text=_(
            "Zustand, Stockwerke, Heizung, Toiletten, Küche, Zufahrt, Leerstand seit wann."
        ),
        required=False,
    )

    field_order = (
        "kind", "provider", "address", "postcode", "parcel", "square_metres", "places",
        "available_from", "available_until", "deal", "price", "commission", "confidentiality",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in criteria():
            self.fields[_CRITERION + row.code] = forms.ChoiceField(
                label=row.question, choices=_ANSWERS, widget=Radios, required=False
            )
        last = ("text", "photos", "name", "email", "phone")
        self.order_fields([name for name in self.fields if name not in last] + list(last))

    def more(self) -> dict[str, Any]:
        said = {
            name.removeprefix(_CRITERION): value == "yes"
            for name, value in self.cleaned_data.items()
            if name.startswith(_CRITERION) and value
        }
        return {"answers": said}

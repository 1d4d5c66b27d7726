"""What a citizen may change by their status link."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.directory.models import ASKABLE_KINDS, KIND_BIT
from hilfelotse.offers.actions.change import OfferContent
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import Party
from hilfelotse.topics import activities
from hilfelotse.topics.times import ALL, RADIUS_CHOICES, ROUGH, Frequency, from_rough
from hilfelotse.web.components.fields import MailField, PhoneField, PostcodeField
from hilfelotse.web.components.forms import Checkboxes, DayMonthYear, Radios


class ChangeForm(forms.Form):
    """The parts of an offer that change most."""

    activities = forms.MultipleChoiceField(
        label=_("Was möchten Sie gern tun?"),
        choices=[
            (activities.ANYTHING, activities.name(activities.ANYTHING)),
            *activities.OFFER_CHOICES,
        ],
        widget=Checkboxes,
        error_messages={"required": _("Wählen Sie mindestens eine Aufgabe aus.")},
    )
    times = forms.MultipleChoiceField(
        label=_("Wann haben Sie Zeit?"),
        choices=[(key, label) for key, (label, _slots) in ROUGH.items()],
        widget=Checkboxes,
        required=False,
        help_text=_("Lassen Sie alles frei, wenn die Zeiten bleiben sollen, wie sie sind."),
    )
    frequency = forms.ChoiceField(
        label=_("Wie oft möchten Sie helfen?"), choices=Frequency.choices, widget=Radios
    )
    postcode = PostcodeField(
        label=_("Ihre Postleitzahl"),
        error_messages={"required": _("Geben Sie Ihre Postleitzahl ein.")},
    )
    radius = forms.TypedChoiceField(
        label=_("Wie weit können Sie fahren?"),
        choices=RADIUS_CHOICES,
        coerce=int,
    )

    def content(self, before: OfferContent) -> OfferContent:
        """The offer as it is now, with what was changed."""
        data = self.cleaned_data
        parts = vars(before) | {
            "activities": tuple(data["activities"]),
            "slots": from_rough(data["times"]) or before.slots,
            "frequency": data["frequency"],
            "postcode": data["postcode"],
            "radius_km": data["radius"],
        }
        return OfferContent(**parts)


def initial_change(content: OfferContent) -> dict[str, Any]:
    """The form as the offer stands; rough times are ticked where they are wholly offered."""
    whole = [
        key
        for key, (_label, slots) in ROUGH.items()
        if slots & content.slots == slots and (key == "any") == (content.slots == ALL)
    ]
    nearest = min(dict(RADIUS_CHOICES), key=lambda km: abs(km - content.radius_km))
    return {
        "activities": list(content.activities),
        "times": whole,
        "frequency": content.frequency,
        "postcode": content.postcode,
        "radius": nearest,
    }


class PauseForm(forms.Form):
    until = forms.DateField(
        label=_("Bis wann möchten Sie Pause machen?"),
        help_text=_("Lassen Sie das Feld frei, wenn Sie es noch nicht wissen."),
        required=False,
        widget=DayMonthYear,
        error_messages={"invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026.")},
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until <= clock.today():
            raise ValidationError(_("Geben Sie einen Tag in der Zukunft ein."))
        return until


class AddressForm(forms.Form):
    email = MailField(
        label=_("E-Mail"),
        help_text=_("An eine neue Adresse schicken wir eine E-Mail, mit der Sie sie bestätigen."),
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
        return {point.kind: point.display for point in party.contact_points.all()}


class AllowKindsForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label=_("Wem dürfen wir Ihr Angebot zeigen?"),
        help_text=_("Ohne Ihren Namen und ohne Ihre Kontaktdaten."),
        choices=[(kind.value, kind.label) for kind in ASKABLE_KINDS],
        widget=Checkboxes,
        required=False,
    )

    @staticmethod
    def initial_for(offer: Offer) -> dict[str, Any]:
        return {"kinds": [kind for kind, bit in KIND_BIT.items() if offer.ask_kinds & bit]}


class ContactConsentForm(forms.Form):
    answer = forms.ChoiceField(
        label=_("Dürfen wir Ihren Namen und Ihre Kontaktdaten weitergeben?"),
        choices=[("yes", _("Ja, diese Stelle darf sie bekommen")), ("no", _("Nein"))],
        widget=Radios,
        error_messages={"required": _("Wählen Sie Ja oder Nein.")},
    )

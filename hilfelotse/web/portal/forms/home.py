from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.web.components.fields import LineField, MailField, PhoneField
from hilfelotse.web.components.photo_field import PhotosField


class ReachForm(forms.Form):
    """A name and one way to answer."""

    name = LineField(
        label=_("Ihr Name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Geben Sie Ihren Namen ein.")},
    )
    email = MailField(
        label=_("E-Mail"), help_text=_("E-Mail oder Telefon: eins von beiden reicht."),
        required=False,
    )  # fmt: skip
    phone = PhoneField(label=_("Telefon"), required=False)
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


class PhotosForm(forms.Form):
    """On the last page: a browser never fills in files again."""

    photos = PhotosField()

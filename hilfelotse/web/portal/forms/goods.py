"""The steps of „Ich möchte etwas spenden“ after the things: advice, photos, contact."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.goods.models import GoodsOffer
from hilfelotse.web.components.forms import Radios
from hilfelotse.web.components.photo_field import PhotosField
from hilfelotse.web.portal.forms.concern import ReachableForm


class IfNotForm(forms.Form):
    """Read the advice; what if nobody needs it?"""

    if_not = forms.ChoiceField(
        label=_("Was machen Sie, wenn es gerade niemand braucht?"),
        choices=GoodsOffer.IfNot.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie eine Antwort aus.")},
    )


class PhotosForm(forms.Form):
    photos = PhotosField(label=_("Fotos von den Sachen"))


class GiverForm(ReachableForm):
    """Who gives. Two consents: the body may call, or it may not."""

    may_call = forms.ChoiceField(
        label=_(
            "Darf die Stelle, die Ihre Sachen bekommt, Ihren Namen und Ihre Kontaktdaten für die "
            "Übergabe haben?"
        ),
        help_text=_("Vorher fragt niemand danach. Sie können es jederzeit zurücknehmen."),
        choices=[
            ("yes", _("Ja, die Stelle darf mich anrufen oder mir schreiben")),
            ("no", _("Nein, bitte nur über die Koordinierungsstelle")),
        ],
        widget=Radios,
        error_messages={"required": _("Wählen Sie Ja oder Nein aus.")},
    )
    guards = ("website",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["started"], self.fields["key"]  # the draft has them

    def clean(self) -> dict[str, Any]:
        data = forms.Form.clean(self)
        tried = {"email", "phone"} & set(self.errors)
        if not data.get("email") and not data.get("phone") and not tried:
            self.add_error("email", _("Geben Sie eine E-Mail-Adresse oder eine Telefonnummer ein."))
        if data.get("website"):
            raise ValidationError(_("Bitte lassen Sie das letzte Feld leer und senden Sie erneut."))
        return data

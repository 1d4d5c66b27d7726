"""What editors say about a picture, and the file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.base.photos import Drawn
from hilfelotse.knowledge.models import Picture
from hilfelotse.web.components.fields import LineField
from hilfelotse.web.components.forms import Radios
from hilfelotse.web.components.once import OnceForm
from hilfelotse.web.components.photo_field import ACCEPTED, drawn


class PictureField(forms.FileField):
    """One file; cleans to a picture drawn anew."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Bilddatei"),
            help_text=_(
                "JPEG, PNG oder WebP, höchstens 10 MB. Den Ort der Aufnahme entfernen wir. Zeigen "
                "Sie Menschen nur, wenn sie es erlaubt haben, und Geflüchtete nie erkennbar."
            ),
            widget=forms.FileInput({"accept": ACCEPTED, "data-preview": ""}),
            error_messages={
                "required": _("Wählen Sie eine Bilddatei aus."),
                "empty": _("Die Datei ist leer. Wählen Sie eine andere aus."),
            },
        )

    def clean(self, data: Any, initial: Any = None) -> Drawn:
        return drawn(super().clean(data, initial))


class DescriptionForm(OnceForm):
    is_decorative = forms.TypedChoiceField(
        label=_("Was tut das Bild?"),
        choices=[
            ("False", _("Es zeigt etwas")),
            ("True", _("Es schmückt nur")),
        ],
        coerce=lambda value: value == "True",
        widget=Radios(
            hints={
                "False": _("Wer es nicht sieht, braucht Worte dafür. Sie stehen im Text."),
                "True": _("Wer es nicht sieht, verpasst nichts."),
            }
        ),
        error_messages={"required": _("Entscheiden Sie, ob das Bild etwas zeigt.")},
    )
    credit = LineField(
        label=_("Wer hat es gemacht?"),
        max_length=200,
        help_text=_("Steht unter dem Bild."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Schreiben Sie auf, wer das Bild gemacht hat.")},
    )
    licence = forms.ChoiceField(
        label=_("Warum dürfen wir es zeigen?"),
        choices=[("", _("Bitte wählen")), *Picture.Licence.choices],
        error_messages={"required": _("Wählen Sie aus, warum wir das Bild zeigen dürfen.")},
    )

    def values(self) -> dict[str, Any]:
        """For ``add_picture`` and ``describe_picture``."""
        return {name: self.cleaned_data[name] for name in ("is_decorative", "credit", "licence")}

    @classmethod
    def of(cls, picture: Picture) -> "DescriptionForm":
        facts = {"credit": picture.credit, "licence": picture.licence}
        return cls(initial=facts | {"is_decorative": str(picture.is_decorative)})


class PictureForm(DescriptionForm):
    content = PictureField()  # last: a browser never fills it again

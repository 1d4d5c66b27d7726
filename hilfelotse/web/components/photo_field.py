"""The form field for photos: several at once, each looked at and drawn anew before it is kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.base.photos import Drawn, NotAPhoto, TooLarge, read_photo
from hilfelotse.photos.actions import MOST_PHOTOS

ACCEPTED = "image/jpeg,image/png,image/webp"


class PhotosInput(forms.FileInput):
    """Several files; a browser never fills it again, so its form stands alone or last."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class PhotosField(forms.Field):
    """Cleans to a list of ``base.photos.Drawn``. What is wrong is said with the file's name."""

    widget = PhotosInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Fotos"))
        kwargs.setdefault(
            "help_text",
            _("Höchstens 5 Bilder (JPEG, PNG oder WebP), je höchstens 10 MB. Den Ort der Aufnahme "
              "entfernen wir. Bitte zeigen Sie keine Menschen."),
        )  # fmt: skip
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ACCEPTED

    def clean(self, value: Any) -> list[Drawn]:
        files = value or []
        if len(files) > MOST_PHOTOS:
            raise ValidationError(
                _("Das sind mehr als 5 Fotos. Bitte wählen Sie höchstens 5 aus."), code="too_many"
            )
        super().validate(files)
        return [drawn(file) for file in files]


def drawn(file: Any) -> Drawn:
    """One file, drawn anew; what is wrong is a ValidationError."""
    try:
        return read_photo(file)
    except TooLarge:
        raise ValidationError(
            _("„%(name)s“ ist zu groß. Ein Foto darf höchstens 10 MB groß sein und höchstens "
              "40 Millionen Bildpunkte haben."),
            code="too_large", params={"name": file.name},
        ) from None  # fmt: skip
    except NotAPhoto:
        raise ValidationError(
            _("„%(name)s“ ist kein Foto, das wir lesen können. Möglich sind JPEG, PNG und "
              "WebP."),
            code="no_photo", params={"name": file.name},
        ) from None  # fmt: skip

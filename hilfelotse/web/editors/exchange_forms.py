"""What goes to an agency, and the file that comes back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.knowledge.editing import Which
from hilfelotse.knowledge.exchange import LARGEST
from hilfelotse.web.components.forms import Radios
from hilfelotse.web.editors import languages
from hilfelotse.web.editors.exchange_words import TOO_LARGE

_CHOOSE = ("", _("Bitte wählen"))


class _OfLanguage(forms.Form):
    language = forms.ChoiceField(
        label=_("Sprache"),
        error_messages={
            "required": _("Wählen Sie eine Sprache aus."),
            "invalid_choice": _("Diese Sprache haben wir nicht. Wählen Sie eine aus der Liste."),
        },
    )

    def __init__(self, *args: Any, language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [_CHOOSE, *languages.wanted()]
        self.initial.setdefault("language", language)


class ExportForm(_OfLanguage):
    CORE, OWN = "core", "own"

    which = forms.ChoiceField(
        label=_("Was soll übersetzt werden?"),
        choices=[
            (Which.OPEN.value, _("was fehlt oder veraltet ist")),
            (Which.MACHINE.value, _("auch, was bisher nur eine Maschine übersetzt hat")),
            (Which.ALL.value, _("alles")),
        ],
        initial=Which.OPEN.value,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, was übersetzt werden soll.")},
    )
    pages = forms.ChoiceField(
        label=_("Welche Seiten?"),
        choices=[(CORE, _("nur Grundseiten")), (OWN, _("alle Seiten, die Sie pflegen"))],
        initial=OWN,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, um welche Seiten es geht.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="export-%s", **kwargs)


class ImportForm(_OfLanguage):
    file = forms.FileField(
        label=_("Datei vom Übersetzungsbüro"),
        help_text=_("Eine PO-Datei, höchstens 2 MB. Sie sehen danach, was übernommen wurde."),
        allow_empty_file=True,
        widget=forms.FileInput({"accept": ".po"}),
        error_messages={
            "required": _("Wählen Sie die Datei aus."),
            "invalid": _("Wählen Sie die Datei aus."),
        },
    )

    def clean_file(self) -> Any:
        """By its size, before anything of it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def data_of_file(self) -> bytes:
        return self.cleaned_data["file"].read()

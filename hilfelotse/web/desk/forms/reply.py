"""Answering by mail, and the texts that make it quick."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import TextBlock
from hilfelotse.correspondence.reply import WrongPlaceholder, check_placeholders
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.desk.forms.case import OnceForm

LONGEST = 8000
_LANGUAGES = dict(settings.LANGUAGES)


class LetterField(TextField):
    """What a person will read: its placeholders must be right."""

    def __init__(self, **kwargs: Any) -> None:
        rows = kwargs.pop("rows", 10)
        kwargs["widget"] = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
        super().__init__(max_length=LONGEST, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            check_placeholders(text)
        except WrongPlaceholder as wrong:
            raise ValidationError(str(wrong), code="placeholder") from wrong
        return text


class BlockField(forms.ModelChoiceField):
    def label_from_instance(self, block: TextBlock) -> str:
        return f"{block.name} ({_LANGUAGES.get(block.language, block.language)})"


class ReplyForm(OnceForm):
    """One answer. ``closes`` is there only where a mail may end the case."""

    prefix = "reply"
    block = BlockField(
        label=_("Textbaustein"), queryset=TextBlock.objects.none(), required=False,
        empty_label=_("Bitte wählen"),
    )  # fmt: skip
    text = LetterField(
        label=_("Antwort"),
        help_text=_("Mit Anrede und Gruß. Nummer, Telefon und Link stehen von selbst darunter."),
        error_messages={"required": _("Schreiben Sie die Antwort auf.")},
    )
    expects_answer = forms.BooleanField(
        label=_("Wir warten auf eine Antwort der Person"),
        help_text=_("Nach einer Woche kommt der Vorgang von selbst wieder."),
        required=False,
    )
    closes = forms.BooleanField(
        label=_("Damit ist die Frage beantwortet"),
        help_text=_("Der Vorgang wird mit dieser E-Mail abgeschlossen."),
        required=False,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["block"].queryset = TextBlock.objects.filter(is_active=True)
        if case.kind == Case.Kind.VOLUNTEERING:
            del self.fields["closes"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("closes") and data.get("expects_answer"):
            self.add_error(
                "closes", _("Warten und abschließen geht nicht zugleich. Wählen Sie eines aus.")
            )
        return data

    def with_block(self) -> "ReplyForm":
        """The form once more, with the chosen text block behind what stands there."""
        self.is_valid()
        block = self.cleaned_data.get("block")
        typed = self.data.get(self.add_prefix("text"), "")
        return self._again(text="\n\n".join(filter(None, [typed, block and block.text])))

    def unsent(self) -> "ReplyForm":
        """The form once more, as it was filled."""
        return self._again(**self.cleaned_data)

    def _again(self, **filled: Any) -> "ReplyForm":
        kept = {name: value for name, value in self.cleaned_data.items() if name != "block"}
        return type(self)(case=self.case, initial=kept | filled | {"block": None})


class TextBlockForm(OnceForm):
    name = LineField(
        label=_("Name"),
        max_length=100,
        help_text=_("Unter diesem Namen finden ihn die Kolleginnen und Kollegen."),
        error_messages={"required": _("Geben Sie dem Textbaustein einen Namen.")},
    )
    language = forms.ChoiceField(label=_("Sprache"), choices=settings.LANGUAGES)
    text = LetterField(
        label=_("Text"), rows=12,
        error_messages={"required": _("Schreiben Sie den Text auf.")},
    )  # fmt: skip

    def __init__(self, *args: Any, known: TextBlock | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        if known is not None:
            self.fields["is_active"] = forms.BooleanField(label=_("Wird angeboten"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        same = TextBlock.objects.filter(name=data.get("name"), language=data.get("language"))
        if self.known is not None:
            same = same.exclude(pk=self.known.pk)
        if same.exists():
            self.add_error("name", _("Diesen Textbaustein gibt es in dieser Sprache schon."))
        return data

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

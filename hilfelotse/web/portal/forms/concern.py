"""The two short forms: a question, and an organisation that wants to take part."""

from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hilfelotse.web.components.fields import LineField, MailField, PhoneField, TextField
from hilfelotse.web.components.forms import Radios
from hilfelotse.web.components.guard import GuardedForm

_ONE_OF_BOTH = _("Geben Sie eine E-Mail-Adresse oder eine Telefonnummer ein.")


class ReachableForm(GuardedForm):
    """Asks for a name and one way to answer."""

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

    one_of = ("email", "phone")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        tried = {"email", "phone"} & set(self.errors)
        if not data.get("email") and not data.get("phone") and not tried:
            self.add_error("email", _ONE_OF_BOTH)
        return data

    def as_text(self) -> str:
        """The words of the concern."""
        return self.cleaned_data["text"]


class QuestionForm(ReachableForm):
    text = TextField(
        label=_("Ihre Frage"),
        help_text=_(
            "Bitte schreiben Sie keine Namen von Geflüchteten und nichts über Ihre Gesundheit "
            "oder Religion."
        ),
        error_messages={"required": _("Schreiben Sie Ihre Frage auf.")},
    )

    way = forms.ChoiceField(
        label=_("Wie möchten Sie die Antwort bekommen?"),
        choices=[("", _("Das ist mir gleich")), ("mail", _("Per E-Mail")),
                 ("phone", _("Am Telefon"))],
        widget=Radios,
        required=False,
    )  # fmt: skip

    field_order = ("text", "name", "email", "phone", "way")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        way = data.get("way")
        if way == "mail" and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Für eine Antwort per E-Mail brauchen wir Ihre Adresse."))
        if way == "phone" and not data.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Für einen Anruf brauchen wir Ihre Telefonnummer."))
        return data


class IdeaForm(ReachableForm):
    """An idea for a project, in five short answers; only the first has to be there."""

    what = TextField(
        label=_("Was ist Ihre Idee?"),
        help_text=_("Bitte schreiben Sie keine Namen von Geflüchteten."),
        max_length=2000,
        error_messages={"required": _("Beschreiben Sie kurz Ihre Idee.")},
    )
    for_whom = LineField(label=_("Für wen ist sie?"), required=False)
    where = LineField(
        label=_("Wo soll das sein?"), help_text=_("Zum Beispiel ein Stadtteil."), required=False
    )
    who_helps = LineField(label=_("Wer macht schon mit?"), required=False)
    missing = TextField(
        label=_("Was fehlt Ihnen noch?"),
        help_text=_("Zum Beispiel ein Raum, Geld oder Menschen, die mitmachen."),
        rows=3,
        max_length=1000,
        required=False,
    )

    told = ("what", "for_whom", "where", "who_helps", "missing")
    field_order = (*told, "name", "email", "phone")

    def as_text(self) -> str:
        """What the desk reads: each answer under its question, in the office's language."""
        with translation.override("de"):
            parts = [f"{self.fields[name].label}\n{self.cleaned_data[name]}"
                     for name in self.told if self.cleaned_data[name]]  # fmt: skip
        return "\n\n".join(parts)


class OrganisationForm(ReachableForm):
    group_name = LineField(
        label=_("Name Ihrer Organisation"),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Geben Sie den Namen Ihrer Organisation ein.")},
    )
    text = TextField(
        label=_("Was machen Sie, und was brauchen Sie?"),
        help_text=_("Ein paar Sätze reichen. Wir rufen Sie an oder schreiben Ihnen."),
        error_messages={"required": _("Schreiben Sie kurz auf, was Sie machen.")},
    )

    field_order = ("group_name", "text", "name", "email", "phone")

"""The two short forms: a question, and an organisation that wants to take part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.web.components.fields import LineField, MailField, PhoneField, TextField
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


class QuestionForm(ReachableForm):
    text = TextField(
        label=_("Ihre Frage"),
        help_text=_(
            "Bitte schreiben Sie keine Namen von Geflüchteten und nichts über Ihre Gesundheit "
            "oder Religion."
        ),
        error_messages={"required": _("Schreiben Sie Ihre Frage auf.")},
    )

    field_order = ("text", "name", "email", "phone")


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

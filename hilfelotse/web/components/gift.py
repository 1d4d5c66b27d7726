"""What a body says about a gift of money: the same form in its place and behind its mail's link."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.money.bank_data import find_bank_data
from hilfelotse.web.components.fields import TextField


class GiftForm(forms.Form):
    text = TextField(
        label=_("Was ist angekommen, und was tun Sie damit?"),
        help_text=_("Bitte ohne Kontodaten und ohne den Namen der Person, die gespendet hat."),
        max_length=1000,
        error_messages={"required": _("Schreiben Sie kurz auf, was angekommen ist.")},
    )

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if find_bank_data(text):
            raise ValidationError(_("Bitte löschen Sie die Kontonummer oder Kartennummer."))
        return text

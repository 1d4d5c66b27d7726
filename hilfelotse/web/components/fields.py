"""Form fields that clean what people type, and say kindly what is wrong."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import phone
from hilfelotse.base.text import clean_line, clean_text


class LineField(forms.CharField):
    """One line of any script. A name is never wrong; only empty or overlong."""

    clean_with = staticmethod(clean_line)

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        return self.clean_with(super().to_python(value))


class TextField(LineField):
    """Several lines."""

    clean_with = staticmethod(clean_text)

    def __init__(self, *, max_length: int = 3000, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)


class MailField(forms.EmailField):
    """A mail address. Only its shape is looked at; the mail we send shows whether it is right."""

    default_error_messages = {
        "invalid": _("Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@beispiel.de.")
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}))
        super().__init__(max_length=254, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value)).lower()


class PhoneField(LineField):
    """A telephone number, however it is written; kept in E.164."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"autocomplete": "tel", "inputmode": "tel", "dir": "ltr", "class": "width-20"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        number = phone.normalise(typed)
        if number is None:
            raise ValidationError(
                _("Geben Sie eine Telefonnummer ein, zum Beispiel 0511 123456."), code="invalid"
            )
        return number


class PostcodeField(LineField):
    """Five digits; Arabic and Persian digits are read too."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {
            "autocomplete": "postal-code", "inputmode": "numeric", "dir": "ltr",
            "class": "width-10",
        }  # fmt: skip
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        digits = "".join(str(int(char)) for char in typed if char.isdecimal())
        if typed and not (len(digits) == 5 and re.sub(r"[\d\s]", "", typed) == ""):
            raise ValidationError(
                _("Geben Sie eine Postleitzahl mit 5 Ziffern ein, zum Beispiel 30449."),
                code="invalid",
            )
        return digits


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows to tick; a number that no database can hold is nothing that was offered."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            message, wrong = self.error_messages["invalid_choice"], {"value": "…"}
            raise forms.ValidationError(message, code="invalid_choice", params=wrong) from error

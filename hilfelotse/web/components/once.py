"""A form that a double click sends once."""

from typing import Any

from django import forms

from hilfelotse.base import idempotency


class OnceForm(forms.Form):
    """Carries an idempotency key, so that a double click does a thing once."""

    key = forms.RegexField(
        r"^[A-Za-z0-9_-]{22}$", required=False, widget=forms.HiddenInput, strip=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", idempotency.new_key())

    @property
    def once_key(self) -> str:
        return self.cleaned_data.get("key") or idempotency.new_key()

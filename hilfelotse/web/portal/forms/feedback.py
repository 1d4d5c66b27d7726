"""„Hilft Ihnen das? Was fehlt?“"""

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hilfelotse.cases.privacy import FEEDBACK
from hilfelotse.web.components.fields import LineField, MailField, TextField
from hilfelotse.web.components.forms import Radios
from hilfelotse.web.components.guard import GuardedForm

LONGEST_ADDRESS = 300
MISSING, BARRIER = "missing", "barrier"


class FeedbackForm(GuardedForm):
    """What somebody says about a page; without a name, and only with an address if they want."""

    about = forms.ChoiceField(
        label=_("Worum geht es?"),
        choices=[
            (MISSING, _("Mir fehlt etwas")),
            ("wrong", _("Etwas stimmt nicht")),
            (BARRIER, _("Ich kann etwas nicht lesen oder bedienen (Barriere)")),
            ("other", _("Etwas anderes")),
        ],
        widget=Radios,
        error_messages={
            "required": _("Wählen Sie, worum es geht."),
            "invalid_choice": _("Wählen Sie, worum es geht."),
        },
    )
    text = TextField(
        label=_("Was möchten Sie uns sagen?"),
        help_text=_("Bitte schreiben Sie keine Namen von Geflüchteten."),
        max_length=2000,
        error_messages={"required": _("Schreiben Sie kurz auf, was fehlt oder nicht stimmt.")},
    )
    page = LineField(
        label=_("Adresse der Seite"),
        help_text=_("Steht schon da, wenn Sie von einer Seite kommen."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
        max_length=LONGEST_ADDRESS,
        required=False,
    )
    email = MailField(
        label=_("E-Mail"), help_text=_("Nur wenn Sie eine Antwort möchten."), required=False
    )

    field_order = ("about", "text", "page", "email")

    def as_text(self) -> str:
        """What the desk reads, in the office's language."""
        data = self.cleaned_data
        with translation.override("de"):
            about = dict(self.fields["about"].choices)[data["about"]]
            page = f"\nSeite: {data['page']}" if data["page"] else ""
            return f"{FEEDBACK}{about}{page}\n\n{data['text']}"

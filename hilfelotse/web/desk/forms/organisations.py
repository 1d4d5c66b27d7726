from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hilfelotse.directory.models import Organisation
from hilfelotse.places.models import Quarter
from hilfelotse.web.components.fields import LineField, MailField, PhoneField, TextField
from hilfelotse.web.desk.forms.case import OnceForm

_LANGUAGES = {"de": _("Deutsch"), "en": _("Englisch")}


class OrganisationForm(OnceForm):
    name = LineField(label=_("Name"), error_messages={"required": _("Geben Sie den Namen ein.")})
    kind = forms.ChoiceField(label=_("Art"), choices=Organisation.Kind.choices)
    quarter = forms.ModelChoiceField(
        label=_("Stadtteil"),
        queryset=Quarter.objects.all(),
        required=False,
        empty_label=_("ganze Stadt"),
    )
    about = TextField(label=_("Was macht die Stelle?"), required=False, rows=3)
    website = forms.URLField(
        label=_("Internetseite"), required=False, max_length=200, assume_scheme="https"
    )
    is_public = forms.BooleanField(
        label=_("Darf öffentlich genannt werden"), required=False, initial=True
    )

    def __init__(self, *args, known: Organisation | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        same = Organisation.objects.filter(name__iexact=name)
        if self.known:
            same = same.exclude(pk=self.known.pk)
        if same.exists():
            raise forms.ValidationError(_("Diese Stelle gibt es schon."))
        return name

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"key"}}


class ContactForm(OnceForm):
    name = LineField(
        label=_("Name"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Geben Sie den Namen ein.")},
    )
    role = LineField(label=_("Aufgabe"), required=False)
    email = MailField(
        label=_("E-Mail"), error_messages={"required": _("Geben Sie die E-Mail-Adresse ein.")}
    )
    phone = PhoneField(label=_("Telefon"), required=False)
    language = forms.ChoiceField(
        label=_("Sprache der Post"),
        choices=[(code, _LANGUAGES[code]) for code in settings.PARTNER_LANGUAGES],
    )

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name not in {"key"}}


class ChangeContactForm(ContactForm):
    is_active = forms.BooleanField(
        label=_("Ist noch Ansprechperson"),
        help_text=_("Ohne Haken bekommt die Person keine Post mehr von uns."),
        required=False,
    )

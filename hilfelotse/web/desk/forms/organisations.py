from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.directory.models import Accommodation, Organisation
from hilfelotse.directory.rules import may_see_address
from hilfelotse.places.models import Quarter
from hilfelotse.web.components import profile
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.components.forms import DayMonthYear, Radios
from hilfelotse.web.desk.forms.case import OnceForm


class OrganisationForm(profile.ProfileForm, OnceForm):
    """What a body says about itself, and what only the desk enters."""

    name = LineField(label=_("Name"), error_messages={"required": _("Geben Sie den Namen ein.")})
    kind = forms.ChoiceField(label=_("Art"), choices=Organisation.Kind.choices)
    is_public = forms.BooleanField(
        label=_("Darf öffentlich genannt werden"), required=False, initial=True
    )
    is_trusted = forms.BooleanField(
        label=_("Veröffentlicht Bedarfe selbst, ohne unsere Freigabe"), required=False
    )
    is_active = forms.BooleanField(
        label=_("Gibt es noch"),
        help_text=_("Ohne Haken steht die Stelle nirgends mehr zur Auswahl."),
        required=False,
        initial=True,
    )
    clearance_agreed_on = forms.DateField(
        label=_("Vereinbarung zum Führungszeugnis (§ 72a SGB VIII) vom"),
        required=False,
        widget=DayMonthYear,
    )
    protection_concept_on = forms.DateField(
        label=_("Schutzkonzept vom"), required=False, widget=DayMonthYear
    )
    data_agreed_on = forms.DateField(
        label=_("Vereinbarung zum Datenschutz vom"), required=False, widget=DayMonthYear
    )
    insurer = LineField(label=_("Wer versichert die Freiwilligen?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("reach_by", Organisation.ReachBy.LINK)

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        same = Organisation.objects.filter(name__iexact=name)
        if self.organisation:
            same = same.exclude(pk=self.organisation.pk)
        if same.exists():
            raise forms.ValidationError(_("Diese Stelle gibt es schon."))
        return name

    def sections(self) -> list[dict[str, Any]]:
        """The questions by what they are about."""
        groups = (
            (_("Wer"), ["name", "kind", "about", "website", "languages"]),
            (_("Wo"), ["quarter", "areas"]),
            (_("Was sie aufnimmt"), ["activities", "monthly_helpers", "paused_until"]),
            (_("Wie wir sie erreichen"), ["reach_by"]),
            (
                _("Vereinbarungen"),
                ["clearance_agreed_on", "protection_concept_on", "data_agreed_on", "insurer"],
            ),
            (_("Im Verzeichnis"), ["is_public", "is_trusted", "is_active"]),
        )
        return [
            {"title": title, "fields": [self[name] for name in names]} for title, names in groups
        ]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class ContactForm(profile.ContactForm, OnceForm):
    """A person in charge, entered or corrected by the desk."""


class ConfirmForm(OnceForm):
    name = LineField(
        label=_("Mit wem haben Sie gesprochen?"),
        error_messages={"required": _("Geben Sie den Namen ein.")},
    )


class AccommodationForm(OnceForm):
    """Where refugees live. Who may not see a secret address neither reads nor changes it here."""

    name = LineField(label=_("Name"), error_messages={"required": _("Geben Sie den Namen ein.")})
    kind = forms.ChoiceField(label=_("Art"), choices=Accommodation.Kind.choices)
    quarter = forms.ModelChoiceField(
        label=_("Stadtteil"),
        queryset=Quarter.objects.none(),
        error_messages={"required": _("Wählen Sie den Stadtteil aus.")},
    )
    operator = forms.ModelChoiceField(
        label=_("Betreiber"),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Wählen Sie den Betreiber aus.")},
    )
    circle = forms.ModelChoiceField(
        label=_("Unterstützerkreis"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("keiner"),
    )
    protection = forms.ChoiceField(
        label=_("Schutz"), choices=Accommodation.Protection.choices, widget=Radios
    )
    address = LineField(
        label=_("Adresse"),
        help_text=_("Steht nie im Internet. Die eines geheimen Hauses sieht nur die Leitung."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    rules = TextField(
        label=_("Besuche, Anmeldung, Hausregeln"), required=False, rows=4, max_length=2000
    )
    is_active = forms.BooleanField(label=_("Ist in Betrieb"), required=False, initial=True)

    def __init__(
        self, *args: Any, user: User, accommodation: Accommodation | None = None, **kwargs: Any
    ) -> None:
        protection = Accommodation.Protection
        initial: dict[str, Any] = {"protection": protection.PARTNERS}
        if accommodation is not None:
            names = [name for name in self.base_fields if name != "key"]
            initial = {name: getattr(accommodation, name) for name in names}
        hidden = accommodation is not None and not may_see_address(user, accommodation)
        if hidden:
            del initial["address"]
        super().__init__(*args, initial=initial, **kwargs)
        self.known = accommodation
        bodies = Organisation.objects.filter(is_active=True)
        self.fields["quarter"].queryset = Quarter.objects.all()
        self.fields["operator"].queryset = bodies
        self.fields["circle"].queryset = bodies.filter(kind=Organisation.Kind.CIRCLE)
        if hidden:
            del self.fields["address"], self.fields["protection"]
        elif not user.has_any(frozenset({Role.LEAD})):
            self.fields["protection"].choices = [
                choice for choice in protection.choices if choice[0] != protection.SECRET
            ]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        same = Accommodation.objects.filter(name__iexact=name)
        if self.known:
            same = same.exclude(pk=self.known.pk)
        if same.exists():
            raise forms.ValidationError(_("Diese Unterkunft gibt es schon."))
        return name

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}

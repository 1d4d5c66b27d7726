"""What a body says about itself: the same forms at the desk, in the partners' place, by link."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.directory.actions.profile import (
    LONGEST_PAUSE,
    MOST_HELPERS,
    NEVER_TAKEN,
    OWN_FIELDS,
)
from hilfelotse.directory.models import Contact, GoodsIntake, Organisation
from hilfelotse.places.models import District, Quarter
from hilfelotse.topics.activities import CHOICES as ACTIVITIES
from hilfelotse.topics.goods import GOODS, Condition
from hilfelotse.topics.languages import LANGUAGES
from hilfelotse.web.components.dates import day
from hilfelotse.web.components.fields import LineField, MailField, PhoneField, RowsField, TextField
from hilfelotse.web.components.forms import Checkboxes, DayMonthYear, Radios

_POST = {"de": _("Deutsch"), "en": _("Englisch")}
_TAKEN = [(code, name) for code, name in GOODS.items() if code not in NEVER_TAKEN]
_CONDITIONS = [(value, name) for value, name in Condition.choices if value != Condition.BROKEN]


class ProfileForm(forms.Form):
    """What a body may change itself: ``ProfileForm(data, organisation=body)``, then
    ``change_profile(user=…, organisation=body, **form.values())``."""

    about = TextField(label=_("Was macht die Stelle?"), required=False, rows=4)
    website = forms.URLField(
        label=_("Internetseite"), required=False, max_length=200, assume_scheme="https"
    )
    quarter = forms.ModelChoiceField(
        label=_("Stadtteil"),
        queryset=Quarter.objects.none(),
        required=False,
        empty_label=_("ganze Stadt"),
    )
    areas = RowsField(
        label=_("In welchen Stadtbezirken hilft die Stelle?"),
        help_text=_("Ohne Auswahl: in der ganzen Stadt."),
        queryset=District.objects.none(),
        required=False,
        widget=Checkboxes,
    )
    activities = forms.MultipleChoiceField(
        label=_("Wobei können Freiwillige dort helfen?"),
        choices=ACTIVITIES,
        required=False,
        widget=Checkboxes,
    )
    languages = forms.MultipleChoiceField(
        label=_("Welche Sprachen spricht die Stelle?"),
        choices=LANGUAGES,
        required=False,
        widget=Checkboxes,
    )
    monthly_helpers = forms.IntegerField(
        label=_("Wie viele neue Freiwillige im Monat?"),
        help_text=_("Mehr schicken wir nicht. Leer heißt: so viele, wie kommen."),
        required=False,
        min_value=0,
        max_value=MOST_HELPERS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "width-4"}),
    )
    paused_until = forms.DateField(
        label=_("Pause bis"),
        help_text=_("Bis zu diesem Tag schicken wir niemanden."),
        required=False,
        widget=DayMonthYear,
    )
    reach_by = forms.ChoiceField(
        label=_("Wie sollen wir anfragen?"), choices=Organisation.ReachBy.choices, widget=Radios
    )

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kw: Any) -> None:
        if organisation is not None:
            kw["initial"] = self.initial_of(organisation) | (kw.get("initial") or {})
        super().__init__(*args, **kw)
        self.organisation = organisation
        self.fields["quarter"].queryset = Quarter.objects.all()
        self.fields["areas"].queryset = District.objects.all()

    @classmethod
    def initial_of(cls, organisation: Organisation) -> dict[str, Any]:
        names = [name for name in cls.base_fields if hasattr(organisation, name)]
        known = {name: getattr(organisation, name) for name in names if name != "areas"}
        return known | {"areas": list(organisation.areas.all())}

    def clean_paused_until(self) -> Any:
        until, today = self.cleaned_data["paused_until"], clock.today()
        before = self.organisation.paused_until if self.organisation else None
        if until is None or until == before:
            return until
        if until < today:
            raise forms.ValidationError(_("Die Pause muss heute oder später enden."))
        if until > today + LONGEST_PAUSE:
            raise forms.ValidationError(_("Eine Pause dauert höchstens ein Jahr."))
        return until

    def values(self) -> dict[str, Any]:
        """For ``change_profile``."""
        return {name: value for name, value in self.cleaned_data.items() if name in OWN_FIELDS}


class ContactForm(forms.Form):
    """A person in charge: ``ContactForm(data, organisation=body, contact=contact or None)``, then
    ``add_contact(…, **form.values())`` or ``change_contact``."""

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
    hours = LineField(
        label=_("Wann zu erreichen?"),
        help_text=_("Zum Beispiel: dienstags 16 bis 18 Uhr."),
        required=False,
    )
    address = LineField(
        label=_("Adresse für Besuche"),
        help_text=_("Alle können sie lesen. Lassen Sie das Feld leer, wenn niemand kommen soll."),
        required=False,
    )
    way_there = LineField(
        label=_("Weg dorthin"),
        help_text=_(
            "Zum Beispiel: Stadtbahn 9 bis Lindener Marktplatz, Eingang im Hof, ohne Stufen."
        ),
        required=False,
    )
    deputy = forms.ModelChoiceField(
        label=_("Vertretung"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=_("niemand"),
    )
    language = forms.ChoiceField(
        label=_("Sprache der Post"),
        choices=[(code, _POST[code]) for code in settings.PARTNER_LANGUAGES],
    )
    is_active = forms.BooleanField(
        label=_("Ist noch Ansprechperson"),
        help_text=_("Ohne Haken bekommt die Person keine Post mehr von uns."),
        required=False,
        initial=True,
    )

    def __init__(
        self,
        *args: Any,
        organisation: Organisation | None = None,
        contact: Contact | None = None,
        **kwargs: Any,
    ) -> None:
        if contact is not None:
            names = [name for name in self.base_fields if hasattr(contact, name)]
            known = {name: getattr(contact, name) for name in names}
            kwargs["initial"] = known | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        colleagues = Contact.objects.filter(organisation=organisation, is_active=True)
        others = colleagues.exclude(pk=contact.pk) if contact else colleagues
        if contact is None:
            del self.fields["is_active"]
        if organisation is None or not others.exists():
            del self.fields["deputy"]
        else:
            self.fields["deputy"].queryset = others

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class IntakeForm(forms.Form):
    """One kind of goods that a body takes; a row of ``IntakeForms``."""

    goods = forms.ChoiceField(label=_("Was"), choices=[("", "–"), *_TAKEN], required=False)
    condition = forms.TypedChoiceField(
        label=_("Mindestens"),
        choices=_CONDITIONS,
        coerce=int,
        empty_value=Condition.GOOD,
        initial=Condition.GOOD,
        required=False,
    )
    what = LineField(
        label=_("Genauer"),
        help_text=_("Zum Beispiel Größen, und was Sie nicht möchten."),
        max_length=300,
        required=False,
    )
    hours = LineField(label=_("Annahmezeiten"), required=False)
    address = LineField(label=_("Wohin bringen?"), required=False)
    by_appointment = forms.BooleanField(label=_("Nur nach Absprache"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("goods") and any(data.get(name) for name in ("what", "hours", "address")):
            self.add_error("goods", _("Wählen Sie, was die Stelle annimmt."))
        return data


class _Intakes(forms.BaseFormSet):
    """All that a body takes: ``IntakeForms(data, initial=intakes_of(body), prefix="intakes")``,
    then ``set_intakes(…, intakes=forms.values())``. A row without goods is left out."""

    def clean(self) -> None:
        seen: set[str] = set()
        for form in self.forms:
            goods = getattr(form, "cleaned_data", {}).get("goods")
            if goods and goods in seen:
                form.add_error("goods", _("Das steht schon weiter oben."))
            seen.add(goods)

    def values(self) -> list[dict[str, Any]]:
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("goods")]


IntakeForms = forms.formset_factory(
    IntakeForm, formset=_Intakes, extra=2, max_num=len(_TAKEN), absolute_max=len(_TAKEN) + 5
)


def intakes_of(organisation: Organisation) -> list[dict[str, Any]]:
    """What a body takes now, to be changed."""
    names = list(IntakeForm.base_fields)
    return list(GoodsIntake.objects.filter(organisation=organisation).values(*names))


def facts(organisation: Organisation) -> list[dict[str, Any]]:
    """What a body says about itself, to be read; rows for ``definitions``."""
    until = organisation.paused_until
    areas = ", ".join(area.name for area in organisation.areas.all())
    limit = organisation.monthly_helpers
    rows = [
        (_("Art"), organisation.get_kind_display()),
        (_("Stadtteil"), organisation.quarter.name if organisation.quarter else ""),
        (_("Was macht die Stelle?"), organisation.about),
        (_("Internetseite"), organisation.website),
        (_("Hilft in"), areas or _("ganz Hannover")),
        (_("Freiwillige helfen bei"), _names(organisation.activities, dict(ACTIVITIES))),
        (_("Sprachen"), _names(organisation.languages, dict(LANGUAGES))),
        (_("Neue Freiwillige im Monat"), _("so viele, wie kommen") if limit is None else limit),
        (_("Pause bis"), day(until) if organisation.is_paused else ""),
        (_("Wie wir anfragen"), organisation.get_reach_by_display()),
    ]
    return [{"label": label, "value": value} for label, value in rows if value != ""]


def _names(codes: list[str], known: dict[str, Any]) -> str:
    return ", ".join(str(known[code]) for code in codes if code in known)

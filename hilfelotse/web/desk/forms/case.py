from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.cases.outcomes import outcomes_for
from hilfelotse.directory.models import ASKABLE_KINDS, KIND_BIT, Organisation
from hilfelotse.offers.checklist import CHOICES as CHECKLIST
from hilfelotse.offers.models import Offer
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.rules import has_receipt
from hilfelotse.team.queries import deputy_names
from hilfelotse.web.components.fields import TextField
from hilfelotse.web.components.forms import Checkboxes, DayMonthYear, Radios
from hilfelotse.web.components.once import OnceForm


class NoteForm(OnceForm):
    text = TextField(
        label=_("Notiz"),
        rows=3,
        help_text=_("Die Person darf alles lesen, was wir über sie notieren."),
        error_messages={"required": _("Schreiben Sie die Notiz auf.")},
    )
    spoken = forms.BooleanField(label=_("Wir haben gesprochen"), required=False)


class TalkForm(OnceForm):
    text = TextField(
        label=_("Notiz zum Erstgespräch"),
        rows=4,
        required=False,
        help_text=_("Wünsche, Grenzen, was vereinbart ist. Nichts über Gesundheit oder Religion."),
    )
    about = forms.MultipleChoiceField(
        label=_("Worüber haben Sie gesprochen?"),
        choices=CHECKLIST,
        widget=Checkboxes,
        required=False,
    )
    ready = forms.BooleanField(label=_("Gleich bereit zur Vermittlung"), required=False)


def colleagues():
    """Everybody of the desk."""
    return User.objects.filter(is_active=True, role_grants__role__in=DESK).distinct()


class ColleagueField(forms.ModelChoiceField):
    """Somebody of the desk; who is away stands there with who has their work meanwhile."""

    @cached_property
    def _deputies(self) -> dict[int, str]:
        return deputy_names(clock.today())

    def label_from_instance(self, user: User) -> str:
        if user.pk not in self._deputies:
            return user.name
        deputy = self._deputies[user.pk]
        if not deputy:
            return _("%(name)s (abwesend, für alle)") % {"name": user.name}
        return _("%(name)s (Vertretung: %(deputy)s)") % {"name": user.name, "deputy": deputy}


class AssignForm(OnceForm):
    owner = ColleagueField(
        label=_("An wen?"),
        queryset=User.objects.none(),
        empty_label=_("Alle (Koordinierungsstelle)"),
        required=False,
    )
    text = TextField(label=_("Wort zur Übergabe"), rows=2, required=False, max_length=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues().order_by("name")


class DueForm(OnceForm):
    due = forms.DateField(
        label=_("Wieder ansehen am"),
        widget=DayMonthYear,
        error_messages={
            "required": _("Geben Sie einen Tag ein."),
            "invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026."),
        },
    )

    def clean_due(self):
        due = self.cleaned_data["due"]
        days = (due - clock.today()).days
        if days < 0:
            raise ValidationError(_("Geben Sie heute oder einen Tag in der Zukunft ein."))
        if days > 366:
            raise ValidationError(_("Höchstens ein Jahr im Voraus."))
        return due


class PauseForm(OnceForm):
    until = forms.DateField(
        label=_("Pause bis"),
        help_text=_("Frei lassen, wenn das Ende noch offen ist."),
        required=False,
        widget=DayMonthYear,
        error_messages={"invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026.")},
    )

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until and until <= clock.today():
            raise ValidationError(_("Geben Sie einen Tag in der Zukunft ein."))
        return until


class AllowForm(OnceForm):
    kinds = forms.MultipleChoiceField(
        label=_("Wem dürfen wir das Angebot zeigen?"),
        help_text=_("So, wie die Person es im Gespräch erlaubt hat."),
        choices=[(kind.value, kind.label) for kind in ASKABLE_KINDS],
        widget=Checkboxes,
        required=False,
    )

    @staticmethod
    def initial_for(offer: Offer) -> dict[str, Any]:
        return {"kinds": [kind for kind, bit in KIND_BIT.items() if offer.ask_kinds & bit]}


class YesNoForm(OnceForm):
    """A yes or no that somebody gave in a talk."""

    given = forms.ChoiceField(
        label=_("Antwort im Gespräch"),
        choices=[("yes", _("einverstanden")), ("no", _("nicht einverstanden"))],
        widget=Radios,
        error_messages={"required": _("Wählen Sie die Antwort aus.")},
    )

    @property
    def is_yes(self) -> bool:
        return self.cleaned_data["given"] == "yes"


class CloseForm(OnceForm):
    outcome = forms.ChoiceField(
        label=_("Ergebnis"),
        choices=[("", _("Bitte wählen"))],
        error_messages={"required": _("Wählen Sie ein Ergebnis aus.")},
    )
    turn_to = forms.ModelChoiceField(
        label=_("Wer ist zuständig?"),
        help_text=_("Bei „nicht zuständig“ liest die Person, an wen sie sich wenden kann."),
        queryset=Organisation.objects.none(),
        empty_label=_("Keine Angabe"),
        required=False,
    )
    text = TextField(label=_("Notiz zum Abschluss"), rows=2, required=False, max_length=1000)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [("", _("Bitte wählen")), *_outcomes(case)]
        if case.kind == Case.Kind.VOLUNTEERING:
            del self.fields["turn_to"]
        else:
            self.fields["turn_to"].queryset = Organisation.objects.filter(is_active=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("outcome") != Case.Outcome.NOT_OURS:
            data["turn_to"] = None
        return data


def _outcomes(case: Case) -> list[tuple[str, Any]]:
    """Those of its kind; „weitergeleitet“ once a body has taken it on."""
    fitting = outcomes_for(case.kind)
    if not has_receipt(case):
        fitting.remove(Case.Outcome.FORWARDED)
    return [(end.value, end.label) for end in fitting]


class EndForm(OnceForm):
    reason = forms.ChoiceField(
        label=_("Warum endet der Einsatz?"),
        choices=[("", _("Bitte wählen")), *Placement.EndReason.choices],
        error_messages={"required": _("Wählen Sie einen Grund aus.")},
    )

"""Passing a concern on, and writing down what a body says on the telephone."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation, Responsibility
from hilfelotse.directory.queries import responsible_for
from hilfelotse.premises.actions.hand_on import may_go_to
from hilfelotse.referrals.models import Referral
from hilfelotse.routing.suggest import suggest
from hilfelotse.web.components.answer import AnswerForm, OpinionForm, ResultForm
from hilfelotse.web.components.fields import RowsField, TextField
from hilfelotse.web.components.forms import Checkboxes
from hilfelotse.web.desk.forms.case import OnceForm


class RecordAnswerForm(OnceForm, AnswerForm):
    """A body's answer, given on the telephone."""


class RecordOpinionForm(OnceForm, OpinionForm):
    """What a department thinks, given on the telephone."""


class OpinionsForm(OnceForm):
    """Which departments are asked what they think, and what exactly."""

    organisations = RowsField(
        label=_("Wen fragen Sie?"),
        queryset=Organisation.objects.none(),
        widget=Checkboxes,
        error_messages={"required": _("Wählen Sie mindestens einen Fachbereich aus.")},
    )
    text = TextField(
        label=_("Was möchten Sie wissen?"),
        help_text=_(
            "Der Fachbereich sieht das Angebot und Ihren Text, keinen Namen und keine Kontaktdaten."
        ),
        rows=5,
        max_length=2000,
        error_messages={"required": _("Schreiben Sie, was Sie wissen möchten.")},
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = case.referrals.opinions_waiting().values("organisation")
        departments = reachable().filter(kind=Organisation.Kind.DEPARTMENT)
        self.fields["organisations"].queryset = departments.exclude(pk__in=asked)


class RecordResultForm(OnceForm, ResultForm):
    """What became of a concern, as the body tells it on the telephone."""

    @classmethod
    def of(cls, referral: Referral, data: Any = None) -> "RecordResultForm":
        """One of several on a page: bodies may each have a part of the concern."""
        return cls(data, prefix=f"result-{referral.pk}")


def reachable() -> Any:
    """Bodies that can be written to."""
    return Organisation.objects.filter(is_active=True, contacts__is_active=True).distinct()


ONLY_IN_THE_CITY = _(
    "Dieses Objekt ist nur für die Stadt: Es geht nur an Fachbereiche der Stadt. Für andere "
    "Stellen stellen Sie die Vertraulichkeit zuerst auf „offen“."
)


class PassOnForm(OnceForm):
    """To whom, and what the colleague writes; the responsible bodies stand first."""

    organisation = forms.ModelChoiceField(
        label=_("An welche Stelle?"),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Wählen Sie eine Stelle aus.")},
    )
    cover = TextField(
        label=_("Was schreiben Sie der Stelle?"),
        help_text=_(
            "Worum es geht und was gebraucht wird. Nennen Sie niemanden: keinen Namen, keine "
            "Nummer, keine Adresse. Fachbereiche der Stadt lesen auch das Anliegen selbst, alle "
            "anderen nur Ihren Text."
        ),
        rows=5,
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.responsible = _responsible(case)
        field = self.fields["organisation"]
        field.queryset = reachable()
        first = [row.organisation for row in self.responsible]
        rest = [body for body in field.queryset if body not in first]
        groups = [(_("Zuständig"), first), (_("Alle anderen Stellen"), rest)]
        field.choices = [
            ("", _("Bitte wählen")),
            *[(label, [(body.pk, body.name) for body in bodies]) for label, bodies in groups],
        ]
        if first:
            self.initial.setdefault("organisation", first[0].pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        organisation = data.get("organisation")
        if organisation and not may_go_to(self.case, organisation):
            self.add_error("organisation", ONLY_IN_THE_CITY)
        if organisation and not organisation.is_city and not data.get("cover"):
            self.add_error(
                "cover",
                ValidationError(_("Diese Stelle liest nur Ihren Text. Schreiben Sie ihn auf.")),
            )
        return data


def _responsible(case: Case) -> list[Responsibility]:
    """By the subject that a person, or else a rule, says; each body once that can be written to."""
    said = suggest(case.text, kind=case.kind, postcode=case.postcode)
    # An offer of time is passed on to the youth office alone.
    is_offer = case.kind == Case.Kind.VOLUNTEERING
    subject = "minors" if is_offer else case.subject or said.subject
    rows = responsible_for(subject, said.postcode) if subject else []
    by_body = {row.organisation: row for row in reversed(rows) if row.organisation.active_contacts}
    return list(reversed(by_body.values()))

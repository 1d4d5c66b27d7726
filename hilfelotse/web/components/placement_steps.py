"""The next steps of a placement as small forms: the same at the desk and in a body's place."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.placements.actions import step as actions
from hilfelotse.placements.models import Placement
from hilfelotse.placements.steps import LONGEST_TRIAL_DAYS, TRIAL_DAYS, Step, next_steps
from hilfelotse.web.components.fields import LineField
from hilfelotse.web.components.forms import DayMonthYear

LABELS = {
    Step.MEET: _("Sie haben sich kennengelernt"),
    Step.SIGN: _("Vereinbarung ist unterschrieben"),
    Step.TRIAL: _("Probezeit beginnt"),
    Step.START: _("Einsatz hat begonnen"),
    Step.DONE: _("Hat stattgefunden"),
    Step.NO_SHOW: _("Niemand ist gekommen"),
}
DONE = {
    Step.MEET: _("Das Kennenlernen ist notiert."),
    Step.SIGN: _("Die Vereinbarung ist notiert."),
    Step.TRIAL: _("Die Probezeit läuft."),
    Step.START: _("Der Einsatz läuft."),
    Step.DONE: _("Der Einsatz ist beendet. Wir haben Danke gesagt."),
    Step.NO_SHOW: _("Wir fragen nach, was los war."),
}
_ACTIONS = {
    Step.MEET: actions.meet,
    Step.SIGN: actions.sign,
    Step.TRIAL: actions.begin_trial,
    Step.START: actions.start,
    Step.DONE: actions.mark_done,
    Step.NO_SHOW: actions.mark_no_show,
}


class StepForm(forms.Form):
    """One step of one placement; what it asks for depends on the step."""

    responsible = LineField(
        label=_("Wer ist in der Stelle verantwortlich?"),
        error_messages={"required": _("Schreiben Sie auf, wer verantwortlich ist.")},
    )
    insurer = LineField(
        label=_("Wer versichert?"),
        help_text=_("Zum Beispiel der Träger oder die Landesversicherung."),
        error_messages={"required": _("Schreiben Sie auf, wer versichert.")},
    )
    until = forms.DateField(
        label=_("Probezeit bis"),
        widget=DayMonthYear,
        error_messages={
            "required": _("Geben Sie einen Tag ein."),
            "invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026."),
        },
    )

    def __init__(self, *args: Any, placement: Placement, step: Step, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", f"step{placement.pk}{step}")
        super().__init__(*args, **kwargs)
        self.placement, self.step = placement, step
        need = placement.need
        if step == Step.SIGN:
            self.initial.setdefault("insurer", need.organisation.insurer)
            self.initial.setdefault("responsible", need.contact.name if need.contact else "")
        else:
            del self.fields["responsible"], self.fields["insurer"]
        if step == Step.TRIAL:
            self.initial.setdefault("until", clock.today() + timedelta(days=TRIAL_DAYS))
        else:
            del self.fields["until"]

    def clean_until(self):
        until = self.cleaned_data["until"]
        today = clock.today()
        if not today < until <= today + timedelta(days=LONGEST_TRIAL_DAYS):
            raise ValidationError(_("Die Probezeit endet in den nächsten acht Wochen."))
        return until

    @property
    def label(self) -> Any:
        return LABELS[self.step]

    @property
    def done(self) -> Any:
        return DONE[self.step]

    def take(self, user: User | None) -> None:
        """Do it; raises placements.steps.WrongStep."""
        names = {"responsible", "insurer", "until"} & set(self.fields)
        said = {name: self.cleaned_data[name] for name in names}
        _ACTIONS[self.step](user=user, placement=self.placement, **said)


def step_of(text: str) -> Step | None:
    """The step that a page sent, if there is such a one."""
    return Step(text) if text in set(Step) else None


def forms_for(placement: Placement, form: type[StepForm] = StepForm) -> list[StepForm]:
    """One form for each step that may come now; most ask for nothing."""
    return [form(placement=placement, step=step) for step in next_steps(placement)]

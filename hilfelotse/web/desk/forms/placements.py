"""What the desk writes down about placements and proposals."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.needs.models import Need
from hilfelotse.offers.checklist import CHOICES
from hilfelotse.web.components.fields import RowsField, TextField
from hilfelotse.web.components.forms import Checkboxes
from hilfelotse.web.components.placement_steps import StepForm
from hilfelotse.web.desk.forms.case import OnceForm


class DeskStepForm(OnceForm, StepForm):
    """A step that happened, as the desk heard of it."""


class CancelForm(OnceForm):
    """The helper says on the telephone that they cannot come."""

    text = TextField(label=_("Was hat die Person gesagt?"), rows=2, required=False, max_length=1000)


class ProposeForm(OnceForm):
    """Up to three needs of the list."""

    needs = RowsField(
        queryset=Need.objects.none(),
        error_messages={
            "required": _("Kreuzen Sie ein bis drei Bedarfe an."),
            "invalid_choice": _("Einen dieser Bedarfe gibt es nicht mehr."),
            "invalid_pk_value": _("Einen dieser Bedarfe gibt es nicht mehr."),
        },
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].queryset = Need.objects.select_related("organisation")


class NoneFitsForm(OnceForm):
    """The helper says on the telephone that nothing of it fits."""

    text = TextField(label=_("Was passt nicht?"), rows=2, required=False, max_length=1000)


class ChecklistForm(OnceForm):
    """What was talked about since."""

    about = forms.MultipleChoiceField(
        label=_("Worüber haben Sie gesprochen?"),
        choices=CHOICES,
        widget=Checkboxes,
        required=False,
    )

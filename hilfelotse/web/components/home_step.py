"""How far a body is with a home: one form behind the mail's link, in its place, at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.housing.actions.progress import OF_THE_BODY, report_step
from hilfelotse.housing.models import HousingOffer
from hilfelotse.referrals.models import Referral
from hilfelotse.web.components.fields import TextField

Step = HousingOffer.Step


class HomeStepForm(forms.Form):
    """The step, and for a refusal why."""

    step = forms.ChoiceField(
        label=_("Wie weit sind Sie?"),
        choices=[("", _("Bitte wählen")), *[(step.value, step.label) for step in OF_THE_BODY]],
        error_messages={"required": _("Wählen Sie aus, wie weit Sie sind.")},
    )
    refusal = forms.ChoiceField(
        label=_("Wenn Sie es nicht nehmen: warum?"),
        choices=[("", _("Bitte wählen")), *HousingOffer.Refusal.choices],
        required=False,
    )
    text = TextField(
        label=_("Möchten Sie uns dazu etwas sagen?"),
        help_text=_("Das liest nur die Koordinierungsstelle."),
        required=False,
        rows=3,
        max_length=1000,
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("step") != Step.REFUSED:
            data["refusal"] = ""
        elif not data.get("refusal") and "refusal" not in self.errors:
            self.add_error("refusal", _("Wählen Sie einen Grund aus."))
        return data

    def give(self, referral: Referral, user: User | None = None) -> HousingOffer:
        """Report it; raises AlreadyAnswered when the home is no longer in the body's hand."""
        return report_step(user=user, referral=referral, **self.cleaned_data)


def home_of(referral: Referral) -> HousingOffer | None:
    """The home that a referral is about; no query for another kind."""
    if referral.case.kind != referral.case.Kind.HOUSING:
        return None
    return HousingOffer.objects.filter(case=referral.case_id).first()

"""What a body answers: the same forms behind the mail's link, in its own place and at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.directory.models import Organisation
from hilfelotse.referrals.actions.answer import accept, decline
from hilfelotse.referrals.actions.opinion import give_opinion
from hilfelotse.referrals.actions.take_on import take_on
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import reasons
from hilfelotse.web.components import dates
from hilfelotse.web.components.fields import LineField, TextField
from hilfelotse.web.components.forms import Radios


class AnswerForm(forms.Form):
    """A body's answer to a referral."""

    TAKE, PART, RESERVE, DECLINE, OTHERS = "take", "part", "reserve", "decline", "others"
    FIRST, OTHER = "first", "other"

    answer = forms.ChoiceField(
        label=_("Ihre Antwort"),
        choices=[
            (TAKE, _("Wir nehmen das Angebot an")),
            (RESERVE, _("Gern als Reserve, wenn jemand ausfällt")),
            (DECLINE, _("Es passt leider nicht")),
        ],
        widget=Radios,
        error_messages={"required": _("Wählen Sie eine Antwort aus.")},
    )
    date = forms.ChoiceField(label=_("Welcher Termin passt?"), widget=Radios, required=False)
    part = TextField(
        label=_("Welchen Teil übernehmen Sie?"),
        help_text=_("Um den Rest kümmert sich die Koordinierungsstelle."),
        required=False,
        rows=2,
        max_length=500,
    )
    reason = forms.ChoiceField(label=_("Warum passt es nicht?"), required=False)
    suggested = forms.ModelChoiceField(
        label=_("Welche Stelle ist zuständig?"),
        queryset=Organisation.objects.none(),
        empty_label=_("steht nicht in der Liste"),
        required=False,
    )
    words = TextField(
        label=_("Möchten Sie uns dazu etwas sagen?"),
        help_text=_("Das liest nur die Koordinierungsstelle."),
        required=False,
        rows=3,
        max_length=1000,
    )
    who_else = LineField(
        label=_("Wer könnte das Angebot sonst brauchen?"),
        help_text=_("Zum Beispiel ein anderer Kreis oder eine Unterkunft."),
        required=False,
    )

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields
        given = [(reason.value, reason.label) for reason in reasons(referral)]
        fields["reason"].choices = [("", _("Bitte wählen")), *given]
        self.has_dates = bool(referral.need and referral.need.other_starts_at)
        if self.has_dates:
            need = referral.need
            fields["date"].choices = [
                (self.FIRST, dates.moment(need.starts_at)),
                (self.OTHER, dates.moment(need.other_starts_at)),
            ]
        else:
            del fields["date"]
        self.is_concern = referral.is_concern
        if not referral.is_concern:
            del fields["part"], fields["suggested"]
        else:
            fields["answer"].choices = [
                (self.TAKE, _("Wir kümmern uns")),
                (self.PART, _("Wir übernehmen einen Teil")),
                (self.DECLINE, _("Das können wir nicht übernehmen")),
                (self.OTHERS, _("Nicht wir, sondern eine andere Stelle")),
            ]
            fields["suggested"].queryset = responsible_bodies().exclude(pk=referral.organisation_id)
            fields["reason"].label = _("Warum können Sie es nicht übernehmen?")
            fields["who_else"].label = _("Wer ist sonst zuständig?")
            fields["who_else"].help_text = _("Damit die Person schnell zur richtigen Stelle kommt.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        missing = not data.get("reason") and "reason" not in self.errors
        if data.get("answer") == self.DECLINE and missing:
            self.add_error("reason", _("Wählen Sie einen Grund aus."))
        if data.get("answer") == self.PART and not data.get("part") and "part" not in self.errors:
            self.add_error("part", _("Schreiben Sie, welchen Teil Sie übernehmen."))
        unnamed = not data.get("suggested") and not data.get("who_else")
        if data.get("answer") == self.OTHERS and unnamed:
            self.add_error("suggested", _("Wählen Sie die Stelle aus, oder schreiben Sie sie auf."))
        undated = self.has_dates and not data.get("date") and "date" not in self.errors
        if data.get("answer") == self.TAKE and undated:
            self.add_error("date", _("Wählen Sie einen der beiden Termine aus."))
        return data

    @property
    def takes(self) -> bool:
        return self.cleaned_data["answer"] not in {self.DECLINE, self.OTHERS}

    @property
    def as_reserve(self) -> bool:
        return self.cleaned_data["answer"] == self.RESERVE

    def give(self, referral: Referral, user: User | None = None) -> None:
        """Answer the referral; raises what ``accept``, ``take_on`` and ``decline`` refuse."""
        data = self.cleaned_data
        said = {
            "referral": referral,
            "words": data["words"],
            "who_else": data["who_else"],
            "user": user,
        }
        if data["answer"] == self.OTHERS:
            suggested = data["suggested"]
            decline(reason=Referral.Reason.NOT_OURS, suggested=suggested, **said)
        elif not self.takes:
            decline(reason=data["reason"], **said)
        elif referral.is_concern:
            part = data["part"] if data["answer"] == self.PART else ""
            take_on(part=part, **said)
        else:
            other_date = data.get("date") == self.OTHER
            accept(substitute=self.as_reserve, other_date=other_date, **said)


class OpinionForm(forms.Form):
    """What a department thinks of it."""

    takes = as_reserve = False
    has_dates = is_concern = False

    verdict = forms.ChoiceField(
        label=_("Ihre Einschätzung"),
        choices=Referral.Verdict.choices,
        widget=Radios,
        error_messages={"required": _("Wählen Sie aus, was Sie davon halten.")},
    )
    text = TextField(
        label=_("Begründung und Bedingungen"),
        help_text=_("Das liest nur die Koordinierungsstelle. Ein Satz genügt."),
        rows=5,
        max_length=2000,
        error_messages={"required": _("Schreiben Sie kurz, warum.")},
    )

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def give(self, referral: Referral, user: User | None = None) -> None:
        """Give the opinion; raises what ``give_opinion`` refuses."""
        data = self.cleaned_data
        give_opinion(referral=referral, verdict=data["verdict"], text=data["text"], user=user)


def answer_form(referral: Referral, data: Any = None) -> AnswerForm | OpinionForm:
    """The form that fits what the body is asked."""
    form_class = OpinionForm if referral.is_opinion else AnswerForm
    return form_class(data, referral=referral)


def responsible_bodies() -> Any:
    """Who may be named instead: departments, the Region and its municipalities. Public bodies."""
    kinds = [Organisation.Kind.DEPARTMENT, Organisation.Kind.REGION]
    return Organisation.objects.filter(kind__in=kinds, is_active=True, is_public=True)


class ResultForm(forms.Form):
    """What became of a concern that a body took on."""

    result = TextField(
        label=_("Was ist daraus geworden?"),
        help_text=_(
            "Schreiben Sie so, dass wir es der Person weitergeben können: "
            "was gilt, was sie tun kann, an wen sie sich wendet."
        ),
        rows=6,
        error_messages={"required": _("Schreiben Sie auf, was daraus geworden ist.")},
    )

"""The weekly list: every line is answered for itself, and the page says what became of each."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hilfelotse.goods.actions.reserve import NotPossible, confirm_receipt
from hilfelotse.goods.models import Reservation
from hilfelotse.needs.actions import keep
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.needs.models import Need
from hilfelotse.referrals.actions.answer import (
    AlreadyAnswered,
    HelperIsBusy,
    NoLongerPossible,
    accept,
    decline,
)
from hilfelotse.referrals.actions.take_on import take_on
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import shown
from hilfelotse.referrals.rules import reasons
from hilfelotse.reports.weekly import lines
from hilfelotse.web.components.fields import TextField
from hilfelotse.web.components.forms import Radios
from hilfelotse.web.partners.acting import Acting, asks

LATER = "later"
_POSTED = re.compile(r"([agn])([1-9][0-9]{0,17})-answer")


class LineForm(forms.Form):
    """One line. „Später“ leaves everything as it is, and so does a line that is not touched."""

    answer = forms.ChoiceField(widget=Radios, required=False)

    all_optional = True
    choices: list[tuple[str, Any]] = []

    def __init__(self, *args: Any, row: Referral | Need | Reservation, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"{self.sign}{row.pk}", **kwargs)
        self.row = row
        self.fields["answer"].label = self.title
        self.fields["answer"].choices = [*self.choices, (LATER, gettext_lazy("Später"))]
        self.initial.setdefault("answer", LATER)

    @property
    def title(self) -> str:
        return self.row.title

    @property
    def given(self) -> str:
        answer = self.cleaned_data.get("answer", "")
        return "" if answer == LATER else answer


class ReferralLine(LineForm):
    """The answer to a request."""

    sign = "a"
    choices = [("take", gettext_lazy("Ja")), ("decline", gettext_lazy("Passt nicht"))]

    reason = forms.ChoiceField(label=gettext_lazy("Warum passt es nicht?"), required=False)

    def __init__(self, *args: Any, row: Referral, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        given = [(reason.value, reason.label) for reason in reasons(row)]
        self.fields["reason"].choices = [("", gettext_lazy("Bitte wählen")), *given]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answer") == "decline" and not data.get("reason"):
            self.add_error("reason", _("Wählen Sie einen Grund aus."))
        return data

    def do(self, acting: Acting) -> str:
        if self.given == "decline":
            decline(referral=self.row, reason=self.cleaned_data["reason"], user=acting.user)
            return _("Abgesagt. Danke für die Antwort.")
        if self.row.is_concern:
            take_on(referral=self.row, user=acting.user)
            return _("Übernommen. Alles Weitere steht unter „Anfragen“.")
        accept(referral=self.row, user=acting.user)
        return _("Zugesagt. Alles Weitere steht unter „Anfragen“.")


class NeedLine(LineForm):
    """Whether a need that runs out is still one."""

    sign = "n"
    choices = [
        ("renew", gettext_lazy("Wird noch gebraucht")),
        ("finish", gettext_lazy("Ist erledigt")),
    ]

    result = TextField(
        label=gettext_lazy("Was ist daraus geworden?"), required=False, rows=2, max_length=1000
    )

    def do(self, acting: Acting) -> str:
        if self.given == "finish":
            keep.finish(user=acting.user, need=self.row, result=self.cleaned_data["result"])
            return _("Als erledigt gespeichert.")
        keep.renew(user=acting.user, need=self.row)
        return _("Bleibt stehen.")


class ReceiptLine(LineForm):
    """Whether all that was handed over has arrived. Less, or broken: on the page of the things."""

    sign = "g"
    choices = [("received", gettext_lazy("Alles ist angekommen"))]

    @property
    def title(self) -> str:
        return f"{self.row.quantity} {self.row.offer.get_unit_display()}: {self.row.offer.item}"

    def do(self, acting: Acting) -> str:
        confirm_receipt(
            user=acting.user,
            reservation=self.row,
            quantity=self.row.quantity,
            condition=self.row.offer.condition,
        )
        return _("Danke. Wir sagen es der Person, die gegeben hat.")


@dataclass(frozen=True)
class Told:
    """What became of a line."""

    title: str
    text: str
    is_good: bool


@asks
def weekly(request: HttpRequest, acting: Acting) -> HttpResponse:
    """One page, one form, a line for everything that waits."""
    told: list[Told] = []
    bad: dict[str, LineForm] = {}
    if request.method == "POST":
        told, bad = _answer_all(request, acting)
    rows = [bad.get(form.prefix, form) for form in _forms(acting)]
    for form in rows:
        if form.sign == "a":
            form.profile = shown(form.row)
            if form.row.is_concern:
                acting.saw(form.row.case, form.row.organisation_id, "weekly")
    context = {
        "acting": acting,
        "referral_lines": [form for form in rows if form.sign == "a"],
        "receipt_lines": [form for form in rows if form.sign == "g"],
        "need_lines": [form for form in rows if form.sign == "n"],
        "told": told,
        "is_bad": bool(bad),
        "bad_lines": list(bad.values()),
    }
    return render(request, "partners/weekly.html", context, status=422 if bad else 200)


def _forms(acting: Acting, data: Any = None) -> list[LineForm]:
    found = lines(acting.organisations)
    return [
        *(ReferralLine(data, row=row) for row in found.referrals),
        *(ReceiptLine(data, row=row) for row in found.receipts),
        *(NeedLine(data, row=row) for row in found.needs),
    ]


def _answer_all(request: HttpRequest, acting: Acting) -> tuple[list[Told], dict[str, LineForm]]:
    """Each good line takes effect, whatever is wrong with another one."""
    told, bad = [], {}
    forms_here = _forms(acting, request.POST)
    for form in forms_here:
        if not form.is_valid():
            bad[form.prefix] = form
        elif form.given:
            told.append(_answer(form, acting))
    gone = _posted(request) - {form.prefix for form in forms_here}
    told += [
        Told(
            _("Eine Zeile von vorhin"),
            _("Sie ist nicht mehr offen: schon beantwortet, zurückgezogen oder abgelaufen."),
            False,
        )
        for _prefix in gone
    ]
    return told, bad


def _answer(form: LineForm, acting: Acting) -> Told:
    try:
        return Told(form.title, form.do(acting), True)
    except NoPlaceLeft:
        text = _("Der letzte Platz ist inzwischen vergeben.")
    except HelperIsBusy:
        text = _(
            "Die Person hilft zu dieser Zeit inzwischen an einer anderen Stelle. Wir suchen weiter."
        )
    except NoLongerPossible:
        text = _("Das Angebot hat sich inzwischen geändert. Die Koordinierungsstelle sieht nach.")
    except keep.PastDay:
        text = _("Der Tag ist schon vorbei. Ändern Sie zuerst das Datum.")
    except (AlreadyAnswered, NotPossible, keep.NotPossible):
        text = _("Sie ist nicht mehr offen: schon beantwortet, zurückgezogen oder abgelaufen.")
    return Told(form.title, text, False)


def _posted(request: HttpRequest) -> set[str]:
    """The lines that were answered, whether or not they still wait."""
    found = {name: _POSTED.fullmatch(name) for name in list(request.POST)[:500]}
    return {
        f"{match[1]}{match[2]}"
        for name, match in found.items()
        if match and request.POST[name] not in ("", LATER)
    }

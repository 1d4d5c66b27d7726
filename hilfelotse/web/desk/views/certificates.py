"""Certificates of good conduct: seen, dated, handed back. For named inspectors and the lead."""

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.cases.models import Case
from hilfelotse.placements.actions.inspect import CertificateRefused
from hilfelotse.placements.actions.inspect import inspect as inspect_certificate
from hilfelotse.placements.clearance import recheck_on
from hilfelotse.placements.models import Clearance
from hilfelotse.privacy.access import saw_case
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.fields import LineField
from hilfelotse.web.components.forms import DayMonthYear, Radios

_inspectors = roles(Role.LEAD, Role.INSPECTOR)


class FindForm(forms.Form):
    reference = LineField(
        label=_("Nummer des Vorgangs"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "width-20", "autocomplete": "off"}),
        error_messages={"required": _("Geben Sie die Nummer ein.")},
    )


class InspectForm(forms.Form):
    certificate_date = forms.DateField(
        label=_("Datum des Führungszeugnisses"),
        widget=DayMonthYear,
        error_messages={
            "required": _("Geben Sie das Datum ein, das auf dem Führungszeugnis steht."),
            "invalid": _("Geben Sie ein Datum ein, zum Beispiel 24 12 2026."),
        },
    )
    result = forms.ChoiceField(
        label=_("Steht ein Eintrag darin, der gegen die Arbeit mit Kindern spricht?"),
        choices=[("no", _("Nein")), ("yes", _("Ja"))],
        widget=Radios,
        error_messages={"required": _("Wählen Sie Nein oder Ja.")},
    )


def _cases(user: User):
    """Open offers; a restricted one for the lead and its owner only."""
    cases = Case.objects.open().filter(offer__isnull=False, party__isnull=False)
    if user.has_any(frozenset({Role.LEAD})):
        return cases
    return cases.filter(Q(is_restricted=False) | Q(owner=user))


@require_http_methods(["GET", "HEAD", "POST"])
@_inspectors
def find(request: HttpRequest) -> HttpResponse:
    """By the number that the person brings along."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = _cases(request.user).by_reference(form.cleaned_data["reference"]).first()
        if case:
            return redirect("desk:certificate", case_id=case.pk)
        form.add_error("reference", _("Zu dieser Nummer gibt es kein offenes Angebot."))
    return render(request, "desk/certificates.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@_inspectors
def inspect(request: HttpRequest, case_id: int) -> HttpResponse:
    """Note that the certificate was seen. There is no field for anything else."""
    cases = _cases(request.user).select_related("party", "offer__party")
    case = get_object_or_404(cases, pk=case_id)
    form = InspectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            inspect_certificate(
                user=request.user,
                offer=case.offer,
                certificate_date=form.cleaned_data["certificate_date"],
                no_entry=form.cleaned_data["result"] == "no",
            )
        except CertificateRefused:
            form.add_error(
                "certificate_date",
                _("Das Führungszeugnis darf höchstens drei Monate alt sein."),
            )
        else:
            messages.success(request, _("Gespeichert. Bitte geben Sie das Papier zurück."))
            return redirect("desk:certificates")
    saw_case(case=case, route="desk:certificate", user=request.user)
    clearance = Clearance.objects.visible_to(request.user).filter(party=case.party).first()
    context = {
        "case": case,
        "form": form,
        "clearance": clearance,
        "recheck_on": clearance and recheck_on(clearance),
    }
    return render(request, "desk/certificate.html", context)

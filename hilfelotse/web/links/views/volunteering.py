"""The helper chooses, cancels, and both sides say how it goes."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from hilfelotse.cases.models import Case
from hilfelotse.placements.actions.cancel import cancel as cancel_placement
from hilfelotse.placements.actions.cancel import is_late
from hilfelotse.placements.actions.check_back import NotAsked
from hilfelotse.placements.actions.check_back import answer as answer_check_back
from hilfelotse.placements.letters import CHECK_BACK
from hilfelotse.placements.models import CheckBack, Placement
from hilfelotse.referrals.actions import propose
from hilfelotse.web.components.access import by_link
from hilfelotse.web.components.fields import TextField
from hilfelotse.web.components.forms import Radios
from hilfelotse.web.links.views.doors import closed_door, find
from hilfelotse.web.links.views.status import holding_status_link


class NoneFitsForm(forms.Form):
    words = TextField(
        label=gettext_lazy("Was passt nicht? Was wünschen Sie sich?"),
        required=False,
        rows=3,
        max_length=1000,
    )


class CancelForm(forms.Form):
    words = TextField(
        label=gettext_lazy("Möchten Sie uns dazu etwas sagen?"),
        help_text=gettext_lazy("Das liest nur die Koordinierungsstelle."),
        required=False,
        rows=3,
        max_length=1000,
    )


class CheckBackForm(forms.Form):
    answer = forms.ChoiceField(
        label=gettext_lazy("Wie läuft es?"),
        choices=CheckBack.Answer.choices,
        widget=Radios,
        error_messages={"required": gettext_lazy("Wählen Sie eine Antwort aus.")},
    )
    words = TextField(
        label=gettext_lazy("Möchten Sie uns dazu etwas sagen?"),
        help_text=gettext_lazy("Das liest nur die Koordinierungsstelle."),
        required=False,
        rows=3,
        max_length=1000,
    )


@require_POST
@holding_status_link
def choose(request: HttpRequest, case: Case, token: str, proposal_id: int) -> HttpResponse:
    """„Das möchte ich“: now the body is asked."""
    proposal = get_object_or_404(case.proposals.all(), pk=proposal_id)
    try:
        propose.choose(proposal=proposal)
    except propose.NoLongerOffered:
        text = _("Dieser Platz ist leider inzwischen vergeben. Das tut uns leid!")
        if case.proposals.open().exists():
            text += " " + _("Die anderen Vorschläge können Sie noch wählen.")
        else:
            text += " " + _("Wir suchen weiter und melden uns.")
        messages.info(request, text)
    except propose.NotOpen:
        messages.info(request, _("Dieser Vorschlag ist nicht mehr offen."))
    else:
        messages.success(request, _("Danke! Wir fragen jetzt die Stelle, noch ohne Ihren Namen."))
    return redirect("links:status", token=token)


@require_http_methods(["GET", "HEAD", "POST"])
@holding_status_link
def none_fits(request: HttpRequest, case: Case, token: str) -> HttpResponse:
    """Nothing of it: the office goes on looking."""
    form = NoneFitsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            propose.none_fits(case=case, words=form.cleaned_data["words"])
        except propose.NotOpen:
            messages.info(request, _("Diese Vorschläge sind nicht mehr offen."))
        else:
            messages.success(request, _("Danke für Ihre Antwort. Wir suchen weiter."))
        return redirect("links:status", token=token)
    context = {
        "form": form,
        "heading": _("Nichts davon passt"),
        "button": _("Absenden"),
        "back_url": reverse("links:status", kwargs={"token": token}),
    }
    return render(request, "links/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@holding_status_link
def cancel(request: HttpRequest, case: Case, token: str, placement_id: int) -> HttpResponse:
    """I cannot come: a page that says what that means, then it is told to the body."""
    rows = Placement.objects.select_related("need__organisation", "offer")
    placement = get_object_or_404(rows, pk=placement_id, offer__case=case)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        cancel_placement(placement=placement, text=form.cleaned_data["words"])
        messages.success(request, _("Danke für die Nachricht. Wir sagen der Stelle Bescheid."))
        return redirect("links:status", token=token)
    if placement.state == Placement.State.ENDED:
        messages.info(request, _("Dieser Einsatz ist schon beendet."))
        return redirect("links:status", token=token)
    context = {"placement": placement, "token": token, "form": form, "late": is_late(placement)}
    return render(request, "links/cancel.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def check_back(request: HttpRequest, token: str) -> HttpResponse:
    """How is it going? Asked of a helper or of a body."""
    link = find(CHECK_BACK, token)
    rows = CheckBack.objects.select_related("placement__need__organisation", "placement__offer")
    asked = link and rows.filter(pk=link.subject_id).first()
    if not asked or asked.answer or asked.placement.state == Placement.State.ENDED:
        return closed_door(request)
    form = CheckBackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, asked, form)
    return render(request, "links/check_back.html", {"form": form, "asked": asked})


def _answered(request: HttpRequest, asked: CheckBack, form: CheckBackForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        answer_check_back(check_back=asked, answer=data["answer"], words=data["words"])
    except NotAsked:
        return closed_door(request)
    talks = data["answer"] != CheckBack.Answer.WELL
    return render(request, "links/checked_back.html", {"talks": talks})

"""Pairs that may be one: the review list, what a colleague says about a pair, and undoing it."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.cases.models import Case
from hilfelotse.duplicates import actions
from hilfelotse.duplicates.candidates import pairs
from hilfelotse.duplicates.models import Decision
from hilfelotse.privacy.access import saw_list
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.case import OnceForm
from hilfelotse.web.desk.views.act import acted
from hilfelotse.web.desk.views.case import find_case

_desk = roles(Role.LEAD, Role.CASEWORKER)
_DONE = {
    Decision.Verdict.SAME_CONCERN: _("Die Vorgänge sind zusammengelegt."),
    Decision.Verdict.SAME_PERSON: _("Gemerkt: dieselbe Person, zwei Anliegen."),
    Decision.Verdict.DIFFERENT: _("Gemerkt: nicht dasselbe."),
}


class PairForm(OnceForm):
    verdict = forms.ChoiceField(choices=Decision.Verdict.choices)


@require_safe
@_desk
def review(request: HttpRequest) -> HttpResponse:
    """All undecided pairs of open cases, some cases at a time."""
    before = request.GET.get("before", "")
    start = int(before) if before.isascii() and before.isdigit() and len(before) <= 18 else None
    found, following = pairs(Case.objects.visible_to(request.user), before=start)
    seen = {case.pk: case for pair in found for case in (pair.first, pair.second)}
    saw_list(cases=seen.values(), route="desk:duplicates", user=request.user)
    return render(request, "desk/duplicates.html", {"pairs": found, "next": following})


@require_POST
@_desk
def pair(request: HttpRequest, case_id: int, other_id: int) -> HttpResponse:
    """Say what two cases are to each other."""
    case, other = find_case(request.user, case_id), find_case(request.user, other_id)
    form = PairForm(request.POST)
    stays = case.pk
    if not form.is_valid():
        messages.error(request, _("Bitte wählen Sie, was auf die beiden Vorgänge zutrifft."))
    else:
        verdict = form.cleaned_data["verdict"]
        try:
            stays = once(key=form.once_key, do=lambda: _say(request, case, other, verdict))
        except actions.CannotMerge as refused:
            messages.error(request, refused.reason.label)
        except actions.IsMerged:
            messages.error(request, _("Die beiden sind schon zusammengelegt."))
        else:
            messages.success(request, _DONE[Decision.Verdict(verdict)])
    if request.POST.get("back") == "list":
        return redirect("desk:duplicates")
    return redirect("desk:case", case_id=stays)


def _say(request: HttpRequest, case: Case, other: Case, verdict: str) -> int:
    """Returns the case to go on with."""
    if verdict != Decision.Verdict.SAME_CONCERN:
        actions.decide(user=request.user, first=case, second=other, verdict=verdict)
        return case.pk
    goes, stays = actions.in_order(case, other)
    actions.merge(user=request.user, case=goes, into=stays)
    return stays.pk


@require_POST
@_desk
def unmerge(request: HttpRequest, case_id: int) -> HttpResponse:
    """They were two after all."""
    case = find_case(request.user, case_id)

    def do() -> None:
        actions.unmerge(user=request.user, case=case)

    form = OnceForm(request.POST)
    done = _("Die Vorgänge sind wieder getrennt. Alles steht wie vorher.")
    return acted(request, case, form, "unmerge_form", do, done)

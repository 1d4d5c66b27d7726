"""Premises at the desk: judging, asking for what is missing, deciding, reserve, criteria."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.premises import queries
from hilfelotse.premises.actions import criteria as criteria_actions
from hilfelotse.premises.actions import decide as decide_actions
from hilfelotse.premises.actions import missing as missing_actions
from hilfelotse.premises.actions import offer as offer_actions
from hilfelotse.premises.models import Criterion, Premises
from hilfelotse.premises.profile import rows
from hilfelotse.premises.score import score
from hilfelotse.privacy.access import saw_case, saw_list
from hilfelotse.web.components import premises_dossier
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.case import OnceForm
from hilfelotse.web.desk.forms.premises import AssessForm, CriterionForm, DecideForm
from hilfelotse.web.desk.views.case import find_case

_desk = roles(Role.LEAD, Role.CASEWORKER)
_lead = roles(Role.LEAD)
_CLOSED = _("Dieser Vorgang ist schon abgeschlossen.")


def _find(request: HttpRequest, case_id: int) -> Premises:
    case = find_case(request.user, case_id)
    return get_object_or_404(Premises.objects.select_related("case__party"), case=case)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def assess(request: HttpRequest, case_id: int) -> HttpResponse:
    """Criterion by criterion: yes, no, unknown; and how confidential it is."""
    premises = _find(request, case_id)
    now = score(premises)
    form = AssessForm(request.POST or None, premises=premises, score=now)
    if request.method == "POST" and form.is_valid():
        return _assess(request, premises, form)
    saw_case(case=premises.case, route="desk:premises", user=request.user)
    context = {"case": premises.case, "form": form, "score": now, "rows": rows(premises)}
    return render(request, "desk/premises.html", context)


def _assess(request: HttpRequest, premises: Premises, form: AssessForm) -> HttpResponse:
    def do() -> None:
        if findings := form.findings():
            offer_actions.assess(user=request.user, premises=premises, findings=findings)
        level = form.cleaned_data["confidentiality"]
        offer_actions.set_confidentiality(user=request.user, premises=premises, level=level)

    try:
        once(key=form.once_key, do=do)
    except CaseIsClosed:
        messages.error(request, _CLOSED)
    else:
        messages.success(request, _("Die Prüfung ist gespeichert."))
    return _back(request, premises.case)


def _back(request: HttpRequest, case: Case) -> HttpResponse:
    """To the case, unless it is no longer theirs to see."""
    if not Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return redirect("desk:inbox")
    return redirect("desk:case", case_id=case.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def missing(request: HttpRequest, case_id: int) -> HttpResponse:
    """The letter as it would leave; sending it leaves."""
    premises = _find(request, case_id)
    form = OnceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _ask(request, premises, form)
    saw_case(case=premises.case, route="desk:premises_missing", user=request.user)
    try:
        subject, body = missing_actions.preview_missing(user=request.user, premises=premises)
    except missing_actions.NothingMissing:
        subject = body = ""
    context = {
        "case": premises.case, "form": form, "subject": subject, "body": body,
        "can_write": missing_actions.can_write(premises.case),
    }  # fmt: skip
    return render(request, "desk/premises_missing.html", context)


def _ask(request: HttpRequest, premises: Premises, form: OnceForm) -> HttpResponse:
    refusals = {
        missing_actions.NothingMissing: _("Es fehlt nichts mehr."),
        missing_actions.NoWayToWrite: _("Keine bestätigte E-Mail-Adresse. Bitte rufen Sie an."),
        CaseIsClosed: _CLOSED,
    }

    def do() -> None:
        missing_actions.ask_for_missing(user=request.user, premises=premises)

    try:
        once(key=form.once_key, do=do)
    except tuple(refusals) as refusal:
        messages.error(request, refusals[type(refusal)])
    else:
        messages.success(request, _("Der Brief geht hinaus. Der Vorgang wartet auf Antwort."))
    return _back(request, premises.case)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def decide(request: HttpRequest, case_id: int) -> HttpResponse:
    """Taken, refused, or kept in reserve; the offerer hears of it."""
    premises = _find(request, case_id)
    form = DecideForm(request.POST or None, premises=premises)
    if request.method == "POST" and form.is_valid():
        return _decide(request, premises, form)
    saw_case(case=premises.case, route="desk:premises_decide", user=request.user)
    return render(request, "desk/premises_decide.html", {"case": premises.case, "form": form})


def _decide(request: HttpRequest, premises: Premises, form: DecideForm) -> HttpResponse:
    def do() -> None:
        decide_actions.decide(user=request.user, premises=premises, **form.said())

    try:
        once(key=form.once_key, do=do)
    except CaseIsClosed:
        messages.error(request, _CLOSED)
    else:
        messages.success(request, _("Die Entscheidung ist festgehalten."))
    return _back(request, premises.case)


@require_POST
@_desk
def again(request: HttpRequest, case_id: int) -> HttpResponse:
    """Out of the reserve: it is needed now."""
    premises = _find(request, case_id)
    form = OnceForm(request.POST)

    def do() -> None:
        decide_actions.take_from_reserve(user=request.user, premises=premises)

    try:
        if form.is_valid():
            once(key=form.once_key, do=do)
    except decide_actions.NotInReserve:
        messages.error(request, _("Das Objekt steht nicht auf der Reserveliste."))
    else:
        messages.success(request, _("Der Vorgang gehört jetzt Ihnen."))
    return redirect("desk:case", case_id=premises.case_id)


@never_cache
@require_safe
@_desk
def dossier(request: HttpRequest, case_id: int) -> HttpResponse:
    """The printed page; of a secret object only for the lead and who has it."""
    premises = _find(request, case_id)
    saw_case(case=premises.case, route="desk:premises_dossier", user=request.user)
    return premises_dossier.for_desk(premises)


@require_safe
@_desk
def reserve(request: HttpRequest) -> HttpResponse:
    """What is kept for later."""
    kept = list(queries.reserve(request.user))
    saw_list(cases=[row.case for row in kept], route="desk:reserve", user=request.user)
    return render(request, "desk/reserve.html", {"kept": kept})


# --- the criteria ---------------------------------------------------------------------------


@require_safe
@_desk
def criteria(request: HttpRequest) -> HttpResponse:
    """What is looked for; the lead may change it."""
    context = {
        "criteria": Criterion.objects.all(),
        "may_edit": request.user.has_any(frozenset({Role.LEAD})),
    }
    return render(request, "desk/criteria.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_lead
def criterion_new(request: HttpRequest) -> HttpResponse:
    """One more."""
    return _criterion(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@_lead
def criterion_edit(request: HttpRequest, criterion_id: int) -> HttpResponse:
    """Change or end one."""
    return _criterion(request, get_object_or_404(Criterion, pk=criterion_id))


def _criterion(request: HttpRequest, criterion: Criterion | None) -> HttpResponse:
    form = CriterionForm(request.POST or None, criterion=criterion)
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "key"}
        fields.setdefault("code", criterion.code if criterion else "")

        def do() -> int:
            return criteria_actions.keep_criterion(
                user=request.user, criterion=criterion, **fields
            ).pk

        once(key=form.once_key, do=do)
        messages.success(request, _("Das Kriterium ist gespeichert."))
        return redirect("desk:criteria")
    return render(request, "desk/criterion_form.html", {"form": form, "criterion": criterion})

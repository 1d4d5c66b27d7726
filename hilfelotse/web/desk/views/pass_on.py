"""Passing a concern on: first what exactly leaves; then what the body says on the telephone."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.housing.actions.advise import AdviseFirst, forward
from hilfelotse.housing.models import HousingOffer
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.office import deadlines
from hilfelotse.premises.actions.hand_on import OnlyInTheCity, hand_on
from hilfelotse.privacy.access import saw_case
from hilfelotse.referrals.actions import pass_on as actions
from hilfelotse.referrals.actions.answer import AlreadyAnswered, NoLongerPossible
from hilfelotse.referrals.actions.opinion import AlreadyAsked, ask_opinions
from hilfelotse.referrals.actions.send import AlreadyWaiting
from hilfelotse.referrals.actions.take_on import report
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import concern
from hilfelotse.web.components import offered
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.case import OnceForm
from hilfelotse.web.desk.forms.referrals import (
    ONLY_IN_THE_CITY,
    OpinionsForm,
    PassOnForm,
    RecordAnswerForm,
    RecordOpinionForm,
    RecordResultForm,
)
from hilfelotse.web.desk.premises import room_cover
from hilfelotse.web.desk.views.act import acted
from hilfelotse.web.desk.views.case import find_case
from hilfelotse.web.desk.views.refer import find_referral

_desk = roles(Role.LEAD, Role.CASEWORKER)
REFUSALS = {
    AlreadyWaiting: _("Der Vorgang ist schon bei einer Stelle."),
    NobodyToWriteTo: _("Diese Stelle hat keine Ansprechperson mit E-Mail-Adresse."),
    AdviseFirst: _("Bitte halten Sie zuerst die Erstberatung fest."),
    actions.OnlyYouthOffice: _(
        "Es geht um Minderjährige: Das entscheidet nur das Jugendamt (Zuständigkeiten)."
    ),
    CaseIsClosed: _("Dieser Vorgang ist schon abgeschlossen."),
    OnlyInTheCity: ONLY_IN_THE_CITY,
}


def _concern(request: HttpRequest, case_id: int) -> Case:
    case = find_case(request.user, case_id)
    if not actions.may_pass_on(case):
        raise Http404
    return case


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def pass_on(request: HttpRequest, case_id: int) -> HttpResponse:
    """To whom and with which words; then what exactly leaves; then it goes."""
    case = _concern(request, case_id)
    chosen = {name: value for name, value in request.GET.items() if name == "organisation"}
    form = PassOnForm(request.POST or None, case=case, initial=chosen | room_cover(case))
    step = request.POST.get("step", "")
    if request.method == "POST" and form.is_valid() and step == "send":
        return _pass_on(request, case, form)
    saw_case(case=case, route="desk:pass_on", user=request.user)
    context = {"case": case, "form": form, "due_at": deadlines.referral_answer()}
    if step in {"preview", "send"} and form.is_valid():
        return render(request, "desk/pass_on_preview.html", context | _preview(case, form))
    return render(request, "desk/pass_on.html", context)


def _preview(case: Case, form: PassOnForm) -> dict:
    organisation, cover = form.cleaned_data["organisation"], form.cleaned_data["cover"]
    return {
        "organisation": organisation,
        "profile": concern(case, organisation, cover) + offered.before(case, organisation),
    }


def _pass_on(request: HttpRequest, case: Case, form: PassOnForm) -> HttpResponse:
    organisation = form.cleaned_data["organisation"]
    said = {"organisation": organisation, "text": form.cleaned_data["cover"]}

    def do() -> int:
        return _hand_on(request, case, said).pk

    try:
        once(key=form.once_key, do=do)
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    else:
        messages.success(request, _("„%(name)s“ ist gefragt.") % {"name": organisation.name})
    return redirect("desk:case", case_id=case.pk)


def _hand_on(request: HttpRequest, case: Case, said: dict) -> Referral:
    """A home has its own step, and is talked about first; anything else is just passed on."""
    if home := HousingOffer.objects.filter(case=case).first():
        return forward(user=request.user, offer=home, **said)
    return hand_on(user=request.user, case=case, **said)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def opinions(request: HttpRequest, case_id: int) -> HttpResponse:
    """Several departments are asked what they think; what each sees stands below."""
    case = find_case(request.user, case_id)
    if case.kind == Case.Kind.VOLUNTEERING or not case.is_open:
        raise Http404
    form = OpinionsForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        return _ask_opinions(request, case, form)
    saw_case(case=case, route="desk:opinions", user=request.user)
    department = form.fields["organisations"].queryset.first()
    profile = concern(case, department, "") + offered.before(case, department) if department else []
    context = {"case": case, "form": form, "due_at": deadlines.opinion(), "profile": profile}
    return render(request, "desk/opinions.html", context)


def _ask_opinions(request: HttpRequest, case: Case, form: OpinionsForm) -> HttpResponse:
    bodies = list(form.cleaned_data["organisations"])

    def do() -> int:
        said = {"organisations": bodies, "text": form.cleaned_data["text"]}
        return ask_opinions(user=request.user, case=case, **said)[0].pk

    try:
        once(key=form.once_key, do=do)
    except AlreadyAsked:
        messages.info(request, _("Ein Fachbereich davon ist schon gefragt."))
    except tuple(REFUSALS) as refusal:
        messages.error(request, REFUSALS[type(refusal)])
    else:
        messages.success(request, _("Gefragt. Die Antworten stehen dann beim Vorgang."))
    return redirect("desk:case", case_id=case.pk)


@require_POST
@_desk
def answer(request: HttpRequest, referral_id: int) -> HttpResponse:
    """A body answers on the telephone."""
    referral = find_referral(request, referral_id)
    form_class = RecordOpinionForm if referral.is_opinion else RecordAnswerForm
    form = form_class(request.POST, prefix="answer", referral=referral)

    def do() -> None:
        form.give(referral, user=request.user)

    return _recorded(request, referral, form, "answer_form", do)


@require_POST
@_desk
def result(request: HttpRequest, referral_id: int) -> HttpResponse:
    """A body says on the telephone what became of a concern."""
    referral = find_referral(request, referral_id)
    if not referral.is_concern:
        raise Http404
    form = RecordResultForm.of(referral, request.POST)

    def do() -> None:
        report(referral=referral, text=form.cleaned_data["result"], user=request.user)

    return _recorded(request, referral, form, "result_form", do)


def _recorded(
    request: HttpRequest, referral: Referral, form: OnceForm, name: str, do: Callable[[], None]
) -> HttpResponse:
    case = find_case(request.user, referral.case_id)
    try:
        return acted(request, case, form, name, do, _("Die Antwort ist gespeichert."))
    except AlreadyAnswered:
        messages.info(request, _("Diese Anfrage ist nicht mehr offen."))
    except NoPlaceLeft:
        messages.error(request, _("Der letzte Platz ist inzwischen vergeben."))
    except NoLongerPossible:
        messages.info(request, _("Das Angebot hat sich inzwischen geändert. Bitte klären Sie es."))
    return redirect("desk:case", case_id=case.pk)

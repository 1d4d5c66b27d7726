"""Homes at the desk: entered, advised, handed on, still free; the list, and what may be paid."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.housing.actions import still_free as still_free_actions
from hilfelotse.housing.actions.advise import advise as advise_home
from hilfelotse.housing.actions.advise import check_identity
from hilfelotse.housing.actions.enter import ChoosesByOrigin, add, correct
from hilfelotse.housing.actions.limits import set_limit
from hilfelotse.housing.actions.progress import report_step
from hilfelotse.housing.models import HousingOffer, RentLimit
from hilfelotse.housing.queries import open_homes
from hilfelotse.privacy.access import saw_case, saw_list
from hilfelotse.referrals.actions.locked import AlreadyAnswered
from hilfelotse.referrals.rules import is_in_hand
from hilfelotse.web.components import home_dossier
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.home_form import initial_of
from hilfelotse.web.desk.forms.case import OnceForm
from hilfelotse.web.desk.forms.homes import (
    HomeAdviseForm,
    HomeEditForm,
    HomeFilterForm,
    LimitForm,
    RecordStepForm,
    StillFreeForm,
)
from hilfelotse.web.desk.views.act import acted
from hilfelotse.web.desk.views.case import find_case
from hilfelotse.web.desk.views.refer import find_referral

_desk = roles(Role.LEAD, Role.CASEWORKER)
_lead = roles(Role.LEAD)
AT_MOST = 200


def _home(case: Case) -> HousingOffer:
    return get_object_or_404(HousingOffer.objects.select_related("case"), case=case)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def edit(request: HttpRequest, case_id: int) -> HttpResponse:
    """The facts, as the offerer said them on the telephone; or what is put right."""
    case = find_case(request.user, case_id)
    if case.kind != Case.Kind.HOUSING or not case.is_open:
        raise Http404
    offer = HousingOffer.objects.filter(case=case).first()
    initial = initial_of(offer) if offer else {"postcode": case.postcode}
    form = HomeEditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _entered(request, case, offer, form)
    saw_case(case=case, route="desk:home_edit", user=request.user)
    return render(request, "desk/home_edit.html", {"case": case, "form": form})


def _entered(
    request: HttpRequest, case: Case, offer: HousingOffer | None, form: HomeEditForm
) -> HttpResponse:
    def do() -> None:
        if offer:
            correct(user=request.user, offer=offer, content=form.content())
        else:
            add(user=request.user, case=case, content=form.content())

    try:
        once(key=form.once_key, do=do)
    except CaseIsClosed:
        messages.error(request, _("Dieser Vorgang ist schon abgeschlossen."))
    except ChoosesByOrigin:
        messages.error(
            request,
            _("Der Text wählt nach Herkunft oder Religion aus. Bitte klären Sie das (§ 19 AGG)."),
        )
    else:
        messages.success(request, _("Die Angaben zur Wohnung sind gespeichert."))
    return redirect("desk:case", case_id=case.pk)


@require_POST
@_desk
def advise(request: HttpRequest, case_id: int) -> HttpResponse:
    """The first advice took place."""
    case = find_case(request.user, case_id)
    offer = _home(case)
    form = HomeAdviseForm(request.POST, prefix="home-advise")

    def do() -> None:
        said = {name: form.cleaned_data[name] for name in ("ticked", "text")}
        advise_home(user=request.user, offer=offer, **said)

    done = _("Die Erstberatung ist festgehalten.")
    return acted(request, case, form, "advise_home_form", do, done)


@require_POST
@_desk
def identity(request: HttpRequest, case_id: int) -> HttpResponse:
    """The offerer has shown who they are."""
    case = find_case(request.user, case_id)
    offer = _home(case)

    def do() -> None:
        check_identity(user=request.user, offer=offer)

    done = _("Die Prüfung ist festgehalten.")
    return acted(request, case, OnceForm(request.POST), "identity_form", do, done)


@require_POST
@_desk
def still_free(request: HttpRequest, case_id: int) -> HttpResponse:
    """What the offerer says on the telephone."""
    case = find_case(request.user, case_id)
    offer = _home(case)
    form = StillFreeForm(request.POST, prefix="still-free")

    def do() -> None:
        still_free_actions.answer(offer=offer, is_free=form.is_free, user=request.user)

    return acted(request, case, form, "still_free_form", do, _("Die Antwort ist gespeichert."))


@require_POST
@_desk
def step(request: HttpRequest, referral_id: int) -> HttpResponse:
    """How far the body is, as it says on the telephone."""
    referral = find_referral(request, referral_id)
    case = find_case(request.user, referral.case_id)
    _home(case)
    if not is_in_hand(referral):
        raise Http404
    form = RecordStepForm(request.POST, prefix="home-step")

    def do() -> None:
        report_step(user=request.user, referral=referral, **form.said)

    try:
        return acted(request, case, form, "home_step_form", do, _("Der Stand ist gespeichert."))
    except AlreadyAnswered:
        messages.info(request, _("Diese Anfrage ist nicht mehr offen."))
        return redirect("desk:case", case_id=case.pk)


@never_cache
@require_safe
@_desk
def dossier(request: HttpRequest, case_id: int) -> HttpResponse:
    """The printed page, as a department has it once it has taken the home on."""
    case = find_case(request.user, case_id)
    offer = _home(case)
    saw_case(case=case, route="desk:home_dossier", user=request.user)
    return home_dossier.for_desk(offer)


@require_safe
@_desk
def homes(request: HttpRequest) -> HttpResponse:
    """Open homes by household, district and step."""
    form = HomeFilterForm(request.GET)
    rows = list(form.chosen(open_homes(request.user))[:AT_MOST])
    saw_list(cases=[home.case for home in rows], route="desk:homes", user=request.user)
    return render(request, "desk/homes.html", {"filter_form": form, "homes": rows})


@require_http_methods(["GET", "HEAD"])
@_desk
def limits(request: HttpRequest) -> HttpResponse:
    """What may be paid for a household, now and before."""
    return _limits(request, LimitForm(prefix="limit"))


def _limits(request: HttpRequest, form: LimitForm, status: int = 200) -> HttpResponse:
    context = {
        "limits": RentLimit.objects.all()[:AT_MOST],
        "limit_form": form,
        "form": form if form.is_bound else None,
        "may_edit": request.user.has_any(frozenset({Role.LEAD})),
    }
    return render(request, "desk/limits.html", context, status=status)


@require_POST
@_lead
def limit_new(request: HttpRequest) -> HttpResponse:
    """From a day on this holds."""
    form = LimitForm(request.POST, prefix="limit")
    if not form.is_valid():
        return _limits(request, form, status=422)
    once(key=form.once_key, do=lambda: set_limit(user=request.user, **form.values()).pk)
    messages.success(request, _("Die Grenze ist gespeichert."))
    return redirect("desk:limits")

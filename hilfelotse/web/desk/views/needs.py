"""Needs: entering them for an organisation, publishing, and who fits."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.cases.models import Case
from hilfelotse.history import timeline
from hilfelotse.matching.queries import best_offers
from hilfelotse.needs.actions import keep
from hilfelotse.needs.models import Need
from hilfelotse.placements.queries import substitutes
from hilfelotse.privacy.access import saw_list
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.need_form import NeedForm, chosen_kind, kind_links
from hilfelotse.web.desk.forms.needs import FinishForm, NeedFilter, PauseForm, SendBackForm
from hilfelotse.web.desk.views.case import fit_row
from hilfelotse.web.desk.words import need_rows
from hilfelotse.web.desk.words import timeline as in_words

_desk = roles(Role.LEAD, Role.CASEWORKER)
PAGE = 50
VIEWS = {
    "open": _("Offen"),
    "submitted": _("Zur Freigabe"),
    "draft": _("Entwürfe"),
    "paused": _("Pausiert"),
    "over": _("Vorbei"),
}
_STATES = {
    "open": [Need.State.OPEN],
    "submitted": [Need.State.SUBMITTED],
    "draft": [Need.State.DRAFT],
    "paused": [Need.State.PAUSED],
    "over": [Need.State.DONE, Need.State.EXPIRED, Need.State.CANCELLED],
}
# What needs no words: one button each.
STEPS = {
    "submit": _("Veröffentlichen"),
    "approve": _("Freigeben"),
    "resume": _("Weiter suchen"),
    "renew": _("30 Tage länger"),
    "cancel": _("Stornieren"),
}
# What is said with it.
FORMS = {
    "send_back": (SendBackForm, _("Zurückgeben")),
    "pause": (PauseForm, _("Pausieren")),
    "finish": (FinishForm, _("Erledigt")),
}


@require_safe
@_desk
def needs(request: HttpRequest) -> HttpResponse:
    """The needs of one view, the most urgent first."""
    view = request.GET.get("view", "open")
    if view not in VIEWS:
        view = "open"
    rows = (
        Need.objects.visible_to(request.user)
        .filter(state__in=_STATES[view])
        .select_related("organisation", "quarter")
        .order_by("-urgency", "-pk")
    )
    form = NeedFilter(request.GET)
    rows = form.narrow(rows)
    after = request.GET.get("after", "")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 6 else 0
    found = list(rows[start : start + PAGE + 1])
    return render(
        request,
        "desk/needs.html",
        {
            "needs": found[:PAGE],
            "view": view,
            "filter": form,
            "query": form.query(),
            "waiting": Need.objects.filter(state=Need.State.SUBMITTED).count(),
            "view_name": VIEWS[view],
            "views": [{"key": key, "name": name} for key, name in VIEWS.items()],
            "next": start + PAGE if len(found) > PAGE else None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def new(request: HttpRequest) -> HttpResponse:
    """Enter a need, as a draft: first its kind, then what that kind asks for."""
    kind = chosen_kind(request.GET.get("art", ""))
    if not kind:
        context = {"kinds": kind_links(reverse("desk:need_new"), **_chosen_organisation(request))}
        return render(request, "desk/need_kind.html", context)
    form = NeedForm(request.POST or None, kind=kind, initial=_chosen_organisation(request))
    if request.method == "POST" and form.is_valid():
        need_id = once(
            key=form.once_key, do=lambda: keep.enter(user=request.user, **form.values()).pk
        )
        messages.success(request, _("Der Bedarf ist gespeichert, noch als Entwurf."))
        return redirect("desk:need", need_id=need_id)
    context = {"form": form, "heading": _("Neuer Bedarf"), "kind": Need.Kind(kind).label}
    return render(request, "desk/need_form.html", context)


def _chosen_organisation(request: HttpRequest) -> dict[str, str]:
    wanted = request.GET.get("organisation", "")
    usable = wanted.isascii() and wanted.isdigit() and len(wanted) <= 18
    return {"organisation": wanted} if usable else {}


def _need(request: HttpRequest, need_id: int) -> Need:
    found = Need.objects.visible_to(request.user).select_related(
        "organisation", "quarter__district", "accommodation", "contact"
    )
    return get_object_or_404(found, pk=need_id)


@require_safe
@_desk
def need(request: HttpRequest, need_id: int) -> HttpResponse:
    """The need, its places, and the offers that fit."""
    need = _need(request, need_id)
    fits = best_offers(need) if _asks_people(need) else []
    saw_list(cases=[fit.offer.case for fit in fits], route="desk:need", user=request.user)
    placements = (
        need.placements.filter(offer__case__in=Case.objects.visible_to(request.user))
        .select_related("offer__case", "offer__party")
        .order_by("-pk")
    )
    saw_list(
        cases=[placement.offer.case for placement in placements],
        route="desk:need",
        user=request.user,
    )
    shown = {placement.pk for placement in placements}
    return render(
        request,
        "desk/need.html",
        {
            "need": need,
            "substitutes": [row for row in substitutes(need) if row.pk in shown],
            "rows": need_rows(need),
            "fits": [fit_row(fit) for fit in fits],
            "placements": placements,
            "steps": [
                {"name": name, "label": label}
                for name, label in STEPS.items()
                if name in keep.possible(need)
            ],
            "forms": [
                {"name": name, "label": label, "form": form(prefix=name)}
                for name, (form, label) in FORMS.items()
                if name in keep.possible(need)
            ],
            "timeline": in_words(timeline.of(need)),
        },
    )


def _asks_people(need: Need) -> bool:
    return need.is_for_people and need.state == Need.State.OPEN and need.remaining > 0


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def edit(request: HttpRequest, need_id: int) -> HttpResponse:
    """Correct a need."""
    need = _need(request, need_id)
    form = NeedForm(request.POST or None, kind=need.kind, need=need)
    if request.method == "POST" and form.is_valid():
        try:
            keep.change(user=request.user, need=need, **form.values())
        except keep.FewerThanTaken:
            form.add_error("quantity", _("So viele Plätze sind schon vergeben."))
        except keep.NotPossible:
            messages.error(request, _("Das geht bei diesem Bedarf gerade nicht."))
            return redirect("desk:need", need_id=need.pk)
        else:
            messages.success(request, _("Der Bedarf ist gespeichert."))
            return redirect("desk:need", need_id=need.pk)
    context = {"form": form, "heading": need.title, "kind": need.get_kind_display()}
    return render(request, "desk/need_form.html", context)


@require_POST
@_desk
def state(request: HttpRequest, need_id: int) -> HttpResponse:
    """The next step of its life: publish, approve, send back, pause, renew, finish or cancel."""
    need = _need(request, need_id)
    step = request.POST.get("step", "")
    given = {}
    if step in FORMS:
        form = FORMS[step][0](request.POST, prefix=step)
        if not form.is_valid():
            for problems in form.errors.values():
                messages.error(request, problems[0])
            return redirect("desk:need", need_id=need.pk)
        given = form.cleaned_data
    try:
        _do(step, user=request.user, need=need, **given)
    except keep.NotPossible:
        messages.error(request, _("Das geht bei diesem Bedarf gerade nicht."))
    except keep.PastDay:
        messages.error(request, _("Dieser Tag ist schon vorbei oder liegt zu weit in der Zukunft."))
    else:
        messages.success(request, _("Der Bedarf ist gespeichert."))
    return redirect("desk:need", need_id=need.pk)


def _do(step: str, **given: Any) -> None:
    if step not in STEPS and step not in FORMS:
        raise keep.NotPossible
    getattr(keep, step)(**given)

"""Needs: entering them for an organisation, publishing, and who fits."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.cases.models import Case
from hilfelotse.history import timeline
from hilfelotse.matching.queries import best_offers
from hilfelotse.needs.actions import enter
from hilfelotse.needs.models import Need
from hilfelotse.placements.queries import substitutes
from hilfelotse.privacy.access import saw_list
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.needs import NeedForm, initial_need
from hilfelotse.web.desk.views.case import fit_row
from hilfelotse.web.desk.words import need_rows
from hilfelotse.web.desk.words import timeline as in_words

_desk = roles(Role.LEAD, Role.CASEWORKER)
PAGE = 50
VIEWS = {
    "open": _("Offen"),
    "draft": _("Entwürfe"),
    "paused": _("Pausiert"),
    "over": _("Vorbei"),
}
_STATES = {
    "open": [Need.State.OPEN],
    "draft": [Need.State.DRAFT],
    "paused": [Need.State.PAUSED],
    "over": [Need.State.DONE, Need.State.EXPIRED, Need.State.CANCELLED],
}
STEPS = {
    Need.State.OPEN: _("Veröffentlichen"),
    Need.State.PAUSED: _("Pausieren"),
    Need.State.DONE: _("Erledigt"),
    Need.State.CANCELLED: _("Stornieren"),
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
    after = request.GET.get("after", "")
    start = int(after) if after.isascii() and after.isdigit() and len(after) < 6 else 0
    found = list(rows[start : start + PAGE + 1])
    return render(
        request,
        "desk/needs.html",
        {
            "needs": found[:PAGE],
            "view": view,
            "view_name": VIEWS[view],
            "views": [{"key": key, "name": name} for key, name in VIEWS.items()],
            "next": start + PAGE if len(found) > PAGE else None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def new(request: HttpRequest) -> HttpResponse:
    """Enter a need, as a draft."""
    form = NeedForm(request.POST or None, initial=_chosen_organisation(request))
    if request.method == "POST" and form.is_valid():
        need_id = once(
            key=form.once_key, do=lambda: enter.enter(user=request.user, **form.values()).pk
        )
        messages.success(request, _("Der Bedarf ist gespeichert, noch als Entwurf."))
        return redirect("desk:need", need_id=need_id)
    return render(request, "desk/need_form.html", {"form": form, "heading": _("Neuer Bedarf")})


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
    fits = best_offers(need) if need.state == Need.State.OPEN and need.remaining else []
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
                {"state": state, "name": STEPS[state]}
                for state in STEPS
                if state in enter.STEPS[need.state]
            ],
            "timeline": in_words(timeline.of(need)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def edit(request: HttpRequest, need_id: int) -> HttpResponse:
    """Correct a need."""
    need = _need(request, need_id)
    form = NeedForm(request.POST or None, initial=initial_need(need))
    # Referrals and consents name the organisation: another one needs a need of its own.
    form.fields["organisation"].disabled = True
    if request.method == "POST" and form.is_valid():
        try:
            enter.change(user=request.user, need=need, **form.values())
        except enter.FewerThanTaken:
            form.add_error("quantity", _("So viele Plätze sind schon vergeben."))
        else:
            messages.success(request, _("Der Bedarf ist gespeichert."))
            return redirect("desk:need", need_id=need.pk)
    return render(
        request, "desk/need_form.html", {"form": form, "heading": need.title, "need": need}
    )


@require_POST
@_desk
def state(request: HttpRequest, need_id: int) -> HttpResponse:
    """Publish, pause, finish or cancel."""
    need = _need(request, need_id)
    wanted = request.POST.get("state", "")
    try:
        enter.move(user=request.user, need=need, state=wanted)
    except enter.NotPossible:
        messages.error(request, _("Das geht bei diesem Bedarf gerade nicht."))
    else:
        messages.success(request, _("Der Bedarf ist gespeichert."))
    return redirect("desk:need", need_id=need.pk)

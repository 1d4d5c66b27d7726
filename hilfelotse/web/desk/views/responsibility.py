"""Who is responsible for what and where, and what is not accepted just now."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.base.idempotency import once
from hilfelotse.directory import actions
from hilfelotse.directory.models import AcceptanceStop, Responsibility
from hilfelotse.topics.subjects import SUBJECTS
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.knowledge import ResponsibilityForm, StopForm

_desk = roles(Role.LEAD, Role.CASEWORKER)
_lead = roles(Role.LEAD)
VIEWS = {"now": _("Heute"), "coming": _("Demnächst"), "past": _("Früher")}
PAST_STOPS = 50


@require_safe
@_desk
def responsibilities(request: HttpRequest) -> HttpResponse:
    """The table: subject by subject, the whole city before the districts."""
    view = request.GET.get("view", "now")
    if view not in VIEWS:
        view = "now"
    rows = _in_view(view).select_related("organisation", "district")
    rows = sorted(rows, key=lambda row: (row.district.number if row.district else 0, row.since))
    groups = [
        {"name": name, "subject": code, "rows": [row for row in rows if row.subject == code]}
        for code, name in SUBJECTS.items()
    ]
    context = {
        "groups": [group for group in groups if group["rows"] or view == "now"],
        "view": view,
        "view_name": VIEWS[view],
        "views": [{"key": key, "name": name} for key, name in VIEWS.items()],
        "may_edit": request.user.has_any(frozenset({Role.LEAD})),
        "today": clock.today(),
    }
    return render(request, "desk/responsibilities.html", context)


def _in_view(view: str):
    today = clock.today()
    return {
        "now": Responsibility.objects.on(today),
        "coming": Responsibility.objects.filter(since__gt=today),
        "past": Responsibility.objects.filter(until__lt=today),
    }[view]


@require_http_methods(["GET", "HEAD", "POST"])
@_lead
def responsibility_new(request: HttpRequest) -> HttpResponse:
    """Say who is responsible from a day on; what held until then ends the day before."""
    form = ResponsibilityForm(request.POST or None, initial=_chosen(request))
    if request.method == "POST" and form.is_valid():
        once(
            key=form.once_key,
            do=lambda: actions.set_responsibility(user=request.user, **form.values()).pk,
        )
        messages.success(request, _("Die Zuständigkeit ist gespeichert."))
        return redirect("desk:responsibilities")
    return render(request, "desk/responsibility_form.html", {"form": form})


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """What the row says that somebody wants to change."""
    wanted = request.GET.get("row", "")
    usable = wanted.isascii() and wanted.isdigit() and len(wanted) <= 18
    row = Responsibility.objects.filter(pk=wanted).first() if usable else None
    if row is None:
        return {"subject": request.GET.get("subject", "")}
    return {
        "subject": row.subject,
        "district": row.district_id,
        "organisation": row.organisation_id,
        "note": row.note,
    }


@require_POST
@_lead
def responsibility_end(request: HttpRequest, responsibility_id: int) -> HttpResponse:
    """Nobody is responsible there from today on; such concerns stay at the desk."""
    row = get_object_or_404(Responsibility, pk=responsibility_id)
    actions.end_responsibility(user=request.user, responsibility=row)
    messages.success(request, _("Die Zuständigkeit ist beendet."))
    return redirect("desk:responsibilities")


@require_safe
@_desk
def stops(request: HttpRequest) -> HttpResponse:
    """What is not accepted: now, and before."""
    rows = AcceptanceStop.objects.select_related("organisation")
    now = rows.in_force()
    past = rows.filter(until__lt=clock.today()).order_by("-until", "-pk")[:PAST_STOPS]
    return render(request, "desk/stops.html", {"stops": now, "past": past})


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def stop_new(request: HttpRequest) -> HttpResponse:
    """Stop accepting something."""
    wanted = {name: request.GET[name] for name in ("goods", "activity") if name in request.GET}
    form = StopForm(request.POST or None, initial=wanted)
    if request.method == "POST" and form.is_valid():
        once(
            key=form.once_key,
            do=lambda: actions.stop_acceptance(user=request.user, **form.values()).pk,
        )
        messages.success(request, _("Der Annahmestopp ist eingetragen."))
        return redirect("desk:stops")
    return render(request, "desk/stop_form.html", {"form": form})


@require_POST
@_desk
def stop_end(request: HttpRequest, stop_id: int) -> HttpResponse:
    """It is accepted again."""
    actions.end_stop(user=request.user, stop=get_object_or_404(AcceptanceStop, pk=stop_id))
    messages.success(request, _("Das wird wieder angenommen."))
    return redirect("desk:stops")

"""Where refugees live. A secret address is on the lead's page alone, and in no list and no file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.directory.actions import add_accommodation, change_accommodation
from hilfelotse.directory.models import Accommodation
from hilfelotse.directory.rules import may_see_address
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.organisations import AccommodationForm

_desk = roles(Role.LEAD, Role.CASEWORKER)
AT_MOST = 300


@require_safe
@_desk
def accommodations(request: HttpRequest) -> HttpResponse:
    """All houses, those in use first."""
    rows = Accommodation.objects.select_related("quarter", "operator", "circle")
    context = {"accommodations": rows.order_by("-is_active", "name")[:AT_MOST]}
    return render(request, "desk/accommodations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def new(request: HttpRequest) -> HttpResponse:
    """Enter a house."""
    form = AccommodationForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        made = once(
            key=form.once_key,
            do=lambda: add_accommodation(user=request.user, **form.values()).pk,
        )
        messages.success(request, _("Die Unterkunft ist gespeichert."))
        return redirect("desk:accommodation", accommodation_id=made)
    return render(request, "desk/accommodation_form.html", {"form": form, "heading": _("Neu")})


@require_safe
@_desk
def accommodation(request: HttpRequest, accommodation_id: int) -> HttpResponse:
    """One house."""
    row = _find(accommodation_id)
    facts = [
        (_("Art"), row.get_kind_display()),
        (_("Stadtteil"), row.quarter.name),
        (_("Betreiber"), row.operator.name),
        (_("Unterstützerkreis"), row.circle.name if row.circle else ""),
        (_("Schutz"), row.get_protection_display()),
        (_("Adresse"), _address(request, row)),
        (_("Besuche, Anmeldung, Hausregeln"), row.rules),
    ]
    context = {
        "accommodation": row,
        "facts": [{"label": label, "value": value} for label, value in facts if value],
    }
    return render(request, "desk/accommodation.html", context)


def _address(request: HttpRequest, row: Accommodation) -> str:
    return row.address if may_see_address(request.user, row) else _("kennt nur die Leitung")


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def edit(request: HttpRequest, accommodation_id: int) -> HttpResponse:
    """Correct it."""
    row = _find(accommodation_id)
    form = AccommodationForm(request.POST or None, user=request.user, accommodation=row)
    if request.method == "POST" and form.is_valid():
        change_accommodation(user=request.user, accommodation=row, **form.values())
        messages.success(request, _("Die Unterkunft ist gespeichert."))
        return redirect("desk:accommodation", accommodation_id=row.pk)
    context = {"form": form, "heading": row.name}
    return render(request, "desk/accommodation_form.html", context)


def _find(accommodation_id: int) -> Accommodation:
    rows = Accommodation.objects.select_related("quarter", "operator", "circle")
    return get_object_or_404(rows, pk=accommodation_id)

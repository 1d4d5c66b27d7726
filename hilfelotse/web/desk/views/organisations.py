"""The directory: bodies, their people, what they take, and how fresh all that is."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base import tables
from hilfelotse.base.idempotency import once
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.directory.actions import (
    add_contact,
    add_organisation,
    change_contact,
    change_organisation,
    confirm_profile,
    set_intakes,
)
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.directory.queries import not_fresh
from hilfelotse.needs.models import Need
from hilfelotse.referrals.models import Referral
from hilfelotse.reports import weekly
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.dates import day
from hilfelotse.web.components.embed import snippet
from hilfelotse.web.components.profile import IntakeForms, facts, intakes_of
from hilfelotse.web.desk.forms.organisations import ConfirmForm, ContactForm, OrganisationForm

_desk = roles(Role.LEAD, Role.CASEWORKER)
AT_MOST = 300
RECENT = 20
VIEWS = {"all": _("Alle Stellen"), "old": _("Nicht mehr frisch"), "gone": _("Ehemalige")}


@require_safe
@_desk
def organisations(request: HttpRequest) -> HttpResponse:
    """All bodies that help or are responsible; or those whose entry somebody should ask about."""
    view = request.GET.get("view", "all")
    view = view if view in VIEWS else "all"
    rows = {
        "all": Organisation.objects.filter(is_active=True),
        "old": not_fresh(),
        "gone": Organisation.objects.filter(is_active=False),
    }[view]
    context = {
        "organisations": rows.select_related("quarter").prefetch_related("contacts")[:AT_MOST],
        "view": view,
        "view_name": VIEWS[view],
        "views": [{"key": key, "name": name} for key, name in VIEWS.items()],
    }
    return render(request, "desk/organisations.html", context)


@require_safe
@_desk
def table(request: HttpRequest) -> HttpResponse:
    """The directory as a file for a spreadsheet, with the people in charge."""
    bodies = Organisation.objects.filter(is_active=True).select_related("quarter")
    heads = [
        _("Name"), _("Art"), _("Stadtteil"), _("Gebiet"), _("Wege"), _("Pause bis"),
        _("bestätigt am"), _("Ansprechperson"), _("Aufgabe"), _("E-Mail"), _("Telefon"),
        _("Zeiten"), _("Adresse"),
    ]  # fmt: skip
    rows = [heads]
    for body in bodies.prefetch_related("areas", "contacts"):
        about = _about(body)
        people = [contact for contact in body.contacts.all() if contact.is_active]
        rows += [about + _reached(contact) for contact in people] or [about + [""] * 6]
    response = HttpResponse(tables.write(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verzeichnis.csv"'
    return response


def _about(body: Organisation) -> list[Any]:
    return [
        body.name,
        body.get_kind_display(),
        body.quarter.name if body.quarter else "",
        ", ".join(area.name for area in body.areas.all()),
        body.get_reach_by_display(),
        body.paused_until or "",
        timezone.localdate(body.confirmed_at),
    ]


def _reached(contact: Contact) -> list[str]:
    return [
        contact.name,
        contact.role,
        contact.email,
        contact.phone,
        contact.hours,
        contact.address,
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def new(request: HttpRequest) -> HttpResponse:
    """Enter a body and the person who answers for it."""
    posted = request.POST or None
    form, contact_form = OrganisationForm(posted), ContactForm(posted, prefix="contact")
    if request.method == "POST" and all([form.is_valid(), contact_form.is_valid()]):
        organisation_id = once(
            key=form.once_key,
            do=lambda: (
                add_organisation(
                    user=request.user, contact=contact_form.values(), **form.values()
                ).pk
            ),
        )
        messages.success(request, _("Die Stelle ist gespeichert."))
        return redirect("desk:organisation", organisation_id=organisation_id)
    context = {"form": form, "second_form": contact_form, "heading": _("Neue Stelle")}
    return render(request, "desk/organisation_form.html", context)


def _organisation(organisation_id: int) -> Organisation:
    return get_object_or_404(Organisation.objects.select_related("quarter"), pk=organisation_id)


@require_safe
@_desk
def organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """One body: what it does and takes, its people, what it needs, what it was asked."""
    return _page(request, _organisation(organisation_id))


def _page(
    request: HttpRequest,
    organisation: Organisation,
    form: ConfirmForm | None = None,
    status: int = 200,
) -> HttpResponse:
    contacts = list(organisation.contacts.select_related("deputy"))
    first = next((contact.name for contact in contacts if contact.is_active), "")
    context = {
        "organisation": organisation,
        "facts": facts(organisation),
        "agreements": _agreements(organisation),
        "confirmed_on": day(organisation.confirmed_at),
        "confirm_form": form or ConfirmForm(initial={"name": first}),
        "contacts": contacts,
        "embed": str(snippet(organisation)),
        "intakes": organisation.intakes.all(),
        "houses": organisation.accommodations.filter(is_active=True)
        | organisation.supports.filter(is_active=True),
        "needs": Need.objects.filter(organisation=organisation).order_by("-pk")[:RECENT],
        "referrals": Referral.objects.visible_to(request.user)
        .filter(organisation=organisation)
        .select_related("case", "need")
        .order_by("-sent_at")[:RECENT],
    }
    return render(request, "desk/organisation.html", context, status=status)


def _agreements(body: Organisation) -> list[dict[str, Any]]:
    rows = [
        (_("Führungszeugnis (§ 72a SGB VIII)"), _agreed(body.clearance_agreed_on)),
        (_("Schutzkonzept"), _agreed(body.protection_concept_on)),
        (_("Datenschutz"), _agreed(body.data_agreed_on)),
        (_("Versicherung der Freiwilligen"), body.insurer or _("nicht bekannt")),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _agreed(on: date | None) -> Any:
    return day(on) if on else _("nicht vereinbart")


@require_POST
@_desk
def confirm(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Somebody of the body said on the telephone that all is right."""
    organisation = _organisation(organisation_id)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _page(request, organisation, form, status=422)
    once(
        key=form.once_key,
        do=lambda: (
            confirm_profile(
                user=request.user, organisation=organisation, name=form.cleaned_data["name"]
            ).pk
        ),
    )
    messages.success(request, _("Danke. Der Eintrag gilt wieder als frisch."))
    return redirect("desk:organisation", organisation_id=organisation.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def edit(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Correct what the directory says."""
    organisation = _organisation(organisation_id)
    form = OrganisationForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        change_organisation(user=request.user, organisation=organisation, **form.values())
        messages.success(request, _("Die Stelle ist gespeichert."))
        return redirect("desk:organisation", organisation_id=organisation.pk)
    context = {"form": form, "heading": organisation.name, "organisation": organisation}
    return render(request, "desk/organisation_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def intakes(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """What the body takes, all in one table; an empty row at the end for more."""
    organisation = _organisation(organisation_id)
    rows = IntakeForms(request.POST or None, initial=intakes_of(organisation), prefix="intakes")
    if request.method == "POST" and rows.is_valid():
        set_intakes(user=request.user, organisation=organisation, intakes=rows.values())
        messages.success(request, _("Die Annahme ist gespeichert."))
        return redirect("desk:organisation", organisation_id=organisation.pk)
    context = {"rows": rows, "organisation": organisation}
    return render(request, "desk/intakes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def contact(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Add a person in charge."""
    organisation = _organisation(organisation_id)
    form = ContactForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        once(
            key=form.once_key,
            do=lambda: (
                add_contact(user=request.user, organisation=organisation, **form.values()).pk
            ),
        )
        messages.success(request, _("Die Ansprechperson ist gespeichert."))
        return redirect("desk:organisation", organisation_id=organisation.pk)
    context = {"form": form, "heading": _("Neue Ansprechperson"), "organisation": organisation}
    return render(request, "desk/organisation_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def contact_edit(request: HttpRequest, contact_id: int) -> HttpResponse:
    """Correct or retire a person in charge."""
    contact = get_object_or_404(Contact.objects.select_related("organisation"), pk=contact_id)
    form = ContactForm(request.POST or None, organisation=contact.organisation, contact=contact)
    if request.method == "POST" and form.is_valid():
        change_contact(user=request.user, contact=contact, **form.values())
        messages.success(request, _("Die Ansprechperson ist gespeichert."))
        return redirect("desk:organisation", organisation_id=contact.organisation_id)
    context = {"form": form, "heading": contact.name, "organisation": contact.organisation}
    return render(request, "desk/organisation_form.html", context)


@require_POST
@_desk
def send_list(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The list of what waits for the body, at once, with the link to its place."""
    organisation = _organisation(organisation_id)
    try:
        weekly.send_list(user=request.user, organisation=organisation)
    except NobodyToWriteTo:
        messages.error(request, _("Die Stelle hat keine Ansprechperson mit E-Mail-Adresse."))
    else:
        messages.success(request, _("Die Liste ist unterwegs."))
    return redirect("desk:organisation", organisation_id=organisation.pk)

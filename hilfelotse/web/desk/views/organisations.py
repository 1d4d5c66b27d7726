"""The directory, as far as needs and referrals require it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.directory.actions import (
    add_contact,
    add_organisation,
    change_contact,
    change_organisation,
)
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.needs.models import Need
from hilfelotse.referrals.models import Referral
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.organisations import (
    ChangeContactForm,
    ContactForm,
    OrganisationForm,
)

_desk = roles(Role.LEAD, Role.CASEWORKER)
AT_MOST = 300
RECENT = 20


@require_safe
@_desk
def organisations(request: HttpRequest) -> HttpResponse:
    """All bodies that help or are responsible."""
    found = Organisation.objects.filter(is_active=True).select_related("quarter")[:AT_MOST]
    return render(request, "desk/organisations.html", {"organisations": found})


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
    """One body: its people, what it needs, what it was asked."""
    organisation = _organisation(organisation_id)
    return render(
        request,
        "desk/organisation.html",
        {
            "organisation": organisation,
            "contacts": organisation.contacts.all(),
            "needs": Need.objects.filter(organisation=organisation).order_by("-pk")[:RECENT],
            "referrals": Referral.objects.visible_to(request.user)
            .filter(organisation=organisation)
            .select_related("case", "need")
            .order_by("-sent_at")[:RECENT],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def edit(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Correct what the directory says."""
    organisation = _organisation(organisation_id)
    names = [name for name in OrganisationForm.base_fields if name != "key"]
    form = OrganisationForm(
        request.POST or None,
        known=organisation,
        initial={name: getattr(organisation, name) for name in names},
    )
    if request.method == "POST" and form.is_valid():
        change_organisation(user=request.user, organisation=organisation, **form.values())
        messages.success(request, _("Die Stelle ist gespeichert."))
        return redirect("desk:organisation", organisation_id=organisation.pk)
    context = {"form": form, "heading": organisation.name, "organisation": organisation}
    return render(request, "desk/organisation_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def contact(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Add a person in charge."""
    organisation = _organisation(organisation_id)
    form = ContactForm(request.POST or None)
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
    names = [name for name in ChangeContactForm.base_fields if name != "key"]
    form = ChangeContactForm(
        request.POST or None, initial={name: getattr(contact, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        change_contact(user=request.user, contact=contact, **form.values())
        messages.success(request, _("Die Ansprechperson ist gespeichert."))
        return redirect("desk:organisation", organisation_id=contact.organisation_id)
    context = {"form": form, "heading": contact.name, "organisation": contact.organisation}
    return render(request, "desk/organisation_form.html", context)

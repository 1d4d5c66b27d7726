"""What the directory says about a body, from the mail that asks whether it is still right."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hilfelotse.base import links
from hilfelotse.directory.actions import NobodyLeft, change_contact, change_profile, confirm_profile
from hilfelotse.directory.actions.contacts import PROFILE
from hilfelotse.directory.models import Contact
from hilfelotse.history.timeline import speaking
from hilfelotse.intake.freshness import confirm_by_link, contact_of
from hilfelotse.web.components.access import by_link
from hilfelotse.web.components.profile import ContactForm, ProfileForm, facts
from hilfelotse.web.links.views.doors import closed_door, find

_CLOSED = "links/profile_closed.html"


def _contact(token: str) -> Contact | None:
    link = find(PROFILE, token)
    return contact_of(link) if link else None


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def profile(request: HttpRequest, token: str) -> HttpResponse:
    """All that we know about the body; „Stimmt noch“ needs a click, because scanners open links."""
    contact = _contact(token)
    if contact is None:
        return closed_door(request, _CLOSED)
    if request.method == "POST":
        return _confirmed(request, token)
    body = contact.organisation
    context = {
        "token": token,
        "organisation": body,
        "facts": facts(body),
        "contacts": body.contacts.filter(is_active=True).select_related("deputy"),
        "intakes": body.intakes.all(),
    }
    return render(request, "links/profile.html", context)


def _confirmed(request: HttpRequest, token: str) -> HttpResponse:
    try:
        body = confirm_by_link(token=token)
    except links.LinkRefused:
        return closed_door(request, _CLOSED)
    return render(request, "links/profile_confirmed.html", {"organisation": body})


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def change(request: HttpRequest, token: str) -> HttpResponse:
    """The body corrects its entry."""
    contact = _contact(token)
    if contact is None:
        return closed_door(request, _CLOSED)
    body = contact.organisation
    form = ProfileForm(request.POST or None, organisation=body)
    if request.method == "POST" and form.is_valid():
        return _changed(
            request,
            token,
            contact,
            lambda: change_profile(user=None, organisation=body, **form.values()),
        )
    return _form(request, token, form, body.name)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def change_person(request: HttpRequest, token: str, contact_id: int) -> HttpResponse:
    """The body corrects one of its people in charge, or says that they are not any more."""
    holder = _contact(token)
    own = holder and holder.organisation.contacts.filter(pk=contact_id, is_active=True).first()
    if holder is None or own is None:
        return closed_door(request, _CLOSED)
    form = ContactForm(request.POST or None, organisation=holder.organisation, contact=own)
    if request.method == "POST" and form.is_valid():
        try:
            return _changed(
                request, token, holder,
                lambda: change_contact(user=None, contact=own, **form.values()),
            )  # fmt: skip
        except NobodyLeft:
            form.add_error("is_active", _("Bitte nennen Sie uns zuerst jemand anderen."))
    return _form(request, token, form, own.name)


def _changed(
    request: HttpRequest, token: str, contact: Contact, do: Callable[[], Any]
) -> HttpResponse:
    """Whoever corrects an entry has read it: that confirms it too."""
    with speaking(contact.name):
        do()
        confirm_profile(user=None, organisation=contact.organisation, name=contact.name)
    if _contact(token) is None:  # their own address: the next link goes to the new one
        return render(request, "links/profile_moved.html")
    messages.success(request, _("Danke! Ihre Änderung ist gespeichert. Stimmt jetzt alles?"))
    return redirect("links:profile", token=token)


def _form(request: HttpRequest, token: str, form: Any, heading: str) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "button": _("Speichern"),
        "back_url": reverse("links:profile", kwargs={"token": token}),
    }
    return render(request, "links/form.html", context)

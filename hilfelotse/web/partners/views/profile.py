"""What a body says about itself: profile, contacts, what it takes, accounts, calendar."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hilfelotse.correspondence.invitations import invite_by_mail
from hilfelotse.directory.actions import (
    NobodyLeft,
    add_contact,
    change_contact,
    change_profile,
    confirm_profile,
    set_intakes,
)
from hilfelotse.directory.actions.members import (
    LastAdministrator,
    NotInvitable,
    remove_member,
)
from hilfelotse.directory.models import Contact, Membership, Organisation
from hilfelotse.needs.actions.calendar_link import open_calendar, open_since
from hilfelotse.web.components.embed import snippet
from hilfelotse.web.components.fields import LineField, MailField
from hilfelotse.web.components.forms import Radios
from hilfelotse.web.components.guard import TOO_MANY, too_many
from hilfelotse.web.components.profile import (
    ContactForm,
    IntakeForms,
    ProfileForm,
    intakes_of,
)
from hilfelotse.web.partners.acting import Acting, acts, asks, shows

INVITATIONS, WINDOW_SECONDS = 20, 3600  # nobody writes to strangers in our name


def _kept(acting: Acting, organisation_id: int) -> Organisation:
    """A body whose entry is theirs to keep; 404 for members, too."""
    organisation = acting.body(organisation_id)
    if not acting.administers(organisation):
        raise Http404
    return organisation


@shows
def profile(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Each body as the directory knows it."""
    bodies = [
        {
            "body": body,
            "contacts": body.contacts.filter(is_active=True),
            "intakes": body.intakes.all(),
            "keeps": acting.administers(body),
            "embed": str(snippet(body)),
        }
        for body in acting.chosen(request)
    ]
    return render(request, "partners/profile.html", {"acting": acting, "bodies": bodies})


@acts
def profile_confirm(request: HttpRequest, acting: Acting, organisation_id: int) -> HttpResponse:
    """Everything is still right."""
    organisation = acting.body(organisation_id)
    confirm_profile(user=acting.user, organisation=organisation, name=acting.name)
    messages.success(request, _("Danke. Ihr Eintrag ist bestätigt."))
    return redirect(acting.url("profile"))


@asks
def profile_edit(request: HttpRequest, acting: Acting, organisation_id: int) -> HttpResponse:
    """Change the entry."""
    organisation = _kept(acting, organisation_id)
    form = ProfileForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        change_profile(user=acting.user, organisation=organisation, **form.values())
        confirm_profile(user=acting.user, organisation=organisation, name=acting.name)
        return _saved(request, acting)
    return _form_page(request, acting, form, _("Profil ändern"))


@asks
def intakes(request: HttpRequest, acting: Acting, organisation_id: int) -> HttpResponse:
    """What of things the body takes."""
    organisation = _kept(acting, organisation_id)
    rows = IntakeForms(request.POST or None, initial=intakes_of(organisation), prefix="intakes")
    if request.method == "POST" and rows.is_valid():
        set_intakes(user=acting.user, organisation=organisation, intakes=rows.values())
        return _saved(request, acting)
    context = {"acting": acting, "rows": rows, "organisation": organisation}
    return render(request, "partners/intakes.html", context)


@asks
def contact_new(request: HttpRequest, acting: Acting, organisation_id: int) -> HttpResponse:
    """One more person in charge."""
    organisation = _kept(acting, organisation_id)
    form = ContactForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        add_contact(user=acting.user, organisation=organisation, **form.values())
        return _saved(request, acting)
    return _form_page(request, acting, form, _("Neue Ansprechperson"))


@asks
def contact_edit(request: HttpRequest, acting: Acting, contact_id: int) -> HttpResponse:
    """Correct or retire a person in charge."""
    contact = acting.own(Contact, contact_id)
    organisation = _kept(acting, contact.organisation_id)
    form = ContactForm(request.POST or None, organisation=organisation, contact=contact)
    if request.method == "POST" and form.is_valid():
        try:
            change_contact(user=acting.user, contact=contact, **form.values())
        except NobodyLeft:
            form.add_error("is_active", _("Eine Ansprechperson muss bleiben."))
        else:
            if acting.is_link and not acting.still_opens():
                return render(request, "partners/link_over.html", {"contact": contact})
            return _saved(request, acting)
    return _form_page(request, acting, form, _("Ansprechperson ändern"))


class InviteForm(forms.Form):
    name = LineField(
        label=gettext_lazy("Name"),
        error_messages={"required": gettext_lazy("Geben Sie den Namen ein.")},
    )
    email = MailField(
        label=gettext_lazy("E-Mail"),
        error_messages={"required": gettext_lazy("Geben Sie die E-Mail-Adresse ein.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Was darf die Person?"),
        choices=[
            (Membership.Role.MEMBER, gettext_lazy("Anfragen beantworten und Bedarf eintragen")),
            (Membership.Role.ADMIN, gettext_lazy("Auch Profil und Konten verwalten")),
        ],
        widget=Radios,
        initial=Membership.Role.MEMBER,
    )


@asks
def members(request: HttpRequest, acting: Acting, organisation_id: int) -> HttpResponse:
    """Who may sign in for the body. A link is one person's: accounts are kept by an account."""
    organisation = _kept(acting, organisation_id)
    if acting.is_link:
        raise Http404
    form = InviteForm(request.POST or None)
    if request.method == "POST" and too_many(request, "invite", INVITATIONS, WINDOW_SECONDS):
        form.add_error(None, TOO_MANY)
    elif request.method == "POST" and form.is_valid():
        try:
            invite_by_mail(user=acting.user, organisation=organisation, **form.cleaned_data)
        except NotInvitable:
            form.add_error(
                "email", _("Diese Adresse können Sie nicht einladen. Rufen Sie uns bitte an.")
            )
        else:
            messages.success(request, _("Die Einladung ist unterwegs."))
            return redirect(acting.url("members", organisation_id=organisation.pk))
    context = {
        "acting": acting,
        "organisation": organisation,
        "form": form,
        "memberships": organisation.memberships.select_related("user").order_by("user__name"),
    }
    return render(request, "partners/members.html", context)


@acts
def member_remove(request: HttpRequest, acting: Acting, membership_id: int) -> HttpResponse:
    """Somebody no longer acts for the body."""
    membership = acting.own(Membership.objects.select_related("user"), membership_id)
    organisation = _kept(acting, membership.organisation_id)
    if acting.is_link:
        raise Http404
    try:
        remove_member(user=acting.user, membership=membership)
    except LastAdministrator:
        messages.error(request, _("Jemand muss bleiben, der die Organisation verwaltet."))
    else:
        messages.success(request, _("Das Konto gehört nicht mehr zu Ihrer Organisation."))
    if membership.user_id == acting.user.pk and membership.pk is None:
        return redirect(acting.url("referrals"))
    return redirect(acting.url("members", organisation_id=organisation.pk))


@asks
def calendar(request: HttpRequest, acting: Acting, organisation_id: int) -> HttpResponse:
    """The feed's address: made here, shown once, and made anew if it went astray."""
    organisation = _kept(acting, organisation_id)
    address = ""
    if request.method == "POST":
        token = open_calendar(user=acting.user, organisation=organisation)
        address = request.build_absolute_uri(reverse("place:feed", kwargs={"token": token}))
    context = {
        "acting": acting,
        "organisation": organisation,
        "address": address,
        "link": open_since(organisation),
    }
    return render(request, "partners/calendar.html", context)


def _saved(request: HttpRequest, acting: Acting) -> HttpResponse:
    messages.success(request, _("Danke. Ihre Angaben sind gespeichert."))
    return redirect(acting.url("profile"))


def _form_page(
    request: HttpRequest, acting: Acting, form: forms.Form, heading: Any
) -> HttpResponse:
    context = {"acting": acting, "form": form, "heading": heading}
    return render(request, "partners/profile_form.html", context)

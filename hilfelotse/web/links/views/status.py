"""The status page: where it stands, who has what, and everything one can do about it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.base import links
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.intake.address import change_contacts
from hilfelotse.intake.receive import STATUS_LINK
from hilfelotse.offers.actions import availability
from hilfelotse.offers.actions.allow import take_back_contact
from hilfelotse.offers.actions.change import change as change_offer
from hilfelotse.offers.actions.change import content_of
from hilfelotse.people.models import ContactPoint
from hilfelotse.referrals.actions import step_back
from hilfelotse.referrals.actions.answer import (
    AlreadyAnswered,
    allow_contact,
    consent_open,
)
from hilfelotse.referrals.actions.finish import withdraw as withdraw_offer
from hilfelotse.referrals.models import Referral
from hilfelotse.web.components.access import by_link
from hilfelotse.web.links import gifts, goods, homes, volunteering, way
from hilfelotse.web.links.forms import (
    AddressForm,
    AllowKindsForm,
    ChangeForm,
    ContactConsentForm,
    PauseForm,
    initial_change,
)
from hilfelotse.web.links.views.doors import closed_door, find


def holding_status_link(view: Callable) -> Callable:
    """Opens the link and hands the case to the view; a visit keeps the link alive."""

    @by_link
    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs) -> HttpResponse:
        link = find(STATUS_LINK, token)
        case = link and Case.objects.select_related("party").filter(pk=link.subject_id).first()
        if case is None or case.party is None:
            return closed_door(request)
        links.keep_alive(link)
        try:
            return view(request, case, token, **kwargs)
        except CaseIsClosed:
            messages.info(request, _("Ihr Anliegen ist schon abgeschlossen."))
            return redirect("links:status", token=token)

    return opened


def _offer(case: Case):
    if not hasattr(case, "offer"):
        raise Http404
    return case.offer


@require_safe
@holding_status_link
def status(request: HttpRequest, case: Case, token: str) -> HttpResponse:
    """Where it stands, like a parcel."""
    offer = getattr(case, "offer", None)
    accepted = case.referrals.filter(state=Referral.State.ACCEPTED).select_related("organisation")
    return render(
        request,
        "links/status.html",
        {
            "case": case,
            "offer": offer,
            "token": token,
            **homes.of(case),
            "steps": way.steps(case),
            "recipients": way.recipients(case),
            "allowed": way.allowed_beforehand(case) if offer else [],
            "questions": [referral for referral in accepted if consent_open(referral)],
            "email": case.party.contact(ContactPoint.Kind.EMAIL),
            **goods.section(case),
            **volunteering.of(case, offer),
            **gifts.money(case),
            **gifts.premises(case),
        },
    )


def _back(request: HttpRequest, token: str, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("links:status", token=token)


def _form(request: HttpRequest, token: str, form, heading: str, **more) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "back_url": reverse("links:status", kwargs={"token": token}),
    }
    return render(request, "links/form.html", context | more)


@require_http_methods(["GET", "HEAD", "POST"])
@holding_status_link
def change(request: HttpRequest, case: Case, token: str) -> HttpResponse:
    """Correct the offer."""
    offer = _offer(case)
    before = content_of(offer)
    form = ChangeForm(request.POST or None, initial=initial_change(before))
    if request.method == "POST" and form.is_valid():
        change_offer(offer=offer, content=form.content(before))
        return _back(request, token, _("Wir haben Ihre Änderung gespeichert."))
    return _form(request, token, form, _("Angebot ändern"), button=_("Speichern"))


@require_http_methods(["GET", "HEAD", "POST"])
@holding_status_link
def pause(request: HttpRequest, case: Case, token: str) -> HttpResponse:
    """Take a break."""
    offer = _offer(case)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            step_back.pause(offer=offer, until=form.cleaned_data["until"])
        except availability.NotAvailable:
            form.add_error(None, _("Eine Pause geht gerade nicht. Bitte rufen Sie uns an."))
        else:
            return _back(request, token, _("Sie machen jetzt Pause. Wir fragen niemanden für Sie."))
    return _form(request, token, form, _("Pause machen"), button=_("Pause machen"))


@require_http_methods(["POST"])
@holding_status_link
def resume(request: HttpRequest, case: Case, token: str) -> HttpResponse:
    """End the break."""
    availability.resume(offer=_offer(case))
    return _back(request, token, _("Willkommen zurück! Ihr Angebot ist wieder da."))


@require_http_methods(["GET", "HEAD", "POST"])
@holding_status_link
def withdraw(request: HttpRequest, case: Case, token: str) -> HttpResponse:
    """Take the offer back, after a page that says what that means."""
    offer = _offer(case)
    if request.method == "POST":
        withdraw_offer(offer=offer)
        return _back(request, token, _("Sie haben Ihr Angebot zurückgezogen. Danke trotzdem!"))
    return render(request, "links/withdraw.html", {"case": case, "token": token})


@require_http_methods(["GET", "HEAD", "POST"])
@holding_status_link
def address(request: HttpRequest, case: Case, token: str) -> HttpResponse:
    """Change mail address or telephone; a new mail address is confirmed first."""
    form = AddressForm(request.POST or None, initial=AddressForm.initial_for(case.party))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        change_contacts(case=case, email=data["email"], phone=data["phone"])
        return _back(request, token, _("Wir haben Ihre Änderung gespeichert."))
    return _form(request, token, form, _("So erreichen Sie mich"), button=_("Speichern"))


@require_http_methods(["GET", "HEAD", "POST"])
@holding_status_link
def allow(request: HttpRequest, case: Case, token: str) -> HttpResponse:
    """Say who may be shown the offer."""
    offer = _offer(case)
    posted = request.POST if request.method == "POST" else None
    form = AllowKindsForm(posted, initial=AllowKindsForm.initial_for(offer))
    if request.method == "POST" and form.is_valid():
        step_back.allow_kinds(offer=offer, kinds=form.cleaned_data["kinds"])
        return _back(request, token, _("Wir haben Ihre Änderung gespeichert."))
    return _form(
        request, token, form, _("Wem dürfen wir Ihr Angebot zeigen?"), button=_("Speichern")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@holding_status_link
def contact(request: HttpRequest, case: Case, token: str, referral_id: int) -> HttpResponse:
    """Yes or no to giving one body the contact data; can be taken back."""
    referral = case.referrals.select_related("organisation").filter(pk=referral_id).first()
    if referral is None:
        raise Http404
    form = ContactConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["answer"] == "yes"
        try:
            allow_contact(referral=referral, given=given)
        except AlreadyAnswered:
            messages.info(request, _("Diese Frage ist nicht mehr offen."))
            return redirect("links:status", token=token)
        return _back(
            request,
            token,
            _("Danke! Die Stelle meldet sich bei Ihnen.")
            if given
            else _("Wir geben Ihre Daten nicht weiter und rufen Sie an."),
        )
    return _form(request, token, form, referral.organisation.name, button=_("Antwort absenden"))


@require_http_methods(["POST"])
@holding_status_link
def take_back(request: HttpRequest, case: Case, token: str, organisation_id: int) -> HttpResponse:
    """A consent given with the form ends as easily as it was given (Art. 7 (3) GDPR)."""
    wanted = [body for body in way.allowed_beforehand(case) if body.pk == organisation_id]
    if not wanted:
        raise Http404
    take_back_contact(offer=_offer(case), organisation=wanted[0])
    return _back(request, token, _("Wir haben Ihre Änderung gespeichert."))

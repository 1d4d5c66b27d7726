"""A home from a mail: how far the body is, the printed page; for the offerer „noch frei?“."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.housing.actions import still_free as actions
from hilfelotse.housing.models import HousingOffer
from hilfelotse.privacy.access import saw_case
from hilfelotse.referrals import letters
from hilfelotse.referrals.actions.locked import AlreadyAnswered
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import is_in_hand
from hilfelotse.web.components import home_dossier
from hilfelotse.web.components.access import by_link
from hilfelotse.web.components.home_step import HomeStepForm, home_of
from hilfelotse.web.links.views.doors import closed_door, find

_CLOSED = "links/referral_closed.html"


def _in_hand(token: str) -> tuple[Referral, HousingOffer] | None:
    link = find(letters.RESULT, token)
    rows = Referral.objects.select_related("organisation", "case__party")
    referral = link and rows.filter(pk=link.subject_id).first()
    home = home_of(referral) if referral and is_in_hand(referral) else None
    return (referral, home) if home else None


def in_hand_context(referral: Referral, token: str, form: HomeStepForm | None = None) -> dict:
    """For the page of a concern in hand; empty unless it is a home."""
    home = home_of(referral)
    if home is None:
        return {}
    return {
        "home": home,
        "home_form": (form or HomeStepForm()) if referral.case.is_open else None,
        "home_step_url": reverse("links:home_step", kwargs={"token": token}),
        "home_pdf_url": reverse("links:home_pdf", kwargs={"token": token}),
    }


@require_POST
@by_link
def step(request: HttpRequest, token: str) -> HttpResponse:
    """How far the body is."""
    found = _in_hand(token)
    if found is None:
        return closed_door(request, _CLOSED)
    form = HomeStepForm(request.POST)
    if not form.is_valid():
        return _again(request, found[0], token, form)
    try:
        form.give(found[0])
    except AlreadyAnswered:
        return closed_door(request, _CLOSED)
    if not is_in_hand(Referral.objects.select_related("case").get(pk=found[0].pk)):
        return render(request, "links/concern_reported.html", {"referral": found[0]})
    messages.success(request, _("Danke für Ihre Antwort."))
    return redirect("links:result", token=token)


def _again(request: HttpRequest, referral: Referral, token: str, form: HomeStepForm):
    saw_case(case=referral.case, route="links:home_step", organisation_id=referral.organisation_id)
    context = {"form": form, "referral": referral, **in_hand_context(referral, token, form)}
    return render(request, "links/home_step.html", context, status=422)


@never_cache
@require_safe
@by_link
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """The home on one page, while the body has it in hand."""
    found = _in_hand(token)
    if found is None:
        return closed_door(request, _CLOSED)
    referral, home = found
    saw_case(case=referral.case, route="links:home_pdf", organisation_id=referral.organisation_id)
    home.case = referral.case
    return home_dossier.for_body(referral, home)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def still_free(request: HttpRequest, token: str) -> HttpResponse:
    """Yes or no; looking at the page changes nothing."""
    link = find(actions.STILL_FREE, token)
    rows = HousingOffer.objects.select_related("case")
    offer = link and rows.filter(pk=link.subject_id).first()
    if offer is None or not offer.case.is_open:
        return closed_door(request)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in {"yes", "no"}:
        try:
            actions.answer(offer=offer, is_free=answer == "yes")
        except CaseIsClosed:
            return closed_door(request)
        context = {"case": offer.case, "is_free": answer == "yes"}
        return render(request, "links/home_answered.html", context)
    return render(request, "links/home_still_free.html", {"case": offer.case})

"""A home that a body has in hand: how far it is, and the printed page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hilfelotse.housing.models import HousingOffer
from hilfelotse.referrals.actions.locked import AlreadyAnswered
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import is_in_hand
from hilfelotse.web.components import home_dossier
from hilfelotse.web.components.home_step import HomeStepForm, home_of
from hilfelotse.web.partners.acting import Acting, acts, shows


def _in_hand(acting: Acting, referral_id: int) -> tuple[Referral, HousingOffer]:
    referral = acting.own(Referral.objects.select_related("case__party"), referral_id)
    home = home_of(referral) if is_in_hand(referral) else None
    if home is None:
        raise Http404
    home.case = referral.case
    return referral, home


def in_hand_context(acting: Acting, referral: Referral) -> dict:
    """For the page of a referral in hand; empty unless it is a home."""
    home = home_of(referral) if is_in_hand(referral) else None
    if home is None:
        return {"home": None}
    return _context(acting, referral, home, HomeStepForm())


def _context(acting: Acting, referral: Referral, home: HousingOffer, form: HomeStepForm) -> dict:
    return {
        "home": home,
        "home_form": form if referral.case.is_open else None,
        "home_step_url": acting.url("home_step", referral_id=referral.pk),
        "home_pdf_url": acting.url("home_pdf", referral_id=referral.pk),
    }


@acts
def step(request: HttpRequest, acting: Acting, referral_id: int) -> HttpResponse:
    """How far we are."""
    referral, home = _in_hand(acting, referral_id)
    form = HomeStepForm(request.POST)
    if not form.is_valid():
        acting.saw(referral.case, referral.organisation_id, "home_step")
        context = {"acting": acting, "referral": referral, "form": form}
        context |= _context(acting, referral, home, form)
        return render(request, "partners/home_step.html", context, status=422)
    try:
        form.give(referral, user=acting.user)
    except AlreadyAnswered:
        messages.error(request, _("Diese Anfrage ist nicht mehr offen."))
    else:
        messages.success(request, _("Danke für Ihre Antwort."))
    return redirect(acting.url("referrals"))


@shows
def pdf(request: HttpRequest, acting: Acting, referral_id: int) -> HttpResponse:
    """The home on one page."""
    referral, home = _in_hand(acting, referral_id)
    acting.saw(referral.case, referral.organisation_id, "home_pdf")
    return home_dossier.for_body(referral, home)

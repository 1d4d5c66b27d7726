"""A partner's own place: what was referred to their organisations, and their needs.

Whoever prefers the link in the mail needs none of this.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.needs.models import Need
from hilfelotse.privacy.access import saw_case
from hilfelotse.referrals.actions.answer import (
    AlreadyAnswered,
    NoLongerPossible,
    accept,
    decline,
)
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import anonymised, contact_rows
from hilfelotse.referrals.rules import no_longer_possible
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.answer import AnswerForm

_partners = roles(Role.PARTNER, Role.DEPARTMENT)
AT_MOST = 100


@require_safe
@_partners
def referrals(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, what was answered, and what we asked for."""
    found = (
        Referral.objects.filter(organisation__memberships__user=request.user)
        .select_related("organisation", "need", "case")
        .order_by("-sent_at")[:AT_MOST]
    )
    waiting = [row for row in found if row.state == Referral.State.SENT]
    answered = [row for row in found if row.state != Referral.State.SENT]
    needs = Need.objects.filter(organisation__memberships__user=request.user)
    return render(
        request,
        "partners/referrals.html",
        {
            "waiting": waiting,
            "answered": answered,
            "needs": needs.select_related("quarter").order_by("-pk")[:AT_MOST],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@_partners
def referral(request: HttpRequest, referral_id: int) -> HttpResponse:
    """The anonymised profile and the answer; later the contact data."""
    mine = Referral.objects.filter(organisation__memberships__user=request.user)
    related = mine.select_related("organisation", "need", "case__party", "case__offer__party")
    referral = get_object_or_404(related, pk=referral_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, referral, form.cleaned_data)
    return render(request, "partners/referral.html", _context(request, referral, form))


def _context(request: HttpRequest, referral: Referral, form: AnswerForm) -> dict:
    contact = contact_rows(referral)
    if contact:
        saw_case(
            case=referral.case,
            route="partners:referral",
            user=request.user,
            organisation_id=referral.organisation_id,
        )
    is_waiting = referral.state == Referral.State.SENT and not no_longer_possible(referral)
    return {
        "referral": referral,
        "form": form,
        "is_waiting": is_waiting,
        "profile": anonymised(referral.case.offer, referral.need) if is_waiting else [],
        "contact": contact,
    }


def _answered(request: HttpRequest, referral: Referral, data: dict) -> HttpResponse:
    try:
        if data["answer"] == AnswerForm.TAKE:
            accept(
                referral=referral,
                words=data["words"],
                who_else=data["who_else"],
                user=request.user,
            )
        else:
            decline(
                referral=referral,
                reason=data["reason"],
                words=data["words"],
                who_else=data["who_else"],
                user=request.user,
            )
    except NoPlaceLeft:
        messages.error(request, _("Der letzte Platz ist inzwischen vergeben."))
    except NoLongerPossible:
        messages.info(
            request,
            _("Das Angebot hat sich inzwischen geändert. Die Koordinierungsstelle sieht nach."),
        )
    except AlreadyAnswered:
        messages.error(request, _("Diese Anfrage ist nicht mehr offen."))
    else:
        messages.success(request, _("Danke für Ihre Antwort."))
    return redirect("partners:referrals")

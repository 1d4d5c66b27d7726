"""A partner's own place: what was referred to their organisations, and their needs.

Whoever prefers the link in the mail needs none of this.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.needs.models import Need
from hilfelotse.privacy.access import saw_case
from hilfelotse.referrals.actions.answer import AlreadyAnswered, NoLongerPossible
from hilfelotse.referrals.actions.take_on import report
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import contact_rows, shown
from hilfelotse.referrals.rules import is_in_hand, no_longer_possible
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.answer import AnswerForm, ResultForm

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


def _mine(request: HttpRequest, referral_id: int) -> Referral:
    mine = Referral.objects.filter(organisation__memberships__user=request.user)
    related = mine.select_related("organisation", "need", "case__party", "case__offer__party")
    return get_object_or_404(related, pk=referral_id)


@require_http_methods(["GET", "HEAD", "POST"])
@_partners
def referral(request: HttpRequest, referral_id: int) -> HttpResponse:
    """What we are asked, and the answer; later the contact data."""
    referral = _mine(request, referral_id)
    form = AnswerForm(request.POST or None, referral=referral)
    if request.method == "POST" and form.is_valid():
        return _answered(request, referral, form)
    return _page(request, referral, form)


@require_POST
@_partners
def result(request: HttpRequest, referral_id: int) -> HttpResponse:
    """What became of a concern that we took on."""
    referral = _mine(request, referral_id)
    if not is_in_hand(referral):
        raise Http404
    form = ResultForm(request.POST)
    if not form.is_valid():
        return _page(request, referral, form, status=422)
    try:
        report(referral=referral, text=form.cleaned_data["result"], user=request.user)
    except AlreadyAnswered:
        messages.error(request, _("Diese Anfrage ist nicht mehr offen."))
    else:
        messages.success(request, _("Danke für Ihre Antwort."))
    return redirect("partners:referrals")


def _page(
    request: HttpRequest, referral: Referral, form: AnswerForm | ResultForm, status: int = 200
) -> HttpResponse:
    is_waiting = _is_waiting(referral)
    in_hand = is_in_hand(referral)
    if in_hand and isinstance(form, AnswerForm):
        form = ResultForm()
    contact = contact_rows(referral)
    if contact or (referral.is_concern and (is_waiting or in_hand)):
        saw_case(
            case=referral.case,
            route="partners:referral",
            user=request.user,
            organisation_id=referral.organisation_id,
        )
    context = {
        "referral": referral,
        "form": form,
        "is_waiting": is_waiting,
        "in_hand": in_hand,
        "profile": shown(referral) if is_waiting or in_hand else [],
        "contact": contact,
    }
    return render(request, "partners/referral.html", context, status=status)


def _is_waiting(referral: Referral) -> bool:
    waits = referral.state == Referral.State.SENT and referral.case.is_open
    return waits and not no_longer_possible(referral)


def _answered(request: HttpRequest, referral: Referral, form: AnswerForm) -> HttpResponse:
    try:
        form.give(referral, user=request.user)
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

"""Pages for a body, from its mail: the anonymised profile with the answer, and the contact data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.privacy.access import saw_case
from hilfelotse.referrals import letters
from hilfelotse.referrals.actions.answer import (
    AlreadyAnswered,
    NoLongerPossible,
    accept,
    decline,
)
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import anonymised, contact_rows
from hilfelotse.referrals.rules import no_longer_possible
from hilfelotse.web.components.access import by_link
from hilfelotse.web.components.answer import AnswerForm
from hilfelotse.web.links.views.doors import closed_door, find

_CLOSED = "links/referral_closed.html"


def _referral(purpose: str, token: str) -> Referral | None:
    link = find(purpose, token)
    if link is None:
        return None
    related = Referral.objects.select_related(
        "organisation", "need", "case__party", "case__offer__party"
    )
    return related.filter(pk=link.subject_id).first()


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """We take it · it does not fit, because … · who else?"""
    referral = _referral(letters.ANSWER, token)
    if referral is None or referral.state != Referral.State.SENT:
        return closed_door(request, _CLOSED)
    if request.method != "POST" and no_longer_possible(referral):
        return closed_door(request, _CLOSED)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, referral, form)
    return _ask(request, referral, form)


def _ask(request: HttpRequest, referral: Referral, form: AnswerForm) -> HttpResponse:
    context = {
        "form": form,
        "referral": referral,
        "profile": anonymised(referral.case.offer, referral.need),
    }
    return render(request, "links/referral.html", context)


def _answered(request: HttpRequest, referral: Referral, form: AnswerForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        if data["answer"] == AnswerForm.TAKE:
            accept(referral=referral, words=data["words"], who_else=data["who_else"])
            return render(request, "links/referral_accepted.html", {"referral": referral})
        decline(
            referral=referral,
            reason=data["reason"],
            words=data["words"],
            who_else=data["who_else"],
        )
        return render(request, "links/referral_declined.html", {"referral": referral})
    except NoPlaceLeft:
        return render(request, "links/referral_full.html", {"referral": referral}, status=409)
    except NoLongerPossible:
        return render(request, "links/referral_too_late.html", {"referral": referral}, status=409)
    except AlreadyAnswered:
        return closed_door(request, _CLOSED)


@require_safe
@by_link
def contact(request: HttpRequest, token: str) -> HttpResponse:
    """Name and contact of the helper; each look is in the access log."""
    referral = _referral(letters.CONTACT, token)
    rows = contact_rows(referral) if referral else []
    if referral is None or not rows:
        return closed_door(request, _CLOSED)
    saw_case(case=referral.case, route="links:contact", organisation_id=referral.organisation_id)
    context = {"referral": referral, "rows": rows}
    return render(request, "links/contact.html", context)

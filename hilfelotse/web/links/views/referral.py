"""Pages for a body, from its mail: what it is asked, the contact data, what became of a concern."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.privacy.access import saw_case
from hilfelotse.referrals import letters
from hilfelotse.referrals.actions.answer import AlreadyAnswered, HelperIsBusy, NoLongerPossible
from hilfelotse.referrals.actions.take_on import report
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import contact_rows, shown
from hilfelotse.referrals.rules import is_in_hand, no_longer_possible
from hilfelotse.web.components import offered
from hilfelotse.web.components.access import by_link
from hilfelotse.web.components.answer import AnswerForm, OpinionForm, ResultForm, answer_form
from hilfelotse.web.links.views.doors import closed_door, find
from hilfelotse.web.links.views.home import in_hand_context
from hilfelotse.web.links.views.premises import pdf_url

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
    if referral is None or referral.state != Referral.State.SENT or not referral.case.is_open:
        return closed_door(request, _CLOSED)
    if request.method != "POST" and no_longer_possible(referral):
        return closed_door(request, _CLOSED)
    form = answer_form(referral, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, referral, form)
    return _ask(request, referral, form, token)


def _page(referral: Referral, step: str = "") -> str:
    """Offers and concerns have pages of their own for the same step."""
    return f"links/{'concern' if referral.is_concern else 'referral'}{step}.html"


def _ask(
    request: HttpRequest, referral: Referral, form: AnswerForm | OpinionForm, token: str
) -> HttpResponse:
    _log_concern(referral, "links:answer")
    context = {
        "form": form,
        "referral": referral,
        "profile": shown(referral) + offered.shown(referral),
        "premises_pdf_url": pdf_url(referral, token),
    }
    return render(request, _page(referral), context)


def _log_concern(referral: Referral, route: str) -> None:
    """The words of a concern may say who it is about; an offer's profile names nobody."""
    if referral.is_concern:
        saw_case(case=referral.case, route=route, organisation_id=referral.organisation_id)


def _answered(
    request: HttpRequest, referral: Referral, form: AnswerForm | OpinionForm
) -> HttpResponse:
    try:
        form.give(referral)
    except NoPlaceLeft:
        return render(request, "links/referral_full.html", {"referral": referral}, status=409)
    except HelperIsBusy:
        return render(request, "links/referral_busy.html", {"referral": referral}, status=409)
    except NoLongerPossible:
        return render(request, "links/referral_too_late.html", {"referral": referral}, status=409)
    except AlreadyAnswered:
        return closed_door(request, _CLOSED)
    if referral.is_opinion:
        return render(request, "links/opinion_given.html", {"referral": referral})
    step = "_accepted" if form.takes else "_declined"
    context = {"referral": referral, "as_reserve": form.takes and form.as_reserve}
    return render(request, _page(referral, step), context)


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


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def result(request: HttpRequest, token: str) -> HttpResponse:
    """A concern that the body has taken on, the contact data if it may, and: what became of it."""
    referral = _referral(letters.RESULT, token)
    if referral is None or not is_in_hand(referral):
        return closed_door(request, _CLOSED)
    form = ResultForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _reported(request, referral, form)
    _log_concern(referral, "links:result")
    context = {
        "form": form if referral.case.is_open else None,
        "referral": referral,
        "profile": shown(referral) + offered.shown(referral),
        "contact": contact_rows(referral),
        "premises_pdf_url": pdf_url(referral, token),
        **in_hand_context(referral, token),
    }
    return render(request, "links/concern_result.html", context)


def _reported(request: HttpRequest, referral: Referral, form: ResultForm) -> HttpResponse:
    try:
        report(referral=referral, text=form.cleaned_data["result"])
    except AlreadyAnswered:
        return closed_door(request, _CLOSED)
    return render(request, "links/concern_reported.html", {"referral": referral})

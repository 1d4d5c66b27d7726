"""What was referred to the bodies, and what they answer.

Each request has a link of its own in a mail, too: whoever prefers that needs none of this.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.referrals.actions.answer import AlreadyAnswered, HelperIsBusy, NoLongerPossible
from hilfelotse.referrals.actions.take_on import report
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import contact_rows, shown
from hilfelotse.referrals.rules import is_in_hand, no_longer_possible
from hilfelotse.web.components import offered
from hilfelotse.web.components.answer import AnswerForm, OpinionForm, ResultForm, answer_form
from hilfelotse.web.partners.acting import Acting, acts, asks, shows
from hilfelotse.web.partners.views.home import in_hand_context
from hilfelotse.web.partners.views.premises import pdf_url

AT_MOST = 100


@shows
def referrals(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What waits for an answer, what we have in hand, what was answered."""
    rows = (
        Referral.objects.filter(organisation__in=acting.chosen(request))
        .select_related("organisation", "need", "case")
        .order_by("-sent_at", "-pk")
    )
    waiting = rows.filter(state=Referral.State.SENT)
    in_hand = rows.in_hand()
    answered = rows.exclude(pk__in=waiting.values("pk")).exclude(pk__in=in_hand.values("pk"))
    context = {
        "acting": acting,
        "waiting": waiting[:AT_MOST],
        "in_hand": in_hand[:AT_MOST],
        "answered": answered[:AT_MOST],
    }
    return render(request, "partners/referrals.html", context)


def _own(acting: Acting, referral_id: int) -> Referral:
    related = Referral.objects.select_related("need", "case__party", "case__offer__party")
    return acting.own(related, referral_id)


@asks
def referral(request: HttpRequest, acting: Acting, referral_id: int) -> HttpResponse:
    """What we are asked, and the answer; later the contact data."""
    referral = _own(acting, referral_id)
    form = answer_form(referral, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answered(request, acting, referral, form)
    return _page(request, acting, referral, form)


@acts
def result(request: HttpRequest, acting: Acting, referral_id: int) -> HttpResponse:
    """What became of a concern that we took on."""
    referral = _own(acting, referral_id)
    if not is_in_hand(referral):
        raise Http404
    form = ResultForm(request.POST)
    if not form.is_valid():
        return _page(request, acting, referral, form, status=422)
    try:
        report(referral=referral, text=form.cleaned_data["result"], user=acting.user)
    except AlreadyAnswered:
        messages.error(request, _("Diese Anfrage ist nicht mehr offen."))
    else:
        messages.success(request, _("Danke für Ihre Antwort."))
    return redirect(acting.url("referrals"))


def _page(
    request: HttpRequest,
    acting: Acting,
    referral: Referral,
    form: AnswerForm | OpinionForm | ResultForm,
    status: int = 200,
) -> HttpResponse:
    is_waiting = _is_waiting(referral)
    in_hand = is_in_hand(referral)
    if in_hand and not isinstance(form, ResultForm):
        form = ResultForm()
    contact = contact_rows(referral)
    if contact or (referral.is_concern and (is_waiting or in_hand)):
        acting.saw(referral.case, referral.organisation_id, "referral")
    context = {
        "acting": acting,
        "referral": referral,
        "form": form,
        "is_waiting": is_waiting,
        "in_hand": in_hand,
        **in_hand_context(acting, referral),
        "premises_pdf_url": pdf_url(acting, referral),
        "profile": shown(referral) + offered.shown(referral) if is_waiting or in_hand else [],
        "contact": contact,
    }
    return render(request, "partners/referral.html", context, status=status)


def _is_waiting(referral: Referral) -> bool:
    waits = referral.state == Referral.State.SENT and referral.case.is_open
    return waits and not no_longer_possible(referral)


def _answered(
    request: HttpRequest, acting: Acting, referral: Referral, form: AnswerForm | OpinionForm
) -> HttpResponse:
    try:
        form.give(referral, user=acting.user)
    except NoPlaceLeft:
        messages.error(request, _("Der letzte Platz ist inzwischen vergeben."))
    except HelperIsBusy:
        messages.info(
            request,
            _(
                "Die Person hilft zu dieser Zeit inzwischen an einer anderen Stelle. "
                "Wir suchen weiter."
            ),
        )
    except NoLongerPossible:
        messages.info(
            request,
            _("Das Angebot hat sich inzwischen geändert. Die Koordinierungsstelle sieht nach."),
        )
    except AlreadyAnswered:
        messages.error(request, _("Diese Anfrage ist nicht mehr offen."))
    else:
        messages.success(request, _("Danke für Ihre Antwort."))
    return redirect(acting.url("referrals"))

"""Referring an offer: first what exactly leaves, then sending; recalling, consents."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.needs.models import Need
from hilfelotse.privacy.access import saw_case
from hilfelotse.referrals.actions.answer import AlreadyAnswered, allow_contact, recall_to_desk
from hilfelotse.referrals.actions.send import AlreadyWaiting, NotAllowed, send
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.profile import anonymised
from hilfelotse.referrals.reach import answer_due
from hilfelotse.referrals.rules import Hindrance, contact_may_flow, hindrances
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.case import OnceForm, YesNoForm
from hilfelotse.web.desk.views.act import acted, offer_of
from hilfelotse.web.desk.views.case import find_case

_desk = roles(Role.LEAD, Role.CASEWORKER)
HINDRANCES = {
    Hindrance.NOT_READY: _("Das Angebot ist noch nicht bereit: Das Erstgespräch fehlt."),
    Hindrance.NOT_AVAILABLE: _("Die Person ist gerade nicht verfügbar."),
    Hindrance.CONSENT: _("Die Person hat nicht erlaubt, dass wir diese Art von Stelle fragen."),
    Hindrance.REFUSED: _("Die Person möchte nicht, dass diese Stelle ihre Daten bekommt."),
    Hindrance.GUARDIAN: _("Die Zustimmung der Sorgeberechtigten fehlt."),
    Hindrance.CLEARANCE: _("Das Führungszeugnis liegt noch nicht vor."),
    Hindrance.ADULTS_ONLY: _("Diese Aufgabe ist erst ab 18 Jahren möglich."),
    Hindrance.NEED_NOT_OPEN: _("Der Bedarf ist nicht offen."),
    Hindrance.NO_PLACE: _("Es ist kein Platz mehr frei."),
    Hindrance.BODY_PAUSED: _("Die Stelle macht gerade Pause."),
    Hindrance.BODY_FULL: _("Die Stelle hat für diesen Monat genug Freiwillige."),
    Hindrance.YOUTH_OFFICE: _("Vormundschaft und Gastfamilie gehen immer über das Jugendamt."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def refer(request: HttpRequest, case_id: int, need_id: int) -> HttpResponse:
    """What the organisation will see, under which consent, until when it answers; then send."""
    case = find_case(request.user, case_id)
    offer = offer_of(case)
    need = get_object_or_404(
        Need.objects.visible_to(request.user).select_related("organisation"), pk=need_id
    )
    form = OnceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _send(request, case, offer, need, form)
    saw_case(case=case, route="desk:refer", user=request.user)
    return render(
        request,
        "desk/refer.html",
        {
            "case": case,
            "offer": offer,
            "need": need,
            "form": form,
            "profile": anonymised(offer, need),
            "hindrances": [HINDRANCES[code] for code in hindrances(offer, need)],
            "contact_flows": contact_may_flow(offer.party, need.organisation),
            "due_at": answer_due(need.organisation),
        },
    )


def _send(request, case, offer, need, form) -> HttpResponse:
    try:
        once(key=form.once_key, do=lambda: send(user=request.user, offer=offer, need=need).pk)
    except NotAllowed as refusal:
        for code in refusal.reasons:
            messages.error(request, HINDRANCES[code])
    except AlreadyWaiting:
        messages.error(request, _("Der Vorgang wartet schon auf die Antwort einer Stelle."))
    except NobodyToWriteTo:
        messages.error(request, _("Diese Stelle hat keine Ansprechperson mit E-Mail-Adresse."))
    except CaseIsClosed:
        messages.error(request, _("Dieser Vorgang ist schon abgeschlossen."))
    else:
        messages.success(request, _("„%(name)s“ ist gefragt.") % {"name": need.organisation.name})
    return redirect("desk:case", case_id=case.pk)


def find_referral(request: HttpRequest, referral_id: int) -> Referral:
    """A referral of a case that the user sees, else 404."""
    found = Referral.objects.visible_to(request.user).select_related("case", "organisation")
    return get_object_or_404(found, pk=referral_id)


@require_POST
@_desk
def recall(request: HttpRequest, referral_id: int) -> HttpResponse:
    """Take back a referral that is not answered yet."""
    referral = find_referral(request, referral_id)
    try:
        recall_to_desk(user=request.user, referral=referral)
    except AlreadyAnswered:
        messages.info(request, _("Die Stelle hat inzwischen geantwortet."))
    except CaseIsClosed:
        messages.error(request, _("Dieser Vorgang ist schon abgeschlossen."))
    else:
        messages.success(request, _("Die Anfrage ist zurückgeholt."))
    return redirect("desk:case", case_id=referral.case_id)


@require_POST
@_desk
def consent(request: HttpRequest, referral_id: int) -> HttpResponse:
    """Record in a talk whether the body may have name and contact."""
    referral = find_referral(request, referral_id)
    case = find_case(request.user, referral.case_id)
    form = YesNoForm(request.POST, prefix="consent")

    def do() -> None:
        allow_contact(referral=referral, given=form.is_yes, user=request.user)

    try:
        return acted(request, case, form, "consent_form", do, _("Die Antwort ist gespeichert."))
    except AlreadyAnswered:
        messages.info(request, _("Diese Anfrage ist nicht mehr offen."))
        return redirect("desk:case", case_id=case.pk)

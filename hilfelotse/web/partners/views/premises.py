"""Premises that a body is asked about, or has in hand: the printed page."""

from django.http import Http404, HttpRequest, HttpResponse

from hilfelotse.cases.models import Case
from hilfelotse.referrals.models import Referral
from hilfelotse.web.components import premises_dossier
from hilfelotse.web.partners.acting import Acting, shows


def pdf_url(acting: Acting, referral: Referral) -> str:
    """Where the printed page is; nothing for another kind of case."""
    if referral.case.kind != Case.Kind.PROPERTY:
        return ""
    return acting.url("premises_pdf", referral_id=referral.pk)


@shows
def pdf(request: HttpRequest, acting: Acting, referral_id: int) -> HttpResponse:
    """On one page, while the body is asked or has it in hand."""
    related = Referral.objects.select_related("organisation", "case__party")
    referral = acting.own(related, referral_id)
    premises = premises_dossier.premises_of(referral)
    if premises is None:
        raise Http404
    acting.saw(referral.case, referral.organisation_id, "premises_pdf")
    return premises_dossier.for_body(referral, premises)

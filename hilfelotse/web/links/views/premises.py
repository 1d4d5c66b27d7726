"""Premises from a mail: the printed page for a body that is asked or has them in hand."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hilfelotse.cases.models import Case
from hilfelotse.privacy.access import saw_case
from hilfelotse.referrals import letters
from hilfelotse.referrals.models import Referral
from hilfelotse.web.components import premises_dossier
from hilfelotse.web.components.access import by_link
from hilfelotse.web.links.views.doors import closed_door, find

_CLOSED = "links/referral_closed.html"


def pdf_url(referral: Referral, token: str) -> str:
    """Where the printed page is; nothing for another kind of case."""
    if referral.case.kind != Case.Kind.PROPERTY:
        return ""
    return reverse("links:premises_pdf", kwargs={"token": token})


@never_cache
@require_safe
@by_link
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    """On one page: with the link of the question, later with that of the answer."""
    link = find(letters.ANSWER, token) or find(letters.RESULT, token)
    rows = Referral.objects.select_related("organisation", "case__party")
    referral = link and rows.filter(pk=link.subject_id).first()
    premises = premises_dossier.premises_of(referral) if referral else None
    if not referral or premises is None:
        return closed_door(request, _CLOSED)
    saw_case(
        case=referral.case, route="links:premises_pdf", organisation_id=referral.organisation_id
    )
    return premises_dossier.for_body(referral, premises)

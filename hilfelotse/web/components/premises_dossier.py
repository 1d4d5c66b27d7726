"""Premises on a printed page. Never a name, a number or a mail address of whoever offers them."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hilfelotse.cases.models import Case
from hilfelotse.premises.models import Premises
from hilfelotse.premises.profile import finding_rows, number, rows
from hilfelotse.premises.score import score
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import contact_is_open, is_in_hand, may_read_text
from hilfelotse.web.components.pdf import Section, dossier, pdf_response


def premises_of(referral: Referral) -> Premises | None:
    """The premises that a body is asked about or has in hand; no query for another kind."""
    if referral.case.kind != Case.Kind.PROPERTY:
        return None
    waits = referral.state == Referral.State.SENT and referral.case.is_open
    if not (waits or is_in_hand(referral)):
        return None
    return Premises.objects.filter(case=referral.case_id).select_related("case").first()


def for_body(referral: Referral, premises: Premises) -> HttpResponse:
    """What the body may see by now: inside the city all of it, outside the facts."""
    is_city = referral.organisation.is_city
    words = [{"label": _("Die Koordinierungsstelle schreibt"), "value": referral.cover}]
    if may_read_text(referral.organisation):
        words.append({"label": _("Anliegen"), "value": referral.case.text})
    with_address = is_city or contact_is_open(referral)
    return _page(premises, words, with_address=with_address, with_findings=is_city)


def for_desk(premises: Premises) -> HttpResponse:
    """As a department of the city has it."""
    words = [{"label": _("Anliegen"), "value": premises.case.text}]
    return _page(premises, words, with_address=True, with_findings=True)


def _page(
    premises: Premises, words: list[dict], *, with_address: bool, with_findings: bool
) -> HttpResponse:
    reference = premises.case.reference
    with override("de"):  # whoever decides reads German
        kind, size = premises.get_kind_display(), number(premises.square_metres)
        title = _("%(kind)s, %(size)s m²") % {"kind": kind, "size": size}
        findings = finding_rows(score(premises)) if with_findings else []
        sections = [
            Section(_("Das Objekt"), rows(premises, with_address=with_address)),
            Section(_("Was wir wissen"), findings),
            Section(_("Dazu"), [row for row in words if row["value"]]),
        ]
        content = dossier(title=title, reference=reference, sections=sections)
    return pdf_response(content, reference)

"""A home on one printed page. Never a name, a number or a mail address of the offerer."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hilfelotse.housing.models import HousingOffer
from hilfelotse.housing.profile import may_see_address, rent_rows, rows
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import may_read_text
from hilfelotse.web.components.pdf import Section, dossier, pdf_response


def for_body(referral: Referral, offer: HousingOffer) -> HttpResponse:
    """What the body may see by now, and not a word more."""
    words = [{"label": _("Die Koordinierungsstelle schreibt"), "value": referral.cover}]
    if may_read_text(referral.organisation):
        words.append({"label": _("Anliegen"), "value": referral.case.text})
    return _page(offer, words, with_address=may_see_address(referral))


def for_desk(offer: HousingOffer) -> HttpResponse:
    """As a department of the city has it once it has taken the home on."""
    words = [{"label": _("Anliegen"), "value": offer.case.text}]
    return _page(offer, words, with_address=True)


def _page(offer: HousingOffer, words: list[dict], *, with_address: bool) -> HttpResponse:
    reference = offer.case.reference
    with override("de"):  # whoever decides reads German
        title = _("%(kind)s für %(persons)s Personen") % {
            "kind": offer.get_kind_display(), "persons": offer.persons}  # fmt: skip
        sections = [
            Section(_("Die Wohnung"), rows(offer, with_address=with_address)),
            Section(_("Was sie kostet"), rent_rows(offer)),
            Section(_("Dazu"), [row for row in words if row["value"]]),
        ]
        content = dossier(title=title, reference=reference, sections=sections)
    return pdf_response(content, reference)

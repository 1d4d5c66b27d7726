"""What is shown of premises: to the desk, to a body that is asked, on the printed page."""

from typing import Any

from django.utils.translation import gettext as _

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.premises.models import Premises
from hilfelotse.premises.score import Row, Score, score
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import contact_is_open


def rows(premises: Premises, *, with_address: bool = True) -> list[dict[str, Any]]:
    """Labels and values of the facts. Address, parcel and money for a broker only where allowed."""
    where = f"{premises.address}, {premises.postcode}" if with_address else premises.postcode
    found = [
        (_("Was"), premises.get_kind_display()),
        (_("Wer bietet an"), premises.get_provider_display()),
        (_("Wo"), where),
        (_("Flurstück"), premises.parcel if with_address else ""),
        (_("Größe"), _("%(number)s m²") % {"number": number(premises.square_metres)}),
        (_("Plätze"), number(premises.places)),
        (_("Zeiten"), premises.times),
        (_("Frei"), _span(premises)),
        (_("Angebot"), premises.get_deal_display()),
        (_("Preis"), _("%(number)s Euro") % {"number": number(premises.price)}
            if premises.price else ""),
        (_("Provision"), premises.commission if with_address else ""),
        (_("Vertraulichkeit"), premises.get_confidentiality_display()),
    ]  # fmt: skip
    return [{"label": label, "value": str(value)} for label, value in found if value]


def finding_rows(now: Score) -> list[dict[str, Any]]:
    """Each criterion with yes, no or unknown, and why."""
    return [{"label": row.criterion.question, "value": _answer(row)} for row in now.rows]


def before(case: Case, organisation: Organisation) -> list[dict[str, Any]]:
    """What a body will read of the premises when it is asked; nothing for another kind of case."""
    premises = _of(case)
    if premises is None:
        return []
    facts = rows(premises, with_address=organisation.is_city)
    return facts + (finding_rows(score(premises)) if organisation.is_city else [])


def shown(referral: Referral) -> list[dict[str, Any]]:
    """What a body sees now that it is asked, or has it in hand."""
    premises = _of(referral.case)
    if premises is None:
        return []
    if referral.organisation.is_city:
        return before(referral.case, referral.organisation)
    return rows(premises, with_address=contact_is_open(referral))


def _of(case: Case) -> Premises | None:
    if case.kind != Case.Kind.PROPERTY:
        return None
    return Premises.objects.filter(case=case).first()


def _answer(row: Row) -> str:
    said = {None: _("unbekannt"), True: _("ja"), False: _("nein")}[row.is_met]
    return f"{said}: {row.note}" if row.note else said


def _span(premises: Premises) -> str:
    text = _("ab %(day)s") % {"day": f"{premises.available_from:%d.%m.%Y}"}
    if premises.available_until:
        text += " " + _("bis %(day)s") % {"day": f"{premises.available_until:%d.%m.%Y}"}
    return text


def number(value: int | None) -> str:
    """With points between the thousands; nothing for nothing."""
    return "" if value is None else f"{value:,}".replace(",", ".")

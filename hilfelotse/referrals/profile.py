"""What a body sees before it accepts: enough to decide, and nobody's name."""

from typing import Any

from django.utils.translation import gettext as _

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer, OfferLanguage
from hilfelotse.people.models import Party
from hilfelotse.places.distance import kilometres
from hilfelotse.places.models import District
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import contact_is_open, may_read_text
from hilfelotse.topics import activities, languages, skills, times


def shown(referral: Referral) -> list[dict[str, Any]]:
    """What the body sees of the offer, or of the concern, as far as it may by now."""
    if referral.is_concern:
        return concern(referral.case, referral.organisation, referral.cover)
    return anonymised(referral.case.offer, referral.need)


def concern(case: Case, organisation: Organisation, cover: str) -> list[dict[str, Any]]:
    """Labels and values of a concern that is passed on, before and after the body takes it on."""
    rows = [
        (_("Nummer"), case.reference),
        (_("Art"), case.get_kind_display()),
        (_("Thema"), case.get_subject_display()),
        (_("Wo"), _area(case.postcode)),
        (_("Dringend"), _("ja") if case.is_urgent else ""),
        (_("Die Koordinierungsstelle schreibt"), _lines(cover)),
        (_("Anliegen"), _lines(case.text) if may_read_text(organisation) else []),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _area(postcode: str) -> str:
    """The districts of a postcode: as near as a body needs it to know whether it is responsible."""
    if not postcode:
        return ""
    districts = District.objects.filter(quarters__postcodes__code=postcode).distinct()
    return ", ".join(district.name for district in districts) or postcode


def anonymised(offer: Offer, need: Need) -> list[dict[str, Any]]:
    """Labels and values. Free words of the helper are left out: they could name somebody."""
    rows = [
        (_("Wer"), _who(offer)),
        (_("Möchte"), [activities.name(row.code) for row in offer.activities.order_by("pk")]),
        (_("Sprachen"), [_spoken(row) for row in offer.languages.order_by("pk")]),
        (_("Kann"), [skills.NAMES[code] for code in offer.skills if code in skills.NAMES]),
        (_("Wann"), times.describe(offer.slots)),
        (_("Wie oft"), offer.get_frequency_display()),
        (_("Entfernung"), _far(offer, need)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _who(offer: Offer) -> str:
    if offer.party.kind != Party.Kind.PERSON:
        kind = offer.party.get_kind_display()
        return _("%(kind)s, etwa %(size)s Personen") % {"kind": kind, "size": offer.size}
    return str(offer.party.get_age_display())


def _spoken(row: OfferLanguage) -> str:
    return f"{languages.NAMES[row.code]} ({languages.level_name(row.level)})"


def _far(offer: Offer, need: Need) -> str:
    if offer.east_m is None or offer.north_m is None:
        return ""
    km = kilometres(offer.east_m, offer.north_m, need.east_m, need.north_m)
    return _("etwa %(km)s km") % {"km": max(1, km)}


def contact_rows(referral: Referral) -> list[dict[str, Any]]:
    """Name and contact, after acceptance and consent; nothing when they are not open (any more)."""
    party = referral.case.party
    if party is None or not contact_is_open(referral):
        return []
    rows = [{"label": _("Name"), "value": party.full_name}]
    rows += [
        {"label": point.get_kind_display(), "value": point.display}
        for point in party.contact_points.order_by("kind")
    ]
    return rows

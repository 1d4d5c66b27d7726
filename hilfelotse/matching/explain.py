"""Reasons and near misses in words, for the desk."""

from math import ceil, sqrt

from django.utils.translation import gettext as _

from hilfelotse.matching.queries import Fit
from hilfelotse.matching.rules import Miss, square_metres_apart
from hilfelotse.topics import activities, languages, times


def reasons(fit: Fit) -> list[str]:
    """Why the pair fits, the weightiest first."""
    offer, need = fit.offer_facts, fit.need_facts
    found = []
    if offer.wished_need_id == need.id:
        found.append(_("hat sich auf genau diesen Bedarf gemeldet"))
    elif offer.wished_organisation_id == need.organisation_id:
        found.append(_("möchte zu dieser Stelle"))
    if need.activity in offer.activities:
        found.append(_("möchte „%(activity)s“") % {"activity": activities.name(need.activity)})
    else:
        found.append(_("hilft, wo Hilfe gebraucht wird"))
    if Miss.LANGUAGE not in fit.misses:
        found += [_language(code, offer.languages[code]) for code in need.languages]
    if Miss.TIME not in fit.misses:
        found.append(_time(fit))
    if Miss.DISTANCE not in fit.misses:
        found.append(_distance(fit))
    if need.needs_clearance and Miss.CLEARANCE not in fit.misses:
        found.append(_("Führungszeugnis gesehen"))
    return found


def lacking(fit: Fit) -> list[str]:
    """What the pair lacks. "Not cleared" reads like "not yet": nobody may tell them apart."""
    return [_LACK[miss](fit) for miss in fit.misses]


def _lacks_talk(fit: Fit) -> str:
    if fit.offer.case.spoken_at:
        return _("nur noch nicht als bereit markiert")
    return _("nur das Erstgespräch fehlt")


def _lacks_consent(fit: Fit) -> str:
    if fit.offer_facts.is_minor and not fit.offer_facts.guardian_agreed:
        return _("nur die Zustimmung der Sorgeberechtigten fehlt")
    return _("nur die Zustimmung fehlt, dieser Stelle das Angebot zu zeigen")


def _lacks_clearance(fit: Fit) -> str:
    return _("nur das Führungszeugnis liegt noch nicht vor")


def _lacks_language(fit: Fit) -> str:
    lacking_levels = [
        _("%(language)s ab %(level)s")
        % {"language": languages.NAMES[code], "level": languages.level_name(level)}
        for code, level in fit.need_facts.languages.items()
        if fit.offer_facts.languages.get(code, 0) < level
    ]
    return _("gebraucht: %(languages)s") % {"languages": ", ".join(lacking_levels)}


def _lacks_time(fit: Fit) -> str:
    return _("keine gemeinsame Zeit")


def _lacks_distance(fit: Fit) -> str:
    apart = square_metres_apart(fit.offer_facts, fit.need_facts)
    if apart is None:
        return _("Entfernung unbekannt: Postleitzahl prüfen")
    beyond = max(1, ceil(sqrt(apart) / 1000) - fit.offer_facts.radius_km)
    return _("%(km)s km zu weit") % {"km": beyond}


_LACK = {
    Miss.TALK: _lacks_talk,
    Miss.CONSENT: _lacks_consent,
    Miss.CLEARANCE: _lacks_clearance,
    Miss.LANGUAGE: _lacks_language,
    Miss.TIME: _lacks_time,
    Miss.DISTANCE: _lacks_distance,
}


def _language(code: str, level: int) -> str:
    return f"{languages.NAMES[code]} {languages.level_name(level)}"


def _time(fit: Fit) -> str:
    if not fit.need_facts.slots:
        return _("Zeit nach Absprache")
    first, *more = times.describe(fit.offer_facts.slots & fit.need_facts.slots)
    return _("%(time)s und weitere Zeiten") % {"time": first} if more else first


def _distance(fit: Fit) -> str:
    apart = square_metres_apart(fit.offer_facts, fit.need_facts)
    return _("%(km)s km entfernt") % {"km": max(1, ceil(sqrt(apart or 0) / 1000))}

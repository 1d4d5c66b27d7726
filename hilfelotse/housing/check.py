"""Does the home fit? Advice before anybody is asked, never a refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from hilfelotse.base import clock
from hilfelotse.housing.content import HomeContent
from hilfelotse.housing.models import HousingOffer, RentLimit

Kind, Model, Provider = HousingOffer.Kind, HousingOffer.Model, HousingOffer.Provider

CITY_RENTS_FROM_DAYS = 182  # half a year: domain/workflows 2.4, Hannover 2022 and the Kreis forms
GUEST_BED_FROM_DAYS = 14  # Unterkunft Ukraine
# The least that the Länder ask for an adult in their laws on supervising dwellings is 9 or 10 m².
METRES_EACH = 9
MOST_DEPOSITS = 3  # § 551 Abs. 1 BGB: three net cold rents
_RENTED_FROM = {Provider.TENANT, Provider.SHARED_FLAT}


@dataclass(frozen=True)
class Finding:
    """Something that does not fit, or could be difficult, in plain words."""

    code: str
    text: str


def self_check(facts: HomeContent | HousingOffer, limits: Mapping[int, RentLimit]) -> list[Finding]:
    """What stands out, in a fixed order; nothing if everything fits.

    ``limits`` by number of persons, those in force (``housing.queries.limits``); without one for
    this many persons the rent is not looked at.
    """
    limit = limits.get(facts.persons)
    rented = facts.model != Model.GUEST
    found = [
        _expensive(facts, limit) if limit and rented else None,
        _large(facts, limit) if limit and rented else None,
        _crowded(facts),
        _short(facts),
        _without_consent(facts),
        _deposit(facts),
        _furniture(facts),
    ]
    return [finding for finding in found if finding]


def _expensive(facts: HomeContent | HousingOffer, limit: RentLimit) -> Finding | None:
    if facts.gross_cold <= limit.euros:
        return None
    words = {"rent": facts.gross_cold, "persons": facts.persons, "limit": limit.euros}
    return Finding(
        "too_expensive",
        _(
            "Ihre Miete mit kalten Nebenkosten (%(rent)s Euro) liegt über dem, was für "
            "%(persons)s Personen meistens bezahlt wird (%(limit)s Euro)."
        )
        % words,
    )


def _large(facts: HomeContent | HousingOffer, limit: RentLimit) -> Finding | None:
    if facts.square_metres <= limit.square_metres:
        return None
    words = {"metres": facts.square_metres, "persons": facts.persons, "limit": limit.square_metres}
    return Finding(
        "large",
        _(
            "Mit %(metres)s m² ist die Wohnung größer als üblich für %(persons)s Personen "
            "(%(limit)s m²). Vielleicht passt sie für einen größeren Haushalt."
        )
        % words,
    )


def _crowded(facts: HomeContent | HousingOffer) -> Finding | None:
    people = facts.persons + (facts.housemates if facts.kind != Kind.HOTEL else 0)
    # Of a room in somebody's home only the room is known: those who live there have their own.
    alone = facts.kind in {Kind.ROOM, Kind.SHARED_FLAT, Kind.GUEST_BED}
    share = facts.square_metres / (facts.persons if alone else people)
    if share >= METRES_EACH:
        return None
    return Finding(
        "crowded",
        _(
            "Das ist eng: Für jede Person bleiben etwa %(share)s m². Empfohlen sind mindestens "
            "%(least)s m²."
        )
        % {"share": int(share), "least": METRES_EACH},
    )


def _short(facts: HomeContent | HousingOffer) -> Finding | None:
    days = _days(facts)
    if days is None:
        return None
    if facts.kind == Kind.GUEST_BED or facts.model == Model.GUEST:
        if days >= GUEST_BED_FROM_DAYS:
            return None
        return Finding("too_short", _("Ein Schlafplatz hilft erst ab etwa zwei Wochen."))
    if days >= CITY_RENTS_FROM_DAYS:
        return None
    return Finding(
        "too_short",
        _("Die Zeit ist kurz: Die Stadt mietet meistens erst ab sechs Monaten."),
    )


def _days(facts: HomeContent | HousingOffer) -> int | None:
    if facts.free_until is None:
        return None
    begins: date = max(facts.free_from, clock.today())
    return (facts.free_until - begins).days


def _without_consent(facts: HomeContent | HousingOffer) -> Finding | None:
    if facts.provider not in _RENTED_FROM or facts.consent == HousingOffer.Consent.GIVEN:
        return None
    return Finding(
        "no_consent",
        _(
            "Wer selbst zur Miete wohnt, braucht die Zustimmung der Vermieterin oder des "
            "Vermieters (§§ 540, 553 BGB). Bitte fragen Sie dort."
        ),
    )


def _deposit(facts: HomeContent | HousingOffer) -> Finding | None:
    if facts.deposit <= MOST_DEPOSITS * facts.rent:
        return None
    return Finding(
        "deposit",
        _("Die Kaution darf höchstens drei Grundmieten sein, hier %(most)s Euro (§ 551 BGB).")
        % {"most": MOST_DEPOSITS * facts.rent},
    )


def _furniture(facts: HomeContent | HousingOffer) -> Finding | None:
    if facts.furniture * 2 <= facts.rent:
        return None
    return Finding(
        "furniture",
        _("Der Zuschlag für Möbel (%(euros)s Euro) ist sehr hoch im Vergleich zur Miete.")
        % {"euros": facts.furniture},
    )

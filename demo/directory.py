"""What the bodies say about themselves: areas, what they take and when, pauses, how to ask them.

The states that an entry may be in stand at bodies of their own, so that no other story of the
demo meets a body that takes nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from demo.network import CIRCLES, OPERATORS
from demo.stage import Journey, Stage
from demo.team import LEAD
from hilfelotse.base import clock
from hilfelotse.directory.actions import (
    change_organisation,
    confirm_profile,
    pause,
    set_intakes,
)
from hilfelotse.directory.models import Organisation
from hilfelotse.topics.goods import Condition

ReachBy = Organisation.ReachBy
STALE_DAYS, HIDDEN_DAYS = 130, 220

# bodies that the other stories leave alone
PAUSED, STALE, HIDDEN = "Ahlemer Nachbarschaft", "Wülfeler Werkbank", "Teestube am Markt e. V."
BY_LIST, BY_PHONE = "Wettberger Runde", "Kirchröder Seniorenhilfe"
CLOTHES, HOUSEHOLD, BABIES = (
    "Kleiderkammer Roderbruch",
    "Sozialkaufhaus Leinewelle",
    "Babykorb List",
)


@dataclass(frozen=True)
class Intake:
    body: str
    goods: str
    what: str
    hours: str
    address: str
    condition: int = Condition.GOOD
    by_appointment: bool = False


_ROOM, _HALL = "Osterfelddamm, Eingang im Hof", "Vahrenwalder Straße, Halle hinter dem Parkplatz"
INTAKES = [
    Intake(
        CLOTHES, "winter", "Männergrößen S bis L, Handschuhe, Mützen.", "Mo und Do 15–18 Uhr", _ROOM
    ),
    Intake(CLOTHES, "shoes", "Paarweise zusammengebunden.", "Mo und Do 15–18 Uhr", _ROOM),
    Intake(CLOTHES, "bedding", "Gewaschen, ohne Federn.", "Do 15–18 Uhr", _ROOM),
    Intake(
        HOUSEHOLD, "kitchen", "Geschirr für zwei bis sechs Personen.", "Di bis Sa 10–17 Uhr", _HALL
    ),
    Intake(
        HOUSEHOLD,
        "appliances",
        "Geprüft, mit Kabel. Keine Kühlschränke.",
        "Di bis Sa 10–17 Uhr",
        _HALL,
        by_appointment=True,
    ),
    Intake(
        HOUSEHOLD, "books", "Deutsch als Fremdsprache, Wörterbücher.", "Di bis Sa 10–17 Uhr", _HALL
    ),
    Intake(
        BABIES,
        "baby",
        "Kinderwagen mit Bremse, Kleidung bis Größe 98.",
        "Mi 9–12 Uhr",
        "Podbielskistraße, Laden neben der Apotheke",
        Condition.LIKE_NEW,
    ),
    Intake(
        "Fahrradwerkstatt Speichenglück e. V.",
        "bicycles",
        "Auch mit Plattfuß, wir reparieren.",
        "Mi und Fr 16–19 Uhr",
        "Limmerstraße, Werkstatt im Hinterhof",
        Condition.USED,
    ),
    Intake(
        "Lernhaus am Kanal e. V.",
        "school",
        "Ranzen, Stifte, Taschenrechner.",
        "Mo bis Fr 13–16 Uhr",
        "Sahlkampstraße, Erdgeschoss",
    ),
    Intake(PAUSED, "sports", "Bälle und Trikots.", "Sa 10–12 Uhr", "Vereinsheim am Rand der Wiese"),
]

TRUSTED = [
    "Linden-Nord hilft", "Vahrenwald verbindet", "Döhrener Nachbarn", CLOTHES,
    "Wohnbrücke Leine gGmbH", "Volkshochschule und Bildung", "Stadtbibliothek",
]  # fmt: skip
LANGUAGES = {
    "Linden-Nord hilft": ["de", "ar", "fa"], "Mittelfeld miteinander": ["de", "ar", "ru"],
    "Hainhölzer Runde": ["de", "kmr", "tr"], "Frauentreff Mosaik e. V.": ["de", "tr", "ar", "en"],
    "Sprachmittlerpool Leinestadt e. V.": ["de", "ar", "fa", "ti", "uk", "sq"],
}  # fmt: skip
_SAY_SO = 24  # bodies that have confirmed their entry lately


def describe(stage: Stage) -> None:
    """What stands in the directory from the beginning. The clock stands at that day."""
    lead, bodies = stage.users[LEAD], stage.organisations
    for name, fields in _profiles(stage).items():
        change_organisation(user=lead, organisation=bodies[name], **fields)
    for name in dict.fromkeys(intake.body for intake in INTAKES):
        rows = [_row(intake) for intake in INTAKES if intake.body == name]
        set_intakes(user=lead, organisation=bodies[name], intakes=rows)
    # Carried over from the list that the office kept before: nobody has looked since.
    for name, days in ((STALE, STALE_DAYS), (HIDDEN, HIDDEN_DAYS)):
        long_ago = stage.days.now - timedelta(days=days)
        Organisation.objects.filter(name=name).update(confirmed_at=long_ago)


def _row(intake: Intake) -> dict:
    return {name: value for name, value in vars(intake).items() if name != "body"}


def _profiles(stage: Stage) -> dict[str, dict]:
    today = clock.today()
    found: dict[str, dict] = {
        body.name: {"areas": [stage.quarters[body.quarter].district]} for body in CIRCLES
    }
    for body in OPERATORS:
        found[body.name] = {
            "clearance_agreed_on": today - timedelta(days=300),
            "protection_concept_on": today - timedelta(days=200),
            "data_agreed_on": today - timedelta(days=150),
            "insurer": "Betriebshaftpflicht des Trägers",
        }
    for name in TRUSTED:
        found.setdefault(name, {})["is_trusted"] = True
    for name, languages in LANGUAGES.items():
        found.setdefault(name, {})["languages"] = languages
    found[PAUSED]["monthly_helpers"] = 2
    found[PAUSED]["activities"] = ["SPO", "BGN"]
    found[BY_LIST]["reach_by"] = ReachBy.LIST
    found[BY_PHONE]["reach_by"] = ReachBy.PHONE
    return found


def directory_journeys(stage: Stage) -> Iterator[Journey]:
    """Bodies say that their entry is right; one takes a break."""
    quiet = {PAUSED, STALE, HIDDEN}
    saying = [name for name in sorted(stage.organisations) if name not in quiet]
    for number, name in enumerate(saying):
        yield _confirmed(stage, name, number)
    yield _paused(stage)


def _confirmed(stage: Stage, name: str, number: int) -> Journey:
    """Most by a click, three weeks to seven weeks ago."""
    yield stage.days.at_work(12 + number % _SAY_SO, Random(name))
    body = stage.organisations[name]
    confirm_profile(user=None, organisation=body, name=body.contacts.first().name)


def _paused(stage: Stage) -> Journey:
    yield stage.days.at_work(3, Random(PAUSED))
    pause(user=None, organisation=stage.organisations[PAUSED], until=stage.days.today(21))

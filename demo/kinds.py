"""Needs of every kind, and one in each state that the older ones do not have."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from demo.directory import BABIES, BY_LIST, BY_PHONE, CLOTHES, HOUSEHOLD
from demo.stage import Journey, Stage
from demo.team import CASEWORKERS
from hilfelotse.needs.actions import keep
from hilfelotse.needs.models import Need
from hilfelotse.office.hours import ZONE
from hilfelotse.topics.goods import Condition, Unit
from hilfelotse.topics.times import Frequency, from_rough

Kind, Urgency = Need.Kind, Need.Urgency


@dataclass(frozen=True)
class KindPlan:
    """A need told by hand; ``more`` are the fields of its kind."""

    title: str
    description: str
    kind: str
    body: str
    quarter: str
    quantity: int
    opened: int = 45  # working days before today
    valid: int = 40  # days from today
    urgency: int = Urgency.MONTH
    languages: dict[str, int] = field(default_factory=dict)
    accommodation: str = ""
    by_body: bool = False  # by the body's own link: the desk still has to approve it
    paused: int = 0  # until so many days from today
    more: dict = field(default_factory=dict)


def goods(title: str, text: str, body: str, quarter: str, quantity: int, what: str, **more):
    """A need for things."""
    fields = {name: more.pop(name) for name in list(more) if name in KindPlan.__annotations__}
    own = {"goods": what, "unit": Unit.PIECE, "condition": Condition.GOOD} | more
    return KindPlan(title, text, Kind.GOODS, body, quarter, quantity, more=own, **fields)


BLANKETS = [
    "Wolldecken für die Notunterkunft Groß-Buchholz",
    "Decken für den Winter in der Nordstadt",
    "Warme Decken für neue Familien im Süden",
]
JACKETS, BIKES, LAPTOPS = (
    "Winterjacken für Männer",
    "Fahrräder, auch zum Reparieren",
    "Laptops zum Lernen",
)
PRAMS, SATCHELS, DISHES = (
    "Kinderwagen und Babyschalen",
    "Schulranzen für die erste Klasse",
    "Geschirr für den Anfang",
)
GERMAN_ROOM = "Raum für einen Deutschkurs am Dienstag"

THINGS = [
    goods(BLANKETS[0], "Jede Woche kommen neue Familien an. Bitte nur saubere Decken.",
          "Haus und Halt gGmbH", "Groß-Buchholz", 200, "bedding", urgency=Urgency.WEEK,
          accommodation="Notunterkunft Groß-Buchholz", hours="täglich 9–17 Uhr am Empfang"),
    goods(BLANKETS[1], "Für die kalten Monate. Einzelne Decken oder ganze Kartons.",
          "Wohnbrücke Leine gGmbH", "Nordstadt", 150, "bedding", not_wanted="Federbetten"),
    goods(BLANKETS[2], "Familien ziehen ein und haben noch keine Decken.",
          "Sozialwerk Maschwiese e. V.", "Südstadt", 120, "bedding"),
    goods(JACKETS, "Größen S bis L fehlen am meisten. Bitte mit funktionierendem Reißverschluss.",
          CLOTHES, "Groß-Buchholz", 60, "winter", urgency=Urgency.WEEK,
          hours="Mo und Do 15–18 Uhr", not_wanted="Anzüge und Abendkleidung"),
    goods(BIKES, "Wir reparieren gemeinsam und geben die Räder mit Schloss weiter.",
          "Fahrradwerkstatt Speichenglück e. V.", "Linden-Nord", 12, "bicycles",
          condition=Condition.USED, hours="Mi und Fr 16–19 Uhr"),
    goods(PRAMS, "Für Familien in Wohnprojekten. Die Bremse muss halten.",
          BABIES, "List", 6, "baby", condition=Condition.LIKE_NEW, hours="Mi 9–12 Uhr"),
    goods(SATCHELS, "Nach den Ferien beginnen 20 Kinder mit der Schule.",
          "Lernhaus am Kanal e. V.", "Vahrenheide", 20, "school", valid=2),
    goods(DISHES, "Ein Set: vier Teller, vier Tassen, Besteck, ein Topf.",
          "Domizil Soziale Dienste gGmbH", "Linden-Süd", 15, "kitchen", unit=Unit.SET),
    goods("Fußbälle und Trikots für das Freitagstraining", "Zwölf Kinder spielen mit zwei Bällen.",
          "Sahlkamp zusammen", "Sahlkamp", 15, "sports", opened=1, by_body=True),
    goods("Wörterbücher Deutsch–Arabisch und Deutsch–Farsi", "Für den Lesetisch im Kaufhaus.",
          HOUSEHOLD, "Vahrenwald", 25, "books", opened=12, paused=14),
    KindPlan(
        "Fahrkarten für den Weg zum Deutschkurs",
        "Zwölf Menschen fahren dreimal in der Woche zum Kurs. Eine Monatskarte kostet viel Geld.",
        Kind.MONEY, "Kleefelder Kreis", "Kleefeld", 1500,
    ),
    KindPlan(
        GERMAN_ROOM,
        "Wir suchen einen Raum für 12 Menschen, mit Tafel und Toilette. Am besten in der Nähe der "
        "Limmerstraße.",
        Kind.ROOM, "Linden-Nord hilft", "Linden-Nord", 1,
        more={"frequency": Frequency.WEEKLY, "slots": from_rough(["any"])},
    ),
]  # fmt: skip

MENTORING, LETTERS, READING = (
    "Patenschaften für junge Familien in der List", "Briefe verstehen: eine Stunde am Mittwoch",
    "Briefe lesen mit älteren Menschen",
)  # fmt: skip
PEOPLE = [
    KindPlan(
        MENTORING,
        "Sie treffen eine Familie einmal in der Woche. Wir lernen Sie zuerst kennen, begleiten das "
        "erste Treffen und sind in den ersten Wochen für Sie da.",
        Kind.MENTORING, "Listergarten – Unterstützerkreis List", "List", 6,
        more={"activity": "PAT", "frequency": Frequency.WEEKLY},
    ),
    KindPlan(
        LETTERS, "Wir lesen zusammen Briefe und füllen Formulare aus. Kaffee gibt es auch.",
        Kind.HELPERS, BY_LIST, "Wettbergen", 4,
        more={"activity": "FOR", "frequency": Frequency.WEEKLY},
    ),
    KindPlan(
        READING, "Eine Stunde in der Woche bei Menschen, die nicht mehr gut zu Fuß sind.",
        Kind.HELPERS, BY_PHONE, "Kirchrode", 3,
        more={"activity": "FOR", "frequency": Frequency.WEEKLY},
    ),
    KindPlan(
        "Vereinsrecht: Wie gründet ein Kreis einen Verein?",
        "Wir möchten einen Verein gründen. Wer kennt sich mit Satzung und Finanzamt aus? Zwei oder "
        "drei Abende reichen.",
        Kind.EXPERTISE, "Rechtsberatung im Hof e. V.", "Nordstadt", 2,
        more={"activity": "FAC", "frequency": Frequency.ONCE},
    ),
    KindPlan(
        "Nähkurs für Frauen: zwei Helferinnen",
        "Jeden Donnerstagvormittag nähen wir zusammen. Sie helfen an den Maschinen.",
        Kind.HELPERS, "Frauentreff Mosaik e. V.", "Linden-Süd", 2, opened=1, by_body=True,
        more={"activity": "FRA", "frequency": Frequency.WEEKLY},
    ),
]  # fmt: skip

FEAST, TOMORROW, DRIVE, CLINIC = (
    "Nachbarschaftsfest: Aufbau und Grill", "Morgen: Betten aufbauen in der Unterkunft",
    "Möbel von Anderten nach Linden fahren", "Tigrinya: zwei Termine in der Frauenarztpraxis",
)  # fmt: skip


def kind_journeys(stage: Stage) -> Iterator[Journey]:
    """The needs of all kinds, from entering to where they stand today."""
    for number, plan in enumerate([*THINGS, *PEOPLE, *_dated(stage)]):
        yield _entered(stage, plan, number)


def _dated(stage: Stage) -> list[KindPlan]:
    """What has a date lies ahead, seen from the day of seeding."""
    soon = (stage.days.now + timedelta(hours=22)).replace(minute=0, second=0, microsecond=0)
    saturday = stage.days.today(8)
    saturday += timedelta(days=(5 - saturday.weekday()) % 7)
    return [
        KindPlan(
            FEAST, "Wir bauen Tische auf, grillen und spielen. Für das Essen sorgen wir.",
            Kind.SHIFT, "Herrenhäuser Willkommenskreis", "Herrenhausen", 12, opened=12,
            more={"activity": "BGN", "meeting_point": "Am Tor zum Schulhof"}
            | _hours(_at(saturday, 12), 6),
        ),
        KindPlan(
            TOMORROW, "Zehn Betten kommen an. Wer kann schrauben?",
            Kind.SHIFT, "Haus und Halt gGmbH", "Groß-Buchholz", 5, opened=3, urgency=Urgency.ACUTE,
            accommodation="Notunterkunft Groß-Buchholz",
            more={"activity": "FAR", "meeting_point": "Empfang"} | _hours(soon, 3),
        ),
        KindPlan(
            DRIVE, "Ein Schrank und vier Stühle. Wir helfen beim Tragen. Der Transporter ist da.",
            Kind.TRANSPORT, "Misburger Hafenhilfe", "Anderten", 1, opened=9, urgency=Urgency.WEEK,
            more={"reimbursement": "Sprit gegen Beleg", "meeting_point": "Hof hinter der Schule"}
            | _hours(_at(stage.days.today(5), 15), 3),
        ),
        KindPlan(
            CLINIC, "Vorgespräch und Untersuchung. Bitte alles für sich behalten, was Sie hören.",
            Kind.INTERPRETING, "Mittelfeld miteinander", "Mittelfeld", 1, opened=6,
            languages={"ti": 5, "de": 4},
            more={
                "gender_wish": Need.Gender.FEMALE,
                "gender_reason": "Die Patientin spricht nur mit einer Frau darüber.",
                "meeting_point": "Praxis am Markt, zweiter Stock",
            }
            | _hours(_at(stage.days.today(12), 10), 1)
            | _hours(_at(stage.days.today(14), 9), 1, "other_"),
        ),
    ]  # fmt: skip


def _at(day, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZONE)


def _hours(start: datetime, hours: int, prefix: str = "") -> dict[str, datetime]:
    return {f"{prefix}starts_at": start, f"{prefix}ends_at": start + timedelta(hours=hours)}


def _entered(stage: Stage, plan: KindPlan, number: int) -> Journey:
    yield stage.days.at_work(plan.opened, Random(plan.title), last=0.2)
    user = stage.users[CASEWORKERS[number % len(CASEWORKERS)]]
    writer = None if plan.by_body else user
    body = stage.organisations[plan.body]
    home = body.accommodations.filter(name=plan.accommodation).first()
    need = stage.needs[plan.title] = keep.enter(
        user=writer,
        languages=plan.languages,
        **{
            "organisation": body,
            "contact": body.contacts.first(),
            "accommodation": home,
            "quarter": stage.quarters[plan.quarter],
            "kind": plan.kind,
            "title": plan.title,
            "description": plan.description,
            "quantity": plan.quantity,
            "activity": "",
            "needs_clearance": False,
            "adults_only": False,
            "urgency": plan.urgency,
            "valid_until": stage.days.today(plan.valid),
        }
        | plan.more,
    )
    keep.submit(user=writer, need=need)
    if plan.paused:
        yield stage.days.at_work(2, Random(plan.title))
        keep.pause(user=user, need=need, until=stage.days.today(plan.paused))

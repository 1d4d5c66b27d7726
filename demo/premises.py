"""Buildings and rooms: looked at by criteria and by departments, decided, kept in reserve."""

from collections.abc import Generator, Iterator
from datetime import datetime
from random import Random

from demo.arrivals import arrive, mailbox
from demo.stage import Journey, Stage, later
from demo.team import LEAD
from hilfelotse.cases.actions.assign import take
from hilfelotse.cases.models import Case
from hilfelotse.intake.receive import Sender
from hilfelotse.premises.actions.decide import decide
from hilfelotse.premises.actions.missing import ask_for_missing
from hilfelotse.premises.actions.offer import Content, assess, enter
from hilfelotse.premises.models import Premises
from hilfelotse.referrals.actions.opinion import ask_opinions, give_opinion
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.actions.take_on import report, take_on
from hilfelotse.referrals.models import Referral

Kind, Deal, Decision = Premises.Kind, Premises.Deal, Premises.Decision
Provider, Level, Verdict = Premises.Provider, Premises.Confidentiality, Referral.Verdict
CIRCLE = "Linden-Nord hilft"
ASKED = ["Feuerwehr", "Fachbereich Planen und Stadtentwicklung", "Gebäudemanagement"]
HOTEL = "Hildesheimer Straße 912"

Offered = Generator[datetime, None, Premises]


def premises_journeys(stage: Stage) -> Iterator[Journey]:
    """One object in each state; one of them is offered by two brokers."""
    yield _hotel(stage)
    yield _second_broker(stage)
    yield _before_departments(stage)
    yield _in_reserve(stage)
    yield _refused(stage)
    yield _in_use(stage)
    yield _secret(stage)
    yield _room_for_a_circle(stage)


def _offered(stage: Stage, ago: int, sender: Sender, text: str, **content) -> Offered:
    fields = {
        "provider": Provider.OWNER, "available_from": stage.days.today(40), "deal": Deal.RENT,
        "postcode": "30519",
    } | content  # fmt: skip
    case = yield from arrive(
        stage, f"premises-{sender.email}", Case.Kind.PROPERTY, ago=ago, sender=sender, text=text,
        fill=lambda case: enter(case=case, content=Content(**fields)),
        postcode=fields["postcode"],
    )  # fmt: skip
    return case.premises


def _hotel(stage: Stage) -> Journey:
    """Looked at; the letter with what is missing is out."""
    premises = yield from _offered(
        stage, 5, mailbox("Immobilien Leinetal (Herr Brockmann)", "brockmann.leinetal"),
        "Ein Hotel mit 64 Zimmern, zum Jahresende leer.", provider=Provider.BROKER,
        kind=Kind.HOTEL, address=HOTEL, square_metres=2100, places=120, price=26_000,
        commission="zwei Monatsmieten",
    )  # fmt: skip
    yield stage.days.at_work(3, Random("hotel"))
    lead = stage.users[LEAD]
    take(user=lead, case=premises.case)
    assess(
        user=lead, premises=premises,
        findings={
            "size": (True, "2.100 m²"), "places": (True, ""), "half-year": (True, ""),
            "year": (True, "Vertrag über drei Jahre möglich"), "sanitary": (True, ""),
            "kitchens": (False, "Nur eine Hotelküche"), "nearby": (True, "Stadtbahn vor der Tür"),
        },
    )  # fmt: skip
    yield later(20)
    ask_for_missing(user=lead, premises=premises)


def _second_broker(stage: Stage) -> Journey:
    """The same hotel, written otherwise: the desk is shown that it knows it."""
    yield from _offered(
        stage, 1, mailbox("Objektkontor Nord (Frau Lindqvist)", "lindqvist.objektkontor"),
        "Exklusiv: Hotel in der Südstadt, kurzfristig zu mieten.", provider=Provider.BROKER,
        kind=Kind.HOTEL, address="Hildesheimer Str. 912", square_metres=2000, places=110,
        price=29_500, commission="drei Monatsmieten",
    )  # fmt: skip


def _before_departments(stage: Stage) -> Journey:
    """Three departments are asked, two have answered."""
    premises = yield from _offered(
        stage, 8, mailbox("Kirchenkreis (Frau Pastorin Behrends)", "behrends.kirchenkreis"),
        "Unser früheres Pflegeheim steht leer. 80 Plätze, Aufzug, große Küche.",
        provider=Provider.CHURCH, kind=Kind.HOME, address="Kirchröder Straße 944",
        postcode="30625", square_metres=3200, places=80, price=18_000,
        answers={"owner": True, "size": True, "permit": True, "fire": False, "plans": True},
    )  # fmt: skip
    yield stage.days.at_work(4, Random("departments"))
    lead = stage.users[LEAD]
    take(user=lead, case=premises.case)
    yield later(15)
    asked = ask_opinions(
        user=lead, case=premises.case,
        organisations=[stage.organisations[name] for name in ASKED],
        text="Ist das Haus als Unterkunft für etwa 80 Menschen geeignet?",
    )  # fmt: skip
    said = [
        (Verdict.CONDITIONS, "Mit Brandmeldern und einem zweiten Rettungsweg im Westflügel."),
        (Verdict.YES, "Planungsrechtlich zulässig."),
    ]
    for days, referral, (verdict, text) in zip((3, 1), asked, said, strict=False):
        yield stage.days.at_work(days, Random(text))
        give_opinion(referral=referral, verdict=verdict, text=text)


def _decided(stage: Stage, premises: Premises, ago: int, **decision) -> Journey:
    yield stage.days.at_work(ago, Random(premises.address))
    take(user=stage.users[LEAD], case=premises.case)
    yield later(30)
    decide(user=stage.users[LEAD], premises=premises, **decision)


def _in_reserve(stage: Stage) -> Journey:
    premises = yield from _offered(
        stage, 20, mailbox("Autohaus Kaltenweide (Herr Meyerhoff)", "meyerhoff.kaltenweide"),
        "Unsere alte Ausstellungshalle, beheizt.", provider=Provider.COMPANY, kind=Kind.HALL,
        address="Schulenburger Landstraße 955", postcode="30165", square_metres=1500, places=100,
        price=9_000, answers={"owner": True, "size": True, "supply": True, "sanitary": False},
    )  # fmt: skip
    yield from _decided(
        stage, premises, 15, decision=Decision.RESERVE, reserve_until=stage.days.today(90),
        text="Gerade brauchen wir keine Halle. Wir melden uns, wenn sich das ändert.",
    )  # fmt: skip


def _refused(stage: Stage) -> Journey:
    premises = yield from _offered(
        stage, 12, mailbox("Gerd Sonnemann", "gerd.sonnemann"), "Wiese am Waldrand, für Container.",
        kind=Kind.PLOT, address="Feldweg hinter der Schleuse 901", postcode="30559",
        square_metres=4000, deal=Deal.LEASE, price=600,
    )  # fmt: skip
    yield from _decided(
        stage, premises, 9, decision=Decision.REFUSED, refusal=Premises.Refusal.PERMIT,
        text="Auf der Wiese darf nicht gebaut werden.",
    )  # fmt: skip


def _in_use(stage: Stage) -> Journey:
    premises = yield from _offered(
        stage, 40, mailbox("Versicherung am Park (Frau Nolting)", "nolting.versicherung"),
        "Bürogebäude mit vier Etagen, frei seit dem Sommer.", provider=Provider.COMPANY,
        kind=Kind.OFFICE, address="Am Listholze 981", postcode="30177", square_metres=2800,
        places=140, price=31_000,
        answers={"owner": True, "size": True, "places": True, "fire": True, "permit": True},
    )  # fmt: skip
    yield from _decided(
        stage, premises, 22, decision=Decision.TAKEN, text="Wir richten das Haus im Winter her."
    )


def _secret(stage: Stage) -> Journey:
    """Only the lead sees it."""
    yield from _offered(
        stage, 2, mailbox("Kanzlei Tiedemann", "kanzlei.tiedemann"),
        "Für eine Mandantin bieten wir ein Haus an. Bitte behandeln Sie das vertraulich.",
        kind=Kind.HOUSE, address="Weidengrund 961", postcode="30657", square_metres=240, places=9,
        deal=Deal.SALE, price=890_000, confidentiality=Level.SECRET,
    )  # fmt: skip


def _room_for_a_circle(stage: Stage) -> Journey:
    """A small room is no building: the circle looks at it, and has its course there."""
    premises = yield from _offered(
        stage, 11, mailbox("Gemeindehaus Bethlehem (Herr Ahmadi)", "ahmadi.gemeindehaus"),
        "Dienstags ist unser Gruppenraum frei. Tafel und Teeküche sind da.",
        provider=Provider.CHURCH, kind=Kind.ROOM, address="Bethlehemplatz 951", postcode="30451",
        square_metres=45, places=14, deal=Deal.FREE, times="dienstags 17 bis 19 Uhr",
        confidentiality=Level.OPEN,
    )  # fmt: skip
    user, case = stage.users["olena"], premises.case
    yield stage.days.at_work(9, Random("room"))
    referral = pass_on(
        user=user, case=case, organisation=stage.organisations[CIRCLE],
        text="Ein Raum für 14 Menschen, dienstags von 17 bis 19 Uhr, kostenlos. Passt das?",
    )  # fmt: skip
    yield stage.days.at_work(8, Random("room"))
    take_on(referral=referral, words="Genau das suchen wir!")
    yield stage.days.at_work(4, Random("room"))
    report(referral=referral, text="Der Deutschkurs hat dort angefangen.")
    yield stage.days.at_work(3, Random("room"))
    decide(
        user=user, premises=premises, decision=Decision.TAKEN,
        text="In Ihrem Raum lernen jetzt zwölf Menschen Deutsch. Danke!",
    )  # fmt: skip

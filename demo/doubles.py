"""One thing told twice or thrice: a flat of three brokers, a question by mail and by telephone."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from demo.stage import Journey, Stage
from demo.team import LEAD
from hilfelotse.cases.models import Case
from hilfelotse.duplicates.actions import merge
from hilfelotse.intake.receive import Sender, receive_concern


@dataclass(frozen=True)
class Told:
    """Who says it, how, how many working days ago."""

    key: str
    kind: str
    channel: str
    ago: int
    sender: Sender
    text: str


TOLD = [
    Told(
        "flat-1",
        Case.Kind.HOUSING,
        Case.Channel.WEB,
        2,
        Sender(name="Wohnraum Leine (Frau Sievers)", email="sievers@wohnraum-leine.example"),
        "Drei Zimmer, 72 m², Engelbosteler Damm 212, ab Januar, 690 Euro kalt.",
    ),
    Told(
        "flat-2",
        Case.Kind.HOUSING,
        Case.Channel.PHONE,
        1,
        Sender(name="Jens Hartung", phone="+493023125731"),
        "Makler, Wohnung in der Nordstadt: Engelbosteler Damm 212, dritter Stock.",
    ),
    Told(
        "flat-3",
        Case.Kind.HOUSING,
        Case.Channel.MAIL,
        0,
        Sender(name="Gudrun Hesse", email="gudrun.hesse@post.example"),
        "Ich vermiete meine Wohnung (engelbosteler damm 212) am liebsten an eine Familie.",
    ),
    Told(
        "question-1",
        Case.Kind.QUESTION,
        Case.Channel.MAIL,
        1,
        Sender(name="Hannelore Meinecke", email="h.meinecke@post.example"),
        "Unsere Kirchengemeinde hat einen Raum übrig. Wer braucht einen für ein Sprachcafé?",
    ),
    Told(
        "question-2",
        Case.Kind.QUESTION,
        Case.Channel.PHONE,
        0,
        Sender(name="Hannelore Meineke", phone="+493023125732"),
        "Fragt, ob ihre E-Mail wegen des Raums für ein Sprachcafé angekommen ist.",
    ),
]
MERGED = [
    Told(
        "merged-1", Case.Kind.QUESTION, Case.Channel.WEB, 3,
        Sender(name="Tetjana Kowaltschuk", email="tetjana@post.example"),
        "Wer hilft bei der Anmeldung in der Berufsschule?",
    ),
    Told(
        "merged-2", Case.Kind.QUESTION, Case.Channel.PHONE, 2,
        Sender(name="Tetiana Kovalchuk", phone="+493023125733"),
        "Fragt nach der Anmeldung in der Berufsschule, hat schon geschrieben.",
    ),
]  # fmt: skip


def double_journeys(stage: Stage) -> Iterator[Journey]:
    """Pairs that wait for somebody to look, and one that is merged already."""
    for number, told in enumerate(TOLD):
        yield _told(stage, told, number)
    yield _merged(stage)


def _told(stage: Stage, told: Told, number: int) -> Journey:
    yield stage.days.at_home(told.ago, Random(3000 + number))
    _receive(told)


def _merged(stage: Stage) -> Journey:
    cases = []
    for number, told in enumerate(MERGED):
        yield stage.days.at_home(told.ago, Random(3100 + number))
        cases.append(_receive(told))
    yield stage.days.at_work(1, Random(3102))
    merge(user=stage.users[LEAD], case=cases[1], into=cases[0])


def _receive(told: Told) -> Case:
    receipt = receive_concern(
        key=f"demo-{told.key}",
        kind=told.kind,
        channel=told.channel,
        sender=told.sender,
        text=told.text,
    )
    return receipt.case

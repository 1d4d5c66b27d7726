"""Money: checked recipients with accounts that no bank has, and what givers were told."""

from collections.abc import Generator, Iterator
from datetime import datetime, timedelta
from random import Random

from demo.arrivals import arrive, mailbox
from demo.stage import Journey, Stage
from demo.team import LEAD
from hilfelotse.base import clock
from hilfelotse.cases.actions.assign import take
from hilfelotse.cases.models import Case
from hilfelotse.intake.receive import Sender
from hilfelotse.money.actions.advice import advise, record_result
from hilfelotse.money.actions.gift import Gift, council_accepted, enter
from hilfelotse.money.actions.recipients import keep_recipient
from hilfelotse.money.models import MoneyOffer, Purpose, Recipient
from hilfelotse.people.models import Party

Amount, Giver = MoneyOffer.Amount, MoneyOffer.Giver
# The sort code 123 456 78 belongs to no bank.
RECIPIENTS = [
    ("Lernhaus am Kanal e. V.", Purpose.CHILDREN, "DE17 1234 5678 0000 0000 01", True),
    ("Sprachmittlerpool Leinestadt e. V.", Purpose.LANGUAGE, "DE87 1234 5678 0000 0000 02", True),
    ("Fahrradwerkstatt Speichenglück e. V.", Purpose.SPORT, "DE60 1234 5678 0000 0000 03", False),
    ("Frauentreff Mosaik e. V.", Purpose.ANY, "DE33 1234 5678 0000 0000 04", True),
]


def keep_recipients(stage: Stage) -> None:
    """Checked on the first day of the demo; one check ends soon."""
    for number, (name, purpose, account, gives_receipts) in enumerate(RECIPIENTS):
        keep_recipient(
            user=stage.users["jens"],
            organisation=stage.organisations[name],
            purpose=purpose,
            account=account,
            gives_receipts=gives_receipts,
            valid_until=clock.today() + timedelta(days=95 if number == 2 else 300),
        )


Gave = Generator[datetime, None, MoneyOffer]


def gift_journeys(stage: Stage) -> Iterator[Journey]:
    """New, advised, waiting for the council, accepted, reported."""
    yield _new(stage)
    yield _advised(stage)
    yield _large(stage, "stiftung", 3, accepted=False)
    yield _large(stage, "nachlass", 20, accepted=True)
    yield _reported(stage)


def _gave(stage: Stage, ago: int, sender: Sender, text: str, **content) -> Gave:
    case = yield from arrive(
        stage, f"gift-{sender.email}", Case.Kind.MONEY, ago=ago, sender=sender, text=text,
        fill=lambda case: enter(case=case, content=Gift(**content)),
    )  # fmt: skip
    return case.money_offer


def _recipients(*purposes: str) -> list[Recipient]:
    return list(Recipient.objects.filter(purpose__in=purposes).order_by("pk"))


def _new(stage: Stage) -> Journey:
    yield from _gave(
        stage, 0, mailbox("Karl-Heinz Bruns", "kh.bruns"),
        "Ich möchte im Monat 30 Euro geben, am liebsten für Kinder.",
        giver=Giver.PRIVATE, purpose=Purpose.CHILDREN, amount=Amount.TO_100, is_regular=True,
    )  # fmt: skip


def _advised(stage: Stage) -> Journey:
    company = Sender(
        name="Yvonne Strauß", email="yvonne.strauss@nordlicht.example",
        kind=Party.Kind.COMPANY, group_name="Softwarehaus Nordlicht", group_size=12,
    )  # fmt: skip
    offer = yield from _gave(
        stage, 5, company, "Statt Weihnachtskarten geben wir 1.500 Euro. Wer kann sie brauchen?",
        giver=Giver.COMPANY, purpose=Purpose.LANGUAGE, amount=Amount.TO_2000, wants_receipt=True,
    )  # fmt: skip
    yield stage.days.at_work(3, Random("advised"))
    advise(
        user=stage.users["ayse"], offer=offer,
        recipients=_recipients(Purpose.LANGUAGE, Purpose.CHILDREN),
    )  # fmt: skip


def _large(stage: Stage, who: str, ago: int, *, accepted: bool) -> Journey:
    """More than the office may take for the city by itself: the council has to accept it."""
    offer = yield from _gave(
        stage, ago, mailbox("Stiftung Leinebogen" if who == "stiftung" else "Erika Mohnhaupt", who),
        "Wir möchten der Stadt 25.000 Euro für Spielplätze an Unterkünften geben.",
        giver=Giver.FOUNDATION if who == "stiftung" else Giver.PRIVATE,
        purpose=Purpose.CHILDREN, amount=Amount.MORE, wants_receipt=True, wants_publicity=True,
    )  # fmt: skip
    yield stage.days.at_work(ago - 1, Random(who))
    take(user=stage.users[LEAD], case=offer.case)
    if accepted:
        yield stage.days.at_work(2, Random(who))
        council_accepted(user=stage.users[LEAD], offer=offer, on=clock.today())


def _reported(stage: Stage) -> Journey:
    """The body said what came of it; the giver is thanked and the case has ended."""
    offer = yield from _gave(
        stage, 25, mailbox("Straßenfest Fössestraße (Lars Hinrichs)", "lars.hinrichs"),
        "Beim Fest kamen 640 Euro zusammen. Sie sollen Fahrräder wieder flott machen.",
        giver=Giver.COLLECTION, purpose=Purpose.SPORT, amount=Amount.TO_2000,
    )  # fmt: skip
    yield stage.days.at_work(23, Random("reported"))
    (advice,) = advise(
        user=stage.users["matthias"], offer=offer, recipients=_recipients(Purpose.SPORT)
    )
    yield stage.days.at_work(6, Random("report"))
    record_result(
        user=None, advice=advice,
        text="Von dem Geld haben wir Schläuche, Bremsen und Lichter für 18 Räder gekauft.",
    )  # fmt: skip

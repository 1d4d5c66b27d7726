"""Things on their way: kept, declined, reserved, brought by a driver, received, lapsed, split."""

from collections.abc import Generator, Iterator
from datetime import datetime, timedelta
from random import Random

from demo import kinds, pictures
from demo.arrivals import arrive, mailbox
from demo.stage import Journey, Stage, later
from demo.team import CASEWORKERS
from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.base.photos import Drawn
from hilfelotse.cases.actions.assign import take
from hilfelotse.cases.models import Case
from hilfelotse.goods.actions import reserve as ways
from hilfelotse.goods.actions.offer import GoodsContent, ask_still_there, enter, keep_in_mind
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.intake.receive import Sender
from hilfelotse.people.models import Party
from hilfelotse.photos.actions import add
from hilfelotse.referrals.actions.finish import close_concern
from hilfelotse.topics.goods import Condition, Unit

Offered = Generator[datetime, None, GoodsOffer]
Held = Generator[datetime, None, Reservation]


def goods_journeys(stage: Stage) -> Iterator[Journey]:
    """One giver in each state that things may be in."""
    yield _new(stage)
    yield _kept(stage)
    yield _asked(stage)
    yield _not_needed(stage)
    yield _reserved(stage)
    yield _with_driver(stage)
    yield _handed_over(stage)
    yield _thanked(stage)
    yield _fewer(stage)
    yield _lapsed(stage)
    yield _unusable(stage)
    yield _split(stage)


def _given(
    stage: Stage, ago: int, sender: Sender, text: str, pictured: tuple[Drawn, ...] = (), **content
) -> Offered:
    fields = {
        "unit": Unit.PIECE, "condition": Condition.GOOD, "postcode": "30449", "size": "",
    } | content  # fmt: skip

    def fill(case: Case) -> None:
        enter(case=case, content=GoodsContent(**fields), may_call=True)
        add(case=case, photos=pictured)

    case = yield from arrive(
        stage, f"goods-{sender.email}", Case.Kind.GOODS, ago=ago, sender=sender, text=text,
        fill=fill, postcode=fields["postcode"],
    )  # fmt: skip
    return case.goods_offer


def _user(stage: Stage, offer: GoodsOffer) -> User:
    return stage.users[CASEWORKERS[offer.case_id % len(CASEWORKERS)]]


def _held(stage: Stage, offer: GoodsOffer, title: str, quantity: int, ago: int) -> Held:
    yield stage.days.at_work(ago, Random(title))
    user = _user(stage, offer)
    take(user=user, case=offer.case)
    return ways.reserve(user=user, offer=offer, need=stage.needs[title], quantity=quantity)


def _new(stage: Stage) -> Journey:
    yield from _given(
        stage, 0, mailbox("Frauke Ehlers", "frauke.ehlers"),
        "Die Jacken meines Mannes, alle gewaschen. Ich kann sie bringen.",
        goods="winter", item="Winterjacken für Männer", quantity=4, size="M und L", can_bring=True,
    )  # fmt: skip


def _kept(stage: Stage) -> Journey:
    offer = yield from _given(
        stage, 6, mailbox("Lutz Behrmann", "lutz.behrmann"),
        "Zwei Skianzüge und Skischuhe. Vielleicht braucht sie jemand.",
        goods="sports", item="Skianzüge", quantity=2, size="176",
    )  # fmt: skip
    yield stage.days.at_work(4, Random("kept"))
    user = _user(stage, offer)
    take(user=user, case=offer.case)
    yield later(10)
    keep_in_mind(user=user, offer=offer)


def _asked(stage: Stage) -> Journey:
    offer = yield from _given(
        stage, 14, mailbox("Ingeborg Sasse", "ingeborg.sasse"),
        "Ein Kaffeeservice für zwölf Personen.",
        goods="kitchen", item="Kaffeeservice", quantity=2, unit=Unit.SET,
    )  # fmt: skip
    yield stage.days.at_work(12, Random("asked"))
    take(user=_user(stage, offer), case=offer.case)
    yield later(10)
    keep_in_mind(user=_user(stage, offer), offer=offer)
    yield stage.days.at_work(1, Random("asked again"))
    ask_still_there(user=_user(stage, offer), offer=offer)


def _not_needed(stage: Stage) -> Journey:
    """A stop holds for furniture: the form said so, and so does the desk, with a better way."""
    offer = yield from _given(
        stage, 5, mailbox("Dieter Wolpers", "dieter.wolpers"), "Eine Schrankwand, Eiche, 320 cm.",
        goods="furniture", item="Schrankwand", quantity=1, size="320 × 220 cm", floor="2. Stock",
        if_not=GoodsOffer.IfNot.STORE,
    )  # fmt: skip
    yield stage.days.at_work(4, Random("not needed"))
    user = _user(stage, offer)
    take(user=user, case=offer.case)
    yield later(15)
    close_concern(
        user=user, case=offer.case, outcome=Case.Outcome.NOT_NEEDED,
        text="Große Schränke braucht gerade niemand. Danke, dass Sie an uns gedacht haben. Ein "
        "Sozialkaufhaus holt Möbel oft ab.",
    )  # fmt: skip


def _reserved(stage: Stage) -> Journey:
    offer = yield from _given(
        stage, 2, mailbox("Karin Tolle", "karin.tolle"),
        "Zwei neue Schulranzen, mit Federmäppchen. Mein Enkel hat drei bekommen.",
        (pictures.satchel(),),
        goods="school", item="Schulranzen mit Federmäppchen", quantity=2, condition=Condition.NEW,
    )  # fmt: skip
    yield from _held(stage, offer, kinds.SATCHELS, 2, ago=1)


def _with_driver(stage: Stage) -> Journey:
    """The giver has no car: the appointment says that a volunteer drives."""
    offer = yield from _given(
        stage, 4, mailbox("Ottilie Brandmeyer", "ottilie.brandmeyer"),
        "Drei Räder aus dem Keller. Ich kann sie nicht bringen.", (pictures.bicycle(),),
        goods="bicycles", item="Damenräder und ein Kinderrad", quantity=3, condition=Condition.USED,
        floor="Keller, sechs Stufen",
    )  # fmt: skip
    held = yield from _held(stage, offer, kinds.BIKES, 3, ago=2)
    yield stage.days.at_work(1, Random("driver"))
    at = clock.now() + timedelta(days=3)
    ways.appoint(
        user=None, reservation=held, at=at,
        place="Wir holen ab: Kirsten Oltmann fährt mit dem Transporter der Hafenhilfe",
    )  # fmt: skip


def _handed_over(stage: Stage) -> Journey:
    offer = yield from _given(
        stage, 6, mailbox("Sonja Piepenbrink", "sonja.piepenbrink"), "Kinderwagen, ein Jahr alt.",
        goods="baby", item="Kinderwagen", quantity=1, condition=Condition.LIKE_NEW, can_bring=True,
    )  # fmt: skip
    held = yield from _held(stage, offer, kinds.PRAMS, 1, ago=4)
    yield stage.days.at_work(3, Random("pram"))
    ways.appoint(
        user=None, reservation=held, at=clock.now() + timedelta(days=1), place="Babykorb List"
    )
    yield stage.days.at_work(1, Random("pram given"))
    ways.hand_over(user=None, reservation=held)


def _received(stage: Stage, held: Reservation, ago: int, quantity: int, condition: int, said: str):
    yield stage.days.at_work(ago, Random(said))
    ways.hand_over(user=None, reservation=held)
    yield later(120)
    ways.confirm_receipt(
        user=None, reservation=held, quantity=quantity, condition=condition, words=said
    )


def _thanked(stage: Stage) -> Journey:
    """All of it arrived: the giver is thanked and the case has ended."""
    offer = yield from _given(
        stage, 16, mailbox("Wilfried Hoops", "wilfried.hoops"), "Acht Jacken aus dem Verein.",
        goods="winter", item="Winterjacken", quantity=8, size="S bis XL", can_bring=True,
    )  # fmt: skip
    held = yield from _held(stage, offer, kinds.JACKETS, 8, ago=14)
    yield from _received(
        stage, held, 12, 8, Condition.GOOD, "Alle acht hängen schon am Ständer. Danke!"
    )


def _fewer(stage: Stage) -> Journey:
    """Two of five arrived: the rest is wanted and free again."""
    offer = yield from _given(
        stage, 11, mailbox("Reinhild Mausolf", "reinhild.mausolf"), "Fünf Sets Geschirr.",
        goods="kitchen", item="Geschirr für vier Personen", quantity=5, unit=Unit.SET,
    )  # fmt: skip
    held = yield from _held(stage, offer, kinds.DISHES, 5, ago=9)
    yield from _received(
        stage, held, 7, 2, Condition.GOOD, "Zwei Kartons kamen an, drei fehlen noch."
    )


def _lapsed(stage: Stage) -> Journey:
    """Nobody made an appointment in three working days: both sides are free again."""
    offer = yield from _given(
        stage, 9, mailbox("Arno Scharnhorst", "arno.scharnhorst"), "Mein altes Rad, fahrbereit.",
        goods="bicycles", item="Herrenrad", quantity=1, condition=Condition.USED,
    )  # fmt: skip
    held = yield from _held(stage, offer, kinds.BIKES, 1, ago=8)
    yield held.held_until + timedelta(minutes=2)
    ways.lapse_due()


def _unusable(stage: Stage) -> Journey:
    offer = yield from _given(
        stage, 12, mailbox("Tanja Evers", "tanja.evers"), "Babyschale, wenig benutzt.",
        goods="baby", item="Babyschale", quantity=1, condition=Condition.LIKE_NEW,
    )  # fmt: skip
    held = yield from _held(stage, offer, kinds.PRAMS, 1, ago=10)
    yield from _received(
        stage, held, 8, 1, Condition.BROKEN, "Der Gurt ist gerissen, das ist leider nicht sicher."
    )


def _split(stage: Stage) -> Journey:
    """Four hundred blankets of a company for three bodies: one has them, one has a date."""
    hotel = Sender(
        name="Marion Ostendorf", email="marion.ostendorf@hotel-weidenbaum.example",
        kind=Party.Kind.COMPANY, group_name="Hotel Zum Weidenbaum", group_size=6,
    )  # fmt: skip
    offer = yield from _given(
        stage, 7, hotel, "Wir erneuern unsere Zimmer und geben 400 Wolldecken ab, gereinigt.",
        (pictures.blankets(),),
        goods="bedding", item="Wolldecken", quantity=400, condition=Condition.LIKE_NEW,
        can_bring=True, wants_receipt=True, postcode="30159",
    )  # fmt: skip
    yield stage.days.at_work(6, Random("split"))
    user = _user(stage, offer)
    take(user=user, case=offer.case)
    yield later(30)
    shares = dict(zip(kinds.BLANKETS, (200, 120, 80), strict=True))
    needs = {stage.needs[title]: quantity for title, quantity in shares.items()}
    held = {row.quantity: row for row in ways.split(user=user, offer=offer, shares=needs)}
    yield stage.days.at_work(5, Random("split dates"))
    for quantity in (200, 120, 80):
        at = clock.now() + timedelta(days=1 if quantity == 200 else 16)
        ways.appoint(user=None, reservation=held[quantity], at=at, place="Rampe hinter dem Haus")
    yield from _received(
        stage, held[200], 3, 200, Condition.LIKE_NEW, "Alle 200 sind da, sauber und warm. Danke!"
    )

"""Helpers on every step between the first talk and thanks, each at a need made for them."""

from collections.abc import Generator, Iterator
from datetime import datetime, timedelta

from demo import kinds, words
from demo import offer_journeys as ways
from demo.arrivals import mailbox
from demo.offer_journeys import OfferPlan
from demo.stage import Journey, Stage, later
from demo.team import CASEWORKERS
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import ASKABLE_KINDS
from hilfelotse.offers.actions.change import OfferContent
from hilfelotse.offers.models import Offer
from hilfelotse.placements.actions import check_back, step
from hilfelotse.placements.actions.cancel import cancel
from hilfelotse.placements.models import CheckBack, Placement
from hilfelotse.referrals.actions.answer import accept, allow_contact
from hilfelotse.referrals.actions.propose import choose, none_fits, propose
from hilfelotse.referrals.actions.send import send
from hilfelotse.referrals.models import Referral
from hilfelotse.topics.times import Frequency, from_rough

CAFE = "Sprachcafé am Dienstagabend: Gesprächsrunden begleiten"
TABLES, COUPLES = (
    "Sprachtreff im Roderbruch: Tische betreuen",
    "Deutsch lernen zu zweit: eine Stunde in der Woche",
)
INSURED = "Kommunaler Schadenausgleich, Haftpflicht und Unfall"
_NUMBERED_FROM = 1000
NAMES = [
    "Marlene Vogtländer", "Erdem Kılıç", "Birte Hansemann", "Samuel Tesfay", "Ilse Kortmann",
    "Nadja Rybak", "Horst Gellermann", "Amira Belhadj", "Pauline Stöver", "Gregor Wendland",
    "Swantje Ahlers", "Ruth Mekonnen", "Thilo Bergmann", "Jolanta Krupa", "Henrik Lüpke",
    "Selma Yavuz", "Britta Osterloh",
]  # fmt: skip


class Helpers:
    """One after the other, with the working days on which they came and were ready."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.count = stage, 0

    def next(self, activity: str, ago: int, **languages: int) -> OfferPlan:
        name = NAMES[self.count]
        self.count += 1
        first, _, last = name.casefold().partition(" ")
        plain = str.maketrans("äöüßışç", "aousisc")
        return OfferPlan(
            number=_NUMBERED_FROM + self.count,
            sender=mailbox(name, f"{first}.{last}".translate(plain)),
            content=OfferContent(
                activities=(activity,),
                slots=from_rough(["any"]),
                frequency=Frequency.WEEKLY,
                postcode="30449",
                languages={"de": 5} | languages,
                radius_km=20,
            ),
            channel=Case.Channel.WEB,
            colleague=CASEWORKERS[self.count % len(CASEWORKERS)],
            ask_kinds=tuple(ASKABLE_KINDS),
            text=words.OFFERS[self.count % len(words.OFFERS)][0],
            received=ago + 2,
            talked=ago + 1,
            ready=ago,
            certificate=ways.CLEARED if activity == "PAT" else ways.NOT_SEEN,
        )


def volunteer_journeys(stage: Stage) -> Iterator[Journey]:
    """Where helpers may stand today."""
    someone = Helpers(stage).next
    yield _proposed(stage, someone("SPR", 3))
    yield _proposed(stage, someone("SPR", 2))
    yield _chosen(stage, someone("SPR", 4))
    yield _none_fits(stage, someone("SPR", 5))
    yield _on_trial(stage, someone("SPR", 9))
    for steps in range(4):
        yield _mentoring(stage, someone("PAT", 30), steps)
    yield _substitute(stage, someone("SPR", 8))
    yield _checked_back(
        stage, someone("SPR", 30), CheckBack.Answer.WELL, "Wir freuen uns jede Woche."
    )
    yield _checked_back(
        stage, someone("SPR", 30), CheckBack.Answer.MIXED,
        "Ich bin oft allein mit zehn Leuten. Können wir sprechen?",
    )  # fmt: skip
    yield _at_a_date(stage, someone("BGN", 6), kinds.FEAST)
    yield _cancelled_late(stage, someone("FAR", 2))
    yield _interprets(stage, someone("DOL", 4, ti=5))
    yield _waits(stage, someone("FOR", 3), kinds.LETTERS)
    yield _waits(stage, someone("FOR", 3), kinds.READING)


Ready = Generator[datetime, None, Offer]


def _ready(stage: Stage, plan: OfferPlan) -> Ready:
    return (yield from ways.arrive_until_ready(stage, plan, plan.rng))


def _proposed(stage: Stage, plan: OfferPlan) -> Journey:
    """Two or three needs lie before the helper."""
    offer = yield from _ready(stage, plan)
    yield stage.days.at_work(1, plan.rng)
    titles = [CAFE, TABLES, COUPLES][: 2 + plan.number % 2]
    needs = [stage.needs[title] for title in titles]
    propose(user=stage.users[plan.colleague], offer=offer, needs=needs)


def _chosen(stage: Stage, plan: OfferPlan) -> Journey:
    """The helper took one of two by a click; the body is asked."""
    offer = yield from _ready(stage, plan)
    yield stage.days.at_work(2, plan.rng)
    needs = [stage.needs[CAFE], stage.needs[TABLES]]
    made = propose(user=stage.users[plan.colleague], offer=offer, needs=needs)
    yield stage.days.at_work(1, plan.rng)
    choose(proposal=made[0])


def _none_fits(stage: Stage, plan: OfferPlan) -> Journey:
    offer = yield from _ready(stage, plan)
    yield stage.days.at_work(3, plan.rng)
    propose(user=stage.users[plan.colleague], offer=offer, needs=[stage.needs[TABLES]])
    yield stage.days.at_work(1, plan.rng)
    none_fits(case=offer.case, words="Ich arbeite freitags immer. Gern an einem anderen Tag.")


def _accepted(
    stage: Stage, plan: OfferPlan, title: str, *, sent: int, **how
) -> Generator[datetime, None, Placement]:
    """Asked, taken, and the contact data flow."""
    referral = yield from _sent(stage, plan, title, sent)
    yield stage.days.at_work(sent - 1, plan.rng)
    accept(referral=referral, **how)
    if not how.get("substitute") and not referral.organisation.is_city:
        yield later(50)
        allow_contact(referral=referral, given=True)
    return referral.case.offer.placements.get()


def _sent(
    stage: Stage, plan: OfferPlan, title: str, sent: int
) -> Generator[datetime, None, Referral]:
    offer = yield from _ready(stage, plan)
    yield stage.days.at_work(sent, plan.rng)
    return send(user=stage.users[plan.colleague], offer=offer, need=stage.needs[title])


def _waits(stage: Stage, plan: OfferPlan, title: str) -> Journey:
    """The body reads it in its weekly list, or is called by the desk."""
    yield from _sent(stage, plan, title, 1)


def _on_trial(stage: Stage, plan: OfferPlan) -> Journey:
    """Signed, and trying for three weeks."""
    placement = yield from _accepted(stage, plan, CAFE, sent=8)
    yield stage.days.at_work(5, plan.rng)
    step.sign(user=None, placement=placement, responsible="Fatemeh Rahmani", insurer=INSURED)
    yield later(10)
    step.begin_trial(user=None, placement=placement, until=clock.today() + timedelta(days=21))


def _mentoring(stage: Stage, plan: OfferPlan, steps: int) -> Journey:
    """A pair after none, one, two or all of its steps."""
    placement = yield from _accepted(stage, plan, kinds.MENTORING, sent=28)
    if steps > 0:
        yield stage.days.at_work(24, plan.rng)
        step.meet(user=None, placement=placement)
    if steps > 1:
        yield stage.days.at_work(20, plan.rng)
        step.begin_trial(user=None, placement=placement, until=clock.today() + timedelta(days=28))
    if steps > 2:
        yield stage.days.at_work(3, plan.rng)
        step.sign(user=None, placement=placement, responsible="Annette Kühne", insurer=INSURED)
        yield later(15)
        step.start(user=None, placement=placement)


def _substitute(stage: Stage, plan: OfferPlan) -> Journey:
    yield from _accepted(stage, plan, TABLES, sent=7, substitute=True)


def _checked_back(stage: Stage, plan: OfferPlan, said: str, why: str) -> Journey:
    """Runs for three weeks; both sides were asked how it goes."""
    placement = yield from _accepted(stage, plan, COUPLES, sent=28)
    yield stage.days.at_work(24, plan.rng)
    step.start(user=None, placement=placement)
    yield stage.days.at_work(9, plan.rng)
    check_back.ask(placement=placement, after_days=check_back.FIRST)
    yield stage.days.at_work(8, plan.rng)
    rows = {row.side: row for row in placement.check_backs.all()}
    check_back.answer(check_back=rows[CheckBack.Side.BODY], answer=CheckBack.Answer.WELL)
    yield stage.days.at_work(1 if said == CheckBack.Answer.MIXED else 7, plan.rng)
    check_back.answer(check_back=rows[CheckBack.Side.HELPER], answer=said, words=why)


def _at_a_date(stage: Stage, plan: OfferPlan, title: str, **how) -> Journey:
    yield from _accepted(stage, plan, title, sent=4, **how)


def _interprets(stage: Stage, plan: OfferPlan) -> Journey:
    """The second of two dates suits."""
    yield from _accepted(stage, plan, kinds.CLINIC, sent=3, other_date=True)


def _cancelled_late(stage: Stage, plan: OfferPlan) -> Journey:
    """Less than a day before the shift: the desk makes haste."""
    placement = yield from _accepted(stage, plan, kinds.TOMORROW, sent=2)
    yield stage.days.now - timedelta(minutes=30)
    cancel(placement=placement, text="Mein Kind ist krank geworden. Es tut mir leid.")

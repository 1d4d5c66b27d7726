"""The ways that offers of time go, from the first word to where they stand today.

Each way is told with the office's own actions. ``OfferPlan`` says when its steps happen, in
working days before today.
"""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from demo import words
from demo.needs import NeedPlan
from demo.stage import Journey, Stage, later
from demo.team import INSPECTOR
from hilfelotse.accounts.models import User
from hilfelotse.base import clock, links
from hilfelotse.cases.actions.assign import set_due, take
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.models import Case
from hilfelotse.intake.address import confirm
from hilfelotse.intake.receive import CONFIRM_LINK, Sender, Wish, receive_offer
from hilfelotse.offers.actions.allow import record_guardian_consent
from hilfelotse.offers.actions.availability import pause
from hilfelotse.offers.actions.change import OfferContent
from hilfelotse.offers.actions.talk import record_first_talk, set_ready
from hilfelotse.offers.models import Offer
from hilfelotse.office import deadlines
from hilfelotse.people.models import ContactPoint
from hilfelotse.placements.actions import agree, step
from hilfelotse.placements.actions.inspect import inspect
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.actions.answer import accept, allow_contact, decline, expire
from hilfelotse.referrals.actions.finish import finish, withdraw
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.referrals.actions.send import send
from hilfelotse.referrals.actions.take_on import take_on
from hilfelotse.referrals.models import Referral

Steps = Generator[datetime, None, Offer]
Channel = Case.Channel

YOUTH_OFFICE = "Fachbereich Jugend und Familie"
CLEARED, NOT_CLEARED, NOT_SEEN = "cleared", "not cleared", "not seen"
AT_ONCE, ASKED, STILL_ASKED, REFUSED = "at once", "asked", "still asked", "refused"


@dataclass(frozen=True)
class OfferPlan:
    """One offer: who, what, and when its steps happen (working days before today)."""

    number: int
    sender: Sender
    content: OfferContent
    channel: str
    colleague: str
    ask_kinds: tuple[str, ...]
    text: str
    received: int
    talked: int = 0
    ready: int = 0
    sent: int = 0
    answered: int = 0
    target: NeedPlan | None = None
    before: NeedPlan | None = None  # a need whose body had declined earlier
    contact: str = AT_ONCE  # when the citizen lets the contact data flow
    certificate: str = NOT_SEEN
    guardian: bool = True
    outcome: str = ""

    @property
    def rng(self) -> Random:
        """Dice of its own, so that one journey never changes another."""
        return Random(2015_0000 + self.number)


# --- where an offer may stand today ---------------------------------------------------------


def new(stage: Stage, plan: OfferPlan) -> Journey:
    """Nobody has talked to the person yet; one in three has been taken by a colleague."""
    rng = plan.rng
    offer = yield from _arrive(stage, plan, rng)
    if plan.number % 3 == 0:
        yield stage.days.at_work(max(plan.received - 1, 0), rng)
        take(user=_colleague(stage, plan), case=offer.case)


def advising(stage: Stage, plan: OfferPlan) -> Journey:
    """The first talk took place, something is still to be settled."""
    yield from _arrive_and_talk(stage, plan, plan.rng)


def advising_due(stage: Stage, plan: OfferPlan) -> Journey:
    """The same, with a day on which the colleague looks again: for some of them it is today."""
    rng = plan.rng
    offer = yield from _arrive_and_talk(stage, plan, rng)
    yield later(5)
    due = stage.days.due_today() if plan.number % 6 == 0 else stage.days.due_in(rng.randint(1, 6))
    set_due(user=_colleague(stage, plan), case=offer.case, due_at=due)


def in_pool(stage: Stage, plan: OfferPlan) -> Journey:
    """Ready; what waits for long has been asked again whether it still stands."""
    rng = plan.rng
    offer = yield from arrive_until_ready(stage, plan, rng)
    if plan.ready > 8:
        yield stage.days.at_work(plan.ready - 8, rng)
        user = _colleague(stage, plan)
        add_note(user=user, case=offer.case, text=words.NOTES[2], spoken=True)
        set_due(user=user, case=offer.case, due_at=stage.days.due_in(rng.randint(2, 12)))


def paused(stage: Stage, plan: OfferPlan) -> Journey:
    """Ready, but taking a break, said by link or to a colleague."""
    rng = plan.rng
    offer = yield from arrive_until_ready(stage, plan, rng)
    yield stage.days.at_work(max(plan.ready - 1, 0), rng)
    until = stage.days.today(rng.randint(6, 40)) if plan.number % 4 else None
    pause(offer=offer, until=until, user=_colleague(stage, plan) if plan.number % 2 else None)


def declined(stage: Stage, plan: OfferPlan) -> Journey:
    """Back at the desk after a body said no, some of them for the second time."""
    rng = plan.rng
    offer = yield from arrive_until_ready(stage, plan, rng)
    if plan.before:
        yield from _be_declined(stage, plan, rng, offer, plan.before, plan.sent + 2)
    yield from _be_declined(stage, plan, rng, offer, plan.target, plan.sent)


def silent(stage: Stage, plan: OfferPlan) -> Journey:
    """Back at the desk because the body did not answer in time."""
    rng = plan.rng
    offer = yield from arrive_until_ready(stage, plan, rng)
    referral = yield from _refer(stage, plan, rng, offer, plan.target, plan.sent)
    yield referral.due_at + timedelta(minutes=2)
    expire(referral=referral)


def returned(stage: Stage, plan: OfferPlan) -> Journey:
    """Was placed, it did not fit, and is back in the pool."""
    rng = plan.rng
    placement = yield from _place(stage, plan, rng)
    yield stage.days.at_work(max(plan.answered - 6, 0), rng)
    agree.end_and_return(
        user=_colleague(stage, plan),
        placement=placement,
        reason=Placement.EndReason.NO_FIT,
    )


def waiting_for_body(stage: Stage, plan: OfferPlan) -> Journey:
    """Referred and waiting for the answer; some after another body had declined."""
    rng = plan.rng
    offer = yield from arrive_until_ready(stage, plan, rng)
    if plan.before:
        yield from _be_declined(stage, plan, rng, offer, plan.before, plan.sent + 2)
    yield from _refer(stage, plan, rng, offer, plan.target, plan.sent)


def placed(stage: Stage, plan: OfferPlan) -> Journey:
    """A body has accepted; after a few days it runs, after two weeks the office asks."""
    rng = plan.rng
    placement = yield from _place(stage, plan, rng)
    if plan.answered > 8:
        yield from _check_back(stage, plan, rng, placement, plan.answered - 8)
        due = stage.days.due_in(rng.randint(5, 70))
        set_due(user=_colleague(stage, plan), case=placement.offer.case, due_at=due)


def closed_placed(stage: Stage, plan: OfferPlan) -> Journey:
    """Placed and ended as a case; the helping goes on, or has ended as agreed."""
    rng = plan.rng
    placement = yield from _place(stage, plan, rng)
    ago = max(plan.answered - 10, 0)
    yield from _check_back(stage, plan, rng, placement, ago)
    if plan.target and plan.target.state != "open":
        yield later(10)
        reason = Placement.EndReason.REGULAR
        agree.end(placement=placement, reason=reason, user=_colleague(stage, plan))
    yield later(20)
    _finish(stage, plan, placement.offer, Case.Outcome.PLACED)


def closed_after_talk(stage: Stage, plan: OfferPlan) -> Journey:
    """Ended without a placement, for whatever reason ``outcome`` names."""
    rng = plan.rng
    offer = yield from arrive_until_ready(stage, plan, rng)
    yield stage.days.at_work(plan.answered, rng)
    _finish(stage, plan, offer, plan.outcome)


def taken_by_youth_office(stage: Stage, plan: OfferPlan) -> Journey:
    """A host family: nobody but the youth office places it, and that is the case's end here."""
    rng = plan.rng
    offer = yield from _arrive_and_talk(stage, plan, rng)
    yield stage.days.at_work(plan.answered + 1, rng)
    user, office = _colleague(stage, plan), stage.organisations[YOUTH_OFFICE]
    referral = pass_on(user=user, case=offer.case, organisation=office, text=words.HOST_FAMILY)
    yield later(90)
    take_on(referral=referral)
    yield stage.days.at_work(plan.answered, rng)
    _finish(stage, plan, offer, Case.Outcome.FORWARDED)


def closed_before_talk(stage: Stage, plan: OfferPlan) -> Journey:
    """Never spoken to: not reached in three tries, sent twice, or no offer at all."""
    rng = plan.rng
    offer = yield from _arrive(stage, plan, rng)
    if plan.outcome == Case.Outcome.NOT_REACHED:
        for tries in (2, 1):
            yield stage.days.at_work(plan.answered + tries, rng)
            add_note(user=_colleague(stage, plan), case=offer.case, text=words.NOTES[1])
    yield stage.days.at_work(plan.answered, rng)
    _finish(stage, plan, offer, plan.outcome)


def withdrawn(stage: Stage, plan: OfferPlan) -> Journey:
    """The helper takes the offer back, some by their link, some on the telephone."""
    rng = plan.rng
    offer = yield from arrive_until_ready(stage, plan, rng)
    yield stage.days.at_work(plan.answered, rng)
    withdraw(offer=offer, user=_colleague(stage, plan) if plan.number % 2 else None)


def withdrawn_while_placed(stage: Stage, plan: OfferPlan) -> Journey:
    """The helper stops: the place at the need is free again."""
    rng = plan.rng
    placement = yield from _place(stage, plan, rng)
    yield stage.days.at_work(max(plan.answered - 8, 0), rng)
    withdraw(offer=placement.offer)


# --- the steps --------------------------------------------------------------------------------


def _arrive(stage: Stage, plan: OfferPlan, rng: Random) -> Steps:
    """The offer comes in and, but for the newest, its address is confirmed."""
    at_home = plan.channel == Channel.WEB
    yield (stage.days.at_home if at_home else stage.days.at_work)(plan.received, rng)
    need = stage.needs.get(plan.target.title) if plan.target else None
    names_need = need is not None and plan.contact == AT_ONCE
    receipt = receive_offer(
        key=f"demo-offer-{plan.number}",
        channel=plan.channel,
        sender=plan.sender,
        content=plan.content,
        wish=Wish(
            ask_kinds=plan.ask_kinds,
            need_id=need.pk if names_need else None,
            contact_consent=names_need,
        ),
        text=plan.text,
        user=_who_writes_down(stage, plan),
    )
    offer = Offer.objects.select_related("case", "party").get(case_id=receipt.case_id)
    if plan.received > 1 or plan.number % 4:
        yield from confirm_address(offer.case, rng)
    return offer


def confirm_address(case: Case, rng: Random) -> Journey:
    """The citizen opens the link that the office mailed, if there is an address."""
    point = case.party.contact_points.filter(kind=ContactPoint.Kind.EMAIL).first()
    if point is not None:
        yield later(rng.randint(2, 50))
        token = links.issue(
            purpose=CONFIRM_LINK, subject_id=point.pk, valid=deadlines.CONFIRMATION_VALID
        )
        confirm(token=token)


def _arrive_and_talk(stage: Stage, plan: OfferPlan, rng: Random) -> Steps:
    offer = yield from _arrive(stage, plan, rng)
    yield stage.days.at_work(plan.talked, rng)
    user = _colleague(stage, plan)
    record_first_talk(user=user, offer=offer, text=rng.choice(words.FIRST_TALKS))
    if offer.is_minor and plan.guardian:
        record_guardian_consent(user=user, offer=offer, given=True)
    return offer


def arrive_until_ready(stage: Stage, plan: OfferPlan, rng: Random) -> Steps:
    offer = yield from _arrive_and_talk(stage, plan, rng)
    yield stage.days.at_work(plan.ready, rng)
    if plan.certificate != NOT_SEEN:
        issued = clock.today() - timedelta(days=rng.randint(5, 60))
        inspect(
            user=stage.users[INSPECTOR],
            offer=offer,
            certificate_date=issued,
            no_entry=plan.certificate == CLEARED,
        )
    set_ready(user=_colleague(stage, plan), offer=offer)
    return offer


def _be_declined(
    stage: Stage, plan: OfferPlan, rng: Random, offer: Offer, target: NeedPlan, sent: int
) -> Journey:
    referral = yield from _refer(stage, plan, rng, offer, target, sent)
    yield stage.days.at_work(max(sent - 1, 0), rng)
    reason, own_words, who_else = rng.choice(words.DECLINES)
    decline(referral=referral, reason=reason, words=own_words, who_else=who_else)


def _refer(
    stage: Stage, plan: OfferPlan, rng: Random, offer: Offer, target: NeedPlan, sent: int
) -> Generator[datetime, None, Referral]:
    yield stage.days.at_work(sent, rng)
    return send(user=_colleague(stage, plan), offer=offer, need=stage.needs[target.title])


def _place(stage: Stage, plan: OfferPlan, rng: Random) -> Generator[datetime, None, Placement]:
    """Until the body has accepted, the contact data flow, and the helper has begun."""
    offer = yield from arrive_until_ready(stage, plan, rng)
    referral = yield from _refer(stage, plan, rng, offer, plan.target, plan.sent)
    yield stage.days.at_work(plan.answered, rng)
    placement = accept(referral=referral)
    yield from _let_contact_flow(plan, rng, referral)
    if plan.answered >= 4:
        yield stage.days.at_work(plan.answered - rng.randint(2, 4), rng)
        step.start(user=_colleague(stage, plan), placement=placement)
    return placement


def _let_contact_flow(plan: OfferPlan, rng: Random, referral: Referral) -> Journey:
    if plan.contact in {ASKED, REFUSED} and not referral.organisation.is_city:
        yield later(rng.randint(30, 600))
        allow_contact(referral=referral, given=plan.contact == ASKED)


def _check_back(
    stage: Stage, plan: OfferPlan, rng: Random, placement: Placement, ago: int
) -> Journey:
    yield stage.days.at_work(ago, rng)
    add_note(
        user=_colleague(stage, plan),
        case=placement.offer.case,
        text=rng.choice(words.CHECK_BACKS),
        spoken=True,
    )


def _finish(stage: Stage, plan: OfferPlan, offer: Offer, outcome: str) -> None:
    finish(user=_colleague(stage, plan), offer=offer, outcome=outcome, text=words.CLOSINGS[outcome])


def _colleague(stage: Stage, plan: OfferPlan) -> User:
    return stage.users[plan.colleague]


def _who_writes_down(stage: Stage, plan: OfferPlan) -> User | None:
    """A form on the web is filled in by the citizen; everything else by somebody of the city."""
    if plan.channel == Channel.WEB:
        return None
    return stage.users["mehmet" if plan.channel == Channel.SWITCHBOARD else plan.colleague]

"""The ways of concerns that offer no time: received, taken, answered or passed on."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from demo import passing_on, people, words
from demo.concerns import MIXES, SPAM, told
from demo.offer_journeys import confirm_address
from demo.stage import Journey, Stage, later
from demo.team import CASEWORKERS, LEAD
from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.cases.actions.assign import assign, put_into_queue, set_due, take
from hilfelotse.cases.actions.close import end
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event
from hilfelotse.intake.receive import receive_concern
from hilfelotse.referrals.actions.finish import close_concern

Kind, Outcome, Channel = Case.Kind, Case.Outcome, Case.Channel
_NUMBERED_FROM = 300  # people 1 to 300 offer time
_CHANNELS = [Channel.WEB, Channel.WEB, Channel.PHONE, Channel.SWITCHBOARD, Channel.MAIL]


@dataclass(frozen=True)
class ConcernPlan:
    """One concern: what it is about, and when it came and ended (working days before today)."""

    number: int
    kind: str
    text: str
    answer: str
    channel: str
    colleague: str
    received: int
    ended: int = 0
    outcome: str = ""


def concern_journeys(stage: Stage) -> Iterator[Journey]:
    """All journeys of other concerns, the same in every installation but for the days."""
    rng, quarters, number = Random(2016), sorted(stage.quarters), _NUMBERED_FROM
    for mix in MIXES:
        ends = [outcome for outcome, count in mix.closed.items() for _ in range(count)]
        for index, outcome in enumerate([""] * mix.open + ends):
            number += 1
            plan = _plan(number, mix.kind, index, outcome, rng.choice(quarters), rng)
            yield _answered(stage, plan) if outcome else _open(stage, plan)


def _plan(
    number: int, kind: str, index: int, outcome: str, quarter: str, rng: Random
) -> ConcernPlan:
    ended = rng.randint(0, 34)
    received = (
        ended + rng.randint(1, 4) if outcome else rng.choice([0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 4])
    )
    is_spam, unconfirmed = outcome == Outcome.SPAM, outcome == Outcome.UNCONFIRMED
    concern = told(kind, index, outcome)
    return ConcernPlan(
        number=number,
        kind=kind,
        text=SPAM if is_spam else concern.text.format(quarter=quarter),
        answer=concern.answer if outcome == concern.outcome else words.CLOSINGS.get(outcome, ""),
        channel=Channel.WEB if is_spam or unconfirmed else rng.choice(_CHANNELS),
        colleague=LEAD if kind == Kind.PROPERTY else CASEWORKERS[number % len(CASEWORKERS)],
        received=received,
        ended=ended,
        outcome=outcome,
    )


def _open(stage: Stage, plan: ConcernPlan) -> Journey:
    """Still to be done; most have an owner, and some are due today."""
    rng = Random(plan.number)
    case = yield from _arrive(stage, plan, rng)
    if plan.number % 5 == 0:
        return
    yield stage.days.at_work(max(plan.received - 1, 0), rng)
    user = stage.users[plan.colleague]
    if plan.number % 13 == 0:
        put_into_queue(user=user, case=case, queue=Case.Queue.LEAD)
        return
    _take_or_hand_over(stage, plan, user, case)
    if plan.number % 4 == 0 and plan.kind in passing_on.BODIES and plan.received < 4:
        yield later(20)
        yield from passing_on.some_way(stage, case, user, plan.number // 4)
    elif plan.number % 3 == 0:
        yield clock.now()
        add_note(user=user, case=case, text=rng.choice(words.NOTES[:2]))
        due = stage.days.due_today() if plan.number % 6 == 0 else stage.days.due_in(2)
        set_due(user=user, case=case, due_at=due)


def _take_or_hand_over(stage: Stage, plan: ConcernPlan, user: User, case: Case) -> None:
    if plan.number % 11 == 0:
        text = "Bitte übernimm, ich bin ab morgen im Urlaub."
        assign(user=stage.users[LEAD], case=case, owner=user, text=text)
    else:
        take(user=user, case=case)


def _answered(stage: Stage, plan: ConcernPlan) -> Journey:
    """Ended, with what the office said."""
    rng = Random(plan.number)
    case = yield from _arrive(stage, plan, rng)
    yield stage.days.at_work(plan.ended, rng)
    if plan.outcome == Outcome.UNCONFIRMED:
        end(case=case, outcome=plan.outcome, by=Event.By.SYSTEM)  # as the worker ends them
        return
    user = stage.users[plan.colleague]
    take(user=user, case=case)
    yield clock.now()
    if plan.outcome == Outcome.FORWARDED:
        yield from passing_on.until_it_is_theirs(stage, case, user, rng)
    turn_to = (
        stage.organisations["Fachbereich Soziales"] if plan.outcome == Outcome.NOT_OURS else None
    )
    close_concern(user=user, case=case, outcome=plan.outcome, text=plan.answer, turn_to=turn_to)


def _arrive(stage: Stage, plan: ConcernPlan, rng: Random):
    at_home = plan.channel == Channel.WEB
    yield (stage.days.at_home if at_home else stage.days.at_work)(plan.received, rng)
    writers = {Channel.WEB: None, Channel.SWITCHBOARD: stage.users["mehmet"]}
    receipt = receive_concern(
        key=f"demo-concern-{plan.number}",
        kind=plan.kind,
        channel=plan.channel,
        sender=_sender(plan),
        text=plan.text,
        user=writers.get(plan.channel, stage.users[plan.colleague]),
    )
    case = receipt.case
    if plan.outcome not in {Outcome.UNCONFIRMED, Outcome.SPAM} and (
        plan.received > 1 or plan.number % 4
    ):
        yield from confirm_address(case, rng)
    return case


def _sender(plan: ConcernPlan) -> people.Sender:
    if plan.kind == Kind.ORGANISATION:
        return people.group(plan.number).sender
    if plan.kind in {Kind.MONEY, Kind.PROPERTY} and plan.number % 2:
        return people.company(plan.number).sender
    sender = people.person(plan.number).sender
    if plan.outcome == Outcome.UNCONFIRMED:
        return people.Sender(name=sender.name, email=f"tippfehler{plan.number}@post.example")
    return sender

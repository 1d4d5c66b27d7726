"""The steps between a yes and the end; which one comes when, says ``placements.steps``.

By the desk, or by the body: with an account, or without ``user`` by its link.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold, move
from hilfelotse.cases.models import Case
from hilfelotse.directory.rules import check_acts_for
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.placements.actions.agree import done_by, end_and_return
from hilfelotse.placements.models import Placement
from hilfelotse.placements.steps import LONGEST_TRIAL_DAYS, Step, check

State = Placement.State


@contextmanager
def _taken(
    user: User | None, placement: Placement, step: Step
) -> Iterator[tuple[Placement, Case, dict[str, Any]]]:
    """The placement and its case, locked; what is put into the dict is written and remembered."""
    check_acts_for(user, placement.need.organisation)
    with transaction.atomic():
        case = hold(placement.offer.case_id)
        placement = (
            Placement.objects.select_for_update(of=("self",))
            .select_related("need__organisation", "offer__party", "offer__case")
            .get(pk=placement.pk)
        )
        check(placement, step)
        fields: dict[str, Any] = {}
        yield placement, case, fields
        for name, value in fields.items():
            setattr(placement, name, value)
        placement.save(update_fields=list(fields))
        record(subject=case, verb=_VERBS[step], user=user, by=done_by(user),
               need=placement.need_id, **_said(fields))  # fmt: skip


_VERBS = {
    Step.MEET: "met",
    Step.SIGN: "signed",
    Step.TRIAL: "on_trial",
    Step.START: "started",
}


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    until = fields.get("trial_until")
    return {"until": until.isoformat()} if until else {}


def _look_again(case: Case, due_at: Any) -> None:
    if case.state == Case.State.PLACED:
        move(case, waiting_on="", due_at=due_at)


def meet(*, user: User | None, placement: Placement, on: date | None = None) -> Placement:
    """A mentoring pair has met, and somebody moderated it. Raises WrongStep, ValueError."""
    on = on or clock.today()
    if on > clock.today():
        raise ValueError("a meeting that was, not one that will be")
    with _taken(user, placement, Step.MEET) as (placement, case, fields):
        fields |= {"state": State.MET, "met_on": on}
        _look_again(case, deadlines.placement_check_back())
    return placement


def sign(
    *,
    user: User | None,
    placement: Placement,
    responsible: str,
    insurer: str,
    on: date | None = None,
) -> Placement:
    """The agreement is signed: who is responsible at the body, and who insures.

    Raises WrongStep, and ValueError where one of the two is missing or the day is to come.
    """
    on = on or clock.today()
    if not responsible.strip() or not insurer.strip():
        raise ValueError("an agreement names who is responsible and who insures")
    if on > clock.today():
        raise ValueError("an agreement that was signed, not one that will be")
    with _taken(user, placement, Step.SIGN) as (placement, _case, fields):
        fields |= {
            "signed_on": on,
            "responsible": responsible.strip()[:200],
            "insurer": insurer.strip()[:200],
        }
    return placement


def begin_trial(*, user: User | None, placement: Placement, until: date) -> Placement:
    """From now on both sides try, until a day at most eight weeks away.

    The desk looks on that day. Raises WrongStep, and ValueError for another day.
    """
    today = clock.today()
    if not today < until <= today + timedelta(days=LONGEST_TRIAL_DAYS):
        raise ValueError("a trial ends within eight weeks")
    with _taken(user, placement, Step.TRIAL) as (placement, case, fields):
        fields |= {"state": State.TRIAL, "trial_until": until}
        _look_again(case, deadlines.follow_up(until))
    return placement


def start(*, user: User | None, placement: Placement) -> Placement:
    """The helper has begun, and will be asked how it goes. Raises WrongStep.

    Nothing happens to a placement that runs already: two people may say so.
    """
    placement.refresh_from_db(fields=["state"])
    if placement.state == State.RUNNING:
        check_acts_for(user, placement.need.organisation)
        return placement
    with _taken(user, placement, Step.START) as (placement, case, fields):
        fields |= {"state": State.RUNNING, "started_at": clock.now()}
        _look_again(case, deadlines.placement_check_back())
    return placement


def mark_done(*, user: User | None, placement: Placement) -> Placement:
    """What had a date took place: it ends with thanks. Raises WrongStep."""
    return _finished(user, placement, Step.DONE, Placement.EndReason.REGULAR)


def mark_no_show(*, user: User | None, placement: Placement) -> Placement:
    """Nobody came: the desk asks why, without blame. Raises WrongStep."""
    return _finished(user, placement, Step.NO_SHOW, Placement.EndReason.NO_SHOW)


@transaction.atomic
def _finished(user: User | None, placement: Placement, step: Step, reason: str) -> Placement:
    check_acts_for(user, placement.need.organisation)
    hold(placement.offer.case_id)
    placement = (
        Placement.objects.select_for_update(of=("self",))
        .select_related("need__organisation", "offer__party")
        .get(pk=placement.pk)
    )
    check(placement, step)
    if step == Step.DONE and placement.started_at is None:
        placement.started_at = placement.starts_at or placement.agreed_at
        placement.save(update_fields=["started_at"])
    return end_and_return(user=user, placement=placement, reason=reason)

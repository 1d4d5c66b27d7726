"""The ways of needs: entered, published, and what became of those that are no longer open."""

from random import Random

from demo.needs import NeedPlan, enter_need
from demo.stage import Journey, Stage, later
from demo.team import CASEWORKERS
from hilfelotse.needs.actions import keep
from hilfelotse.needs.models import Need

State = Need.State
_ENDED_DAYS_AGO = 4
_ENDS = {State.PAUSED: keep.pause, State.DONE: keep.finish, State.CANCELLED: keep.cancel}


def need_journey(stage: Stage, plan: NeedPlan, number: int) -> Journey:
    """One need, from the call of the organisation to its state today."""
    rng = Random(number)
    user = stage.users[CASEWORKERS[number % len(CASEWORKERS)]]
    yield stage.days.at_work(plan.opened, rng, last=0.2)
    need = stage.needs[plan.title] = enter_need(
        plan,
        user=user,
        organisation=stage.organisations[plan.body],
        quarters=stage.quarters,
        today=stage.days.today(),
    )
    if plan.state == State.DRAFT:
        return
    yield later(rng.randint(1, 5))
    keep.submit(user=user, need=need)
    end = _ENDS.get(plan.state)
    if end:
        yield stage.days.at_work(_ENDED_DAYS_AGO, rng)
        end(user=user, need=need)

"""The ways of needs: entered, published, and what became of those that are no longer open."""

from random import Random

from demo.needs import NeedPlan, enter_need
from demo.stage import Journey, Stage, later
from demo.team import CASEWORKERS
from hilfelotse.needs.actions.enter import move
from hilfelotse.needs.models import Need

State = Need.State
_ENDED_DAYS_AGO = 4


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
    move(user=user, need=need, state=State.OPEN)
    if plan.state in {State.PAUSED, State.DONE, State.CANCELLED}:
        yield stage.days.at_work(_ENDED_DAYS_AGO, rng)
        move(user=user, need=need, state=plan.state)

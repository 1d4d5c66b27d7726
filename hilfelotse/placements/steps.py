"""What happens between a yes and the end, by the kind of need: a plain table (workflows 2.3).

Regular help: agreement, trial, start. A mentoring pair meets first, tries for some weeks, and then
signs. What has a date takes place, or somebody does not come. A trial may be left out with regular
help, and its agreement signed later; with mentoring no step may.
"""

from dataclasses import dataclass
from enum import StrEnum

from hilfelotse.base import clock
from hilfelotse.needs.models import Need
from hilfelotse.placements.models import Placement


class Step(StrEnum):
    MEET = "meet"
    SIGN = "sign"
    TRIAL = "trial"
    START = "start"
    DONE = "done"
    NO_SHOW = "no_show"


class WrongStep(Exception):
    """The step does not come now: another one is due first, or it belongs to another kind."""


State = Placement.State
ONGOING = frozenset({Need.Kind.HELPERS, Need.Kind.MENTORING})
DATED = frozenset(
    {Need.Kind.SHIFT, Need.Kind.INTERPRETING, Need.Kind.TRANSPORT, Need.Kind.EXPERTISE}
)
LONGEST_TRIAL_DAYS = 56
TRIAL_DAYS = 28  # what is usual: three to four weeks


@dataclass(frozen=True)
class _When:
    """In which states a step comes, and whether the agreement must be signed, or must not yet."""

    states: frozenset[str]
    signed: bool | None = None


def _when(*states: str, signed: bool | None = None) -> _When:
    return _When(frozenset(states), signed)


_ON_A_DATE = {Step.DONE: _when(State.AGREED), Step.NO_SHOW: _when(State.AGREED)}
_TABLE: dict[str, dict[Step, _When]] = {
    Need.Kind.HELPERS: {
        Step.SIGN: _when(State.AGREED, State.TRIAL, State.RUNNING, signed=False),
        Step.TRIAL: _when(State.AGREED, signed=True),
        Step.START: _when(State.AGREED, State.TRIAL),
    },
    Need.Kind.MENTORING: {
        Step.MEET: _when(State.AGREED),
        Step.TRIAL: _when(State.MET),
        Step.SIGN: _when(State.TRIAL, signed=False),
        Step.START: _when(State.TRIAL, signed=True),
    },
} | dict.fromkeys(DATED, _ON_A_DATE)


def next_steps(placement: Placement) -> list[Step]:
    """What may be recorded now, in the order of the way; nothing for a substitute."""
    if placement.is_substitute:
        return []
    table = _TABLE.get(placement.need.kind, {})
    return [step for step, when in table.items() if _comes_now(placement, when)]


def _comes_now(placement: Placement, when: _When) -> bool:
    if placement.need.kind in DATED and placement.starts_at and placement.starts_at > clock.now():
        return False
    fits = when.signed is None or when.signed == (placement.signed_on is not None)
    return placement.state in when.states and fits


def check(placement: Placement, step: Step) -> None:
    """Raises WrongStep unless ``step`` may be recorded now."""
    if step not in next_steps(placement):
        raise WrongStep(f"{step} of a placement {placement.state} at {placement.need.kind}")

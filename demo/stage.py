"""Letting many journeys happen in the order of time, so that numbers and history are true.

A journey is a generator: it yields the moment of its next step, and what stands after the yield
happens then. The journeys of all cases are woven into one past.
"""

import heapq
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from demo.days import Days
from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.directory.models import Organisation
from hilfelotse.needs.models import Need
from hilfelotse.places.models import Quarter

Journey = Generator[datetime, None, None]
_BETWEEN_STEPS = timedelta(minutes=4)


@dataclass
class Stage:
    """Who and what the journeys meet."""

    days: Days
    users: dict[str, User]
    organisations: dict[str, Organisation]
    quarters: dict[str, Quarter]
    needs: dict[str, Need] = field(default_factory=dict)  # by title, once they are entered


def later(minutes: float) -> datetime:
    """So many minutes after the step that is happening."""
    return clock.now() + timedelta(minutes=minutes)


def play(journeys: Iterable[Journey], *, now: datetime) -> None:
    """Let the journeys happen side by side, each step at its moment and none after ``now``."""
    waiting = [(next(journey), number, journey) for number, journey in enumerate(journeys)]
    heapq.heapify(waiting)
    while waiting:
        moment, number, journey = heapq.heappop(waiting)
        with clock.travel(moment):
            wanted = next(journey, None)
        if wanted is not None:
            # Two steps of a case on one day keep their order, whatever the dice said.
            following = min(max(wanted, moment + _BETWEEN_STEPS), now)
            heapq.heappush(waiting, (following, number, journey))

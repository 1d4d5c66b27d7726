"""CPU of this process and of its PostgreSQL backend together, call by call."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

LIMITS_BELONG_TO_MS = 0.75  # what the bare page costs on the machine that the limits are set for
BARE_TIMES = 15
_TICK = 0.01  # of /proc/PID/stat, where the kernel keeps no finer account


@dataclass
class Item:
    """Something to measure: ``call`` is called ``times`` times a round."""

    name: str
    call: Callable[[], object]
    limit: float | None = None  # milliseconds, where the bare page costs what it should
    times: int = 25
    rounds: list[list[float]] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)  # the bare page, right before each round

    @property
    def allowed(self) -> float | None:
        """The limit for the machine as it was while this item was measured."""
        return None if self.limit is None else self.limit * self.slowness

    @property
    def slowness(self) -> float:
        """How much more the bare page cost than on the machine that the limits belong to."""
        return statistics.median(self.bare) / LIMITS_BELONG_TO_MS

    @property
    def mean(self) -> float:
        """Milliseconds: the median of the rounds' means, because the machine has other work."""
        return statistics.median(statistics.fmean(samples) for samples in self.rounds)

    @property
    def p95(self) -> float:
        """Milliseconds that 95 of 100 calls stay below."""
        samples = sorted(sample for samples in self.rounds for sample in samples)
        return samples[int(len(samples) * 0.95)]


def measure(
    items: list[Item],
    bare_page: Callable[[], object],
    rounds: int,
    cost: Callable[[Callable[[], object]], float] | None = None,
) -> None:
    """Warm up, then measure all items in turn, round by round, each beside the bare page.

    ``cost``: milliseconds of one call; CPU, unless ``waited`` is to count what people wait for.
    """
    cost = cost or worked
    for item in items:
        for _ in range(min(item.times, 5)):
            item.call()
    for _ in range(rounds):
        for item in items:
            item.bare.append(statistics.fmean(cost(bare_page) for _ in range(BARE_TIMES)))
            item.rounds.append([cost(item.call) for _ in range(item.times)])


def waited(call: Callable[[], object]) -> float:
    """Milliseconds from the beginning of the call to its end, whoever had the processor."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def worked(call: Callable[[], object]) -> float:
    """Milliseconds of CPU that one call costs, here and in the database."""
    there, here = _backend_seconds(), time.process_time()
    call()
    here = time.process_time() - here
    return (here + _backend_seconds() - there) * 1000


def _backend_seconds() -> float:
    """CPU that the backend of our connection has used so far; SQLite has none of its own."""
    if connection.vendor == "sqlite":
        return 0.0
    connection.ensure_connection()
    folder = Path(f"/proc/{connection.connection.info.backend_pid}")
    try:
        return int((folder / "schedstat").read_text().split()[0]) / 1e9
    except FileNotFoundError:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * _TICK

"""CPU of this process and of its PostgreSQL backend together, call by call."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

_TICK = 0.01  # of /proc/PID/stat, where the kernel keeps no finer account


@dataclass
class Item:
    """Something to measure: ``call`` is called ``times`` times a round."""

    name: str
    call: Callable[[], object]
    limit: float | None = None  # milliseconds, where the bare page costs what it should
    times: int = 25
    rounds: list[list[float]] = field(default_factory=list)
    scale: float = 1.0  # of the limit, for the machine as it was during the same rounds

    @property
    def mean(self) -> float:
        """Milliseconds: the median of the rounds' means, because the machine has other work."""
        return statistics.median(statistics.fmean(samples) for samples in self.rounds)

    @property
    def p95(self) -> float:
        """Milliseconds that 95 of 100 calls stay below."""
        samples = sorted(sample for samples in self.rounds for sample in samples)
        return samples[int(len(samples) * 0.95)]


def measure(items: list[Item], rounds: int) -> None:
    """Warm up, then measure all items in turn, round by round."""
    for item in items:
        for _ in range(min(item.times, 5)):
            item.call()
    for _ in range(rounds):
        for item in items:
            item.rounds.append([_cost(item.call) for _ in range(item.times)])


def _cost(call: Callable[[], object]) -> float:
    """Milliseconds of CPU that one call costs, here and in the database."""
    there, here = _backend_seconds(), time.process_time()
    call()
    here = time.process_time() - here
    return (here + _backend_seconds() - there) * 1000


def _backend_seconds() -> float:
    """CPU that the backend of our connection has used so far."""
    connection.ensure_connection()
    folder = Path(f"/proc/{connection.connection.info.backend_pid}")
    try:
        return int((folder / "schedstat").read_text().split()[0]) / 1e9
    except FileNotFoundError:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * _TICK

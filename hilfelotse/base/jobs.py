"""Due jobs: what the office's clock sets off, once per slot of time over all workers.

A package writes its jobs into ``tasks.py``::

    @job(every=timedelta(hours=1))
    def return_silent_referrals() -> int:
        ...

A slot is the time since 1970 cut into pieces of ``every``. Whoever inserts the row for a slot runs
the job. A run that neither ended nor was given back within ``LEASE`` counts as dead and is taken
over; so a job must bear being run twice.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.module_loading import autodiscover_modules

from hilfelotse.base import clock
from hilfelotse.base.models import JobRun

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

JobFunction = Callable[[], int | None]


@dataclass(frozen=True)
class Job:
    """A function that is due once per slot; it may return how many things it dealt with."""

    name: str
    every: timedelta
    run: JobFunction

    def slot(self, now: datetime) -> datetime:
        """The beginning of the slot that ``now`` lies in."""
        return EPOCH + (now - EPOCH) // self.every * self.every


registry: dict[str, Job] = {}


def job(*, every: timedelta) -> Callable[[JobFunction], JobFunction]:
    """Register the function as a due job, named by its module and its own name."""

    def register(function: JobFunction) -> JobFunction:
        name = f"{function.__module__}.{function.__qualname__}"
        if name in registry:
            raise ValueError(f"The job {name} is registered twice.")
        registry[name] = Job(name, every, function)
        return function

    return register


def discover() -> None:
    """Import each app's ``tasks.py``, so that its jobs are in the registry."""
    autodiscover_modules("tasks")


def run_due_jobs(now: datetime) -> list[str]:
    """Run each job whose slot nobody has taken; returns the names of those that ended well.

    A job that fails is logged, stays unfinished and is tried again after ``LEASE``; it never keeps
    the others from running. A job that is interrupted by the worker's end is given back at once.
    """
    discover()
    return [due.name for due in registry.values() if _claim(due, now) and _run(due, due.slot(now))]


def _claim(due: Job, now: datetime) -> bool:
    slot = due.slot(now)
    run = JobRun.objects.filter(name=due.name, slot=slot).first()
    if run is None:
        return _insert(due.name, slot, now)
    if run.finished_at or run.started_at > now - LEASE:
        return False
    # Compare-and-set: of two workers that find the same dead run, one takes it over.
    stale = JobRun.objects.filter(pk=run.pk, finished_at=None, started_at=run.started_at)
    return stale.update(started_at=now) == 1


def _insert(name: str, slot: datetime, now: datetime) -> bool:
    try:
        with transaction.atomic():
            JobRun.objects.create(name=name, slot=slot, started_at=now)
    except IntegrityError:
        return False
    return True


def _run(due: Job, slot: datetime) -> bool:
    run = JobRun.objects.filter(name=due.name, slot=slot, finished_at=None)
    try:
        count = due.run()
    except Exception:
        logger.exception("Job %s failed; next try in %s.", due.name, LEASE)
        return False
    except BaseException:
        run.delete()
        raise
    run.update(finished_at=clock.now())
    if count:
        logger.info("Job %s: %s", due.name, count)
    return True

"""The worker: runs tasks from the table of django-tasks-db, and the due jobs.

The stock worker of django-tasks-db loses a task when it is killed in mid-task. Here a running task
is held by a lease: a heartbeat renews ``started_at``, and a task whose heartbeat is older than
``settings.WORKER_LEASE`` goes back to the queue. So a task may run twice and must be idempotent.
Leases are real time (``timezone.now``), never the clock that tests let travel.
"""

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from traceback import format_exception
from types import FrameType
from typing import Any

from django.conf import settings
from django.db import (
    DatabaseError,
    InterfaceError,
    close_old_connections,
    connection,
    transaction,
)
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskContext, TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from hilfelotse.base import clock
from hilfelotse.base.jobs import run_due_jobs

logger = logging.getLogger(__name__)

PAUSE = 1.0  # seconds between two looks at an empty queue
GRACE = 3.0  # seconds a running task has to end after SIGTERM, before it is given back
MAX_ATTEMPTS = 12  # with the back-off below: about eight hours, so a night without mail server
BACK_OFF_FIRST = timedelta(seconds=5)
BACK_OFF_LONGEST = timedelta(hours=1)
# Tasks that are run between two looks at the due jobs, so that a long queue cannot starve them.
BATCH = 50


class GiveBack(BaseException):
    """Raised inside a running task when the worker has to end before the task does."""


def back_off(attempts: int) -> timedelta:
    """How long a task waits after its ``attempts``-th failure: 5 s, 20 s, 80 s … one hour."""
    return min(BACK_OFF_FIRST * 4 ** min(attempts - 1, 10), BACK_OFF_LONGEST)


def reap() -> int:
    """Give tasks of dead workers back to the queue; returns how many.

    A task that has been the end of ``MAX_ATTEMPTS`` workers is failed instead, because it may be
    what kills them.
    """
    now = timezone.now()
    dead = DBTaskResult.objects.running().filter(started_at__lt=now - settings.WORKER_LEASE)
    return sum(_put_back(task) for task in dead)


def _put_back(task: DBTaskResult) -> int:
    if len(task.worker_ids) < MAX_ATTEMPTS:
        change = _ready(run_after=timezone.now())
    else:
        change = _failed(TimeoutError("The worker died in this task, again and again."))
    # Compare-and-set: a heartbeat or another worker's reaping in between wins.
    stale = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    logger.warning("Task %s: its worker died; %s.", task.task_path, change["status"])
    return stale.update(**change)


def _ready(**more: Any) -> dict[str, Any]:
    return {"status": TaskResultStatus.READY, "started_at": None, **more}


def _failed(error: BaseException) -> dict[str, Any]:
    return {
        "status": TaskResultStatus.FAILED,
        "finished_at": timezone.now(),
        "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
        "traceback": "".join(format_exception(error)),
    }


class Worker:
    """Takes one task after the other; several workers may share one queue."""

    def __init__(self) -> None:
        name = f"{socket.gethostname()[:30]}-{os.getpid()}"
        self.worker_id = f"{name}-{get_random_string(8)}"
        # A plain flag: setting an Event in a signal handler may deadlock with waiting for it.
        self._stopping = False
        self._interruptible = False

    # --- the loop -----------------------------------------------------------------------

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; a database that is away is waited for."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGALRM, self._interrupt)
        try:
            self._work_until_stopped()
        finally:
            # Python restores the default action on its way out, which would be to be killed.
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _work_until_stopped(self) -> None:
        while not self._stopping:
            close_old_connections()
            try:
                busy = self.run_once()
            except GiveBack:
                break
            except (DatabaseError, InterfaceError):
                logger.exception("The database does not answer; next try in a few seconds.")
                connection.close()
                self._pause(5 * PAUSE)
            else:
                self._pause(0 if busy else PAUSE)

    def run_once(self) -> bool:
        """Reap, run up to ``BATCH`` ready tasks, run the due jobs; True if there may be more."""
        reap()
        ran = 0
        while ran < BATCH and not self._stopping and self.run_next_task():
            ran += 1
        if not self._stopping:
            with self._interruption():
                run_due_jobs(clock.now())
        return ran == BATCH

    def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self._stopping and time.monotonic() < end:
            time.sleep(0.1)

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self._stopping = True
        signal.setitimer(signal.ITIMER_REAL, GRACE, 0.5)

    def _interrupt(self, signum: int, frame: FrameType | None) -> None:
        if self._interruptible:
            self._interruptible = False
            raise GiveBack

    @contextmanager
    def _interruption(self) -> Iterator[None]:
        """Only inside this block may the end of the worker break off what is running."""
        self._interruptible = True
        try:
            yield
        finally:
            self._interruptible = False

    # --- one task -----------------------------------------------------------------------

    def run_next_task(self) -> bool:
        """Run the next ready task; False if there is none."""
        task = self._claim()
        if task is None:
            return False
        # The row is still ours if it carries our claim; a reaped task is written by its new worker.
        claim = DBTaskResult.objects.running().filter(pk=task.pk, worker_ids=task.worker_ids)
        try:
            with heartbeat(claim), self._interruption():
                result = normalize_json(_call(task))
        except Exception as error:
            claim.update(**_after_failure(task, error))
        except BaseException:
            claim.update(**_ready(run_after=timezone.now(), worker_ids=task.worker_ids[:-1]))
            raise
        else:
            claim.update(
                status=TaskResultStatus.SUCCESSFUL,
                finished_at=timezone.now(),
                return_value=result,
                exception_class_path="",
                traceback="",
            )
        return True

    def _claim(self) -> DBTaskResult | None:
        ready = DBTaskResult.objects.ready()
        # A look without a lock first: on SQLite a transaction would hold up every writer.
        if not ready.exists():
            return None
        with transaction.atomic():
            task = ready.get_locked()
            if task is not None:
                task.claim(self.worker_id)
        return task


def _call(row: DBTaskResult) -> Any:
    task, result = row.task, row.task_result
    context = [TaskContext(task_result=result)] if task.takes_context else []
    return task.call(*context, *result.args, **result.kwargs)


def _after_failure(task: DBTaskResult, error: Exception) -> dict[str, Any]:
    attempts = len(task.worker_ids)
    if attempts >= MAX_ATTEMPTS:
        logger.error("Task %s failed for good.", task.task_path, exc_info=error)
        return _failed(error)
    wait = back_off(attempts)
    logger.warning("Task %s failed; next try in %s.", task.task_path, wait, exc_info=error)
    return {**_failed(error), **_ready(run_after=timezone.now() + wait, finished_at=None)}


@contextmanager
def heartbeat(claim: Any) -> Iterator[None]:
    """Renew the lease of the claimed task from a thread of its own, until the block ends."""
    done = threading.Event()
    beat = (settings.WORKER_LEASE / 4).total_seconds()
    thread = threading.Thread(target=_beat, args=(claim, done.wait, beat), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(timeout=5)


def _beat(claim: Any, wait: Callable[[float], bool], seconds: float) -> None:
    try:
        while not wait(seconds):
            try:
                claim.update(started_at=timezone.now())
            except (DatabaseError, InterfaceError):
                logger.warning("A heartbeat failed.", exc_info=True)
                connection.close()
    finally:
        connection.close()

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hilfelotse.base import worker
from tests.base import task_samples

ROOT = Path(__file__).resolve().parent.parent.parent


# --- one worker in this process -----------------------------------------------------------------


@pytest.fixture
def work(db):
    return worker.Worker()


def only_task() -> DBTaskResult:
    return DBTaskResult.objects.get()


def test_a_task_runs_once_and_keeps_its_result(work, tmp_path):
    task_samples.add.enqueue(str(tmp_path / "notes"), "one")

    assert work.run_next_task() is True
    assert work.run_next_task() is False
    assert only_task().status == TaskResultStatus.SUCCESSFUL
    assert only_task().return_value == "one"
    assert (tmp_path / "notes").read_text() == "one\n"


def test_a_task_that_fails_waits_for_its_next_try(work):
    task_samples.fail.enqueue("mail server away")
    before = timezone.now()

    assert work.run_next_task() is True
    task = only_task()
    assert task.status == TaskResultStatus.READY
    assert task.exception_class_path == "builtins.ValueError"
    assert "mail server away" in task.traceback
    assert before + timedelta(seconds=5) <= task.run_after <= before + timedelta(seconds=8)
    assert work.run_next_task() is False


def test_a_task_fails_for_good_after_its_last_try(work, monkeypatch):
    monkeypatch.setattr(worker, "MAX_ATTEMPTS", 2)
    task_samples.fail.enqueue("never")

    work.run_next_task()
    DBTaskResult.objects.update(run_after=timezone.now())
    work.run_next_task()

    assert only_task().status == TaskResultStatus.FAILED
    assert only_task().finished_at is not None


def test_a_later_success_clears_the_error(work, tmp_path):
    task_samples.add.enqueue(str(tmp_path / "notes"), "one")
    DBTaskResult.objects.update(traceback="old", exception_class_path="builtins.OSError")

    work.run_next_task()

    assert only_task().traceback == ""


def test_the_task_learns_its_attempt(work):
    task_samples.attempt.enqueue()
    DBTaskResult.objects.update(worker_ids=["an earlier one"])

    work.run_next_task()

    assert only_task().return_value == 2


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 5), (2, 20), (3, 80), (4, 320), (5, 1280), (6, 3600), (99, 3600)]
)
def test_back_off(attempts, seconds):
    assert worker.back_off(attempts) == timedelta(seconds=seconds)


@pytest.mark.django_db
def test_the_task_of_a_dead_worker_goes_back_to_the_queue(settings):
    task_samples.attempt.enqueue()
    started = timezone.now() - settings.WORKER_LEASE - timedelta(seconds=1)
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING, started_at=started, worker_ids=["dead"]
    )

    assert worker.reap() == 1
    assert only_task().status == TaskResultStatus.READY
    assert only_task().worker_ids == ["dead"]


@pytest.mark.django_db
def test_the_task_of_a_living_worker_is_left_alone(settings):
    task_samples.attempt.enqueue()
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - settings.WORKER_LEASE / 2,
        worker_ids=["alive"],
    )

    assert worker.reap() == 0
    assert only_task().status == TaskResultStatus.RUNNING


@pytest.mark.django_db
def test_a_task_that_kills_its_workers_is_failed_in_the_end(settings, monkeypatch):
    monkeypatch.setattr(worker, "MAX_ATTEMPTS", 2)
    task_samples.attempt.enqueue()
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - settings.WORKER_LEASE * 2,
        worker_ids=["dead", "dead too"],
    )

    worker.reap()

    assert only_task().status == TaskResultStatus.FAILED
    assert only_task().exception_class_path == "builtins.TimeoutError"


def test_a_worker_that_lost_its_lease_does_not_write_the_result(work, monkeypatch):
    task_samples.attempt.enqueue()

    def stolen(task: DBTaskResult) -> int:
        DBTaskResult.objects.update(worker_ids=[*task.worker_ids, "the new worker"])
        return 1

    monkeypatch.setattr(worker, "_call", stolen)
    work.run_next_task()

    assert only_task().status == TaskResultStatus.RUNNING
    assert only_task().return_value is None


# --- workers in processes of their own ----------------------------------------------------------


def database_url() -> str:
    """The address of the test database, for another process."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    password = f":{quote(facts['PASSWORD'])}" if facts["PASSWORD"] else ""
    return f"postgres://{facts['USER']}{password}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"


@contextmanager
def running_worker(lease: int = 1):
    environment = {
        **os.environ,
        "TEST_DATABASE_URL": database_url(),
        "TEST_DATA": str(settings.DATA_DIR),
        "WORKER_LEASE_SECONDS": str(lease),
    }
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(condition, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def ended_well() -> bool:
    return only_task().status == TaskResultStatus.SUCCESSFUL


@pytest.fixture
def notes(tmp_path, transactional_db):
    class Notes:
        path = tmp_path / "notes"

        def lines(self) -> list[str]:
            return self.path.read_text().split() if self.path.exists() else []

    return Notes()


@pytest.mark.slow
def test_a_task_survives_the_sudden_death_of_its_worker(notes):
    task_samples.slow_at_first.enqueue(str(notes.path))

    with running_worker() as first:
        wait_for(lambda: notes.lines() == ["begun"])
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert only_task().status == TaskResultStatus.RUNNING
    with running_worker():
        wait_for(ended_well)

    assert notes.lines() == ["begun", "begun", "ended"]
    assert len(only_task().worker_ids) == 2


@pytest.mark.slow
def test_the_heartbeat_keeps_a_long_task_from_a_second_worker(notes):
    task_samples.longer_than_a_lease.enqueue(str(notes.path), 4)

    with running_worker(), running_worker():
        wait_for(ended_well)

    assert notes.lines() == ["begun", "ended"]


@pytest.mark.slow
def test_sigterm_gives_a_long_task_back_within_a_few_seconds(notes):
    task_samples.slow_at_first.enqueue(str(notes.path))

    with running_worker(lease=60) as process:
        wait_for(lambda: notes.lines() == ["begun"])
        process.terminate()
        assert process.wait(timeout=6) == 0

    assert only_task().status == TaskResultStatus.READY
    assert only_task().worker_ids == []


@pytest.mark.slow
def test_sigterm_lets_a_short_task_end(notes):
    task_samples.longer_than_a_lease.enqueue(str(notes.path), 1.5)

    with running_worker(lease=60) as process:
        wait_for(lambda: notes.lines() == ["begun"])
        process.terminate()
        assert process.wait(timeout=6) == 0

    assert notes.lines() == ["begun", "ended"]
    assert ended_well()


@pytest.mark.slow
def test_an_idle_worker_ends_at_once(notes):
    task_samples.add.enqueue(str(notes.path), "ready")

    with running_worker() as process:
        wait_for(ended_well)
        process.terminate()
        assert process.wait(timeout=3) == 0

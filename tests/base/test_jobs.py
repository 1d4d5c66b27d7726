import logging
from datetime import UTC, datetime, timedelta

import pytest

from hilfelotse.base import jobs
from hilfelotse.base.models import JobRun

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def registry(monkeypatch):
    """Only the test's own jobs."""
    monkeypatch.setattr(jobs, "registry", {})
    monkeypatch.setattr(jobs, "discover", lambda: None)


@pytest.fixture
def calls(registry, travel):
    """Register an hourly job and list its calls."""
    travel(NOON)
    calls = []

    @jobs.job(every=timedelta(hours=1))
    def remind() -> int:
        calls.append("remind")
        return len(calls)

    return calls


def test_a_slot_begins_at_a_multiple_of_its_length():
    hourly = jobs.Job("x", timedelta(hours=1), lambda: None)
    daily = jobs.Job("x", timedelta(days=1), lambda: None)

    assert hourly.slot(NOON + timedelta(minutes=59)) == NOON
    assert hourly.slot(NOON + timedelta(minutes=60)) == NOON + timedelta(hours=1)
    assert daily.slot(NOON) == datetime(2026, 11, 2, tzinfo=UTC)


def test_a_job_runs_once_per_slot(calls):
    name = next(iter(jobs.registry))

    assert jobs.run_due_jobs(NOON) == [name]
    assert jobs.run_due_jobs(NOON + timedelta(minutes=59)) == []
    assert jobs.run_due_jobs(NOON + timedelta(minutes=60)) == [name]
    assert len(calls) == 2
    assert JobRun.objects.filter(finished_at=None).count() == 0


def test_a_job_that_another_worker_runs_is_left_alone(calls):
    JobRun.objects.create(name=next(iter(jobs.registry)), slot=NOON, started_at=NOON)

    assert jobs.run_due_jobs(NOON + jobs.LEASE) == [next(iter(jobs.registry))]
    assert jobs.run_due_jobs(NOON + jobs.LEASE * 2) == []
    assert len(calls) == 1


def test_a_running_job_is_not_taken_over_before_its_lease_ends(calls):
    JobRun.objects.create(name=next(iter(jobs.registry)), slot=NOON, started_at=NOON)

    assert jobs.run_due_jobs(NOON + jobs.LEASE - timedelta(seconds=1)) == []
    assert calls == []


def test_a_slow_worker_that_lost_the_insert_does_not_run_the_job(calls, monkeypatch):
    name = next(iter(jobs.registry))
    JobRun.objects.create(name=name, slot=NOON, started_at=NOON)
    # As if the other worker's row had appeared between the look and the insert.
    assert jobs._insert(name, NOON, NOON) is False


def test_of_two_workers_one_takes_over_a_dead_run(calls):
    name = next(iter(jobs.registry))
    late = NOON + timedelta(minutes=30)
    JobRun.objects.create(name=name, slot=NOON, started_at=NOON)

    assert jobs._claim(jobs.registry[name], late) is True
    assert jobs._claim(jobs.registry[name], late) is False


def test_a_failing_job_is_logged_and_stops_no_other(registry, caplog, travel):
    travel(NOON)
    ran = []

    @jobs.job(every=timedelta(hours=1))
    def broken() -> None:
        raise ValueError("no")

    @jobs.job(every=timedelta(hours=1))
    def sound() -> None:
        ran.append("sound")

    with caplog.at_level(logging.ERROR):
        ended = jobs.run_due_jobs(NOON)

    assert ran == ["sound"]
    assert [name.rpartition(".")[2] for name in ended] == ["sound"]
    assert "broken failed" in caplog.text
    assert JobRun.objects.get(finished_at=None).name.endswith("broken")


def test_an_interrupted_job_is_given_back(registry):
    @jobs.job(every=timedelta(hours=1))
    def long() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        jobs.run_due_jobs(NOON)

    assert JobRun.objects.count() == 0


def test_a_name_is_registered_once(registry):
    def remind() -> None: ...

    jobs.job(every=timedelta(hours=1))(remind)
    with pytest.raises(ValueError, match="registered twice"):
        jobs.job(every=timedelta(hours=1))(remind)

"""What all tests share. More fixtures: tests/browser.py, tests/mailserver.py."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone

pytest_plugins = ["tests.browser", "tests.mailserver"]


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits count anew in each test, and rules of the test before are forgotten."""
    from hilfelotse.knowledge.words import forget_vocabulary
    from hilfelotse.routing.match import forget_rules

    cache.clear()
    forget_rules()
    forget_vocabulary()


@pytest.fixture
def travel() -> Iterator[Callable[[datetime | str], datetime]]:
    """``travel("2026-11-02 09:00")``: let the clock stand there until the end of the test.

    Takes an aware datetime, or text in the office's time zone; may be called again and again.
    """
    from hilfelotse.base import clock

    with ExitStack() as journeys:

        def to(moment: datetime | str) -> datetime:
            if isinstance(moment, str):
                moment = timezone.make_aware(datetime.fromisoformat(moment))
            journeys.enter_context(clock.travel(moment))
            return moment

        yield to


@pytest.fixture
def run_tasks(db) -> Callable[[], int]:
    """``run_tasks()``: run every task that is ready, as the worker would; returns how many.

    Unlike the worker it does not try again: a task that fails, fails the test.
    """
    from django_tasks_db.models import DBTaskResult

    from hilfelotse.base.worker import Worker

    def run() -> int:
        worker, count = Worker(), 0
        while worker.run_next_task():
            count += 1
        failed = DBTaskResult.objects.exclude(traceback="").values_list("traceback", flat=True)
        assert not list(failed), "\n".join(failed)
        return count

    return run


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The counts of this run, for the frame that run_tests.py draws."""
    if path := os.environ.get("TEST_SUMMARY_FILE"):
        parts, _colour = terminalreporter.build_summary_stats_line()
        Path(path).write_text(", ".join(text for text, _markup in parts))

"""Tasks for tests/base/test_worker.py; a worker in a process of its own runs them."""

import time
from pathlib import Path

from django_tasks import task


def note(path: str, line: str) -> None:
    with Path(path).open("a") as file:
        file.write(line + "\n")


@task()
def add(path: str, line: str) -> str:
    note(path, line)
    return line


@task()
def slow_at_first(path: str) -> None:
    """Hangs in the first run and ends at once in the second."""
    again = Path(path).exists()
    note(path, "begun")
    if not again:
        time.sleep(120)
    note(path, "ended")


@task()
def longer_than_a_lease(path: str, seconds: float) -> None:
    note(path, "begun")
    time.sleep(seconds)
    note(path, "ended")


@task()
def fail(text: str) -> None:
    raise ValueError(text)


@task(takes_context=True)
def attempt(context) -> int:
    return context.attempt

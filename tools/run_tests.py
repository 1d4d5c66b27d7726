"""`make test`: three runs at once on two cores; the summary of SQLite comes last.

PostgreSQL takes all that is no journey, the first journey and the walks over all pages. SQLite
takes all but the walks, in two runs: the journeys wait for their browser half of the time, and
meanwhile the rest goes on. While PostgreSQL's lines are shown, those of the others are kept in
files; then they follow, below PostgreSQL's result in a frame. Arguments go to all runs.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hilfelotse.base.catalogs import compile_catalogs
from tools import dovecot, ensure_browser, notice, postgres

ROOT = Path(__file__).resolve().parent.parent
ON_POSTGRES = ["-m", "(not journey or first_journey) and not one_engine or walk"]
ON_SQLITE = ["-m", "journey and not walk"], ["-m", "not journey and not walk"]
NO_TESTS_COLLECTED = 5


def start(arguments: list[str], output: int | None = None, **environment: str) -> subprocess.Popen:
    """Start pytest, in a group of its own: so that what it started ends with it."""
    command = [sys.executable, "-m", "pytest", *arguments]
    chosen = {name: value for name, value in os.environ.items() if name != "TEST_DATABASE_URL"}
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=chosen | environment,
        stdout=output,
        stderr=output and subprocess.STDOUT,
        start_new_session=True,
    )


def end_of(run: subprocess.Popen) -> int:
    """The exit code, where "no test chosen" is none to complain about."""
    try:
        code = run.wait()
    finally:
        stop(run)
    return 0 if code == NO_TESTS_COLLECTED else code


def stop(run: subprocess.Popen) -> None:
    """With all that it started; nothing if it has ended."""
    if run.poll() is None:
        os.killpg(run.pid, signal.SIGTERM)
        run.wait()


def on_postgres(arguments: list[str]) -> tuple[int, str]:
    """Exit code and one line about the run on PostgreSQL."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        return _on_url(url, arguments)
    if not postgres.ensure():
        return int(notice.everything_is_required()), postgres.MISSING
    with postgres.server(fast=True) as url:
        return _on_url(url, arguments)


def _on_url(url: str, arguments: list[str]) -> tuple[int, str]:
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as summary:
        code = end_of(
            start([*ON_POSTGRES, *arguments], TEST_DATABASE_URL=url, TEST_SUMMARY_FILE=summary.name)
        )
        result = summary.read() or f"no summary (pytest ended with {code})"
    return code, f"PostgreSQL: {result}"


@contextlib.contextmanager
def in_background(arguments: list[str]) -> Iterator[tuple[subprocess.Popen, IO[str]]]:
    """A run on SQLite, and the file of what it writes; ended with what surrounds it."""
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as lines:
        with open(lines.name, "w") as output:
            run = start(arguments, output.fileno())
        try:
            yield run, lines
        finally:
            stop(run)


def show(lines: IO[str], run: subprocess.Popen) -> None:
    """What a run has written, and goes on writing until it ends."""
    is_over = False
    while not is_over:
        is_over = run.poll() is not None  # asked first, so that the last lines are read after it
        shutil.copyfileobj(lines, sys.stdout)
        sys.stdout.flush()
        time.sleep(0 if is_over else 1)


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped, too
    compile_catalogs(ROOT / "locale")
    if not ensure_browser.ensure() and notice.everything_is_required():
        print(notice.framed(ensure_browser.MISSING))
        return 1
    if not dovecot.ensure() and notice.everything_is_required():
        print(notice.framed(dovecot.MISSING))
        return 1
    with contextlib.ExitStack() as stack:
        on_sqlite = [stack.enter_context(in_background([*run, *arguments])) for run in ON_SQLITE]
        code, note = on_postgres(arguments)
        print(notice.framed(note))
        for run, lines in on_sqlite:
            show(lines, run)
        return max(code, *(end_of(run) for run, _lines in on_sqlite))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

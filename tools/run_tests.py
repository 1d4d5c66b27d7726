"""`make test`: both engines at once, a core each; the summary of the SQLite run comes last.

The SQLite run takes all journeys but the walks over all pages: those take so long that the other
core does them, with the first journey and all that is no journey. While PostgreSQL's lines are
shown, SQLite's are kept in a file; then they follow, below PostgreSQL's result in a frame.
Arguments go to both runs.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hilfelotse.base.catalogs import compile_catalogs
from tools import dovecot, ensure_browser, notice, postgres

ROOT = Path(__file__).resolve().parent.parent
ON_POSTGRES = ["-m", "(not journey or first_journey) and not one_engine or walk"]
ON_SQLITE = ["-m", "not walk"]
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
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGTERM)
            run.wait()
    return 0 if code == NO_TESTS_COLLECTED else code


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
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as lines:
        with open(lines.name, "w") as output:
            on_sqlite = start([*ON_SQLITE, *arguments], output.fileno())
        try:
            code, note = on_postgres(arguments)
            print(notice.framed(note))
            show(lines, on_sqlite)
        finally:
            sqlite_code = end_of(on_sqlite)
    return max(code, sqlite_code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

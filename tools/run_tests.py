"""`make test`: PostgreSQL first, then SQLite with all journeys; pytest's summary comes last.

The PostgreSQL run takes the first journey and all other tests but the walks over all pages. Its
result is repeated in a frame above the summary of the second run. Arguments go to both runs.
"""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hilfelotse.base.catalogs import compile_catalogs
from tools import dovecot, ensure_browser, notice, postgres

ROOT = Path(__file__).resolve().parent.parent
ON_POSTGRES = ["-m", "(not journey or first_journey) and not one_engine"]
NO_TESTS_COLLECTED = 5


def pytest(arguments: list[str], **environment: str) -> int:
    """Run pytest; its exit code, where "no test chosen" is none to complain about."""
    command = [sys.executable, "-m", "pytest", *arguments]
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False)
    return 0 if code.returncode == NO_TESTS_COLLECTED else code.returncode


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
        code = pytest(
            [*ON_POSTGRES, *arguments], TEST_DATABASE_URL=url, TEST_SUMMARY_FILE=summary.name
        )
        result = summary.read() or f"no summary (pytest ended with {code})"
    return code, f"PostgreSQL: {result}"


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped, too
    compile_catalogs(ROOT / "locale")
    if not ensure_browser.ensure() and notice.everything_is_required():
        print(notice.framed(ensure_browser.MISSING))
        return 1
    if not dovecot.ensure() and notice.everything_is_required():
        print(notice.framed(dovecot.MISSING))
        return 1
    code, note = on_postgres(arguments)
    os.environ.pop("TEST_DATABASE_URL", None)
    return max(code, pytest(arguments, TEST_NOTES=note))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

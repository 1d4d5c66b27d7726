"""The supervisor in a process of its own, with a child that writes down each of its starts."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CHILD = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + CHILD
SUPERVISOR = """
import sys
from hilfelotse.base import supervisor
supervisor.STOP_WITHIN = 1.0
supervisor.Supervisor([supervisor.Child("child", [sys.executable, "-c", *sys.argv[1:]])]).run()
"""


class Run:
    """A supervisor and the file in which its child leaves its process ids."""

    def __init__(self, notes: Path, child: str) -> None:
        self.notes = notes
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, child, str(notes)], cwd=ROOT
        )

    def children(self, starts: int) -> list[int]:
        """The ids of all children so far, as soon as there were that many starts."""
        deadline = time.monotonic() + 10
        while True:
            found = self.notes.read_text().split() if self.notes.exists() else []
            if len(found) >= starts:
                return [int(pid) for pid in found]
            assert time.monotonic() < deadline, f"{len(found)} starts"
            time.sleep(0.05)


@pytest.fixture
def start(tmp_path) -> Iterator:
    runs = []

    def start(child: str = CHILD) -> Run:
        runs.append(Run(tmp_path / "notes", child))
        return runs[-1]

    yield start
    for run in runs:
        run.process.kill()
        run.process.wait()


def is_gone(pid: int, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        # A zombie whose new parent does not wait for it has ended, too.
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc"),
]


def test_a_child_that_dies_is_started_again(start):
    run = start()
    os.kill(run.children(1)[0], signal.SIGKILL)

    assert len(set(run.children(2))) == 2
    assert run.process.poll() is None


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_all(start, signum):
    run = start()
    child = run.children(1)[0]
    run.process.send_signal(signum)

    assert run.process.wait(timeout=5) == 0
    assert is_gone(child)


def test_a_child_that_will_not_end_is_killed(start):
    run = start(STUBBORN)
    child = run.children(1)[0]
    run.process.terminate()

    assert run.process.wait(timeout=5) == 0
    assert is_gone(child)


def test_children_end_with_a_supervisor_that_is_killed(start):
    run = start()
    child = run.children(1)[0]
    run.process.kill()

    assert is_gone(child)

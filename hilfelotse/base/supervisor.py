"""Keeps a few child processes running, and ends them all together."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

logger = logging.getLogger(__name__)

STOP_WITHIN = 9.0  # seconds from SIGTERM to SIGKILL
LONGEST_BACK_OFF = 30.0
STEADY_AFTER = 60.0  # seconds after which a child that dies is started again at once
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """A command, its process, and when it may be started (again)."""

    name: str
    command: list[str]
    process: subprocess.Popen | None = None
    started: float = 0.0
    failures: int = 0
    not_before: float = 0.0

    def start(self) -> None:
        """Start the command in a session of its own: Ctrl-C reaches it through us only."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, start_new_session=True, preexec_fn=_die_with(os.getpid())
        )

    def look_after(self) -> None:
        """Notice the child's death, and start it (again) when its time has come."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            self.failures = 1 if now - self.started > STEADY_AFTER else self.failures + 1
            wait = 0.0 if self.failures == 1 else min(2.0**self.failures, LONGEST_BACK_OFF)
            logger.warning(
                "%s ended with status %s; starting again in %d s.",
                self.name,
                self.process.returncode,
                wait,
            )
            self.process, self.not_before = None, now + wait
        if self.process is None and now >= self.not_before:
            self.start()


@dataclass
class Supervisor:
    """Runs the children until SIGTERM, SIGINT or SIGHUP; ``each_time`` is called between looks."""

    children: list[Child]
    each_time: Callable[[], None] = lambda: None
    _stopping: bool = field(default=False, init=False)

    def run(self) -> None:
        """Block until told to stop; then end all children within ten seconds."""
        for signum in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(signum, self._stop)
        while not self._stopping:
            for child in self.children:
                child.look_after()
            self.each_time()
            time.sleep(0.1)
        self._end_all()

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _end_all(self) -> None:
        running = [child.process for child in self.children if child.process]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + STOP_WITHIN
        for process in running:
            try:
                process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _die_with(parent: int) -> Callable[[], None] | None:
    """On Linux: have the kernel end the child when its parent dies, even by SIGKILL."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)

    def set_parent_death_signal() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return set_parent_death_signal

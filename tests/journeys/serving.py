"""The real thing: ``manage.py serve``, as `make run` starts it, in a folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
START_WITHIN, STOP_WITHIN = 240, 10  # the first start fills the demo, other tests beside it
# What belongs to the tests must not reach the product.
_OURS = {"TEST_DATA", "TEST_DATABASE_URL", "DJANGO_SETTINGS_MODULE", "DJANGO_ALLOW_ASYNC_UNSAFE",
         "DATABASE_URL", "EMAIL_URL", "HILFELOTSE_MODE"}  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def eventually(what: Callable[[], object], within: float = 20) -> object:
    """The first true answer of ``what``; fails after ``within`` seconds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {within} s: {what}")


@dataclass
class Serving:
    """One run of the product."""

    data: Path
    port: int
    process: subprocess.Popen
    log: Path
    environment: dict[str, str]
    started: float = field(default_factory=time.monotonic)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def answers(self) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            line.close()

    def wait(self) -> float:
        """Until it answers; returns the seconds since the start."""
        eventually(lambda: self.process.poll() is None and self.answers(), START_WITHIN)
        return time.monotonic() - self.started

    def shell(self, lines: str) -> None:
        """Let an administrator do something in this installation."""
        command = [sys.executable, str(ROOT / "manage.py"), "shell", "-c", lines]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, timeout=60)

    def children(self, of: int | None = None) -> dict[int, str]:
        """Process id and command line of all descendants."""
        found = {}
        parent = of or self.process.pid
        for pid in _children(parent):
            found[pid] = _command(pid)
            found |= self.children(pid)
        return found

    def one(self, word: str) -> int:
        """The topmost descendant whose command has ``word``."""
        return next(pid for pid, command in self.children().items() if word in command)

    def kill(self, word: str) -> None:
        """End it without a chance to clean up, and wait for its successor.

        Its own children must notice and end, too.
        """
        old = self.one(word)
        family = [old, *self.children(old)]
        os.kill(old, signal.SIGKILL)
        eventually(lambda: any(word in name for pid, name in self.children().items() if pid != old))
        eventually(lambda: not any(_alive(pid) for pid in family))

    def stop(self) -> float:
        """SIGTERM to the supervisor only; returns how long everything took to end."""
        family, begin = [self.process.pid, *self.children()], time.monotonic()
        self.process.terminate()
        code = self.process.wait(timeout=STOP_WITHIN + 5)
        took = time.monotonic() - begin
        assert code == 0, self.log.read_text()
        assert [_command(pid) for pid in family if _alive(pid)] == []
        return took


@contextmanager
def serving(data: Path, **environment: str) -> Iterator[Serving]:
    """Start it in ``data``; whatever happens, nothing is left running."""
    port, log = free_port(), data.parent / f"{data.name}-{time.time_ns()}.log"
    inherited = {name: value for name, value in os.environ.items() if name not in _OURS}
    environment = {**inherited, "HILFELOTSE_DATA": str(data), "PORT": str(port), **environment}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "serve"],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    run = Serving(data, port, process, log, environment)
    try:
        yield run
    finally:
        left = [process.pid, *run.children()] if process.poll() is None else []
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        process.wait()


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in text.split()]


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _alive(pid: int) -> bool:
    return bool(_command(pid))

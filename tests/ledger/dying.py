"""Letting a process die, as by kill -9 or a power cut, at a named point; see ``base.points``."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from hilfelotse.base import points

ROOT = Path(__file__).resolve().parent.parent.parent
_DURABLE = "PRAGMA journal_mode=DELETE;PRAGMA synchronous=EXTRA;PRAGMA foreign_keys=ON;"


def named() -> set[str]:
    """Every point of the product, read from its source: a new one needs its place in the test."""
    source = "\n".join(path.read_text() for path in (ROOT / "hilfelotse").rglob("*.py"))
    return {part.partition('"')[0] for part in source.split('reach("')[1:]}


@contextmanager
def durable() -> Iterator[None]:
    """As in production: the test database of SQLite may otherwise break when its process dies."""
    options = connection.settings_dict["OPTIONS"]
    before = options.get("init_command")
    connection.close()
    if before:
        options["init_command"] = _DURABLE
    try:
        yield
    finally:
        connection.close()
        if before:
            options["init_command"] = before


def dies_at(point: str, do: Callable[[], object]) -> bool:
    """Do it in a process of its own that dies when it reaches ``point``; False if it came through.

    Forked, so that each death costs milliseconds. What the child raises ends the test.
    """
    connection.close()  # a connection must not be shared with the child
    child = os.fork()
    if child == 0:
        _be_the_child(point, do)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the child failed; its words are above"
    return False


def _be_the_child(point: str, do: Callable[[], object]) -> None:
    code = 1
    try:
        points._DIE_AT, points._ARMED = point, True
        do()
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)

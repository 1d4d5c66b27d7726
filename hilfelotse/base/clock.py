"""The only source of time, so that tests can live through ten years in a second."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.utils import timezone

# Module-wide, not per thread: a test's live server must see the same hour as the test.
_standing: datetime | None = None


def now() -> datetime:
    """The present moment, aware."""
    return _standing or timezone.now()


def today() -> date:
    """Today's date in the office's time zone."""
    return timezone.localdate(now())


@contextmanager
def travel(moment: datetime) -> Iterator[None]:
    """Let the clock stand at ``moment`` (aware) until the block ends."""
    global _standing
    before, _standing = _standing, moment
    try:
        yield
    finally:
        _standing = before

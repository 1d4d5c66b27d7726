"""Finds a Chromium for the browser tests, or installs Debian's.

$CHROMIUM wins, then what is on PATH. Playwright's own download is never used: tests must not depend
on a download host.
"""

import os
import shutil
import sys
from ctypes.util import find_library
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import apt, notice

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# libatomic1: Playwright's own node needs it. Noto: without it Arabic is drawn as boxes.
PACKAGES = ("chromium", "libatomic1", "fonts-noto-core")
MISSING = """No browser: the journeys are skipped.
Install Chromium (Debian: apt-get install chromium libatomic1 fonts-noto-core),
or name one: CHROMIUM=/path/to/chromium make test"""


def browser() -> str | None:
    """The path of the browser, or None."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


def ready() -> bool:
    """A browser is there, and what Playwright needs to drive it."""
    return browser() is not None and find_library("atomic") is not None


def ensure() -> bool:
    """Install what is missing if we may; False if the journeys cannot run."""
    if not ready() and apt.available():
        apt.install(*PACKAGES)
    return ready()


def main() -> int:
    if ensure():
        return 0
    print(notice.framed(MISSING))
    return int(notice.everything_is_required())


if __name__ == "__main__":
    sys.exit(main())

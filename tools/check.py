"""`make check`: everything that reads the code without running it.

All checks run, then it fails if one did.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable

CHECKS: dict[str, list[str]] = {
    "ruff": [str(BIN / "ruff"), "check", "--quiet", "."],
    "format": [str(BIN / "ruff"), "format", "--check", "--quiet", "."],
    "djlint": [str(BIN / "djlint"), "--lint", "--quiet", "hilfelotse", "demo"],
    "lock": [PYTHON, "tools/check_lock.py"],
    "messages": [PYTHON, "tools/messages.py", "check"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "system": [PYTHON, "manage.py", "check"],
    "layers": [str(BIN / "lint-imports"), "--no-cache"],
    "types": [str(BIN / "mypy"), "--no-error-summary"],
}


def run(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Run one check; its output is shown only when it fails."""
    begun = time.monotonic()
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    passed = result.returncode == 0
    mark = "ok" if passed else "FAILED"
    print(f"{name:<12} {mark:<7} {time.monotonic() - begun:5.1f} s", flush=True)
    if not passed:
        print(result.stdout + result.stderr, flush=True)
    return passed


def main(chosen: list[str]) -> int:
    with tempfile.TemporaryDirectory() as data:
        # Management commands must not touch the data of a running demo.
        environment = {**os.environ, "HILFELOTSE_DATA": data}
        results = [run(name, CHECKS[name], environment) for name in chosen or CHECKS]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

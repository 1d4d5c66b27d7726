"""`make bench`, `python -m benchmarks [PART] [--quick]`: a PostgreSQL of its own, tables."""

import importlib
import os
import signal
import sys
import tempfile
from argparse import ArgumentParser

import django

from tools import notice, postgres

# Modules of this package with a ``run``.
PARTS = ["course", "routing", "duplicates", "finding", "volume", "reserving", "reading"]


def main() -> int:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="only this part")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, more noise")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not postgres.ensure():
        print(notice.framed("No PostgreSQL server: nothing can be measured."))
        return 1
    # Durability stays on, as in production: a commit that is not on disk costs less.
    with postgres.server() as url, tempfile.TemporaryDirectory(prefix="hilfelotse-bench-") as data:
        be_a_production(url, data)
        parts = [options.part] if options.part else PARTS
        return max(_run(part, quick=options.quick) for part in parts)


def _run(part: str, *, quick: bool) -> int:
    return int(importlib.import_module(f"benchmarks.{part}").run(quick=quick))


def be_a_production(url: str, data: str) -> None:
    """Set Django up with the product's own settings in production mode."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "HILFELOTSE_MODE": "production",
        "HILFELOTSE_DATA": data,
        "DATABASE_URL": url,
        "SECRET_KEY": "benchmarks-" * 6,
        "SITE_URL": "https://hilfelotse.example",
        "ALLOWED_HOSTS": "hilfelotse.example",
        "EMAIL_URL": "smtp://127.0.0.1:9",  # mail is put into the outbox and stays there
    }
    django.setup()


if __name__ == "__main__":
    sys.exit(main())

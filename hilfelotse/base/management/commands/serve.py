"""`make run`: sets up what is missing, then keeps the web server and the worker running."""

import hashlib
import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hilfelotse.base.catalogs import compile_catalogs
from hilfelotse.base.supervisor import Child, Supervisor


class Command(BaseCommand):
    help = "Sets up database, static files and translations, then serves the portal and the desk."
    # `make check` runs them; a second start should be quick.
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        loopback = f"127.0.0.1:{settings.PORT}"
        address = loopback if settings.DEMO else os.environ.get("BIND", loopback)
        refuse_taken(address)
        self.set_up()
        connection.close()
        Supervisor([web(address), worker()], Announcement(address, self.announce).poll).run()

    def set_up(self) -> None:
        """Bring the installation up to date; quick when there is nothing to do."""
        compile_catalogs(Path(settings.LOCALE_PATHS[0]))
        migrate()
        if not settings.DEMO:
            call_command("check", databases=["default"])
        call_command("createcachetable", verbosity=0)
        collect_static()
        if settings.DEMO:
            call_if_there("seed_demo", "--if-empty")

    def announce(self) -> None:
        if settings.DEMO:
            call_if_there("demo_signins")
        self.stdout.write(f"\nHilfelotse: {settings.SITE_URL}  (Ende mit Strg+C)\n")
        self.stdout.flush()


def web(address: str) -> Child:
    """The web server. One process with threads: enough for one office, and least memory."""
    command = [
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
        *("--chdir", str(settings.BASE_DIR)),
        *("--bind", address),
        *("--worker-class", "gthread", "--threads", "8"),
        *("--workers", os.environ.get("WEB_CONCURRENCY", "1")),
        # A note of 1,000 letters is looked up while it is typed: six bytes each in Cyrillic.
        *("--limit-request-line", "8190"),
        *("--graceful-timeout", "5", "--log-level", "warning"),
        # gunicorn's control socket would lie in the home folder, shared by all installations.
        "--no-control-socket",
    ]
    return Child("web server", command)


def worker() -> Child:
    """The worker for background tasks and due jobs."""
    return Child("worker", [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"])


def refuse_taken(address: str) -> None:
    """One clear line instead of a server that starts again and again."""
    host, _, port = address.rpartition(":")
    if not port.isdigit():
        return  # a Unix socket
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError as error:
            raise CommandError(
                f"{address} is not free ({error.strerror}). Another port: PORT=8001 make run"
            ) from None


def migrate() -> None:
    """Apply migrations; skips the slow command when there are none."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def collect_static() -> None:
    """Collect static files when any source differs from those collected last."""
    stamp = Path(settings.STATIC_ROOT) / ".sources"
    sources = fingerprint()
    if stamp.exists() and stamp.read_text() == sources:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(sources)


def fingerprint() -> str:
    """A hash over names, sizes and times of all static files of the project and its apps."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = os.stat(storage.path(path))
            digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def call_if_there(command: str, *arguments: str) -> None:
    """Call a management command of an app above this one, if it is installed."""
    if command in get_commands():
        call_command(command, *arguments)


class Announcement:
    """Calls ``announce`` once, as soon as the web server answers."""

    def __init__(self, address: str, announce: Any) -> None:
        self.host, _, self.port = address.rpartition(":")
        self.announce = announce
        self.done = False

    def poll(self) -> None:
        if self.done or not self.port.isdigit():
            return
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104 - a comparison
        with socket.socket() as probe:
            probe.settimeout(0.2)
            self.done = probe.connect_ex((host, int(self.port))) == 0
        if self.done:
            self.announce()

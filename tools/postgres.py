"""A throw-away PostgreSQL server on 127.0.0.1: own cluster, own port, gone at the end.

    python tools/postgres.py                 starts one, prints its URL, runs until Ctrl-C
    python tools/postgres.py CMD ARGS…       runs the command with TEST_DATABASE_URL set

`--fast` in front turns durability off (for tests; never when speed is measured).
"""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import apt, notice

DATABASE = "postgres"
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
CLUSTER_CONFIG = Path("/etc/postgresql-common/createcluster.conf")
PR_SET_PDEATHSIG = 1
MISSING = """No PostgreSQL: its half of the suite is skipped.
Install the server (Debian: apt-get install postgresql), or name a database:
TEST_DATABASE_URL=postgres://user:password@host/name make test"""


def binaries() -> Path | None:
    """The folder with initdb and postgres, the newest version first; None if there is none."""
    versions = sorted(
        (path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()),
        key=lambda path: float(path.parent.name),
    )
    if versions:
        return versions[-1]
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def ensure() -> bool:
    """Install the server if we may; False if there is none."""
    if binaries() is None and apt.available():
        install()
    return binaries() is not None


def install() -> bool:
    """Install the server packages without the cluster that Debian would create and start."""
    if not CLUSTER_CONFIG.exists():
        apt.install("postgresql-common")
        CLUSTER_CONFIG.write_text("create_main_cluster = false\n")
    return apt.install("postgresql")


@contextmanager
def server(*, fast: bool = False) -> Iterator[str]:
    """Start a server and yield its URL; the server and its files are gone afterwards."""
    folder = binaries()
    if folder is None:
        raise RuntimeError(MISSING)
    # /tmp, because the server's user may not enter root's home, where TMPDIR may point to.
    data = Path(tempfile.mkdtemp(prefix="hilfelotse-pg-", dir="/tmp"))
    account = server_account()
    try:
        if account:
            shutil.chown(data, account["user"], account["group"])
        with running(folder, data, free_port(), account, FAST if fast else ()) as url:
            yield url
    finally:
        shutil.rmtree(data, ignore_errors=True)


def server_account() -> dict[str, Any]:
    """As root: the account to run as, for PostgreSQL refuses root. Otherwise nothing."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    entry = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


@contextmanager
def running(
    folder: Path, data: Path, port: int, account: dict[str, Any], options: tuple[str, ...]
) -> Iterator[str]:
    """Initialise the cluster in ``data``, run its server, and stop it fast at the end."""
    cluster = data / "cluster"
    # Trust: only this machine reaches it, and there is nothing in it but test data.
    initdb = [folder / "initdb", "-D", cluster, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*initdb, "--locale=C.UTF-8", "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=data,
        **account,
    )
    settings = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={data}"]
    flags = [part for setting in [*settings, *options] for part in ("-c", setting)]
    with (data / "log").open("wb") as log:
        process = subprocess.Popen(
            [folder / "postgres", "-D", cluster, *flags],
            stdout=log,
            stderr=log,
            cwd=data,
            preexec_fn=stop_with_parent,
            **account,
        )
    try:
        url = f"postgres://postgres@127.0.0.1:{port}/{DATABASE}"
        wait_until_ready(url, process, data / "log")
        yield url
    finally:
        process.send_signal(signal.SIGINT)  # "fast": ends sessions, then stops
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            process.wait()


def stop_with_parent() -> None:
    """In the child: keep Ctrl-C off the server, and have the kernel stop it when we are killed."""
    os.setsid()
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(url: str, process: subprocess.Popen, log: Path) -> None:
    """Return when the server answers; raise with its log when it does not within 30 seconds."""
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}")


def main(arguments: list[str]) -> int:
    fast = arguments[:1] == ["--fast"]
    command = arguments[fast:]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not ensure():
        print(notice.framed(MISSING))
        return 1
    with server(fast=fast) as url:
        if command:
            environment = {**os.environ, "TEST_DATABASE_URL": url}
            return subprocess.run(command, env=environment, check=False).returncode
        print(url, flush=True)
        with suppress(KeyboardInterrupt):
            signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

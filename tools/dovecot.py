"""A throw-away Dovecot on 127.0.0.1: own configuration, own mailboxes, own port, gone at the end.

    python tools/dovecot.py          starts one, prints the URL of its mailbox, runs until Ctrl-C

Every user name is somebody, with the password `secret`; each has mailboxes of their own.
"""

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
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import apt, notice
from tools.postgres import free_port, stop_with_parent

PASSWORD = "secret"  # noqa: S105 - of a server that lives for seconds and holds made-up mails
POLICY = Path("/usr/sbin/policy-rc.d")
MISSING = """No Dovecot: the tests of the mailbox are skipped.
Install the server (Debian: apt-get install dovecot-imapd)."""
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
instance_name = hilfelotse-test
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
mail_uid = {user}
mail_gid = {group}
first_valid_uid = 0
first_valid_gid = 0
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
mail_max_userip_connections = 100
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Dovecot:
    """A running server."""

    folder: Path
    port: int

    def url(self, user: str = "post", folder: str = "INBOX", port: int | None = None) -> str:
        """What MAILBOX_URL needs."""
        return f"imap://{user}:{PASSWORD}@127.0.0.1:{port or self.port}/{folder}"

    def maildir(self, user: str = "post") -> Path:
        return self.folder / "mail" / user


def binary() -> str | None:
    """The server's program; Debian keeps it where only root looks for programs."""
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


def ensure() -> bool:
    """Install the server if we may; False if there is none."""
    if binary() is None and apt.available():
        install()
    return binary() is not None


def install() -> bool:
    """Install the package without the service that Debian would start, now or at the next boot."""
    with _no_service_starts():
        installed = apt.install("dovecot-imapd")
    if installed:
        subprocess.run(["update-rc.d", "dovecot", "disable"], capture_output=True, check=False)
    return installed


@contextmanager
def _no_service_starts() -> Iterator[None]:
    """Debian's own way to say so: a policy that forbids every start (invoke-rc.d(8))."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)


@contextmanager
def server() -> Iterator[Dovecot]:
    """Start a server; it and its mailboxes are gone afterwards."""
    program = binary()
    if program is None:
        raise RuntimeError(MISSING)
    # /tmp, because the paths of its sockets must be short.
    folder = Path(tempfile.mkdtemp(prefix="hilfelotse-imap-", dir="/tmp"))
    try:
        with _running(program, folder, free_port()) as dovecot:
            yield dovecot
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(program: str, folder: Path, port: int) -> Iterator[Dovecot]:
    account = _account()
    for name in ("mail", "home", "run", "state"):
        (folder / name).mkdir()
    if os.geteuid() == 0:
        folder.chmod(0o755)
        for name in ("mail", "home"):
            shutil.chown(folder / name, account.pw_uid, account.pw_gid)
    config = folder / "dovecot.conf"
    config.write_text(
        CONFIG.format(
            folder=folder, port=port, password=PASSWORD, user=account.pw_name,
            group=_group(account.pw_gid),
        )
    )  # fmt: skip
    output = (folder / "output").open("wb")
    process = subprocess.Popen(
        [program, "-F", "-c", config],
        stdin=subprocess.DEVNULL, stdout=output, stderr=output, preexec_fn=stop_with_parent,
    )  # fmt: skip
    try:
        _wait_until_ready(port, process, folder)
        yield Dovecot(folder, port)
    finally:
        output.close()
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _account() -> pwd.struct_passwd:
    """As root: somebody who may do nothing, for Dovecot keeps no mail for root. Otherwise we."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _group(number: int) -> str:
    import grp

    return grp.getgrgid(number).gr_name


def _wait_until_ready(port: int, process: subprocess.Popen, folder: Path) -> None:
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as probe:
            probe.settimeout(2)
            if probe.recv(100).startswith(b"* OK"):
                return
        time.sleep(0.05)
    words = "".join(
        path.read_text(errors="replace")
        for path in (folder / "output", folder / "log")
        if path.exists()
    )
    raise RuntimeError(f"Dovecot did not start:\n{words}")


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not ensure():
        print(notice.framed(MISSING))
        return 1
    with server() as dovecot:
        print(dovecot.url(), flush=True)
        with suppress(KeyboardInterrupt):
            signal.pause()
    return 0


if __name__ == "__main__":
    sys.exit(main())

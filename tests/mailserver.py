"""A real Dovecot for tests: ``dovecot``, one server a session, an account of its own a test."""

import imaplib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import pytest

from tools import dovecot as tool
from tools import notice

NO_DOVECOT = "no Dovecot"
_numbers = count(1)


@dataclass(frozen=True)
class Account:
    """Somebody's mailboxes on the server, and what a person could do with them."""

    server: tool.Dovecot
    user: str

    def url(self, folder: str = "INBOX", port: int | None = None) -> str:
        return self.server.url(self.user, folder, port)

    def connect(self) -> imaplib.IMAP4:
        client = imaplib.IMAP4("127.0.0.1", self.server.port, 10)
        client.login(self.user, tool.PASSWORD)
        return client

    def put(self, *mails: bytes, folder: str = "INBOX") -> None:
        """Let mails lie in a folder (its name as it travels: modified UTF-7)."""
        with self.connect() as client:
            if folder != "INBOX":
                client.create(f'"{folder}"')
            for mail in mails:
                kind, answer = client.append(f'"{folder}"', None, None, mail)
                assert kind == "OK", answer

    def count(self, folder: str = "INBOX") -> int:
        """How many mails lie there; 0 if there is no such folder."""
        with self.connect() as client:
            kind, answer = client.select(f'"{folder}"', readonly=True)
            return int(answer[0]) if kind == "OK" else 0


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[tool.Dovecot]:
    """The server; skips when there is none (REQUIRE_ALL=1: fails)."""
    if tool.binary() is None:
        if notice.everything_is_required():
            pytest.fail(tool.MISSING, pytrace=False)
        pytest.skip(NO_DOVECOT)
    with tool.server() as server:
        yield server


@pytest.fixture
def dovecot(dovecot_server, settings) -> Account:
    """A new account; MAILBOX_URL names its INBOX."""
    account = Account(dovecot_server, f"office{next(_numbers)}")
    settings.MAILBOX_URL = account.url()
    return account


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in a frame that the mailbox was not tested; see tests/browser.py."""
    if any(
        NO_DOVECOT in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])
    ):
        terminalreporter.write_line(notice.framed(tool.MISSING))

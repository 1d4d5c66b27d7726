"""The mailbox against a real Dovecot: fetched, kept, moved, once; whatever breaks in between."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from hilfelotse.cases.models import Case
from hilfelotse.correspondence import mailbox, tasks
from hilfelotse.correspondence.checks import mailbox_addresses
from hilfelotse.correspondence.models import RawMail, ReceivedMail
from tests.correspondence import mails

pytestmark = pytest.mark.django_db


def a_mail(number: int = 1, text: str = "Guten Tag") -> bytes:
    return mails.letter(text, message_id=f"<mail-{number}@post.example>").as_bytes()


def fetched() -> list[bool]:
    """One round: was each message new?"""
    return [found.is_new for found in mailbox.fetch_all()]


def test_a_mail_is_kept_byte_for_byte_and_moved(dovecot):
    dovecot.put(a_mail())
    assert fetched() == [True]
    mail = ReceivedMail.objects.get()
    assert mail.mailbox == f"{dovecot.user}@127.0.0.1/INBOX"
    assert (mail.state, mail.message_id) == ("stored", "<mail-1@post.example>")
    assert bytes(mail.raw.content) == a_mail().replace(b"\n", b"\r\n")
    assert mail.raw.size == len(mail.raw.content)
    assert (dovecot.count("INBOX"), dovecot.count("Hilfelotse")) == (0, 1)
    assert fetched() == []


def test_the_job_fetches_and_the_next_one_files(dovecot, run_tasks):
    from hilfelotse.base import clock, jobs

    dovecot.put(a_mail(1), a_mail(2))
    done = jobs.run_due_jobs(clock.now())
    assert "hilfelotse.correspondence.tasks.fetch_mail" in done
    assert "hilfelotse.intake.tasks.file_stored_mail" in done
    assert Case.objects.filter(channel="mail").count() == 2


def test_without_a_mailbox_nothing_is_fetched(settings):
    settings.MAILBOX_URL = ""
    assert tasks.fetch_mail() == 0
    with pytest.raises(CommandError, match="names no mailbox"):
        call_command("fetch_mail")


@pytest.mark.parametrize("shape", sorted(mails.shapes()))
def test_every_shape_is_stored_once(shape, settings):
    content = mails.shapes()[shape]
    first = mailbox.store(mailbox="box", content=content)
    assert first.is_new
    assert mailbox.store(mailbox="box", content=content) == mailbox.Fetched(first.mail_id, False)
    assert bytes(RawMail.objects.get().content) == content


def test_empty_and_huge_messages_come_through_the_server(dovecot, monkeypatch):
    (dovecot.server.maildir(dovecot.user)).parent.mkdir(exist_ok=True)
    dovecot.put(a_mail())  # makes the folders
    empty = dovecot.server.maildir(dovecot.user) / "new" / "1.empty.host"
    empty.write_bytes(b"")
    empty.chmod(0o666)
    monkeypatch.setattr(mailbox, "WHOLE_UP_TO", 20_000)
    monkeypatch.setattr(mailbox, "BEGINNING", 5_000)
    dovecot.put(a_mail(2, "Anfang " * 10_000))
    assert fetched() == [True, True, True]
    sizes = sorted((len(raw.content), raw.size) for raw in RawMail.objects.all())
    assert sizes[0] == (0, 0)
    assert sizes[2][0] == 5_000
    assert sizes[2][1] > 70_000
    assert dovecot.count("Hilfelotse") == 3


def test_the_same_mail_many_times_is_one(dovecot):
    copies = [b"Received: from hop%d\n" % number + a_mail() for number in range(20)]
    dovecot.put(*copies)
    assert fetched() == [True] + [False] * 19
    assert (dovecot.count("INBOX"), dovecot.count("Hilfelotse")) == (0, 20)


@pytest.mark.slow
def test_the_same_mail_a_thousand_times_is_one(dovecot):
    dovecot.put(*[a_mail()] * 1000)
    assert sum(fetched()) == 1
    assert (dovecot.count("INBOX"), dovecot.count("Hilfelotse")) == (0, 1000)


def test_one_id_and_two_texts_are_two_messages(dovecot):
    dovecot.put(a_mail(1, "Guten Tag"), a_mail(1, "Gute Nacht"))
    assert fetched() == [True, True]


def test_one_id_in_two_mailboxes_is_two_messages(dovecot, settings):
    settings.MAILBOX_URL = f"{dovecot.url()} {dovecot.url('Wohnungen')}"
    dovecot.put(a_mail())
    dovecot.put(a_mail(), folder="Wohnungen")
    assert fetched() == [True, True]
    assert ReceivedMail.objects.values("mailbox").distinct().count() == 2


def test_without_an_id_everything_counts(dovecot):
    mail = mails.raw(mails.FROM, "Subject: Frage")
    dovecot.put(mail, mail, mail + b"!")
    assert fetched() == [True, False, True]


def test_a_folder_with_umlauts(dovecot, settings):
    settings.MAILBOX_URL = dovecot.url("Anfragen%20f%C3%BCr%20uns")
    settings.MAILBOX_DONE_FOLDER = "Übernommen"
    dovecot.put(a_mail(), folder="Anfragen f&APw-r uns")
    assert fetched() == [True]
    assert ReceivedMail.objects.get().mailbox.endswith("/Anfragen für uns")
    assert dovecot.count("&ANw-bernommen") == 1


def test_what_a_colleague_marked_as_deleted_stays(dovecot):
    dovecot.put(a_mail(1), a_mail(2))
    with dovecot.connect() as client:
        client.select("INBOX")
        client.store("1", "+FLAGS", r"(\Deleted)")
    assert fetched() == [True]
    assert dovecot.count("INBOX") == 1


def test_a_server_that_cannot_move_copies_and_clears_away_only_that(dovecot, monkeypatch):
    sign_in = mailbox._sign_in

    def without_move(server, box):
        sign_in(server, box)
        server.client.capabilities = tuple(set(server.client.capabilities) - {"MOVE"})

    monkeypatch.setattr(mailbox, "_sign_in", without_move)
    dovecot.put(a_mail(1), a_mail(2))
    with dovecot.connect() as client:
        client.select("INBOX")
        client.store("1", "+FLAGS", r"(\Deleted)")
    assert fetched() == [True]
    assert (dovecot.count("INBOX"), dovecot.count("Hilfelotse")) == (1, 1)


def test_a_new_uidvalidity_changes_nothing(dovecot, settings):
    settings.MAILBOX_URL = dovecot.url("Eingang")
    dovecot.put(a_mail(1), a_mail(2), folder="Eingang")
    before = uidvalidity(dovecot)
    assert fetched() == [True, True]
    with dovecot.connect() as client:
        client.delete("Eingang")
        client.create("Eingang")
    assert uidvalidity(dovecot) != before
    dovecot.put(a_mail(2), a_mail(3), folder="Eingang")
    assert fetched() == [False, True]
    assert ReceivedMail.objects.count() == 3


def uidvalidity(dovecot) -> bytes:
    with dovecot.connect() as client:
        return client.status("Eingang", "(UIDVALIDITY)")[1][0]


# --- what breaks ----------------------------------------------------------------------------------


class Wire:
    """A cable to the server that is cut as soon as the client says certain words."""

    def __init__(self, port: int) -> None:
        self.target, self.cut_at, self.hears = port, b"", threading.Event()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                client, _address = self.listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self._pump, args=(server, client, False), daemon=True).start()
            threading.Thread(target=self._pump, args=(client, server, True), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket, watched: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if watched and self.cut_at and self.cut_at in data:
                    self.hears.set()
                    break
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def wire(dovecot, settings) -> Iterator[Wire]:
    wire = Wire(dovecot.server.port)
    settings.MAILBOX_URL = dovecot.url(port=wire.port)
    yield wire
    wire.listener.close()


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (b"LOGIN", 0), (b"SELECT", 0), (b"SEARCH", 0), (b"FETCH 1 (RFC822", 0),
        (b"FETCH 1 (BODY", 0), (b"MOVE 1", 1), (b"MOVE 2", 2),
    ],
)  # fmt: skip
def test_a_cut_line_loses_nothing_and_doubles_nothing(dovecot, wire, words, kept, caplog):
    dovecot.put(a_mail(1), a_mail(2))
    wire.cut_at = words
    fetched()
    assert wire.hears.is_set()
    assert ReceivedMail.objects.count() == kept
    assert dovecot.count("INBOX") + dovecot.count("Hilfelotse") == 2
    assert "secret" not in caplog.text
    wire.cut_at = b""
    fetched()
    assert ReceivedMail.objects.count() == 2
    assert (dovecot.count("INBOX"), dovecot.count("Hilfelotse")) == (0, 2)


@pytest.mark.slow  # the server lets whoever guesses wait
def test_a_wrong_password_is_told_without_it(dovecot, settings, caplog):
    settings.MAILBOX_URL = dovecot.url().replace("secret", "gehe%40im")
    assert fetched() == []
    assert f"mailbox {dovecot.user}@127.0.0.1/INBOX: MailboxLoginError" in caplog.text
    assert "gehe" not in caplog.text
    with pytest.raises(CommandError) as refusal:
        call_command("fetch_mail")
    assert "gehe" not in str(refusal.value)


def test_a_dead_mailbox_does_not_keep_the_next_one(dovecot, settings, caplog):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        settings.MAILBOX_URL = f"imap://a:b@127.0.0.1:{port} {dovecot.url()}"
        mailbox_timeout, mailbox.TIMEOUT = mailbox.TIMEOUT, 0.3
        try:
            dovecot.put(a_mail())
            assert fetched() == [True]
        finally:
            mailbox.TIMEOUT = mailbox_timeout
    assert "mailbox a@127.0.0.1/INBOX: TimeoutError" in caplog.text


def test_a_full_round_leaves_the_rest_for_the_next(dovecot, monkeypatch):
    dovecot.put(a_mail(1), a_mail(2))
    monkeypatch.setattr(mailbox, "ROUND_LASTS", -1)
    assert fetched() == []
    monkeypatch.setattr(mailbox, "ROUND_LASTS", 60)
    assert fetched() == [True, True]


@pytest.mark.django_db(transaction=True)
def test_two_fetchers_at_once_keep_each_mail_once(dovecot):
    dovecot.put(*[a_mail(number) for number in range(30)])

    def fetch(_number: int) -> list[bool]:
        try:
            return fetched()
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as threads:
        found = [new for news in threads.map(fetch, range(3)) for new in news]
    fetched()
    assert sum(found) == 30
    assert ReceivedMail.objects.count() == RawMail.objects.count() == 30
    # When two move a message in the same moment, Dovecot may leave two copies: none is lost.
    assert dovecot.count("INBOX") == 0
    assert dovecot.count("Hilfelotse") >= 30


# --- the setting ----------------------------------------------------------------------------------


def test_the_address_of_a_mailbox(settings):
    settings.MAILBOX_URL = (
        "imaps://b%C3%BCro%40stadt.example:a%3Ab%2F@mail.example/Post%2FNeu imap://u:p@h"
    )
    box, other = mailbox.mailboxes()
    assert (box.host, box.port, box.encrypted) == ("mail.example", 993, True)
    assert (box.user, box.password, box.folder) == ("büro@stadt.example", "a:b/", "Post/Neu")
    assert box.name == "büro@stadt.example@mail.example/Post/Neu"
    assert "a:b/" not in repr(box)
    assert (other.port, other.folder, other.encrypted) == (143, "INBOX", False)


@pytest.mark.parametrize(
    "url", ["pop3://u:geheim@h", "imap://h/INBOX", "imap://u:geheim@h:x", "geheim"]
)
def test_a_wrong_address_is_told_without_the_password(settings, url):
    settings.MAILBOX_URL = f"imap://u:p@h {url}"
    (complaint,) = mailbox_addresses()
    assert "geheim" not in str(complaint)
    with pytest.raises(ImproperlyConfigured, match="address 2") as refusal:
        mailbox.mailboxes()
    assert "geheim" not in str(refusal.value)


def test_a_mailbox_is_named_once(settings):
    settings.MAILBOX_URL = "imap://u:p@h/INBOX imap://u:p@h"
    assert [complaint.id for complaint in mailbox_addresses()] == ["correspondence.E002"]
    settings.MAILBOX_URL = "imap://u:p@h imap://u:p@h/Wohnungen"
    assert mailbox_addresses() == []

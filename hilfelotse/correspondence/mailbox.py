"""The office's mailboxes (IMAP): every message is kept here before it is moved there.

One message at a time: fetch its bytes → store them, commit → move it on the server into the folder
MAILBOX_DONE_FOLDER → the next one. Nothing is deleted, on neither side. Whatever breaks in between,
the message still lies in the mailbox, is fetched again, is known by its identity, and only moved.
No UID is remembered, so a new UIDVALIDITY means nothing. What a message says is read later, from
the stored bytes; see ``hilfelotse.intake.mail``.

Named points for the tests that kill processes: ``mail: fetched`` (nothing stored yet),
``mail: storing`` (before the commit), ``mail: stored`` (after it, not moved), ``mail: moved``;
and in ``intake.mail``: ``mail: filing`` (before the commit), ``mail: filed`` (after it).
"""

import hashlib
import imaplib
import logging
import re
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import imap_tools
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from imap_tools.errors import ImapToolsError

from hilfelotse.base.points import reach
from hilfelotse.correspondence.bytes_kept import keep
from hilfelotse.correspondence.mime import first, read_headers
from hilfelotse.correspondence.models import ReceivedMail
from hilfelotse.correspondence.parse import message_id

log = logging.getLogger(__name__)

TIMEOUT = 15  # seconds that a server may be silent
ROUND_LASTS = 60  # seconds after which a mailbox waits for the next round: other jobs wait, too
WHOLE_UP_TO = 30 * 1024 * 1024  # bytes of a message, as it travels: 22 MB of files and their coding
BEGINNING = 1024 * 1024  # of a larger one only its beginning is fetched
_NEVER_CHANGES = ("message-id", "from", "to", "subject", "date")
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,18})")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}

_BREAKS = (OSError, imaplib.IMAP4.error, ImapToolsError, ssl.SSLError)


class MailboxUnreachable(Exception):
    """The server does not answer, refuses the sign-in, or the folder is not there."""


@dataclass(frozen=True)
class Mailbox:
    """Where mail comes in. Its name is for logs and the database: the password is in neither."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    encrypted: bool

    @property
    def name(self) -> str:
        return f"{self.user}@{self.host}/{self.folder}"[:200]


@dataclass(frozen=True)
class Fetched:
    """A message that lies in the database now."""

    mail_id: int
    is_new: bool


# --- which ones -----------------------------------------------------------------------------------


def mailboxes() -> tuple[Mailbox, ...]:
    """The mailboxes that MAILBOX_URL names. Raises ImproperlyConfigured, without the password."""
    return _mailboxes(settings.MAILBOX_URL)


@lru_cache(maxsize=8)
def _mailboxes(urls: str) -> tuple[Mailbox, ...]:
    return tuple(_mailbox(url, number) for number, url in enumerate(urls.split(), start=1))


def _mailbox(url: str, number: int) -> Mailbox:
    wrong = ImproperlyConfigured(
        f"MAILBOX_URL, address {number}: write imap://user:password@host:port/folder or imaps://…; "
        "in user and password, signs such as @ : / % as %40 %3A %2F %25."
    )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise wrong from None
    if parts.scheme not in {"imap", "imaps"} or not (parts.hostname and parts.username):
        raise wrong
    encrypted = parts.scheme == "imaps"
    return Mailbox(
        host=parts.hostname,
        port=port or (993 if encrypted else 143),
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        encrypted=encrypted,
    )


# --- fetching -------------------------------------------------------------------------------------


def fetch_all() -> Iterator[Fetched]:
    """One round through all mailboxes; one that cannot be reached is logged and left for later."""
    for mailbox in mailboxes():
        try:
            yield from fetch(mailbox)
        except MailboxUnreachable as error:
            log.warning("%s", error)


def fetch(mailbox: Mailbox) -> Iterator[Fetched]:
    """Store and move what lies in the mailbox, one message after the other.

    Raises MailboxUnreachable, also in the middle: what was fetched until then is safe.
    """
    ends_at = time.monotonic() + ROUND_LASTS
    with _connected(mailbox) as server:
        done = _done_folder(server)
        # What somebody marked as deleted is deleted; it only waits to be swept out.
        for uid in server.uids("UNDELETED", charset=None):
            if time.monotonic() > ends_at:
                return
            found = _download(server, uid)
            if found is None:
                continue  # another fetcher was quicker
            content, size = found
            reach("mail: fetched")
            with transaction.atomic(durable=True):
                fetched = store(mailbox=mailbox.name, content=content, size=size)
                reach("mail: storing")
            reach("mail: stored")
            _move(server, uid, done, mailbox)
            reach("mail: moved")
            yield fetched


@contextmanager
def _connected(mailbox: Mailbox) -> Iterator[imap_tools.BaseMailBox]:
    """Signed in, the folder open. Whatever breaks inside comes out as MailboxUnreachable."""
    try:
        server = _dial(mailbox)
        try:
            _sign_in(server, mailbox)
            yield server
            server.client.logout()
        finally:
            with suppress(*_BREAKS):
                server.client.shutdown()  # without a word: who does not answer is not waited for
    except _BREAKS as error:
        # Its own words may repeat what we sent: the kind of error has to do.
        kind = type(error).__name__
        raise MailboxUnreachable(f"mailbox {mailbox.name}: {kind}") from None


def _dial(mailbox: Mailbox) -> imap_tools.BaseMailBox:
    """Without TLS only on this machine, or where the server offers none (STARTTLS)."""
    if mailbox.encrypted:
        context = ssl.create_default_context()
        return imap_tools.MailBox(mailbox.host, mailbox.port, timeout=TIMEOUT, ssl_context=context)
    server = imap_tools.MailBoxUnencrypted(mailbox.host, mailbox.port, timeout=TIMEOUT)
    if mailbox.host not in _LOOPBACK and "STARTTLS" in server.client.capabilities:
        server.client.starttls(ssl.create_default_context())
    return server


def _sign_in(server: imap_tools.BaseMailBox, mailbox: Mailbox) -> None:
    plain = (mailbox.user + mailbox.password).isascii()
    sign_in = server.login if plain else server.login_utf8
    sign_in(mailbox.user, mailbox.password, initial_folder=mailbox.folder)
    # Many servers say only now what they can do.
    _kind, answer = server.client.capability()
    server.client.capabilities = tuple(b" ".join(filter(None, answer)).decode().upper().split())


def _download(server: imap_tools.BaseMailBox, uid: str) -> tuple[bytes, int] | None:
    """The message's bytes and its size; of a huge one the first bytes only. None if it is gone."""
    answer = _ask(server, uid, "(RFC822.SIZE)")
    if not answer:
        return None
    said = _SIZE.search(b" ".join(part for part in answer if isinstance(part, bytes)))
    size = int(said[1]) if said else 0
    whole = size <= WHOLE_UP_TO
    answer = _ask(server, uid, "(BODY.PEEK[])" if whole else f"(BODY.PEEK[]<0.{BEGINNING}>)")
    if not answer:
        return None
    # A literal comes as (its head, its bytes); an empty message may come without one.
    content = next((part[1] for part in answer if isinstance(part, tuple)), b"")
    if size and not content:
        return None  # it went away between the two questions
    return content, len(content) if whole else size


def _ask(server: imap_tools.BaseMailBox, uid: str, what: str) -> list:
    kind, answer = server.client.uid("FETCH", uid, what)
    if kind != "OK":
        raise imaplib.IMAP4.error(kind)
    return [part for part in answer if part is not None]


# --- storing --------------------------------------------------------------------------------------


def store(*, mailbox: str, content: bytes, size: int | None = None) -> Fetched:
    """Keep a message as it came, unless this mailbox had it already.

    ``size``: what it has on the server, if only the beginning was fetched.
    """
    same = ReceivedMail.objects.filter(mailbox=mailbox, identity=identity(content))
    known = same.values_list("pk", flat=True)
    mail_id = known.first()
    if mail_id is not None:
        return Fetched(mail_id, is_new=False)
    try:
        with transaction.atomic():
            return Fetched(_keep(mailbox, content, size), is_new=True)
    except IntegrityError:
        mail_id = known.first()
        if mail_id is None:  # it was not another fetcher's row that said no
            raise
        return Fetched(mail_id, is_new=False)


def _keep(mailbox: str, content: bytes, size: int | None) -> int:
    headers, _body = read_headers(content, 0, len(content))
    mail = ReceivedMail.objects.create(
        mailbox=mailbox,
        identity=identity(content),
        message_id=message_id(headers),
        raw_id=keep(content, len(content) if size is None else size),
    )
    return mail.pk


def identity(content: bytes) -> str:
    """What makes two copies one message: the Message-ID and everything its writer wrote.

    Headers that servers add on the way do not count. Without a Message-ID all of it counts.
    """
    headers, body = read_headers(content, 0, len(content))
    digest = hashlib.sha256()
    if first(headers, "message-id").strip():
        for name in _NEVER_CHANGES:
            digest.update(f"{name}:{headers.get(name)}\n".encode("utf-8", "replace"))
        digest.update(memoryview(content)[body:])
    else:
        digest.update(content)
    return digest.hexdigest()


# --- moving ---------------------------------------------------------------------------------------


def _done_folder(server: imap_tools.BaseMailBox) -> str:
    """The folder for what is done, made if it is missing; below INBOX where the server wants it."""
    name = settings.MAILBOX_DONE_FOLDER
    places = [name, *(f"INBOX{info.delim}{name}" for info in server.folder.list("", "INBOX")[:1])]
    for place in places:
        if server.folder.exists(place):
            return place
    for place in places:
        with suppress(ImapToolsError):
            server.folder.create(place)
        if server.folder.exists(place):
            return place
    raise imaplib.IMAP4.error("no folder")


def _move(server: imap_tools.BaseMailBox, uid: str, folder: str, mailbox: Mailbox) -> None:
    """Out of the way, into ``folder``. What the server refuses stays, and is known next time."""
    try:
        if "MOVE" in server.client.capabilities:
            _tell(server, "MOVE", uid, imap_tools.utils.encode_folder(folder))
            return
        _tell(server, "COPY", uid, imap_tools.utils.encode_folder(folder))
        _tell(server, "STORE", uid, "+FLAGS.SILENT", r"(\Deleted)")
        if "UIDPLUS" in server.client.capabilities:
            _tell(server, "EXPUNGE", uid)  # this one only, not what others marked
    except ImapToolsError:
        log.warning("mailbox %s: a message could not be moved", mailbox.name)


def _tell(server: imap_tools.BaseMailBox, *command: str | bytes) -> None:
    kind, _answer = server.client.uid(*command)  # type: ignore[arg-type]  # it takes bytes, too
    if kind != "OK":
        raise ImapToolsError(kind)

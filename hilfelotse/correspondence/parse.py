"""What a mail says: pure reading, from raw bytes to words that are safe to keep and to show.

Every text has passed ``base.text``: no control characters, no NUL, nothing that turns a line
around. Nothing raises for what a mail contains; see ``mime`` for the limits.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime

from hilfelotse.base.text import clean_line, clean_text
from hilfelotse.correspondence import html as foreign_html
from hilfelotse.correspondence.mime import Part, decode_words, first, take_apart

TEXT_AT_MOST = 100_000  # characters that are kept beside the raw mail
HTML_AT_MOST = 300_000
_BODY_AT_MOST = 600_000  # bytes of one body part, as it is encoded
_IDS_AT_MOST = 60
_NAME_AT_MOST, _SUBJECT_AT_MOST, _ADDRESS_AT_MOST = 200, 500, 254
_FILE_NAME_AT_MOST = 120
_REPORT_AT_MOST = 60_000  # bytes of a bounce in which the returned mail is looked for

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,900}>")
_ADDRESS = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[^\s@<>()\[\],;:\"\\]{1,190}")
_RETURNED_ID = re.compile(rb"(?im)^[> \t]*(?:X-Original-)?Message-ID:\s{0,10}(<[!-;=?-~]{3,900}>)")
_ACTION = re.compile(rb"(?im)^Action:\s*([a-z]+)")
_UNSAFE_IN_NAME = re.compile(r"[/\\:*?\"<>|\x00-\x1f]+")
_ENDINGS = {
    "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif",
    "text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/vcard": ".vcf",
    "text/x-vcard": ".vcf", "message/rfc822": ".eml", "application/ms-tnef": ".dat",
}  # fmt: skip
_SILENCE = re.compile(r"\b(all|autoreply)\b", re.I)
_BULK = {"bulk", "junk", "auto_reply"}
_DAEMONS = ("mailer-daemon@", "postmaster@", "mail-daemon@", "mdaemon@")


@dataclass(frozen=True)
class Attachment:
    """What hangs on a mail, without its content. ``size``: bytes as the recipient saves it."""

    name: str
    type: str
    size: int

    def as_json(self) -> dict[str, object]:
        return {"name": self.name, "type": self.type, "size": self.size}


@dataclass(frozen=True)
class Parsed:
    """A mail in our words."""

    sender_address: str = ""  # in lower case; empty if there is none that could be answered
    sender_name: str = ""
    reply_to: str = ""
    subject: str = ""
    written_at: datetime | None = None
    message_id: str = ""
    mentions: list[str] = field(default_factory=list)  # In-Reply-To and References, no order
    text: str = ""
    html: str = ""  # harmless, see ``html``
    attachments: list[Attachment] = field(default_factory=list)
    is_bounce: bool = False
    is_final: bool = True  # of a bounce: given up, not merely late
    returned: list[str] = field(default_factory=list)  # Message-IDs inside a bounce
    is_automatic: bool = False  # nobody sat there and wrote it
    is_list: bool = False  # to many at once
    asks_for_silence: bool = False  # from programs (X-Auto-Response-Suppress)
    loops: list[str] = field(default_factory=list)  # X-Loop: who has passed it on already
    says_something: bool = True  # False: neither words nor attachments

    @property
    def wants_no_answer(self) -> bool:
        """Whether an automatic answer would be wrong (RFC 3834)."""
        return self.is_bounce or self.is_automatic or self.is_list or self.asks_for_silence


def parse(raw: bytes) -> Parsed:
    """Read a mail of any shape."""
    headers, parts = take_apart(raw)
    bodies, others = _sorted(parts)
    text, html = _words(raw, bodies)
    attachments = [_attachment(raw, part, number) for number, part in enumerate(others)]
    name, address = _person(headers, "from") or _person(headers, "sender") or ("", "")
    bounce = _is_bounce(headers, address, raw, parts)
    return Parsed(
        sender_address=address,
        sender_name=name,
        reply_to=(_person(headers, "reply-to") or ("", ""))[1],
        subject=clean_line(decode_words(first(headers, "subject")))[:_SUBJECT_AT_MOST],
        written_at=_moment(first(headers, "date")),
        message_id=message_id(headers),
        mentions=_mentions(headers),
        text=text,
        html=html,
        attachments=attachments,
        is_bounce=bounce,
        is_final=not bounce or _is_final(raw, parts),
        returned=_returned(raw, headers) if bounce else [],
        is_automatic=_is_automatic(headers, address),
        is_list="list-id" in headers
        or "list-unsubscribe" in headers
        or _precedence(headers) == "list",
        asks_for_silence=bool(_SILENCE.search(first(headers, "x-auto-response-suppress"))),
        loops=[clean_line(value).lower() for value in headers.get("x-loop", [])],
        says_something=bool(text or attachments),
    )


def attachment(raw: bytes, number: int) -> tuple[str, str, bytes]:
    """Name, type and content of attachment ``number``, counted from 0. Raises IndexError."""
    _headers, parts = take_apart(raw)
    _bodies, others = _sorted(parts)
    if number < 0:
        raise IndexError(number)
    part = others[number]
    return _file_name(part, number), _type(part), part.content(raw)


def message_id(headers: dict[str, list[str]]) -> str:
    """The mail's own Message-ID with its brackets; empty if it has none, or an unusable one."""
    found = _MESSAGE_ID.search(first(headers, "message-id"))
    return found[0] if found else ""


# --- bodies and attachments -----------------------------------------------------------------------


def _sorted(parts: list[Part]) -> tuple[list[Part], list[Part]]:
    """What is read as the letter, and what hangs on it."""
    bodies = [part for part in parts if _is_body(part)]
    return bodies, [part for part in parts if not _is_body(part)]


def _is_body(part: Part) -> bool:
    if part.depth == 0 and part.type.startswith("multipart/"):
        return True  # it says that it has parts, and none can be found: show what there is
    if part.type not in {"text/plain", "text/html"}:
        return False
    return part.disposition != "attachment" and not (part.depth and part.name)


def _words(raw: bytes, bodies: list[Part]) -> tuple[str, str]:
    """The letter as text, and its HTML made harmless."""
    plain: list[str] = []
    rich: list[str] = []
    for part in bodies:
        kind = rich if part.type == "text/html" else plain
        if sum(map(len, kind)) < TEXT_AT_MOST:
            kind.append(part.text(raw, _BODY_AT_MOST))
    html = "\n".join(rich)[:HTML_AT_MOST]
    text = _cut("\n\n".join(plain))
    if not text and html:
        text = _cut(foreign_html.as_text(html))
    return text, _storable(foreign_html.harmless(html)) if html else ""


def _cut(text: str) -> str:
    """Clean, and no longer than we keep."""
    unified = text[: 2 * TEXT_AT_MOST].replace("\r\n", "\n").replace("\r", "\n")
    clean = clean_text(unified)
    return clean if len(clean) <= TEXT_AT_MOST else clean[:TEXT_AT_MOST] + " […]"


def _storable(html: str) -> str:
    """Without what PostgreSQL refuses, and half letters that no encoding knows."""
    return html.replace("\x00", "").encode("utf-8", "ignore").decode().strip()


def _attachment(raw: bytes, part: Part, number: int) -> Attachment:
    return Attachment(_file_name(part, number), _type(part), part.size(raw))


def _type(part: Part) -> str:
    return "application/octet-stream" if part.type.startswith("multipart/") else part.type


def _file_name(part: Part, number: int) -> str:
    """The sender's name for it, without what could be a path or turn its ending around."""
    given = _UNSAFE_IN_NAME.sub(" ", part.name)
    name = clean_line(given).strip(". ")
    if not name:
        return f"anhang-{number + 1}{_ENDINGS.get(part.type, '.bin')}"
    if len(name) <= _FILE_NAME_AT_MOST:
        return name
    stem, dot, ending = name.rpartition(".")
    ending = f"{dot}{ending}" if dot and len(ending) <= 10 else ""
    return (stem or name)[: _FILE_NAME_AT_MOST - len(ending)] + ending


# --- who, when, in answer to what -----------------------------------------------------------------


def _person(headers: dict[str, list[str]], name: str) -> tuple[str, str] | None:
    """Name and address of the first one named; None if there is no address."""
    value = first(headers, name)[:2000]
    if not value:
        return None
    try:
        people = getaddresses([_single_line(value)])
    except (ValueError, IndexError, RecursionError):
        people = []
    for called, address in people:
        if found := _ADDRESS.fullmatch(address.strip()):
            return _called(called), _address(found[0])
    found = _ADDRESS.search(decode_words(value))
    return (_called(value.partition("<")[0]), _address(found[0])) if found else None


def _called(name: str) -> str:
    return clean_line(decode_words(name)).strip("\"' <>")[:_NAME_AT_MOST]


def _address(value: str) -> str:
    """In lower case; empty if it is not one after all."""
    address = clean_line(value).lower()
    return address if len(address) <= _ADDRESS_AT_MOST and address.isprintable() else ""


def _single_line(value: str) -> str:
    return " ".join(value.split())


def _mentions(headers: dict[str, list[str]]) -> list[str]:
    ids = [
        found
        for name in ("in-reply-to", "references")
        for value in headers.get(name, [])[:3]
        for found in _MESSAGE_ID.findall(value)
    ]
    return list(dict.fromkeys(ids))[-_IDS_AT_MOST:]


def _moment(value: str) -> datetime | None:
    """When the mail says it was written; None for a moment that no mail can be from."""
    try:
        moment = parsedate_to_datetime(_single_line(value)[:100])
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError):
        return None
    return moment if 1990 <= moment.year <= 2100 else None


# --- from a program -------------------------------------------------------------------------------


def _precedence(headers: dict[str, list[str]]) -> str:
    return first(headers, "precedence").strip().lower()


def _is_automatic(headers: dict[str, list[str]], address: str) -> bool:
    """RFC 3834 and the customs around it."""
    submitted = first(headers, "auto-submitted").partition(";")[0].strip().lower()
    return (
        submitted not in {"", "no"}
        or _precedence(headers) in _BULK
        or any(name in headers for name in ("x-autoreply", "x-autorespond", "x-autoresponder"))
        or "<>" in (value.strip() for value in headers.get("return-path", []))
        or "feedback-type" in headers
        or first(headers, "content-type").lower().startswith("multipart/report")
        or address.startswith(_DAEMONS)
    )


def _is_list(headers: dict[str, list[str]]) -> bool:
    named = any(name in headers for name in ("list-id", "list-unsubscribe", "list-post"))
    return named or _precedence(headers) == "list"


def _is_bounce(
    headers: dict[str, list[str]], address: str, raw: bytes, parts: Iterable[Part]
) -> bool:
    """A mail server brings a mail back, in the way of RFC 3464 or in its own."""
    kind = first(headers, "content-type").lower()
    if kind.startswith("multipart/report"):
        return "delivery-status" in kind or any(
            part.type in {"message/delivery-status", "message/global-delivery-status"}
            for part in parts
        )
    from_server = address.startswith(_DAEMONS) or "x-failed-recipients" in headers
    return from_server and bool(_returned(raw, headers))


def _returned(raw: bytes, headers: dict[str, list[str]]) -> list[str]:
    """Message-IDs of mails that came back in this one, the likeliest first."""
    own = set(_MESSAGE_ID.findall(first(headers, "message-id")))
    begin, end = raw[:_REPORT_AT_MOST], raw[-_REPORT_AT_MOST:]
    inside = [found.decode("ascii") for found in _RETURNED_ID.findall(begin + b"\n" + end)]
    every = [*inside, *_mentions(headers)]
    return [found for found in dict.fromkeys(every) if found not in own][:_IDS_AT_MOST]


def _is_final(raw: bytes, parts: Iterable[Part]) -> bool:
    """Whether the server gave up. It says nothing: then it did."""
    actions = {
        found.lower()
        for part in parts
        if part.type in {"message/delivery-status", "message/global-delivery-status"}
        for found in _ACTION.findall(part.content(raw, _REPORT_AT_MOST))
    }
    return not actions or b"failed" in actions

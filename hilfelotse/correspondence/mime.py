"""Taking a mail apart, byte by byte, whatever somebody made of it.

The standard library's parser builds a tree of objects and copies as it goes: a hostile mail of
25 MB makes it use gigabytes or minutes. This one writes down where each part begins and ends, and
stops at fixed numbers of headers, parts and steps. Nothing here raises for what a mail contains.
"""

import base64
import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.utils import collapse_rfc2231_value
from functools import cached_property

HEADERS_AT_MOST = 128 * 1024  # bytes of one part's headers that are read
LINES_AT_MOST = 1_000  # lines of them
VALUE_AT_MOST = 8_000  # characters of one header
PARAMETERS_AT_MOST = 200  # of one header: the library counts its quotes anew at each semicolon
PARTS_AT_MOST = 300
DEEPEST = 120
BOUNDARIES_AT_MOST = 5_000  # lines that look like a boundary
BYTES_AT_MOST = 400 * 1024 * 1024  # that are looked through for boundaries, over all levels
_BOUNDARY_AT_MOST = 200
_SPACES_AT_MOST = 200  # behind a boundary, on its line

_FIELD = re.compile(rb"([!-9;-~]{1,100})[ \t]*:[ \t]*(.*)", re.S)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r|\A\r?\n")
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+_-]{0,80}/[a-z0-9][a-z0-9.+_-]{0,80}")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


@dataclass(frozen=True)
class Part:
    """One part without parts of its own: its headers, and where its content lies in the mail."""

    headers: dict[str, list[str]]
    start: int
    end: int
    depth: int = 0
    inside: str = ""  # the type of what it is a part of

    @property
    def type(self) -> str:
        found = _TYPE.match(first(self.headers, "content-type").strip().lower())
        return found[0] if found else "text/plain"

    @property
    def disposition(self) -> str:
        return first(self.headers, "content-disposition").partition(";")[0].strip().lower()

    @cached_property
    def name(self) -> str:
        """The file's name as the sender wrote it, however encoded; not yet clean."""
        return _parameter(self.headers, "content-disposition", "filename") or _parameter(
            self.headers, "content-type", "name"
        )

    def content(self, raw: bytes, at_most: int | None = None) -> bytes:
        """The decoded bytes; of the first ``at_most`` encoded ones, if given."""
        end = self.end if at_most is None else min(self.end, self.start + at_most)
        # A view: a large attachment is not copied once more to be decoded.
        return decode_transfer(memoryview(raw)[self.start : end], self.encoding)

    def size(self, raw: bytes) -> int:
        """How many bytes ``content`` has."""
        is_coded = self.encoding in {"base64", "quoted-printable"}
        return len(self.content(raw)) if is_coded else self.end - self.start

    @property
    def encoding(self) -> str:
        return first(self.headers, "content-transfer-encoding").strip().lower()

    def text(self, raw: bytes, at_most: int) -> str:
        """The content as text, in whatever charset it really is."""
        charset = _parameter(self.headers, "content-type", "charset")
        content = self.content(raw, at_most)
        if self.end - self.start > at_most:  # the last letter may be cut in two
            content = content.rpartition(b"\n")[0] or content
        return decode_charset(content, charset)


@dataclass
class _Effort:
    """What was spent on this mail."""

    parts: int = 1
    boundaries: int = 0
    bytes: int = 0
    found: list[Part] = field(default_factory=list)

    @property
    def is_spent(self) -> bool:
        return (
            self.parts >= PARTS_AT_MOST
            or self.boundaries >= BOUNDARIES_AT_MOST
            or self.bytes >= BYTES_AT_MOST
        )


def take_apart(raw: bytes) -> tuple[dict[str, list[str]], list[Part]]:
    """The mail's headers and its leaves in order. What goes beyond a limit is one part as it is."""
    headers, body = read_headers(raw, 0, len(raw))
    effort = _Effort()
    waiting = [Part(headers, body, len(raw))]
    while waiting:
        part = waiting.pop()
        inner = [] if effort.is_spent or part.depth >= DEEPEST else _inner(raw, part, effort)
        if inner:
            waiting += reversed(inner)
        else:
            effort.found.append(part)
    return headers, effort.found


def _inner(raw: bytes, part: Part, effort: _Effort) -> list[Part]:
    """The parts of a multipart; none for anything else."""
    if not part.type.startswith("multipart/"):
        return []
    boundary = _parameter(part.headers, "content-type", "boundary").strip()
    if not boundary or len(boundary) > _BOUNDARY_AT_MOST:
        return []
    effort.bytes += part.end - part.start
    mark = b"--" + boundary.encode("utf-8", "replace")
    inner = []
    for start, end in _between(raw, part.start, part.end, mark, effort):
        headers, body = read_headers(raw, start, end)
        inner.append(Part(headers, body, end, part.depth + 1, part.type))
    return inner


def _between(
    raw: bytes, start: int, end: int, mark: bytes, effort: _Effort
) -> Iterator[tuple[int, int]]:
    """What lies between lines that are ``mark``; the last one may be missing."""
    begin, place = -1, start
    while not effort.is_spent:
        place = raw.find(mark, place, end)
        if place < 0:
            break
        effort.boundaries += 1
        behind = place + len(mark)
        nearby = min(end, behind + _SPACES_AT_MOST)
        line_end = raw.find(b"\n", behind, nearby)
        line_end = nearby if line_end < 0 else line_end
        rest = raw[behind:line_end].strip()
        at_line = place == start or raw[place - 1 : place] == b"\n"
        if not at_line or rest not in {b"", b"--"}:
            place = behind
            continue
        if begin >= 0:
            yield begin, _without_newline(raw, begin, place)
            effort.parts += 1
        if rest == b"--":
            return
        begin = place = min(line_end + 1, end)
    if begin >= 0:
        effort.parts += 1
        yield begin, end


def _without_newline(raw: bytes, begin: int, end: int) -> int:
    """The newline before a boundary belongs to the boundary."""
    if end > begin and raw[end - 1 : end] == b"\n":
        end -= 1
        if end > begin and raw[end - 1 : end] == b"\r":
            end -= 1
    return end


# --- headers --------------------------------------------------------------------------------------


def read_headers(raw: bytes, start: int, end: int) -> tuple[dict[str, list[str]], int]:
    """The headers that begin at ``start``, and where what follows them begins."""
    window = raw[start : min(end, start + HEADERS_AT_MOST)]
    found = _END_OF_HEADERS.search(window)
    block = window[: found.start()] if found else window
    body = start + found.end() if found else min(end, start + len(window))
    fields = _fields(block)
    if not found and not fields:
        body = start  # no headers at all: everything is content
    return fields, body


def _fields(block: bytes) -> dict[str, list[str]]:
    headers: dict[str, list[str]] = {}
    values: list[str] | None = None
    for line in re.split(rb"\r\n|\n|\r", block, maxsplit=LINES_AT_MOST)[:LINES_AT_MOST]:
        if line[:1] in {b" ", b"\t"}:
            if values:
                values[-1] = (values[-1] + " " + _eight_bit(line.strip()))[:VALUE_AT_MOST]
            continue
        found = _FIELD.fullmatch(line)
        if not found:
            continue  # "From " of a mailbox file, or rubbish: the headers may go on behind it
        values = headers.setdefault(found[1].decode("ascii").lower(), [])
        values.append(_eight_bit(found[2].strip())[:VALUE_AT_MOST])
    return headers


def first(headers: dict[str, list[str]], name: str) -> str:
    """The first header of this name, or nothing."""
    return headers.get(name, [""])[0]


def _parameter(headers: dict[str, list[str]], header: str, name: str) -> str:
    """A parameter of a header, also in the ways of RFC 2231; words of RFC 2047 are decoded."""
    value = first(headers, header)
    if name not in value.lower():
        return ""
    message = Message()
    message[header] = ";".join(value.split(";", PARAMETERS_AT_MOST)[:PARAMETERS_AT_MOST])
    try:
        found = message.get_param(name, "", header)
        plain = collapse_rfc2231_value(found) if found else ""
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""
    return decode_words(plain) if isinstance(plain, str) else ""


def decode_words(value: str) -> str:
    """A header with its encoded words read (RFC 2047), broken ones as they stand.

    Neighbours in one charset are read together: a letter may be cut in two between them.
    """
    if "=?" not in value:
        return value
    pieces: list[str] = []
    place, charset, held = 0, "", b""
    joined = _BETWEEN_WORDS.sub(r"\1", value)
    for found in _WORD.finditer(joined):
        between = joined[place : found.start()]
        if between or found[1].lower() != charset:
            pieces += [decode_charset(held, charset), between]
            charset, held = found[1].lower(), b""
        held += _word_bytes(found[2], found[3])
        place = found.end()
    return "".join([*pieces, decode_charset(held, charset), joined[place:]])


def _word_bytes(how: str, text: str) -> bytes:
    plain = text.encode("utf-8", "replace")
    if how in "bB":
        return decode_transfer(plain, "base64")
    return quopri.decodestring(plain.replace(b"_", b" "), header=False)


# --- contents -------------------------------------------------------------------------------------


def decode_transfer(content: bytes | memoryview, encoding: str) -> bytes:
    """Base64 and quoted-printable undone; what is broken is read as far as it goes."""
    if encoding == "base64":
        return _from_base64(content)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(content)
    return bytes(content)


def _from_base64(content: bytes | memoryview) -> bytes:
    try:
        return binascii.a2b_base64(content)
    except binascii.Error:
        pure = _NOT_BASE64.sub(b"", content)
        whole = pure[: len(pure) // 4 * 4]
        rest = pure[len(whole) :]
        tail = base64.b64decode(rest + b"=" * (4 - len(rest))) if len(rest) > 1 else b""
        return binascii.a2b_base64(whole) + tail


# What senders write, and what they mean; the web reads these names alike.
_MEANT = {
    "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-1": "cp1252", "latin1": "cp1252",
    "latin-1": "cp1252", "iso8859-1": "cp1252", "ansi": "cp1252", "windows-1252": "cp1252",
    "iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8", "iso-8859-6-i": "iso-8859-6",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "iso-8859-9": "cp1254",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932", "x-sjis": "cp932",
    "iso-2022-jp": "iso-2022-jp-2", "unicode-1-1-utf-7": "utf-7", "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman", "cp-850": "cp850",
}  # fmt: skip
# Codecs of Python that are no charsets, or that a short text can keep busy for minutes.
_REFUSED = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}


def decode_charset(content: bytes, charset: str) -> str:
    """Text from bytes. The charset that is named may be missing, impossible, or a lie."""
    if not content:
        return ""
    codec = _codec(charset)
    if codec is None or codec == "cp1252":
        # Many name a Western charset, or none, and send UTF-8: bytes that are UTF-8 by chance
        # and mean something else hardly occur.
        return _read(content, ["utf-8", "cp1252"])
    return _read(content, [codec] if codec != "utf-8" else ["utf-8", "cp1252"])


def _codec(charset: str) -> str | None:
    name = re.sub(r"[^a-z0-9._:+-]", "", charset.lower().split("*")[0])[:60]
    try:
        found = codecs.lookup(_MEANT.get(name, name))
    except (LookupError, ValueError):
        return None
    is_text = getattr(found, "_is_text_encoding", True)
    codec = found.name.replace("-", "_")
    return found.name if is_text and codec not in _REFUSED else None


def _read(content: bytes, codecs_to_try: list[str]) -> str:
    for codec in codecs_to_try:
        try:
            return content.decode(codec)
        except (ValueError, LookupError):
            if codec == "utf-8" and (text := _mostly_utf8(content)):
                return text
    return content.decode(codecs_to_try[-1], "replace")


def _mostly_utf8(content: bytes) -> str:
    """The text if only a few of its foreign letters are broken, else nothing."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return text if foreign > 10 * broken else ""


def _eight_bit(value: bytes) -> str:
    """Headers are ASCII by law; without it they are UTF-8 or Western."""
    return _read(value, ["utf-8", "cp1252"])

"""Mails of every shape, and the same mails broken byte by byte. The same seed, the same mails."""

import base64
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from random import Random

OUR_ID = b"<0123456789abcdef0123456789abcdef@hilfelotse.example>"
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@post.example\r\n"
    "DTSTART:20261105T100000Z\r\nSUMMARY:Besichtigung\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
VCARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Toni Muster\r\nTEL:+4951116830088\r\nEND:VCARD\r\n"


def letter(
    text: str = "Guten Tag,\n\nwo kann ich Deutsch lernen?\n",
    sender: str = "Toni Muster <toni@post.example>",
    subject: str = "Frage",
    message_id: str | None = "<frage-1@post.example>",
    **headers: str,
) -> EmailMessage:
    """A mail as a decent program writes it; header names with ``_`` for ``-``."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = "koordinierungsstelle@hilfelotse.example"
    mail["Subject"] = subject
    mail["Date"] = "Mon, 02 Nov 2026 09:30:00 +0100"
    if message_id:
        mail["Message-ID"] = message_id
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def raw(*lines: str | bytes, body: str | bytes = b"Guten Tag") -> bytes:
    """Header lines and a body, byte by byte as given."""
    return b"\r\n".join([*map(_bytes, lines), b"", _bytes(body)])


def _bytes(value: str | bytes) -> bytes:
    return value.encode() if isinstance(value, str) else value


FROM = "From: Toni Muster <toni@post.example>"


def in_charset(charset: str, text: str, named: str | None = None) -> bytes:
    """8-bit text in one charset that says it is another."""
    content_type = f"Content-Type: text/plain; charset={named or charset}"
    return raw(FROM, "Subject: Frage", content_type, body=text.encode(charset))


def nested(depth: int, inner: bytes = b"Content-Type: text/plain\r\n\r\nGanz innen") -> bytes:
    """So many multiparts in each other."""
    for level in range(depth):
        mark = b"mark%d" % level
        inner = (
            b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n--%s\r\n%s\r\n--%s--\r\n'
            % (mark, mark, inner, mark)
        )  # fmt: skip
    return raw(FROM, "Subject: Tief", b"MIME-Version: 1.0").removesuffix(b"\r\nGuten Tag") + inner


def bounce(message_id: bytes = OUR_ID, action: bytes = b"failed") -> bytes:
    """A mail of ours came back (RFC 3464)."""
    return b"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mail.example>
To: koordinierungsstelle@hilfelotse.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce-1@mail.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

The mail could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; weg@post.example
Action: %b
Status: 5.1.1

--b
Content-Type: message/rfc822

Message-ID: %b
From: koordinierungsstelle@hilfelotse.example
Subject: Wir haben Ihre Nachricht

Guten Tag
--b--
""" % (action, message_id)


def _with_attachments() -> bytes:
    mail = letter(message_id="<anhang@post.example>")
    mail.add_alternative("<p>Guten <b>Tag</b></p>", subtype="html")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="Größe ü.pdf")
    mail.add_attachment(PNG, maintype="image", subtype="png", filename="../../bild\u202egnp.exe")
    mail.add_attachment(ICS, subtype="calendar", filename="termin.ics")
    mail.add_attachment(VCARD, subtype="vcard")
    mail.add_attachment(letter("Weitergeleitet"))
    return mail.as_bytes()


def _winmail() -> bytes:
    mail = letter(message_id="<tnef@post.example>")
    tnef = b"\x78\x9f\x3e\x22" + zlib.compress(b"x" * 500)
    mail.add_attachment(tnef, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return mail.as_bytes()


def _html_only() -> bytes:
    mail = letter(message_id="<html@post.example>")
    mail.set_content(
        '<html><head><style>p{color:red}</style></head><body onload="x()"><p>Guten Tag</p>'
        '<script>alert(1)</script><img src="https://zaehler.example/1.png" alt="Logo">'
        '<form action="https://boese.example"><input name=p></form>'
        '<a href="https://gut.example/">Seite</a> <a href="javascript:alert(1)">klick</a>',
        subtype="html",
    )
    return mail.as_bytes()


def _calendar_only() -> bytes:
    mail = letter(message_id="<termin@post.example>")
    mail.set_content(ICS, subtype="calendar")
    return mail.as_bytes()


ARABIC = "مرحبا، أريد أن أتعلم اللغة الألمانية. أين توجد دورة قريبة من منزلي؟"
UKRAINIAN = "Добрий день! Я шукаю курси німецької мови для моєї доньки, їй дев'ять років."


def shapes() -> dict[str, bytes]:
    """The corpus: a name and the bytes of a mail."""
    plain = letter().as_bytes()
    multipart = "Content-Type: multipart/mixed; boundary=b"
    alternative = "Content-Type: multipart/alternative; boundary=b"
    return {
        # decent
        "plain": plain,
        "crlf": plain.replace(b"\n", b"\r\n"),
        "attachments": _with_attachments(),
        "html only": _html_only(),
        "calendar only": _calendar_only(),
        "winmail.dat": _winmail(),
        "arabic": letter(ARABIC, "نور الدين <nour@post.example>", "سؤال عن دورة").as_bytes(),
        "ukrainian": letter(UKRAINIAN, subject="Питання").as_bytes(),
        "english": letter("Hello, I am looking for a German course. Can you help me?").as_bytes(),
        "with a number": letter(subject="AW: [KF-26-000001-0] Frage").as_bytes(),
        # from programs
        "vacation": letter("Ich bin nicht da.", Auto_Submitted="auto-replied").as_bytes(),
        "old vacation": letter("Ich bin nicht da.", Precedence="bulk").as_bytes(),
        "x-autoreply": letter("Ich bin nicht da.", X_Autoreply="yes").as_bytes(),
        "null sender": b"Return-Path: <>\n" + plain,
        "newsletter": letter(List_Unsubscribe="<https://liste.example/weg>").as_bytes(),
        "list": letter(List_Id="Verteiler <v.liste.example>").as_bytes(),
        "our own loop": letter(X_Loop="koordinierungsstelle@hilfelotse.example").as_bytes(),
        "from ourselves": letter(sender="koordinierungsstelle@hilfelotse.example").as_bytes(),
        "bounce": bounce(),
        "delayed": bounce(action=b"delayed"),
        "bounce without a report": raw(
            "From: MAILER-DAEMON@mail.example", "Subject: failure notice",
            body=b"This message bounced.\r\n\r\n> Message-ID: " + OUR_ID,
        ),
        "read receipt": bounce().replace(b"delivery-status", b"disposition-notification"),
        "feedback report": bounce().replace(b"delivery-status", b"feedback-report"),
        # charsets
        "windows-1256": in_charset("cp1256", ARABIC, "windows-1256"),
        "koi8-u": in_charset("koi8-u", UKRAINIAN),
        "iso-2022-jp": in_charset("iso-2022-jp", "ドイツ語を勉強したいです"),
        "utf-7": in_charset("utf-7", "Grüße aus Linden"),
        "utf-16": in_charset("utf-16", "Grüße aus Linden"),
        "no charset": raw(FROM, "Subject: Frage", body="Grüße aus Linden"),
        "impossible charset": in_charset("utf-8", "Grüße", "x-gibt-es-nicht"),
        "no codec of text": in_charset("utf-8", "Grüße", "base64"),
        "slow codec": in_charset("utf-8", "Grüße", "punycode"),
        "says latin, is utf-8": in_charset("utf-8", "Grüße aus Linden", "iso-8859-1"),
        "says utf-8, is latin": in_charset("cp1252", "Grüße aus Linden", "utf-8"),
        "charset with rubbish": in_charset("utf-8", "Grüße", "'; rm -rf /; '"),
        "8-bit headers": raw("From: Jürgen <j@post.example>".encode("cp1252"), "Subject: Größe"),
        # headers
        "no date": raw(FROM, "Subject: Frage"),
        "impossible date": raw(FROM, "Date: Mon, 99 Foo 99999 99:99:99 +9999"),
        "year 10000": raw(FROM, "Date: Sat, 1 Jan 10000 00:00:00 +0000"),
        "no sender": raw("Subject: Frage"),
        "unusable sender": raw("From: undisclosed-recipients:;", "Subject: Frage"),
        "two senders": raw("From: a@post.example, b@post.example", "Sender: c@post.example"),
        "sender of rubbish": raw('From: "(((" <<<@>>>, =?utf-8?b?////?= <x@y@z>'),
        "injected lines": raw(
            FROM, "Subject: =?utf-8?q?Frage=0D=0ABcc:_alle=40post.example=0D=0A?=",
            "From: =?utf-8?q?Toni=0AX-Evil:_1?= <toni@post.example>",
        ),
        "nul in the subject": raw(FROM, b"Subject: Fra\x00ge =?utf-8?b?AAAA?="),
        "half a letter": raw(FROM, "Subject: =?utf-8?b?7aCA?= =?utf-16?b?2AA=?="),
        "right to left": raw(FROM, "Subject: Rechnung \u202efdp.exe\u202c سؤال"),
        "broken words": raw(FROM, "Subject: =?utf-8?b?R3LD?= =?utf-8?b?vMOfZQ==?= =?x?q??= =?"),
        "forged references": raw(FROM, "References: " + "<a@b.example> " * 3000, "In-Reply-To: x"),
        "our token": raw(FROM, "Subject: AW: Anliegen", b"In-Reply-To: " + OUR_ID),
        "long header": raw(FROM, "Subject: " + "sehr " * 30_000),
        "many headers": raw(FROM, *[f"X-Kopf-{number}: 1" for number in range(5_000)]),
        "folded for ever": raw(FROM, "Subject: a" + "\r\n " * 5_000 + "b"),
        "no colon": raw("From Toni", "kein Kopf", "Subject: Frage"),
        # structure
        "nothing": b"",
        "one newline": b"\n",
        "only headers": raw(FROM, "Subject: Frage", body=b""),
        "only NUL": b"\x00" * 500,
        "random bytes": Random(1).randbytes(2_000),
        "no headers": b"Guten Tag, ich schreibe ohne Kopf.",
        "nested 100 deep": nested(100),
        "nested 1000 deep": nested(1_000),
        "no boundary": raw(FROM, "Content-Type: multipart/mixed", body="Guten Tag"),
        "wrong boundary": raw(FROM, multipart, body="--a\r\n\r\nGuten Tag\r\n--a--"),
        "no end": raw(FROM, multipart, body="--b\r\n\r\nGuten Tag\r\n--b\r\n\r\nund mehr"),
        "empty parts": raw(FROM, multipart, body="--b\r\n--b\r\n--b\r\n\r\n--b--"),
        "a thousand parts": raw(FROM, multipart, body="--b\r\n\r\nTeil\r\n" * 1_000),
        "its own boundary": raw(
            FROM, multipart, body=f"--b\r\n{multipart}\r\n\r\n--b\r\n\r\nTag\r\n--b--"
        ),
        "broken base64": raw(
            FROM, multipart,
            body="--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
            "\r\nJVBERi0xL*!jQKJ\r\n=A=B\r\n--b--",
        ),
        "broken quoted-printable": raw(
            FROM, "Content-Transfer-Encoding: quoted-printable", body="Gr=C3=BC=ZZ=\r\n=F"
        ),
        "unknown encoding": raw(FROM, "Content-Transfer-Encoding: x-uuencode", body="begin 644 x"),
        "names in pieces": raw(
            FROM, multipart,
            body="--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n"
            " filename*0*=utf-8''Gr%C3%B6;\r\n filename*1*=%C3%9Fe.pdf\r\n\r\nx\r\n--b--",
        ),
        "names of rubbish": raw(
            FROM, multipart,
            body="--b\r\nContent-Type: application/pdf; name*=nicht''%FF%00/etc/passwd\r\n"
            "Content-Disposition: attachment; filename*99999999999*=x\r\n\r\nx\r\n--b--",
        ),
        "empty alternative": raw(
            FROM, alternative,
            body="--b\r\n\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Tag</p>\r\n--b--",
        ),
        "tangled html": raw(
            FROM, "Content-Type: text/html",
            body="".join(f"<div><b id={number}><table><p>" for number in range(3_000)),
        ),
    }  # fmt: skip


def mutations(seed: int, count: int) -> Iterator[bytes]:
    """``count`` mails of the corpus, each broken at some places; all of them different mails."""
    dice = Random(seed)
    corpus = list(shapes().values())
    for _number in range(count):
        yield mutated(dice, dice.choice(corpus), corpus)


def mutated(dice: Random, mail: bytes, corpus: list[bytes]) -> bytes:
    """The mail with one to six wounds."""
    wounded = bytearray(mail)
    for _wound in range(dice.randint(1, 6)):
        dice.choice(_WOUNDS)(dice, wounded, corpus)
    return bytes(wounded[:400_000])


def _place(dice: Random, mail: bytearray) -> int:
    """Anywhere; more often in the first lines, which decide."""
    return dice.randint(0, min(len(mail), dice.choice([300, 2_000, len(mail)])))


def _flip(dice: Random, mail: bytearray, _corpus: list[bytes]) -> None:
    for _byte in range(dice.randint(1, 20)):
        if mail:
            mail[min(_place(dice, mail), len(mail) - 1)] = dice.randrange(256)


def _cut(dice: Random, mail: bytearray, _corpus: list[bytes]) -> None:
    del mail[_place(dice, mail) :]


def _remove(dice: Random, mail: bytearray, _corpus: list[bytes]) -> None:
    place = _place(dice, mail)
    del mail[place : place + dice.randint(1, 200)]


def _insert(dice: Random, mail: bytearray, _corpus: list[bytes]) -> None:
    place = _place(dice, mail)
    mail[place:place] = dice.choice(_SPLINTERS) * dice.choice([1, 1, 1, 50])


def _repeat(dice: Random, mail: bytearray, _corpus: list[bytes]) -> None:
    place = _place(dice, mail)
    piece = mail[place : place + dice.randint(1, 500)]
    mail[place:place] = piece * dice.randint(1, 30)


def _graft(dice: Random, mail: bytearray, corpus: list[bytes]) -> None:
    other = dice.choice(corpus)
    start = dice.randint(0, len(other))
    place = _place(dice, mail)
    mail[place:place] = other[start : start + dice.randint(1, 2_000)]


_WOUNDS = [_flip, _flip, _cut, _remove, _insert, _insert, _repeat, _graft]
_SPLINTERS = [
    b"\x00", b"\r", b"\n", b"\r\n\r\n", b"--b\r\n", b"--b--", b"=?utf-8?b?", b"?=", b"=\r\n",
    b"\xff", b"\xed\xa0\x80", "\u202e".encode(), b"<", b">", b'"', b";", b"boundary=", b"%00",
    b"Content-Type: multipart/mixed; ", b"charset=utf-7", b"charset=utf-32", b"\r\n ", b"From: ",
    b"Content-Transfer-Encoding: base64\r\n", b"<script>", b"<!--", b"\x1b$B", OUR_ID,
    b"References: ", b"filename*0*=",
]  # fmt: skip


def in_parts(header: str, count: int = 300) -> bytes:
    """A mail of many small parts, each with this header."""
    part = f"--b\r\n{header}\r\n\r\nx\r\n"
    head = "From: toni@post.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    return f"{head}{part * count}--b--\r\n".encode()

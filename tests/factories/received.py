"""Mails that came, as the intake has read and filed them."""

import hashlib
from itertools import count

from hilfelotse.base import clock
from hilfelotse.cases.models import Case, MailInCase
from hilfelotse.correspondence.models import RawMail, ReceivedMail

_numbers = count(1)


def raw(content: bytes) -> RawMail:
    """The bytes, kept."""
    digest = hashlib.sha256(content).hexdigest()
    return RawMail.objects.create(content=content, size=len(content), digest=digest)


def mail(case: Case | None = None, content: bytes = b"", **changed) -> ReceivedMail:
    """A readable mail of Toni's; in ``case``, or in none."""
    number = next(_numbers)
    fields = {
        "mailbox": "office@mail.example/INBOX",
        "identity": f"{number:064}",
        "message_id": f"<frage-{number}@post.example>",
        "state": ReceivedMail.State.CASE,
        "sender_address": "toni@post.example",
        "sender_name": "Toni Muster",
        "subject": "Wo lerne ich Deutsch?",
        "text": "Guten Tag,\n\nwo kann ich Deutsch lernen?",
        "written_at": clock.now(),
        "fetched_at": clock.now(),
    } | changed
    made = ReceivedMail.objects.create(
        raw=raw(content or b"Subject: %d\r\n\r\nGuten Tag" % number), **fields
    )
    if case is not None:
        MailInCase.objects.create(case=case, mail=made)
    return made


_WITH_FILE = b"""From: Toni <%(address)s>
Subject: Anhang
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Guten Tag
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="brief.pdf"

Inhalt von %(address)s
--b--
"""


def with_file(case: Case, address: str) -> ReceivedMail:
    """A mail in ``case`` with HTML and one attachment."""
    return mail(
        case,
        content=_WITH_FILE % {b"address": address.encode()},
        sender_address=address,
        subject="Anhang",
        html="<p>Guten <b>Tag</b></p>",
        attachments=[{"name": "brief.pdf", "type": "application/pdf", "size": 40}],
    )

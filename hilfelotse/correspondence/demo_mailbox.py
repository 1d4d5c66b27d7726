"""Outgoing mail of the demo: kept in a folder and shown on a page, so that links can be clicked."""

import mailbox
from collections.abc import Sequence
from email import policy
from email.message import EmailMessage as ParsedMail
from email.parser import BytesParser

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


def _open() -> mailbox.Maildir:
    return mailbox.Maildir(str(settings.DEMO_MAILBOX), create=True)


class Backend(BaseEmailBackend):
    """Django's mail backend for the demo: nothing leaves this machine."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put the messages into the folder."""
        box = _open()
        for message in email_messages:
            box.add(message.message().as_bytes())
        return len(email_messages)


def newest(count: int) -> list[ParsedMail]:
    """The latest mails, the newest first."""
    box = _open()
    keys = sorted(box.keys(), reverse=True)[:count]
    parser = BytesParser(policy=policy.default)
    return [parser.parsebytes(box.get_bytes(key)) for key in keys]

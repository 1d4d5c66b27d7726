"""From an outbox row to a mail: template, language, fresh links."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_bidi, gettext, override

from hilfelotse.base import clock, links
from hilfelotse.correspondence.models import OutgoingMail

_FSI, _PDI = "\u2068", "\u2069"


def compose(mail: OutgoingMail) -> EmailMessage:
    """The message behind an outbox row. Issues its links; call inside a transaction."""
    with override(mail.language):
        context = {name: _isolated(value) for name, value in mail.context.items()}
        context |= {link["name"]: _url(link, mail.created_at) for link in mail.links}
        own_name = settings.OFFICE["name"]
        context["office"] = settings.OFFICE | {"name": gettext(own_name)}
        subject, body = _parts(render_to_string(f"mail/{mail.template}.txt", context))
    return EmailMessage(
        subject=subject,
        body=body,
        to=[mail.address],
        reply_to=[settings.OFFICE["email"]],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
    )


def _isolated(value: Any) -> Any:
    """A German name or a number inside an Arabic line keeps its own direction (Unicode TR9)."""
    if isinstance(value, str) and get_language_bidi():
        return f"{_FSI}{value}{_PDI}"
    return value


def _url(link: dict[str, Any], written_at: datetime) -> str:
    """A fresh link. Its time runs from the writing of the mail, however late that leaves."""
    ends_at = written_at + timedelta(seconds=link["valid_seconds"])
    token = links.issue(
        purpose=link["purpose"],
        subject_id=link["subject_id"],
        valid=max(ends_at - clock.now(), timedelta(0)),
    )
    return settings.SITE_URL + reverse(link["route"], kwargs={"token": token})


def _parts(text: str) -> tuple[str, str]:
    """The first line is the subject, the rest is the letter."""
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"

"""From an outbox row to a mail: template, language, fresh links."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext, override

from hilfelotse.base import clock, links
from hilfelotse.base.text import isolated
from hilfelotse.correspondence import reply
from hilfelotse.correspondence.models import REPLY, OutgoingMail


def compose(mail: OutgoingMail) -> EmailMessage:
    """The message behind an outbox row. Issues its links; call inside a transaction."""
    with override(mail.language):
        urls = {link["name"]: _url(link, mail.created_at) for link in mail.links}
    subject, body = letter(
        template=mail.template, language=mail.language, context=mail.context, urls=urls
    )
    return EmailMessage(
        subject=subject,
        body=body,
        to=[mail.address],
        reply_to=[settings.OFFICE["email"]],
        headers=_headers(mail),
    )


def letter(
    *, template: str, language: str, context: dict[str, Any], urls: dict[str, str]
) -> tuple[str, str]:
    """Subject and body as they leave, with ``urls`` in the place of the links."""
    with override(language):
        words = _as_written(context, urls) if template == REPLY else _isolated(context)
        name = settings.OFFICE["name"]
        office = settings.OFFICE | {"name": gettext(name)}
        return _parts(render_to_string(f"mail/{template}.txt", words | urls | {"office": office}))


def _isolated(context: dict[str, Any]) -> dict[str, Any]:
    return {
        name: isolated(value) if isinstance(value, str) else value
        for name, value in context.items()
    }


def _as_written(context: dict[str, Any], urls: dict[str, str]) -> dict[str, Any]:
    """What a colleague wrote is theirs, but for the link, which did not exist yet."""
    return context | {"text": reply.fill(context["text"], {"status_link": urls["status_url"]})}


def _headers(mail: OutgoingMail) -> dict[str, str]:
    headers = {"Message-ID": mail.message_id}
    if mail.template != REPLY:  # that one is from a person to a person (RFC 3834)
        answers = bool(mail.in_reply_to)
        headers["Auto-Submitted"] = "auto-replied" if answers else "auto-generated"
        headers["X-Loop"] = settings.OFFICE["email"]  # by which we know our own again
    if mail.in_reply_to:
        headers |= {"In-Reply-To": mail.in_reply_to, "References": mail.in_reply_to}
    return headers


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

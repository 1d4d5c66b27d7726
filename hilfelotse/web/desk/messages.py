"""The mails of a case as the desk reads them: both sides in one list, old quotations folded."""

import re
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext as _

from hilfelotse.accounts.models import User
from hilfelotse.base.text import clean_line
from hilfelotse.cases import post
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import REPLY, OutgoingMail, ReceivedMail
from hilfelotse.correspondence.reply import fill
from hilfelotse.web.desk.words import mail_rows

AT_MOST = 50
SHOWN_OF_A_TEXT = 20_000
_BY_MACHINES = {ReceivedMail.State.BOUNCE, ReceivedMail.State.AUTOMATIC}
_ATTRIBUTION = re.compile(r"^\W{0,3}(?:Am|On|Le|El|Il|Den|W dniu|В|في)\b.{5,300}:\s*$")
_ORIGINAL = re.compile(
    r"^-{2,}\s*(?:Ursprüngliche Nachricht|Weitergeleitete Nachricht|Original Message|"
    r"Forwarded message)\b",
    re.IGNORECASE,
)
_UNSAFE = re.compile(r'[<>:"/\\|?*]+')


def of(case: Case, user: User) -> dict[str, Any]:
    """``messages``: what came and what was answered, the newest first; ``mails``: all the rest."""
    came = post.received(case, user).defer("html")
    came = came.annotate(has_html=ExpressionWrapper(~Q(html=""), output_field=BooleanField()))[
        : AT_MOST + 1
    ]
    written = list(post.written(case, user).select_related("contact_point"))
    answers = [mail for mail in written if mail.template == REPLY][:AT_MOST]
    known = _addresses(case)
    rows = [_received(mail, known) for mail in came] + [_answer(mail) for mail in answers]
    rows.sort(key=lambda row: row["when"], reverse=True)
    return {
        "messages_in_case": rows[:AT_MOST],
        "more_messages": len(rows) > AT_MOST,
        "mails": mail_rows(mail for mail in written if mail.template != REPLY),
    }


def _addresses(case: Case) -> set[str]:
    if case.party is None:
        return set()
    return set(case.party.contact_points.values_list("value", flat=True))


def _received(mail: ReceivedMail, known: set[str]) -> dict[str, Any]:
    own, quoted = split_quotation(mail.text[:SHOWN_OF_A_TEXT])
    return {
        "came": True,
        "mail": mail,
        "when": mail.fetched_at,
        "subject": mail.subject,
        "text": own,
        "quoted": quoted,
        "is_cut": len(mail.text) > SHOWN_OF_A_TEXT,
        "by_machine": mail.get_state_display() if mail.state in _BY_MACHINES else "",
        "other_address": _is_strange(mail, known),
        "attachments": [
            {"number": number, "name": file_name(part["name"]), "type": part["type"],
             "size": part["size"]}
            for number, part in enumerate(mail.attachments, start=1)
        ],
    }  # fmt: skip


def _is_strange(mail: ReceivedMail, known: set[str]) -> bool:
    by_somebody = mail.sender_address and mail.state not in _BY_MACHINES
    return bool(by_somebody) and mail.sender_address not in known


def _answer(mail: OutgoingMail) -> dict[str, Any]:
    (state,) = mail_rows([mail])
    return {
        "came": False,
        "when": mail.created_at,
        "subject": mail.context["subject"],
        "text": fill(mail.context["text"], {"status_link": _("(Link zum Stand)")}),
        "to": mail.address,
        "state": state["state"],
        "repeated": mail.repeated,
    }


def file_name(name: str) -> str:
    """A name that no system takes for a path, a command or another kind of file."""
    last = re.split(r"[/\\]", clean_line(name))[-1]
    return _UNSAFE.sub("_", last).strip(". ")[-120:] or _("Anhang")


def split_quotation(text: str) -> tuple[str, str]:
    """What is new, and the older mail below it; all is new where answers stand in between."""
    lines = text.rstrip().split("\n")
    begin = _original(lines)
    if begin is None:
        begin = len(lines)
        while begin and (lines[begin - 1].startswith(">") or not lines[begin - 1].strip()):
            begin -= 1
        if not any(line.startswith(">") for line in lines[begin:]):
            return text, ""
        if begin and _ATTRIBUTION.match(lines[begin - 1]):
            begin -= 1
    own = "\n".join(lines[:begin]).rstrip()
    return (own, "\n".join(lines[begin:]).strip()) if own else (text, "")


def _original(lines: list[str]) -> int | None:
    return next((number for number, line in enumerate(lines) if _ORIGINAL.match(line)), None)

"""A colleague answers the person: one mail, in their own words, in the thread of the last one."""

import re
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base.idempotency import key_for
from hilfelotse.base.text import clean_text
from hilfelotse.cases import post, search
from hilfelotse.cases.actions.close import end
from hilfelotse.cases.actions.locked import hold, move, snapshot
from hilfelotse.cases.letters import status_link
from hilfelotse.cases.models import Case
from hilfelotse.correspondence import reply as letters
from hilfelotse.correspondence.compose import letter
from hilfelotse.correspondence.models import REPLY, OutgoingMail, ReceivedMail
from hilfelotse.correspondence.write import write_to_person
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.office.accessibility import conciliation_hint
from hilfelotse.people.models import ContactPoint, Party

_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>")


class Hindrance(models.TextChoices):
    """Why nobody can be answered by mail, in words for the desk."""

    CLOSED = "closed", _("Dieser Vorgang ist schon abgeschlossen.")
    NOBODY = "nobody", _("Zu diesem Vorgang gehört keine Person.")
    NO_ADDRESS = "no_address", _("Die Person hat keine E-Mail-Adresse. Bitte rufen Sie an.")
    UNCONFIRMED = (
        "unconfirmed",
        _("Die E-Mail-Adresse ist nicht bestätigt, und von ihr kam noch keine E-Mail. "
          "Bitte rufen Sie an."),
    )  # fmt: skip
    EMPTY = "empty", _("Schreiben Sie die Antwort auf.")


class CannotReply(Exception):
    """The mail would reach nobody, or a stranger."""

    def __init__(self, hindrance: Hindrance) -> None:
        super().__init__(hindrance.label)
        self.hindrance = hindrance


@dataclass(frozen=True)
class Letter:
    """A mail as it will leave."""

    address: str
    subject: str
    body: str


@dataclass(frozen=True)
class _Draft:
    party: Party
    address: str
    in_reply_to: str
    context: dict[str, Any]


def hindrance(*, user: User, case: Case) -> Hindrance | None:
    """Why the person of this case cannot be answered by mail; None if they can."""
    try:
        _way_to(case, user)
    except CannotReply as refusal:
        return refusal.hindrance
    return None


def preview(*, user: User, case: Case, text: str) -> Letter:
    """The mail as ``reply`` would write it, but for the link. Refuses what ``reply`` refuses."""
    require(user)
    draft = _draft(user, case, text)
    link = gettext("(Hier steht der Link zum Stand des Anliegens.)")
    subject, body = letter(
        template=REPLY, language=draft.party.language, context=draft.context,
        urls={"status_url": link},
    )  # fmt: skip
    return Letter(draft.address, subject, body)


@transaction.atomic
def reply(
    *,
    user: User,
    case: Case,
    text: str,
    key: str,
    expects_answer: bool = False,
    closes: bool = False,
) -> OutgoingMail:
    """Answer the person; a second call with the same ``key`` and text gives the first mail.

    ``expects_answer``: the case waits for the person, a week at most. ``closes``: with this mail
    the question is answered, no other one follows; ValueError for an offer of time, and together
    with ``expects_answer``. Raises CannotReply and WrongPlaceholder.
    """
    require(user)
    if closes and (expects_answer or case.kind == Case.Kind.VOLUNTEERING):
        raise ValueError("this mail cannot end the case")
    case = hold(case.pk)
    reason = f"case:{case.pk}:reply:{key_for(key, {'text': text})[:40]}"
    if written := OutgoingMail.objects.filter(reason=reason).first():
        return written
    draft = _draft(user, case, text)
    mail = write_to_person(
        party=draft.party,
        template=REPLY,
        reason=reason,
        reference=case.reference,
        links=(status_link(case),),
        in_reply_to=draft.in_reply_to,
        **draft.context,
    )
    if mail is None:
        raise CannotReply(Hindrance.UNCONFIRMED)
    _note(user, case, draft.context["text"], expects_answer=expects_answer)
    if closes:
        end(case=case, outcome=Case.Outcome.ANSWERED, user=user)
    return mail


def _note(user: User, case: Case, text: str, *, expects_answer: bool) -> None:
    before = snapshot(case)
    if case.state == Case.State.NEW and case.kind != Case.Kind.VOLUNTEERING:
        move(case, state=Case.State.ADVISING)
    said = letters.fill(text, {"status_link": gettext("(Link zum Stand)")})
    search.add(case, search.text_keys(said))
    record(subject=case, verb="replied", user=user, text=said, before=before)
    if expects_answer:
        move(case, waiting_on=Case.Waiting.CITIZEN, due_at=deadlines.citizen_answer())
    elif case.kind == Case.Kind.BARRIER:  # a word in between: the final answer has its own time
        move(case, due_at=deadlines.barrier_limit(case.received_at, is_answered=True))


def _draft(user: User, case: Case, text: str) -> _Draft:
    party, point, last = _way_to(case, user)
    text = clean_text(text)
    if not text:
        raise CannotReply(Hindrance.EMPTY)
    letters.check_placeholders(text)
    values = letters.values(
        name=party.name, number=case.reference, colleague=user.name, language=party.language
    )
    subject = letters.subject(
        number=case.reference, language=party.language, of_last=last.subject if last else ""
    )
    return _Draft(
        party=party,
        address=point.value,
        in_reply_to=last.message_id if last and _MESSAGE_ID.fullmatch(last.message_id) else "",
        context={
            "subject": subject,
            "text": letters.fill(text, values),
            "hint": _hint(case, party.language),
        },
    )


def _hint(case: Case, language: str) -> str:
    """Whoever told us of a barrier hears in each answer who else can help (standards A-29)."""
    if case.kind != Case.Kind.BARRIER:
        return ""
    with override(language):
        return conciliation_hint()


def _way_to(case: Case, user: User) -> tuple[Party, ContactPoint, ReceivedMail | None]:
    """Whom to write to, where, and in answer to which mail."""
    if not case.is_open:
        raise CannotReply(Hindrance.CLOSED)
    if case.party is None:
        raise CannotReply(Hindrance.NOBODY)
    point = case.party.contact_points.filter(kind=ContactPoint.Kind.EMAIL).first()
    if point is None:
        raise CannotReply(Hindrance.NO_ADDRESS)
    last = _last_from(point, case, user)
    if point.confirmed_at is None and last is None:
        raise CannotReply(Hindrance.UNCONFIRMED)
    return case.party, point, last


def _last_from(point: ContactPoint, case: Case, user: User) -> ReceivedMail | None:
    """The person's own last mail: what others wrote in the case is not theirs to read.

    An automatic reply from there says nothing about who sits there.
    """
    own = post.received(case, user).filter(sender_address=point.value)
    return own.filter(state__in=[ReceivedMail.State.CASE, ReceivedMail.State.JOINED]).first()

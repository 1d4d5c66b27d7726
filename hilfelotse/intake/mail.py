"""A mail that was fetched becomes a case, or joins the one it belongs to; a program's mail neither.

Reading is apart from storing (``correspondence.mailbox``): whatever happens here, the bytes are
safe, and a mail that nobody can read becomes a visible case with its file.
"""

import hashlib
import logging
import re
import traceback
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.base.points import reach
from hilfelotse.cases import search
from hilfelotse.cases.actions.locked import hold, move
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.actions.reopen import NotAgain, reopen
from hilfelotse.cases.letters import status_link
from hilfelotse.cases.models import Case, MailInCase
from hilfelotse.correspondence import language, mailbox, outbox
from hilfelotse.correspondence.bytes_kept import bring
from hilfelotse.correspondence.models import OutgoingMail, RawMail, ReceivedMail
from hilfelotse.correspondence.parse import Parsed, parse
from hilfelotse.correspondence.write import write_to_person
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.intake.receive import Sender, receive_concern
from hilfelotse.intake.thread import continued, is_of
from hilfelotse.office import deadlines
from hilfelotse.people.models import ContactPoint
from hilfelotse.referrals.models import Referral
from hilfelotse.routing.match import smells_of_danger

log = logging.getLogger(__name__)
State = ReceivedMail.State

ATTEMPTS = 5  # after so many, the mail is taken for unreadable
ANSWER_AGAIN_AFTER = timedelta(hours=24)
ANSWER = "mail_received"
_NO_REPLY = re.compile(r"^(no|do-?not|nicht)[-_.]?(reply|respond|antworten)", re.I)

UNREADABLE = (
    "Eine E-Mail ist gekommen, die das Programm nicht lesen kann. "
    "Sie liegt als Datei bei diesem Vorgang."
)
WITHOUT_WORDS = "(Die E-Mail enthält keinen Text.)"
TOO_LARGE = (
    "(Die E-Mail ist {size} MB groß. Nur ihr Anfang liegt hier; ganz liegt sie im Postfach "
    "im Ordner „{folder}“.)"
)


def file_mail(mail_id: int) -> ReceivedMail:
    """Decide what became of a stored mail; done once, however often it is called.

    A mail that fails stays stored and is tried again; each try is counted before it begins, so
    that one that kills its process is not tried for ever.
    """
    mine = ReceivedMail.objects.filter(pk=mail_id, state=State.STORED)
    mine.filter(attempts__lte=ATTEMPTS).update(attempts=F("attempts") + 1)
    mail = ReceivedMail.objects.get(pk=mail_id)
    if mail.state != State.STORED:
        return mail
    parsed = _parsed(mail) if mail.attempts <= ATTEMPTS else None
    try:
        with transaction.atomic():
            mail = _file(mail_id, parsed)
            reach("mail: filing")
    except (OperationalError, InterfaceError):
        raise  # the database is away: that is not the mail's fault
    except Exception as error:
        _complain(mail, "filed", error)
        return ReceivedMail.objects.get(pk=mail_id)
    reach("mail: filed")
    return mail


def file_stored(at_most: int = 200) -> int:
    """File what was fetched and not yet read, the least tried first; returns how many."""
    stored = ReceivedMail.objects.filter(state=State.STORED).order_by("attempts", "pk")
    ids = list(stored.values_list("pk", flat=True)[:at_most])
    return sum(file_mail(mail_id).state != State.STORED for mail_id in ids)


@transaction.atomic
def make_case(*, user: User, mail_id: int) -> Case | None:
    """A colleague finds a concern in what was taken for the mail of a program.

    Whoever sent it gets no answer by itself. None if the mail is in a case, or not yet read.
    """
    require(user)
    mail = ReceivedMail.objects.select_for_update(of=("self",)).get(pk=mail_id)
    is_aside = mail.state in {State.AUTOMATIC, State.BOUNCE}
    if not is_aside or MailInCase.objects.filter(mail=mail).exists():
        return None
    _new(mail, parse(content_of(mail)), follows=None, user=user)
    return MailInCase.objects.select_related("case").get(mail=mail).case


def outcome(mail: ReceivedMail) -> str:
    """What became of a mail, in a few words for the command line."""
    of_mail = MailInCase.objects.filter(mail=mail).select_related("case").order_by("case")
    numbers = ", ".join(link.case.reference for link in of_mail)
    if mail.state == State.CASE:
        return f"new case {numbers}" if mail.is_readable else f"unreadable, new case {numbers}"
    words = {
        State.JOINED: f"joined to {numbers}",
        State.BOUNCE: f"bounce {numbers}",
        State.AUTOMATIC: f"automatic reply {numbers}",
        State.STORED: "stored, will be read again",
    }
    return words[State(mail.state)].strip()


def content_of(mail: ReceivedMail) -> bytes:
    """The mail as it came; of a huge one the beginning."""
    return bring(mail.raw_id)


def _parsed(mail: ReceivedMail) -> Parsed | None:
    try:
        return parse(content_of(mail))
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        _complain(mail, "read", error)
        return None


def _complain(mail: ReceivedMail, what: str, error: Exception) -> None:
    """The kind of error and its place; its own words could quote the mail."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    log.error(
        "mail %s cannot be %s: %s in %s:%s",
        mail.pk, what, type(error).__name__, place.name, place.lineno,
    )  # fmt: skip


# --- deciding -------------------------------------------------------------------------------------


def _file(mail_id: int, parsed: Parsed | None) -> ReceivedMail:
    mail = ReceivedMail.objects.select_for_update(of=("self",)).get(pk=mail_id)
    if mail.state != State.STORED:
        return mail
    if parsed is None or not (parsed.sender_address or parsed.says_something):
        return _unreadable(mail)
    _write_down(mail, parsed)
    if parsed.is_bounce:
        return _bounce(mail, parsed)
    thread = continued(parsed)
    if parsed.is_automatic or _is_ours(parsed) or (parsed.is_list and thread is None):
        return _automatic(mail, thread)
    if thread is not None and (case := _hold_open(thread)):
        return _join(mail, parsed, case)
    return _new(mail, parsed, follows=thread)


def _write_down(mail: ReceivedMail, parsed: Parsed) -> None:
    mail.sender_address = parsed.sender_address
    mail.sender_name = parsed.sender_name
    mail.subject = parsed.subject
    mail.written_at = parsed.written_at
    mail.text, mail.html = parsed.text, parsed.html
    mail.language = language.guess(f"{parsed.subject}\n{parsed.text}")
    mail.attachments = [attachment.as_json() for attachment in parsed.attachments]


def _ended(mail: ReceivedMail, state: str) -> ReceivedMail:
    mail.state = state
    mail.save()
    return mail


def _is_ours(parsed: Parsed) -> bool:
    """Our own mail came back, over whatever detour."""
    if parsed.sender_address in _own_addresses() or _own_addresses() & set(parsed.loops):
        return True
    own = OutgoingMail.objects.filter(message_id=parsed.message_id)
    return bool(parsed.message_id) and own.exists()


def _own_addresses() -> set[str]:
    names = [settings.OFFICE["email"], parseaddr(settings.DEFAULT_FROM_EMAIL)[1]]
    return {name.lower() for name in [*names, *(box.user for box in mailbox.mailboxes())]}


def _hold_open(case: Case) -> Case | None:
    """The case, locked and open; None if it ended for good, so that a new one must follow."""
    case = hold(case.pk)
    if case.is_open:
        return case
    try:
        return reopen(case=case, by=Event.By.CITIZEN)
    except NotAgain:
        return None


# --- the five ends --------------------------------------------------------------------------------


def _join(mail: ReceivedMail, parsed: Parsed, case: Case) -> ReceivedMail:
    """To the case it continues, which somebody looks at within a working day."""
    MailInCase.objects.create(case=case, mail=mail)
    words = f"{parsed.subject}\n{parsed.text}"
    search.add(case, search.text_keys(words))
    body = _body_of(parsed.sender_address)
    by = Event.By.ORGANISATION if body and not is_of(parsed.sender_address, case) else None
    record(
        subject=case, verb="mail_joined", by=by or Event.By.CITIZEN, mail=mail.pk,
        organisation=body,
    )  # fmt: skip
    if _is_asked(case, parsed.sender_address):
        # A mail can be forged and answers nothing by itself: a colleague writes the answer down.
        record(subject=case, verb="body_wrote", by=Event.By.SYSTEM, organisation=body)
    fields = {"due_at": min(case.due_at or clock.now(), deadlines.back_at_the_desk())}
    if by is None and case.waiting_on == Case.Waiting.CITIZEN:
        fields["waiting_on"] = ""
    move(case, **fields)
    danger = smells_of_danger(words)
    if danger and not case.is_restricted:
        restrict(case=case, words=tuple(hit.words for hit in danger))
    return _ended(mail, State.JOINED)


def _new(
    mail: ReceivedMail, parsed: Parsed, follows: Case | None, user: User | None = None
) -> ReceivedMail:
    """A concern of its own, and one answer to say so.

    ``follows``: the case that it continues, which cannot be taken up again. ``user``: who made it
    a case.
    """
    sender = _sender(mail, parsed)

    def fill(case: Case) -> None:
        MailInCase.objects.create(case=case, mail=mail)
        if body := _body_of(mail.sender_address):
            record(subject=case, verb="mail_from_body", by=Event.By.SYSTEM, organisation=body)
        if follows is not None:
            record(
                subject=case, verb="mail_follows", by=Event.By.SYSTEM,
                reference=follows.reference, case=follows.pk,
            )  # fmt: skip
        if sender is not None:
            # Whoever writes to us from an address can be answered there.
            case.party.contact_points.update(confirmed_at=clock.now())
            _acknowledge(mail, parsed, case)

    receive_concern(
        key=f"mail:{mail.pk}",
        kind=Case.Kind.QUESTION,
        channel=Case.Channel.MAIL,
        sender=sender,
        text=_words(mail),
        user=user,
        fill=fill,
    )
    _restrict_like(follows, mail)
    return _ended(mail, State.CASE)


def _restrict_like(follows: Case | None, mail: ReceivedMail) -> None:
    """What continues a restricted case often quotes it whole: the same people see it."""
    if follows is None or not follows.is_restricted:
        return
    case = Case.objects.get(mails__mail=mail)
    if not case.is_restricted:
        restrict(case=case)


def _bounce(mail: ReceivedMail, parsed: Parsed) -> ReceivedMail:
    """A mail of ours came back: the desk sees it among those that need attention."""
    for returned in outbox.returned(parsed.returned, for_good=parsed.is_final):
        case = Case.objects.by_reference(returned.case_reference).first()
        if case is None:
            continue
        _note(mail, case, "mail_bounced" if parsed.is_final else "mail_delayed")
    return _ended(mail, State.BOUNCE)


def _automatic(mail: ReceivedMail, thread: Case | None) -> ReceivedMail:
    """Nobody wrote it: a quiet note in the case that it belongs to, and nothing else."""
    if thread is not None:
        _note(mail, thread, "mail_automatic")
    return _ended(mail, State.AUTOMATIC)


def _unreadable(mail: ReceivedMail) -> ReceivedMail:
    """Nobody is skipped: a case that says so, with the file."""
    receive_concern(
        key=f"mail:{mail.pk}",
        kind=Case.Kind.QUESTION,
        channel=Case.Channel.MAIL,
        sender=None,
        text=UNREADABLE,
        fill=lambda case: _link(mail, case),
    )
    mail.is_readable = False
    return _ended(mail, State.CASE)


def _note(mail: ReceivedMail, case: Case, verb: str) -> None:
    """In the case's history; not of a case that was erased."""
    if case.is_open or case.party is not None:
        _link(mail, case)
        record(subject=case, verb=verb, by=Event.By.SYSTEM, mail=mail.pk)


def _link(mail: ReceivedMail, case: Case) -> None:
    MailInCase.objects.get_or_create(case=case, mail=mail)


# --- who writes, what, and the first answer -------------------------------------------------------


def _sender(mail: ReceivedMail, parsed: Parsed) -> Sender | None:
    """None for a mail without an address that could be answered."""
    address = parsed.sender_address
    if parsed.reply_to and _NO_REPLY.match(address):
        address = parsed.reply_to  # a form or a list wrote in somebody's name
    if not address:
        return None
    spoken = {code for code, _name in settings.LANGUAGES}
    return Sender(
        name=parsed.sender_name or address[:200],
        email=address,
        language=mail.language if mail.language in spoken else "de",
    )


def _words(mail: ReceivedMail) -> str:
    """What the case says: subject and text."""
    parts = [mail.subject, mail.text or WITHOUT_WORDS]
    raw = RawMail.objects.filter(pk=mail.raw_id, size__gt=mailbox.WHOLE_UP_TO)
    if size := raw.values_list("size", flat=True).first():
        parts.append(TOO_LARGE.format(size=size // 1024**2, folder=settings.MAILBOX_DONE_FOLDER))
    return "\n\n".join(part for part in parts if part)


def _body_of(address: str) -> str:
    """The name of the organisation whose contact this is; nothing for anybody else."""
    contacts = Contact.objects.filter(email__iexact=address, is_active=True)
    found = contacts.order_by("-pk").values_list("organisation__name", flat=True).first()
    return (found or "") if address else ""


def _is_asked(case: Case, address: str) -> bool:
    """Whether the body that owes an answer has written from an address that stands for it."""
    asked = Referral.objects.filter(case=case, state=Referral.State.SENT)
    people = {"contacts__email__iexact": address, "contacts__is_active": True}
    return bool(address) and Organisation.objects.filter(referrals__in=asked, **people).exists()


def _acknowledge(mail: ReceivedMail, parsed: Parsed, case: Case) -> None:
    """One answer a day to one address, whatever comes from there: two programs end at two mails."""
    party = case.party
    point = party and party.contact(ContactPoint.Kind.EMAIL)
    if party is None or point is None or parsed.wants_no_answer or _NO_REPLY.match(point.value):
        return
    lately = OutgoingMail.objects.filter(
        template=ANSWER,
        contact_point__value=point.value,
        created_at__gt=clock.now() - ANSWER_AGAIN_AFTER,
    )
    if point.value in _own_addresses() or lately.exists():
        return
    digest = hashlib.sha256(point.value.encode()).hexdigest()[:32]
    with override(party.language):
        answer_by = date_format(timezone.localtime(deadlines.first_reply()), "DATE_FORMAT")
    write_to_person(
        party=party,
        template=ANSWER,
        # Of two mails that are filed in this very moment, one finds the other's row.
        reason=f"{ANSWER}:{digest}:{clock.today()}",
        reference=case.reference,
        links=(status_link(case),),
        in_reply_to=mail.message_id,
        answer_by=answer_by,
    )

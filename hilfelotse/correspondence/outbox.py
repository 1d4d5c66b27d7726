"""Delivering mail: nothing is lost, and nobody is written to twice for one reason.

There is one window that no program can close: the mail server said yes and we died before we
wrote it down. Such a mail is sent once more with the same Message-ID and marked as repeated; if
it happens again, it stays ``unclear`` for a person to decide.
"""

import logging
import smtplib
from datetime import timedelta
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.base.points import reach
from hilfelotse.correspondence.compose import compose
from hilfelotse.correspondence.models import OutgoingMail

log = logging.getLogger(__name__)
State = OutgoingMail.State

CLAIM_LASTS = timedelta(minutes=5)
GIVE_UP_AFTER = timedelta(hours=72)
LONGEST_WAIT = timedelta(hours=2)
_PERMANENT = 500


def deliver(mail_id: int) -> bool:
    """Send one waiting mail. Never raises for what the mail server does.

    False when the server cannot be reached: the next mail would only wait as long again.
    """
    mail = _claim(mail_id)
    message = mail and _composed(mail)
    if mail is None or message is None:
        return True
    reach("outbox: claimed")
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        _try_later(mail, error)
        return False
    try:
        message.connection = connection
        message.send()
        reach("outbox: sent")
    except smtplib.SMTPRecipientsRefused as error:
        _refused(mail, error, next(iter(error.recipients.values()))[0])
    except smtplib.SMTPResponseException as error:
        _refused(mail, error, error.smtp_code)
    except (OSError, smtplib.SMTPException) as error:
        _maybe_sent(mail, error)
    else:
        _mark(mail, state=State.SENT, sent_at=clock.now(), last_error="")
        reach("outbox: marked")
    finally:
        connection.close()
    return True


def waiting() -> QuerySet[OutgoingMail]:
    """Mails whose time has come."""
    return OutgoingMail.objects.may_leave()


def recover() -> int:
    """Take up mails whose worker died while sending; returns how many."""
    stale = OutgoingMail.objects.filter(
        state=State.SENDING, claimed_at__lt=clock.now() - CLAIM_LASTS
    )
    unclear = stale.filter(repeated=True).update(state=State.UNCLEAR)
    again = stale.filter(repeated=False).update(
        state=State.WAITING, repeated=True, next_try_at=clock.now()
    )
    return unclear + again


def needs_attention() -> QuerySet[OutgoingMail]:
    """Mails that a person at the desk must look at: not delivered, or perhaps twice."""
    stuck = Q(state__in=[State.FAILED, State.UNCLEAR]) | Q(repeated=True)
    return OutgoingMail.objects.filter(stuck, seen_at=None).order_by("-created_at")


def returned(message_ids: list[str], *, for_good: bool) -> list[OutgoingMail]:
    """The mails of ours that a mail server sent back; ``for_good``: it has given up.

    Those wait for a colleague, however often they come back.
    """
    came_back = OutgoingMail.objects.filter(message_id__in=message_ids)
    if for_good:
        came_back.update(state=State.FAILED, last_error="bounced", seen_at=None)
    return list(came_back.order_by("pk"))


@transaction.atomic
def _claim(mail_id: int) -> OutgoingMail | None:
    mail = (
        OutgoingMail.objects.may_leave()
        .select_for_update(of=("self",))
        .select_related("contact_point", "contact")
        .filter(pk=mail_id)
        .first()
    )
    if mail is not None:
        mail.attempts += 1
        _mark(mail, state=State.SENDING, claimed_at=clock.now(), attempts=mail.attempts)
    return mail


def _composed(mail: OutgoingMail) -> EmailMessage | None:
    """The message; a letter that cannot be written is for a person to look at, never for a loop."""
    try:
        with transaction.atomic():
            return compose(mail)
    except Exception:
        log.exception("mail %s cannot be written", mail.pk)
        _mark(mail, state=State.FAILED, last_error="compose")
        return None


def _mark(mail: OutgoingMail, **fields: Any) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(**fields)


def _try_later(mail: OutgoingMail, error: Exception) -> None:
    log.warning("mail %s waits: %s", mail.pk, type(error).__name__)
    if clock.now() - mail.created_at > GIVE_UP_AFTER:
        _mark(mail, state=State.FAILED, last_error=type(error).__name__)
        return
    wait = min(timedelta(seconds=30 * 2 ** min(mail.attempts, 12)), LONGEST_WAIT)
    _mark(
        mail, state=State.WAITING, next_try_at=clock.now() + wait, last_error=type(error).__name__
    )


def _refused(mail: OutgoingMail, error: Exception, code: int) -> None:
    """The server answered: 5xx is for good, 4xx is for later."""
    if code >= _PERMANENT:
        _mark(mail, state=State.FAILED, last_error=f"{code}")
    else:
        _try_later(mail, error)


def _maybe_sent(mail: OutgoingMail, error: Exception) -> None:
    """The line broke in the middle: perhaps the server has it."""
    if mail.repeated:
        _mark(mail, state=State.UNCLEAR, last_error=type(error).__name__)
    else:
        _mark(mail, repeated=True)
        _try_later(mail, error)


@transaction.atomic
def send_again(*, user: User, mail_id: int) -> bool:
    """A colleague lets a mail go once more that failed or is unclear; False for any other."""
    require(user)
    again = OutgoingMail.objects.filter(pk=mail_id, state__in=[State.FAILED, State.UNCLEAR])
    return bool(again.update(state=State.WAITING, next_try_at=clock.now(), created_at=clock.now()))


@transaction.atomic
def set_seen(*, user: User, mail_id: int) -> bool:
    """A colleague has dealt with it, by telephone for instance; False for any other mail."""
    require(user)
    return bool(needs_attention().filter(pk=mail_id).update(seen_at=clock.now()))

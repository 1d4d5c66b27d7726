"""What departments think of an offered building: several are asked at a time, none decides."""

from collections.abc import Sequence

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import LEAD
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import lock, move
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.referrals import letters
from hilfelotse.referrals.actions.locked import (
    answered_by,
    check_may_answer,
    close,
    each,
    lock_referral,
)
from hilfelotse.referrals.models import Referral

State = Referral.State


class AlreadyAsked(Exception):
    """One of the departments still owes its opinion."""


@transaction.atomic
def ask_opinions(
    *, user: User, case: Case, organisations: Sequence[Organisation], text: str
) -> list[Referral]:
    """Ask departments of the city what they think; each sees the concern, nobody's name, and not
    what another one says. Each has five working days.

    Raises AlreadyAsked, CaseIsClosed, NobodyToWriteTo, and ValueError for an offer of time, for
    none or a body outside the city, and without words. A restricted case is the lead's to show.
    """
    require(user)
    if case.kind == Case.Kind.VOLUNTEERING:
        raise ValueError("an offer of time goes to a need")
    if not organisations or not all(body.is_city for body in organisations):
        raise ValueError("departments of the city are asked")
    if not text.strip():
        raise ValueError("say what is asked")
    case = lock(case.pk)
    if case.is_restricted:
        require(user, LEAD)
    if case.referrals.opinions_waiting().filter(organisation__in=organisations).exists():
        raise AlreadyAsked
    due_at = deadlines.opinion()
    made = [
        Referral.objects.create(
            case=case, organisation=body, sent_by=user, due_at=due_at, cover=text, is_opinion=True
        )
        for body in dict.fromkeys(organisations)
    ]
    if case.state != Case.State.REFERRED:  # a body that has the concern is waited for anyway
        move(case, state=Case.State.ADVISING, waiting_on=Case.Waiting.ORGANISATION, due_at=due_at)
    for referral in made:
        record(
            subject=case, verb="opinion_asked", user=user, text=text,
            organisation=referral.organisation.name, referral=referral.pk,
        )  # fmt: skip
        letters.ask_body(referral)
    return made


@transaction.atomic
def give_opinion(
    *, referral: Referral, verdict: str, text: str, user: User | None = None
) -> Referral:
    """A department says what it thinks: by the mail's link, its own place, or the telephone.

    With the last one the case is at the desk. Raises AlreadyAnswered, and ValueError for another
    kind of referral or without a reason.
    """
    check_may_answer(user, referral)
    if not referral.is_opinion:
        raise ValueError("no opinion was asked")
    if not text.strip():
        raise ValueError("an opinion has a reason")
    referral, case = lock_referral(referral, State.SENT)
    close(referral, State.DONE, verdict=Referral.Verdict(verdict), result=text)
    record(
        subject=case, verb="opinion_given", user=user, by=answered_by(user), text=text,
        organisation=referral.organisation.name, verdict=verdict, referral=referral.pk,
    )  # fmt: skip
    _with_the_last(case)
    return referral


@transaction.atomic
def expire_opinion(*, referral: Referral) -> Referral:
    """No opinion in time: the desk goes on without it, or calls."""
    referral, case = lock_referral(referral, State.SENT)
    close(referral, State.EXPIRED)
    letters.take_back_request(referral)
    record(
        subject=case, verb="expired", by=Event.By.SYSTEM,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    _with_the_last(case)
    return referral


def expire_opinions() -> int:
    """Go on without every opinion that is overdue; returns how many."""
    due = Referral.objects.opinions_waiting().filter(due_at__lte=clock.now())
    return each(expire_opinion, due.exclude(case__state=Case.State.CLOSED))


@transaction.atomic
def recall_opinion(*, user: User, referral: Referral) -> Referral:
    """The desk needs this opinion no more. Raises AlreadyAnswered."""
    require(user)
    referral, case = lock_referral(referral, State.SENT)
    close(referral, State.RECALLED)
    record(
        subject=case, verb="recalled", user=user,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    letters.tell_body_recalled(referral)
    _with_the_last(case)
    return referral


def _with_the_last(case: Case) -> None:
    """Nobody is waited for any more: the case is at the desk, due within a working day."""
    if case.referrals.opinions_waiting().exists() or case.state == Case.State.REFERRED:
        return
    if case.waiting_on == Case.Waiting.ORGANISATION:  # not what the person still owes us
        move(case, waiting_on="", due_at=deadlines.back_at_the_desk())

"""What every step of a referral has in common: who may, the locks, the way back to the desk."""

from collections.abc import Callable, Iterable
from typing import Any

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock, links
from hilfelotse.cases.actions.locked import CaseIsClosed, lock, move
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.directory.rules import check_acts_for
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.referrals import letters
from hilfelotse.referrals.models import Referral


class AlreadyAnswered(Exception):
    """The referral was answered, recalled, or has expired."""


def check_may_answer(user: User | None, referral: Referral) -> None:
    """Without ``user`` the mail's link has opened, which is proof enough."""
    check_acts_for(user, referral.organisation)


def answered_by(user: User | None) -> str:
    """Who answers: the desk, for a body that called, or the body itself."""
    return Event.By.STAFF if user and user.has_any(DESK) else Event.By.ORGANISATION


def lock_referral(referral: Referral, *states: str) -> tuple[Referral, Case]:
    """Locks always in the order case, referral, need: so that no two requests wait in a ring.

    Raises AlreadyAnswered unless the referral is in one of ``states`` and its case open.
    """
    try:
        case = lock(referral.case_id)
    except CaseIsClosed as error:  # ending a case recalls what still waits
        raise AlreadyAnswered from error
    locked = lock_row(referral)
    if locked.state not in states:
        raise AlreadyAnswered
    locked.case = case
    return locked, case


def lock_row(referral: Referral) -> Referral:
    """The referral alone, locked; its case must be already."""
    return (
        Referral.objects.select_for_update(of=("self",))
        .select_related("organisation", "need", "need__organisation")
        .get(pk=referral.pk)
    )


def each(action: Callable[..., object], referrals: Iterable[Referral]) -> int:
    """Do it to each, but for those that were answered in this very moment; returns how many."""
    count = 0
    for referral in referrals:
        try:
            action(referral=referral)
        except AlreadyAnswered:
            continue
        count += 1
    return count


def close(referral: Referral, state: str, **fields: Any) -> None:
    """The question is answered, or no longer one: its links do not open any more."""
    fields |= {"state": state, "answered_at": clock.now()}
    write(referral, **fields)
    for purpose in (letters.ANSWER, letters.RESULT):
        links.revoke(purpose=purpose, subject_id=referral.pk)


def write(referral: Referral, **fields: Any) -> None:
    """Write the given fields of a locked referral and nothing else."""
    for name, value in fields.items():
        setattr(referral, name, value)
    referral.save(update_fields=list(fields))


def back_to_the_desk(case: Case) -> None:
    """An offer is in the pool again, a concern in somebody's hands; within a working day.

    It stays referred as long as another body is asked, or has a part of it.
    """
    is_asked = case.referrals.waiting().exists()
    if is_asked or case.referrals.in_hand().exists():
        state = Case.State.REFERRED
    elif case.kind == Case.Kind.VOLUNTEERING:
        state = Case.State.READY
    else:
        state = Case.State.ADVISING
    move(
        case,
        state=state,
        waiting_on=Case.Waiting.ORGANISATION if is_asked else "",
        due_at=deadlines.back_at_the_desk(),
    )


def ask_citizen(referral: Referral, case: Case) -> None:
    """By mail; whoever has no (confirmed) address is called, within a working day.

    A place is held meanwhile: who does not answer is called after three days.
    """
    written = letters.tell_citizen(referral, "accepted_ask_consent")
    due_at = deadlines.consent_answer() if written else deadlines.back_at_the_desk()
    move(case, waiting_on=Case.Waiting.CITIZEN, due_at=due_at)
    if not written:
        record(subject=case, verb="please_call", by=Event.By.SYSTEM)


def release_contact(referral: Referral) -> None:
    """From now on the body may see name and contact, and hears of it."""
    write(referral, contact_released_at=clock.now(), contact_ended_at=None)
    try:
        letters.tell_body_contact(referral)
    except NobodyToWriteTo:  # the desk sees it and calls; the acceptance stands
        body_unreachable(referral)


def body_unreachable(referral: Referral) -> None:
    """The desk reads that it has to call."""
    record(
        subject=referral.case, verb="body_unreachable", by=Event.By.SYSTEM,
        organisation=referral.organisation.name,
    )  # fmt: skip


def take_back_contact(referral: Referral) -> None:
    """The body may not see name and contact any more."""
    if referral.contact_released_at and not referral.contact_ended_at:
        write(referral, contact_ended_at=clock.now())
    links.revoke(purpose=letters.CONTACT, subject_id=referral.pk)

"""A body takes a concern on, and later says what became of it."""

from django.db import transaction
from django.db.models import Q

from hilfelotse.accounts.models import User
from hilfelotse.base import clock, links
from hilfelotse.cases.actions.locked import move
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.people.consent import for_organisation, has_spoken
from hilfelotse.people.models import Consent, Party
from hilfelotse.referrals import letters
from hilfelotse.referrals.actions.locked import (
    AlreadyAnswered,
    answered_by,
    ask_citizen,
    back_to_the_desk,
    body_unreachable,
    check_may_answer,
    close,
    each,
    lock_referral,
    release_contact,
    write,
)
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import contact_may_flow

State = Referral.State


@transaction.atomic
def take_on(
    *,
    referral: Referral,
    words: str = "",
    who_else: str = "",
    part: str = "",
    user: User | None = None,
) -> Referral:
    """The body is responsible: that is the receipt, and it has time until the result is due.

    By the mail's link, or by a partner's or the desk's ``user``. A department of the city sees
    name and contact from now on; for any other body the person is asked, unless they have spoken.
    ``part``: it takes on only this of it, and the rest is the desk's within a working day.
    Raises AlreadyAnswered, and ValueError for an offer, which is accepted.
    """
    check_may_answer(user, referral)
    if not referral.is_concern or referral.is_opinion:
        raise ValueError("an offer is accepted, an opinion given")
    referral, case = lock_referral(referral, State.SENT)
    due_at = deadlines.referral_result()
    close(
        referral, State.ACCEPTED, words=words, who_else=who_else, due_at=due_at, part=part,
        reminded_at=None,
    )  # fmt: skip
    move(case, waiting_on=Case.Waiting.ORGANISATION, due_at=due_at)
    record(
        subject=case, verb="taken_in_part" if part else "taken_on", user=user,
        by=answered_by(user), text="\n".join(filter(None, [part, words])), who_else=who_else,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    if case.party is not None and contact_may_flow(case.party, referral.organisation):
        release_contact(referral)
        letters.tell_citizen(referral, "accepted")
    else:
        _tell_body(referral)
        _settle_contact(referral, case)
    if part:
        move(case, waiting_on="", due_at=deadlines.back_at_the_desk())
    return referral


def _tell_body(referral: Referral) -> None:
    try:
        letters.tell_body_taken(referral)
    except NobodyToWriteTo:  # the desk sees it and calls; the acceptance stands
        body_unreachable(referral)


def _settle_contact(referral: Referral, case: Case) -> None:
    """Who is not known need not be asked; who said no already is not asked again."""
    if case.party is None:
        return
    if _has_spoken(case.party, referral):
        letters.tell_citizen(referral, "taken_without_contact")
    else:
        ask_citizen(referral, case)


def _has_spoken(party: Party, referral: Referral) -> bool:
    recipient = for_organisation(referral.organisation_id)
    return has_spoken(party, Consent.Purpose.CONTACT, recipient)


@transaction.atomic
def report(*, referral: Referral, text: str, user: User | None = None) -> Referral:
    """The body says what became of the concern: the desk reads it and answers the person.

    The case is back at the desk, due within a working day; the body has no more use for name and
    contact. Raises AlreadyAnswered, also for what was never taken on, and ValueError without text.
    """
    check_may_answer(user, referral)
    if not text.strip():
        raise ValueError("the person waits for an answer")
    if not referral.is_concern:
        raise ValueError("an offer has a placement, no result")
    referral, case = lock_referral(referral, State.ACCEPTED)
    write(referral, state=State.DONE, result=text)
    links.revoke(purpose=letters.RESULT, subject_id=referral.pk)
    back_to_the_desk(case)
    record(
        subject=case, verb="result_reported", user=user, by=answered_by(user), text=text,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    return referral


# Once; and not while the person is asked whether the body may have name and contact.
_TO_CHASE = Q(reminded_at=None) & ~Q(case__waiting_on=Case.Waiting.CITIZEN)


@transaction.atomic
def chase(*, referral: Referral) -> Referral:
    """No result in time: the body is reminded, and the desk looks within a working day.

    The concern stays with the body: it may still report, and the desk may recall it.
    """
    referral, case = lock_referral(referral, State.ACCEPTED)
    if not Referral.objects.filter(_TO_CHASE, pk=referral.pk, due_at__lte=clock.now()).exists():
        raise AlreadyAnswered
    write(referral, reminded_at=clock.now())
    back_to_the_desk(case)
    record(
        subject=case, verb="result_missing", by=Event.By.SYSTEM,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    letters.remind_body(referral)
    return referral


def chase_due() -> int:
    """Chase every concern whose result is overdue; returns how many."""
    due = Referral.objects.in_hand().filter(_TO_CHASE, due_at__lte=clock.now())
    return each(chase, due)

"""A body answers: „wir nehmen das Angebot“, or „passt nicht, weil …“, with „wer sonst?“."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock, links
from hilfelotse.cases.actions.locked import CaseIsClosed, hold, lock, move
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.people.consent import for_organisation, has_spoken, record_consent
from hilfelotse.people.models import Consent
from hilfelotse.placements.actions.agree import agree
from hilfelotse.placements.models import Placement
from hilfelotse.referrals import letters
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import (
    contact_is_open,
    contact_may_flow,
    helps_there,
    may_answer,
    no_longer_possible,
)

State = Referral.State


class AlreadyAnswered(Exception):
    """The referral was answered, recalled, or has expired."""


class NoLongerPossible(Exception):
    """The helper or the need has changed meanwhile; the case has gone back to the desk."""


def accept(
    *, referral: Referral, words: str = "", who_else: str = "", user: User | None = None
) -> Placement:
    """The body takes the offer: a placement holds the place from now on.

    By the mail's link, or by a partner's or the desk's ``user``. Contact data flow now if the
    citizen has allowed it for this body; else the citizen is asked. Raises AlreadyAnswered and
    NoPlaceLeft, which change nothing, and NoLongerPossible, which gives the case back to the desk.
    """
    _check_may_answer(user, referral)
    with transaction.atomic():
        placement = _accept(referral, words, who_else, user)
    if placement is None:
        raise NoLongerPossible
    return placement


def _accept(referral: Referral, words: str, who_else: str, user: User | None) -> Placement | None:
    referral, case = _lock_waiting(referral)
    offer = case.offer
    if no_longer_possible(referral):
        _close(referral, State.RECALLED)
        _back_to_the_desk(case)
        record(
            subject=case, verb="came_too_late", user=user, by=_by(user), text=words,
            organisation=referral.organisation.name, referral=referral.pk,
        )  # fmt: skip
        return None
    placement = agree(case=case, offer=offer, need_id=referral.need_id, by=_by(user), user=user)
    _close(referral, State.ACCEPTED, words=words, who_else=who_else)
    record(
        subject=case, verb="accepted", user=user, by=_by(user), text=words, who_else=who_else,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    if contact_may_flow(offer, referral.organisation):
        _release(referral)
        letters.tell_citizen(referral, "accepted")
    else:
        _ask_citizen(referral, case)
    return placement


def _ask_citizen(referral: Referral, case: Case) -> None:
    """By mail; whoever has no (confirmed) address is called, within a working day.

    A place is held meanwhile: who does not answer is called after three days.
    """
    written = letters.tell_citizen(referral, "accepted_ask_consent")
    due_at = deadlines.consent_answer() if written else deadlines.back_at_the_desk()
    move(case, waiting_on=Case.Waiting.CITIZEN, due_at=due_at)
    if not written:
        record(subject=case, verb="please_call", by=Event.By.SYSTEM)


@transaction.atomic
def decline(
    *,
    referral: Referral,
    reason: str,
    words: str = "",
    who_else: str = "",
    user: User | None = None,
) -> Referral:
    """The body cannot use the offer: the case is back at the desk, due within a working day.

    It returns to the colleague who sent it, keeps its place in the pool, and the citizen reads
    that the office goes on looking – never the body's own words. Raises AlreadyAnswered.
    """
    _check_may_answer(user, referral)
    referral, case = _lock_waiting(referral)
    _close(referral, State.DECLINED, reason=Referral.Reason(reason), words=words, who_else=who_else)
    _back_to_the_desk(case)
    record(
        subject=case, verb="declined", user=user, by=_by(user), text=words, reason=reason,
        organisation=referral.organisation.name, who_else=who_else, referral=referral.pk,
    )  # fmt: skip
    letters.tell_citizen(referral, "still_looking")
    return referral


@transaction.atomic
def allow_contact(*, referral: Referral, given: bool, user: User | None = None) -> Referral:
    """The citizen says whether this body may have name and contact: by link or in a talk."""
    if user is not None:
        require(user)
    case = hold(referral.case_id)  # a consent can be taken back after the case has ended, too
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if referral.state not in {State.SENT, State.ACCEPTED} or case.party is None:
        raise AlreadyAnswered
    record_consent(
        party=case.party,
        purpose=Consent.Purpose.CONTACT,
        recipient=for_organisation(referral.organisation_id),
        given=given,
        channel=Consent.Channel.TALK if user else Consent.Channel.LINK,
        language=case.party.language,
        user=user,
    )
    record(
        subject=case, verb="consent_contact", user=user, by=None if user else Event.By.CITIZEN,
        organisation=referral.organisation.name, given=given,
    )  # fmt: skip
    if referral.state == State.ACCEPTED:
        if case.is_open:
            # After a no the place stays held until a colleague has talked to both sides.
            due_at = deadlines.placement_check_back() if given else deadlines.back_at_the_desk()
            move(case, waiting_on="", due_at=due_at)
        if not given:
            _take_back_contact(referral)
        elif helps_there(referral) and not contact_is_open(referral):
            _release(referral)
    return referral


def consent_open(referral: Referral) -> bool:
    """Whether the citizen has yet to say if this body may have the contact data."""
    party = referral.case.party
    return (
        party is not None
        and referral.state == State.ACCEPTED
        and not referral.organisation.is_city
        and not has_spoken(
            party, Consent.Purpose.CONTACT, for_organisation(referral.organisation_id)
        )
    )


@transaction.atomic
def expire(*, referral: Referral) -> Referral:
    """Nobody answered in time: the case is back at the desk and the link no longer opens."""
    referral, case = _lock_waiting(referral)
    _close(referral, State.EXPIRED)
    letters.take_back_request(referral)
    _back_to_the_desk(case)
    record(
        subject=case, verb="expired", by=Event.By.SYSTEM,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    letters.tell_citizen(referral, "still_looking")
    return referral


def expire_due() -> int:
    """Bring back every case whose body kept silent; returns how many."""
    due = Referral.objects.waiting().filter(due_at__lte=clock.now())
    count = 0
    for referral in due:
        try:
            expire(referral=referral)
        except AlreadyAnswered:
            continue  # the answer came in this very moment
        count += 1
    return count


def recall(*, referral: Referral, user: User | None = None, by: str | None = None) -> Referral:
    """Take an unanswered referral back. The caller decides what becomes of the case."""
    referral, case = _lock_waiting(referral)
    _close(referral, State.RECALLED)
    record(
        subject=case, verb="recalled", user=user, by=by,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    letters.tell_body_recalled(referral)
    return referral


@transaction.atomic
def recall_to_desk(*, user: User, referral: Referral) -> Referral:
    """The desk takes a referral back, e.g. to ask somebody else."""
    require(user)
    referral = recall_and_return(referral=referral, user=user)
    letters.tell_citizen(referral, "still_looking")
    return referral


def recall_and_return(
    *, referral: Referral, user: User | None = None, by: str | None = None
) -> Referral:
    """Take an unanswered referral back; the case is at the desk again. For other actions too."""
    referral = recall(referral=referral, user=user, by=by)
    _back_to_the_desk(referral.case)
    return referral


def _check_may_answer(user: User | None, referral: Referral) -> None:
    """Without ``user`` the mail's link has opened, which is proof enough."""
    if user is not None and not may_answer(user, referral.organisation):
        raise PermissionDenied


def _by(user: User | None) -> str:
    return Event.By.STAFF if user and user.has_any(DESK) else Event.By.ORGANISATION


def _lock_waiting(referral: Referral) -> tuple[Referral, Case]:
    """Locks always in the order case, referral, need: so that no two requests wait in a ring."""
    try:
        case = lock(referral.case_id)
    except CaseIsClosed as error:  # ending a case recalls what still waits
        raise AlreadyAnswered from error
    locked = (
        Referral.objects.select_for_update(of=("self",))
        .select_related("organisation", "need", "need__organisation")
        .get(pk=referral.pk)
    )
    if locked.state != State.SENT:
        raise AlreadyAnswered
    locked.case = case
    return locked, case


def _close(referral: Referral, state: str, **fields: Any) -> None:
    fields |= {"state": state, "answered_at": clock.now()}
    for name, value in fields.items():
        setattr(referral, name, value)
    referral.save(update_fields=list(fields))
    links.revoke(purpose=letters.ANSWER, subject_id=referral.pk)


def _back_to_the_desk(case: Case) -> None:
    move(
        case,
        state=Case.State.READY,
        waiting_on="",
        due_at=deadlines.back_at_the_desk(),
    )


def _release(referral: Referral) -> None:
    referral.contact_released_at, referral.contact_ended_at = clock.now(), None
    referral.save(update_fields=["contact_released_at", "contact_ended_at"])
    try:
        letters.tell_body_contact(referral)
    except NobodyToWriteTo:  # the desk sees it and calls; the acceptance stands
        record(
            subject=referral.case, verb="body_unreachable", by=Event.By.SYSTEM,
            organisation=referral.organisation.name,
        )  # fmt: skip


def _take_back_contact(referral: Referral) -> None:
    if referral.contact_released_at:
        referral.contact_ended_at = clock.now()
        referral.save(update_fields=["contact_ended_at"])
    links.revoke(purpose=letters.CONTACT, subject_id=referral.pk)

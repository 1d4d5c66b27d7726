"""A body answers: „wir nehmen das Angebot“, or „passt nicht, weil …“, with „wer sonst?“."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold, move
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.people.consent import for_organisation, has_spoken, record_consent
from hilfelotse.people.models import Consent
from hilfelotse.placements.actions.agree import Clash, agree, keep_as_substitute
from hilfelotse.placements.models import Placement
from hilfelotse.referrals import letters
from hilfelotse.referrals.actions.locked import (
    AlreadyAnswered,
    answered_by,
    ask_citizen,
    back_to_the_desk,
    check_may_answer,
    close,
    each,
    lock_referral,
    lock_row,
    release_contact,
    take_back_contact,
    write,
)
from hilfelotse.referrals.actions.opinion import recall_opinion
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import (
    contact_is_open,
    contact_may_flow,
    helps_there,
    no_longer_possible,
    reasons,
)

State = Referral.State


class NoLongerPossible(Exception):
    """The helper or the need has changed meanwhile; the case has gone back to the desk."""


class HelperIsBusy(NoLongerPossible):
    """The helper has said yes to another date at that time; the case has gone back to the desk."""


def accept(
    *,
    referral: Referral,
    words: str = "",
    who_else: str = "",
    user: User | None = None,
    other_date: bool = False,
    substitute: bool = False,
) -> Placement:
    """The body takes an offer: a placement holds the place from now on. Concerns: ``take_on``.

    ``other_date``: the second of the two that an interpreter was offered. ``substitute``: gladly,
    when somebody drops out; holds no place and releases no contact.

    By the mail's link, or by a partner's or the desk's ``user``. Contact data flow now if the
    citizen has allowed it for this body; else the citizen is asked. Raises AlreadyAnswered and
    NoPlaceLeft, which change nothing, and NoLongerPossible (HelperIsBusy, if the helper has another
    date then), which gives the case back to the desk; ValueError for a concern, and for the other
    date of a need that has one.
    """
    check_may_answer(user, referral)
    if referral.is_concern:
        raise ValueError("a concern is taken on: referrals.actions.take_on")
    with transaction.atomic():
        done = _accept(referral, words, who_else, user, other_date, substitute)
    if isinstance(done, NoLongerPossible):
        raise done
    return done


def _accept(
    referral: Referral,
    words: str,
    who_else: str,
    user: User | None,
    other_date: bool,
    substitute: bool,
) -> Placement | NoLongerPossible:
    referral, case = lock_referral(referral, State.SENT)
    if no_longer_possible(referral):
        _give_back(referral, "came_too_late", words, user)
        return NoLongerPossible()
    yes = {
        "case": case, "offer": case.offer, "need_id": referral.need_id, "by": answered_by(user),
        "user": user,
    }  # fmt: skip
    try:
        with transaction.atomic():  # what a clash has touched is as before
            placement = (
                keep_as_substitute(**yes) if substitute else agree(**yes, other_date=other_date)
            )
    except Clash:
        _give_back(referral, "clashed", words, user)
        return HelperIsBusy()
    close(referral, State.ACCEPTED, words=words, who_else=who_else)
    record(
        subject=case, verb="accepted", user=user, by=answered_by(user), text=words,
        who_else=who_else, organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    if substitute:
        letters.tell_citizen(referral, "accepted_substitute")
    else:
        settle_contact(referral, case)
    return placement


def _give_back(referral: Referral, verb: str, words: str, user: User | None) -> None:
    """The yes cannot be: the desk settles it with the body."""
    close(referral, State.RECALLED)
    back_to_the_desk(referral.case)
    record(
        subject=referral.case, verb=verb, user=user, by=answered_by(user), text=words,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip


def settle_contact(referral: Referral, case: Case) -> None:
    """Somebody has a place: contact data flow, or the citizen is asked."""
    offer = case.offer
    if contact_may_flow(offer.party, referral.organisation):
        release_contact(referral)
        letters.tell_citizen(referral, "accepted")
    else:
        ask_citizen(referral, case)


@transaction.atomic
def decline(
    *,
    referral: Referral,
    reason: str,
    words: str = "",
    who_else: str = "",
    suggested: Organisation | None = None,
    user: User | None = None,
) -> Referral:
    """The body cannot use the offer, or is not responsible for the concern.

    The case is back at the desk, with the colleague who sent it, due within a working day; an
    offer keeps its place in the pool. The citizen reads that the office goes on looking, never the
    body's own words. „Nicht wir, sondern …“: ``suggested`` is who is, and the desk passes it on
    with one click. Raises AlreadyAnswered, and ValueError for a reason of the other kind.
    """
    check_may_answer(user, referral)
    if referral.is_opinion:
        raise ValueError("an opinion is given: referrals.actions.opinion")
    if reason not in reasons(referral):
        raise ValueError(f"{reason} is no reason here")
    referral, case = lock_referral(referral, State.SENT)
    close(
        referral,
        State.DECLINED,
        reason=Referral.Reason(reason),
        words=words,
        who_else=who_else,
        suggested=suggested,
    )
    back_to_the_desk(case)
    record(
        subject=case, verb="declined", user=user, by=answered_by(user), text=words, reason=reason,
        organisation=referral.organisation.name, referral=referral.pk,
        who_else=suggested.name if suggested else who_else,
    )  # fmt: skip
    letters.tell_citizen(referral, "still_looking")
    return referral


@transaction.atomic
def allow_contact(*, referral: Referral, given: bool, user: User | None = None) -> Referral:
    """The citizen says whether this body may have name and contact: by link or in a talk."""
    if user is not None:
        require(user)
    case = hold(referral.case_id)  # a consent can be taken back after the case has ended, too
    referral = lock_row(referral)
    referral.case = case
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
        if case.is_open and (referral.is_concern or helps_there(referral)):
            # After a no the place stays held until a colleague has talked to both sides.
            _go_on(referral, given)
        if not given:
            take_back_contact(referral)
        elif helps_there(referral) and not contact_is_open(referral):
            release_contact(referral)
    return referral


def _go_on(referral: Referral, given: bool) -> None:
    if not given:
        move(referral.case, waiting_on="", due_at=deadlines.back_at_the_desk())
    elif referral.is_concern:  # the body's time begins when it can reach the person
        write(referral, due_at=deadlines.referral_result())
        move(referral.case, waiting_on=Case.Waiting.ORGANISATION, due_at=referral.due_at)
    else:
        move(referral.case, waiting_on="", due_at=deadlines.placement_check_back())


def consent_open(referral: Referral) -> bool:
    """Whether the citizen has yet to say if this body may have the contact data."""
    party = referral.case.party
    return (
        party is not None
        and referral.state == State.ACCEPTED
        and not referral.organisation.is_city
        and (referral.is_concern or helps_there(referral))
        and not has_spoken(
            party, Consent.Purpose.CONTACT, for_organisation(referral.organisation_id)
        )
    )


@transaction.atomic
def expire(*, referral: Referral) -> Referral:
    """Nobody answered in time: the case is back at the desk and the link no longer opens."""
    referral, case = lock_referral(referral, State.SENT)
    close(referral, State.EXPIRED)
    letters.take_back_request(referral)
    back_to_the_desk(case)
    record(
        subject=case, verb="expired", by=Event.By.SYSTEM,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    letters.tell_citizen(referral, "still_looking")
    return referral


def expire_due() -> int:
    """Bring back every case whose body kept silent; returns how many."""
    due = Referral.objects.waiting().filter(due_at__lte=clock.now())
    return each(expire, due.exclude(case__state=Case.State.CLOSED))


def recall_forgotten() -> int:
    """Tell every body that still has a case which ended meanwhile; returns how many."""
    return each(recall_of_ended, Referral.objects.forgotten())


def recall(*, referral: Referral, user: User | None = None, by: str | None = None) -> Referral:
    """Take a referral back that waits, or a concern that a body has in hand.

    The caller decides what becomes of the case. Raises AlreadyAnswered.
    """
    in_hand = [State.ACCEPTED] if referral.is_concern else []
    referral, _case = lock_referral(referral, State.SENT, *in_hand)
    _recall(referral, user, by)
    return referral


def _recall(referral: Referral, user: User | None, by: str | None) -> None:
    take_back_contact(referral)
    close(referral, State.RECALLED)
    record(
        subject=referral.case, verb="recalled", user=user, by=by,
        organisation=referral.organisation.name, referral=referral.pk,
    )  # fmt: skip
    letters.tell_body_recalled(referral)


@transaction.atomic
def recall_of_ended(*, referral: Referral) -> Referral:
    """The case has ended by a reply or a merge: the body need not answer any more.

    Raises AlreadyAnswered if the case is open (again) or the referral over.
    """
    case = hold(referral.case_id)
    referral = lock_row(referral)
    referral.case = case
    if case.is_open or not Referral.objects.forgotten().filter(pk=referral.pk).exists():
        raise AlreadyAnswered
    _recall(referral, None, Event.By.SYSTEM)
    return referral


@transaction.atomic
def recall_to_desk(*, user: User, referral: Referral) -> Referral:
    """The desk takes a referral back, e.g. to ask somebody else; or an opinion it needs no more."""
    require(user)
    if referral.is_opinion:
        return recall_opinion(user=user, referral=referral)
    referral = recall_and_return(referral=referral, user=user)
    letters.tell_citizen(referral, "still_looking")
    return referral


def recall_and_return(
    *, referral: Referral, user: User | None = None, by: str | None = None
) -> Referral:
    """Take a referral back; the case is at the desk again. For other actions too."""
    referral = recall(referral=referral, user=user, by=by)
    back_to_the_desk(referral.case)
    return referral

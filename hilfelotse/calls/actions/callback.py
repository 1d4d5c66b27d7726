"""Promising to call back, and trying until somebody is reached or three tries have failed.

The case is the lock: who changes a callback holds its case.
"""

from datetime import timedelta

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock
from hilfelotse.calls.models import Callback
from hilfelotse.calls.slots import Slot
from hilfelotse.cases.actions.locked import hold as hold_case
from hilfelotse.cases.actions.locked import lock, move
from hilfelotse.cases.letters import status_link
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import write_to_person
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.people.models import ContactPoint

HELD_FOR = timedelta(minutes=10)
TRIES = 3
_NO_SLIP = timedelta(days=1)


class NoNumber(Exception):
    """Nobody can be called back without a telephone number."""


class CallbackIsOver(Exception):
    """Somebody reached the person already, or it is no longer needed."""


class SomebodyElseCalls(Exception):
    """A colleague is calling this person at the moment; ``name`` and ``until`` tell who."""

    def __init__(self, callback: Callback) -> None:
        super().__init__(f"callback {callback.pk} is held")
        self.name = callback.held_by.name if callback.held_by else ""
        self.until = callback.held_until


@transaction.atomic
def promise(
    *,
    user: User,
    case: Case,
    slot: Slot,
    language: str = "de",
    wish: str = "",
    asked_for: User | None = None,
) -> Callback:
    """We will call within ``slot``; the case is due at its end, and theirs who was asked for.

    A second promise takes the place of the first. Raises NoNumber, and CaseIsClosed.
    """
    require(user)
    return write_promise(
        user=user, case=case, slot=slot, language=language, wish=wish, asked_for=asked_for
    )


def write_promise(
    *, user: User, case: Case, slot: Slot, language: str, wish: str, asked_for: User | None
) -> Callback:
    """The same for actions that have asked who may: the note of a call."""
    if asked_for is not None:
        require(asked_for, DESK)
    case = lock(case.pk)
    if case.party is None or case.party.contact(ContactPoint.Kind.PHONE) is None:
        raise NoNumber
    callback, _is_new = Callback.objects.update_or_create(
        case=case,
        ended_at=None,
        defaults={
            "wanted_at": slot.starts, "language": language, "wish": wish, "asked_for": asked_for,
            "created_at": clock.now(), "tries": 0, "last_try_at": None,
            "held_by": None, "held_until": None,
        },
    )  # fmt: skip
    if not case.is_restricted:  # such a case stays where it is, and due when it is
        owner = {"owner": asked_for, "queue": ""} if asked_for else {}
        move(case, due_at=slot.ends, **owner)
    record(
        subject=case, verb="callback_promised", user=user, text=wish,
        wanted=slot.starts.isoformat(), part=slot.part, name=asked_for.name if asked_for else "",
    )  # fmt: skip
    return callback


@transaction.atomic
def hold(*, user: User, callback: Callback) -> Callback:
    """The user is about to dial: for ten minutes nobody else can.

    Raises SomebodyElseCalls, CallbackIsOver, CaseIsClosed.
    """
    require(user)
    callback = _lock(callback, user)
    callback.held_by, callback.held_until = user, clock.now() + HELD_FOR
    callback.save(update_fields=["held_by", "held_until"])
    return callback


@transaction.atomic
def release(*, user: User, callback: Callback) -> Callback:
    """The user does not call after all."""
    require(user)
    callback = _lock(callback, user)
    return _free(callback)


@transaction.atomic
def failed_try(*, user: User, callback: Callback) -> Callback:
    """Nobody answered. After the third time the case says so and is back at the desk.

    Then the person is written to, if there is an address that is known to be theirs. Raises
    SomebodyElseCalls, CallbackIsOver, CaseIsClosed.
    """
    require(user)
    callback = _lock(callback, user)
    case = callback.case
    callback.tries += 1
    callback.last_try_at = clock.now()
    _free(callback)
    if callback.tries >= TRIES:
        _give_up(callback, user)
        return callback
    callback.wanted_at = deadlines.next_call()
    callback.save()
    if case.due_at and case.due_at < callback.wanted_at:
        move(case, due_at=deadlines.called_by())
    record(subject=case, verb="call_failed", user=user, tries=callback.tries)
    return callback


@transaction.atomic
def reached(*, user: User, callback: Callback) -> Callback:
    """We spoke. What was said belongs into the note of the call. Raises as ``failed_try``."""
    require(user)
    callback = _lock(callback, user)
    _end(callback, Callback.End.REACHED)
    record(subject=callback.case, verb="callback_reached", user=user)
    return callback


@transaction.atomic
def not_needed(*, user: User, callback: Callback, text: str = "") -> Callback:
    """The person no longer waits for a call; the case goes on. Raises as ``failed_try``."""
    require(user)
    callback = _lock(callback, user)
    _end(callback, Callback.End.NOT_NEEDED)
    record(subject=callback.case, verb="callback_not_needed", user=user, text=text)
    return callback


def end_by_talk(case: Case) -> None:
    """Somebody of a locked case was spoken to: who waited for our call waits no longer."""
    callback = Callback.objects.filter(case=case, ended_at=None).first()
    if callback is not None:
        _end(callback, Callback.End.REACHED)


def _lock(callback: Callback, user: User) -> Callback:
    """The callback as it is now, its case locked; refused to whom it is not free for."""
    case = lock(callback.case_id)
    fresh = Callback.objects.select_related("held_by").get(pk=callback.pk)
    if fresh.ended_at or fresh.case_id != case.pk:
        raise CallbackIsOver
    if fresh.is_held_against(user):
        raise SomebodyElseCalls(fresh)
    fresh.case = case
    return fresh


def _free(callback: Callback) -> Callback:
    callback.held_by = callback.held_until = None
    callback.save(update_fields=["held_by", "held_until", "tries", "last_try_at"])
    return callback


def _end(callback: Callback, how: str) -> None:
    callback.ended_at, callback.end = clock.now(), how
    callback.held_by = callback.held_until = None
    callback.save()


def _give_up(callback: Callback, user: User) -> None:
    _end(callback, Callback.End.NOT_REACHED)
    case = callback.case
    desk = {} if case.is_restricted else {"owner": None, "queue": Case.Queue.DESK}
    move(case, due_at=deadlines.back_at_the_desk(), **desk)
    wrote = case.party and write_to_person(
        party=case.party,
        template="not_reached",
        reason=f"callback:{callback.pk}:not_reached",
        reference=case.reference,
        links=(status_link(case),),
    )
    record(subject=case, verb="not_reached", user=user, tries=callback.tries, wrote=bool(wrote))


def follow_cases() -> int:
    """Promises go where their cases go; returns how many were moved or ended.

    Of a merged case to the one that goes on. Of a case that has ended, they end a day later: until
    then the end may have been a slip, and they are not shown anyway.
    """
    over = Callback.objects.filter(ended_at=None, case__state=Case.State.CLOSED)
    ids = list(over.order_by("pk").values_list("pk", "case", "case__merged_into"))
    return sum(_follow(*row) for row in ids)


@transaction.atomic
def _follow(callback_id: int, case_id: int, merged_into: int | None) -> bool:
    held = {pk: hold_case(pk) for pk in sorted({case_id, merged_into or case_id})}
    callback = Callback.objects.get(pk=callback_id)
    case, other = held[case_id], held.get(merged_into or 0)
    if case.is_open or callback.ended_at or callback.case_id != case_id:
        return False
    if other is None and case.closed_at and case.closed_at > clock.now() - _NO_SLIP:
        return False
    if other is None or Callback.objects.filter(case=other, ended_at=None).exists():
        _end(callback, Callback.End.NOT_NEEDED)
        return True
    callback.case = other
    callback.save(update_fields=["case"])
    if other.is_open and case.due_at and (other.due_at is None or case.due_at < other.due_at):
        move(other, due_at=case.due_at)
    record(
        subject=other, verb="callback_promised", by=Event.By.SYSTEM,
        wanted=callback.wanted_at.isoformat(), part="", name="",
    )  # fmt: skip
    return True

"""A need's whole life: by the desk, by its body with an account, or by a link in the body's mail.

``user=None`` means that such a link has opened; the view has looked at it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import DESK
from hilfelotse.base import clock
from hilfelotse.directory.models import Accommodation, Organisation
from hilfelotse.directory.rules import check_acts_for
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs import kinds, letters
from hilfelotse.needs.models import Need, NeedLanguage
from hilfelotse.topics.activities import ACTIVITIES

DEFAULT_VALID = timedelta(days=30)
# What the public reads of it: the desk has approved these words and no others.
_WORDS = ("title", "description", "hours", "not_wanted", "reimbursement")
State = Need.State
_LIVING = {State.OPEN, State.PAUSED, State.EXPIRED}
_BEFORE = {State.DRAFT, State.SUBMITTED}


class NotPossible(Exception):
    """The need is in a state in which this cannot happen."""


class FewerThanTaken(Exception):
    """The quantity cannot fall below the places that are taken."""


class PastDay(ValueError):
    """The day has passed, or is more than a year away."""


class WrongNeed(ValueError):
    """What was given does not make a need: ``problems`` by field."""

    def __init__(self, problems: dict[str, str | Promise]) -> None:
        super().__init__(", ".join(sorted(problems)))
        self.problems = problems


@transaction.atomic
def enter(*, user: User | None, languages: dict[str, int], **fields: Any) -> Need:
    """Write a need down for an organisation, as a draft. Raises WrongNeed."""
    check_acts_for(user, fields["organisation"])
    need = Need.objects.create(**_completed(fields, languages))
    _write_languages(need, languages)
    record(subject=need, verb="entered", user=user, by=_by(user))
    return need


@transaction.atomic
def change(*, user: User | None, need: Need, languages: dict[str, int], **fields: Any) -> Need:
    """Correct a need. Raises WrongNeed, FewerThanTaken for a quantity below the places taken, and
    NotPossible for one that is over or for another organisation or kind.

    New words of a body that is not trusted wait for approval before anybody reads them.
    """
    need = _lock(user, need)
    if need.state in {State.DONE, State.CANCELLED}:
        raise NotPossible
    if fields.get("organisation", need.organisation) != need.organisation:
        raise NotPossible
    if fields.setdefault("kind", need.kind) != need.kind:
        raise NotPossible
    if fields["quantity"] < need.taken:
        raise FewerThanTaken
    before = {name: getattr(need, name) for name in _WORDS}
    for name, value in _completed(fields, languages, need).items():
        setattr(need, name, value)
    need.confirmed_at = clock.now()
    says_new = before != {name: getattr(need, name) for name in _WORDS}
    if says_new and need.state not in _BEFORE and not _may_publish(user, need.organisation):
        need.state, need.paused_until = State.SUBMITTED, None
    need.save()
    need.languages.all().delete()
    _write_languages(need, languages)
    record(subject=need, verb="changed", user=user, by=_by(user))
    return need


@transaction.atomic
def submit(*, user: User | None, need: Need) -> Need:
    """A draft is finished: the desk's and a trusted body's are open at once, others wait.

    Raises NotPossible for what is no draft, PastDay when its date has passed meanwhile.
    """
    need = _lock(user, need, State.DRAFT)
    if _may_publish(user, need.organisation):
        return _open(need, user)
    _check_not_over(need)
    need.state = State.SUBMITTED
    need.save(update_fields=["state"])
    record(subject=need, verb="submitted", user=user, by=_by(user))
    return need


@transaction.atomic
def approve(*, user: User, need: Need) -> Need:
    """The desk publishes what a body has submitted, and the body hears of it.

    Raises NotPossible for what does not wait, PastDay when its date has passed meanwhile.
    """
    require(user)
    need = _open(_lock(user, need, State.SUBMITTED), user)
    letters.published(need)
    return need


@transaction.atomic
def send_back(*, user: User, need: Need, text: str) -> Need:
    """The desk asks the body to change something: a draft again, with its words in a mail.

    Raises NotPossible for what does not wait, ValueError without words.
    """
    require(user)
    if not text.strip():
        raise ValueError("what should the body change?")
    need = _lock(user, need, State.SUBMITTED)
    need.state = State.DRAFT
    need.save(update_fields=["state"])
    record(subject=need, verb="sent_back", user=user, text=text)
    letters.sent_back(need, text)
    return need


@transaction.atomic
def pause(*, user: User | None, need: Need, until: date | None = None) -> Need:
    """Nobody more for now, up to and including ``until``. What was promised stays.

    Raises NotPossible for a need that is not open, PastDay.
    """
    need = _lock(user, need, State.OPEN)
    if until and not clock.today() <= until <= clock.today() + kinds.AT_MOST:
        raise PastDay
    need.state, need.paused_until = State.PAUSED, until
    need.save(update_fields=["state", "paused_until"])
    record(subject=need, verb="set_paused", user=user, by=_by(user))
    return need


@transaction.atomic
def resume(*, user: User | None, need: Need) -> Need:
    """The pause is over. Raises NotPossible, PastDay when its date has passed meanwhile."""
    return _open(_lock(user, need, State.PAUSED), user)


@transaction.atomic
def renew(*, user: User | None, need: Need) -> Need:
    """Still needed: it holds for thirty days more; a date stays the date it is.

    Raises NotPossible for one that is neither open nor expired, PastDay when its date has passed.
    """
    need = _lock(user, need, State.OPEN, State.EXPIRED)
    _check_not_over(need)
    need.state, need.confirmed_at = State.OPEN, clock.now()
    if not need.starts_at:
        need.valid_until = max(need.valid_until, clock.today() + DEFAULT_VALID)
    need.save(update_fields=["state", "confirmed_at", "valid_until"])
    record(subject=need, verb="renewed", user=user, by=_by(user))
    return need


@transaction.atomic
def finish(*, user: User | None, need: Need, result: str = "", by: str | None = None) -> Need:
    """The need is met or gone; ``result`` says what became of it. Raises NotPossible.

    ``by``: who, when it follows from something else that ended.
    """
    need = _lock(user, need, *_LIVING)
    return _end(need, State.DONE, result=result, user=user, by=by or _by(user))


@transaction.atomic
def cancel(*, user: User | None, need: Need, by: str | None = None) -> Need:
    """It was a mistake, or is not needed after all; ``by`` as above. Raises NotPossible."""
    need = _lock(user, need, *_BEFORE, *_LIVING)
    return _end(need, State.CANCELLED, user=user, by=by or _by(user))


def possible(need: Need) -> set[str]:
    """The names of the actions that fit the state of the need."""
    return {
        State.DRAFT: {"submit", "cancel"},
        State.SUBMITTED: {"approve", "send_back", "cancel"},
        State.OPEN: {"pause", "renew", "finish", "cancel"},
        State.PAUSED: {"resume", "finish", "cancel"},
        State.EXPIRED: {"renew", "finish", "cancel"},
    }.get(need.state, set())


# What the office's clock does.


def expire_old() -> int:
    """Needs that nobody renewed leave the board; returns how many."""
    return _each(Need.objects.filter(state=State.OPEN, valid_until__lt=clock.today()), _expire)


def resume_due() -> int:
    """Pauses whose last day has passed end; returns how many."""
    over = Need.objects.filter(state=State.PAUSED, paused_until__lt=clock.today())
    return _each(over, _resume)


def end_over() -> int:
    """Needs whose last day has passed are done; returns how many."""
    return _each(Need.objects.filter(state__in=_LIVING, ends_on__lt=clock.today()), _end_over)


def ask_before_expiry() -> int:
    """Three days before a need expires its body is asked once; returns how many were asked.

    Not for a date, which ends by itself, nor where the weekly list asks.
    """
    soon = clock.today() + letters.ASKED_BEFORE
    ending = Need.objects.filter(
        state=State.OPEN,
        valid_until__range=(clock.today(), soon),
        starts_at=None,
        organisation__is_active=True,
    ).exclude(organisation__reach_by=Organisation.ReachBy.LIST)
    return _each(ending, _ask)


def _each(needs: QuerySet[Need], do: Callable[[Need], bool]) -> int:
    ids = list(needs.order_by("pk").values_list("pk", flat=True))
    return sum(_one(need_id, do) for need_id in ids)


@transaction.atomic
def _one(need_id: int, do: Callable[[Need], bool]) -> bool:
    return do(Need.objects.select_for_update(of=("self",)).get(pk=need_id))


def _expire(need: Need) -> bool:
    if need.state != State.OPEN or need.valid_until >= clock.today():
        return False
    need.state = State.EXPIRED
    need.save(update_fields=["state"])
    record(subject=need, verb="set_expired", by=Event.By.SYSTEM)
    return True


def _resume(need: Need) -> bool:
    if need.state != State.PAUSED or not need.paused_until or need.paused_until >= clock.today():
        return False
    expired = need.valid_until < clock.today()
    need.state, need.paused_until = State.EXPIRED if expired else State.OPEN, None
    need.save(update_fields=["state", "paused_until"])
    record(subject=need, verb=f"set_{need.state}", by=Event.By.SYSTEM)
    return True


def _end_over(need: Need) -> bool:
    if need.state not in _LIVING or not need.ends_on or need.ends_on >= clock.today():
        return False
    _end(need, State.DONE, by=Event.By.SYSTEM)
    return True


def _ask(need: Need) -> bool:
    if need.state != State.OPEN or not letters.still_needed(need):
        return False
    record(subject=need, verb="asked_if_needed", by=Event.By.SYSTEM)
    return True


def _lock(user: User | None, need: Need, *states: str) -> Need:
    """The need under its lock, in one of ``states`` (or any), for somebody who may act for it."""
    rows = Need.objects.select_for_update(of=("self",)).select_related("organisation")
    need = rows.get(pk=need.pk)
    check_acts_for(user, need.organisation)
    if states and need.state not in states:
        raise NotPossible
    return need


def _open(need: Need, user: User | None) -> Need:
    _check_not_over(need)
    need.state, need.paused_until, need.confirmed_at = State.OPEN, None, clock.now()
    if need.valid_until < clock.today():
        need.valid_until = clock.today() + DEFAULT_VALID
    need.is_public = need.is_public and not _is_secret(need.accommodation)
    need.save(update_fields=["state", "paused_until", "confirmed_at", "valid_until", "is_public"])
    record(subject=need, verb="set_open", user=user, by=_by(user))
    return need


def _end(need: Need, state: str, *, by: str, user: User | None = None, result: str = "") -> Need:
    need.state, need.paused_until = state, None
    need.result = result or need.result
    need.save(update_fields=["state", "paused_until", "result"])
    record(subject=need, verb=f"set_{state}", user=user, by=by, text=result)
    return need


def _check_not_over(need: Need) -> None:
    if need.ends_on and need.ends_on < clock.today():
        raise PastDay


def _may_publish(user: User | None, organisation: Organisation) -> bool:
    return organisation.is_trusted or (user is not None and user.has_any(DESK))


def _by(user: User | None) -> str:
    return Event.By.STAFF if user and user.has_any(DESK) else Event.By.ORGANISATION


def _is_secret(accommodation: Accommodation | None) -> bool:
    return accommodation is not None and accommodation.protection == Accommodation.Protection.SECRET


def _completed(
    fields: dict[str, Any], languages: dict[str, int], before: Need | None = None
) -> dict[str, Any]:
    """What the kind fixes, the place of the quarter, and what the activity always asks for."""
    fields = kinds.only_own({"kind": Need.Kind.HELPERS} | fields)
    found = kinds.problems(fields, languages, before)
    if found:
        raise WrongNeed(found)
    if fields.get("starts_at"):
        # What runs over days (placements, expiry) goes by the days of the date.
        fields["starts_on"] = kinds.day_of(fields["starts_at"])
        fields["ends_on"] = fields["valid_until"] = kinds.last_day(fields)
    quarter, activity = fields["quarter"], ACTIVITIES.get(fields["activity"])
    is_public = fields.get("is_public", fields["kind"] != Need.Kind.INTERPRETING)
    return fields | {
        "east_m": quarter.east_m,
        "north_m": quarter.north_m,
        "needs_clearance": fields["needs_clearance"] or bool(activity and activity.clearance),
        "adults_only": fields["adults_only"] or bool(activity and not activity.for_minors),
        # Even a quarter would tell too much about a women's shelter.
        "is_public": is_public and not _is_secret(fields.get("accommodation")),
    }


def _write_languages(need: Need, languages: dict[str, int]) -> None:
    NeedLanguage.objects.bulk_create(
        NeedLanguage(need=need, code=code, level=level) for code, level in languages.items()
    )

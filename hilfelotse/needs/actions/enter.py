from datetime import timedelta
from typing import Any

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.directory.models import Accommodation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs.models import Need, NeedLanguage
from hilfelotse.topics.activities import ACTIVITIES

DEFAULT_VALID = timedelta(days=30)


class NotPossible(Exception):
    """The need is in a state in which this cannot happen."""


class FewerThanTaken(Exception):
    """The quantity cannot fall below the places that are taken."""


@transaction.atomic
def enter(*, user: User, languages: dict[str, int], **fields: Any) -> Need:
    """The desk enters a need for an organisation, as a draft."""
    require(user)
    need = Need.objects.create(**_completed(fields))
    _write_languages(need, languages)
    record(subject=need, verb="entered", user=user)
    return need


@transaction.atomic
def change(*, user: User, need: Need, languages: dict[str, int], **fields: Any) -> Need:
    """Correct a need. Raises FewerThanTaken for a quantity below the places taken."""
    require(user)
    need = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if fields["quantity"] < need.taken:
        raise FewerThanTaken
    for name, value in _completed(fields).items():
        setattr(need, name, value)
    need.confirmed_at = clock.now()
    need.save()
    need.languages.all().delete()
    _write_languages(need, languages)
    record(subject=need, verb="changed", user=user)
    return need


@transaction.atomic
def move(*, user: User, need: Need, state: str) -> Need:
    """Publish, pause, finish or cancel a need. Raises NotPossible for a step that does not fit."""
    require(user)
    need = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if state not in STEPS[need.state]:
        raise NotPossible
    if state == Need.State.OPEN:
        need.confirmed_at = clock.now()
        if need.valid_until < clock.today():
            need.valid_until = clock.today() + DEFAULT_VALID
    need.state = state
    need.save(update_fields=["state", "confirmed_at", "valid_until"])
    record(subject=need, verb=f"set_{state}", user=user)
    return need


State = Need.State
_ENDS = {State.DONE, State.CANCELLED}
STEPS: dict[str, set[str]] = {
    State.DRAFT: {State.OPEN, State.CANCELLED},
    State.SUBMITTED: {State.OPEN, State.CANCELLED},
    State.OPEN: {State.PAUSED, *_ENDS},
    State.PAUSED: {State.OPEN, *_ENDS},
    State.EXPIRED: {State.OPEN, *_ENDS},
    State.DONE: set(),
    State.CANCELLED: set(),
}


def expire_old() -> int:
    """Needs that nobody renewed leave the board; returns how many."""
    old = Need.objects.filter(state=State.OPEN, valid_until__lt=clock.today())
    ids = list(old.values_list("pk", flat=True))
    for need_id in ids:
        _expire(need_id)
    return len(ids)


@transaction.atomic
def _expire(need_id: int) -> None:
    need = Need.objects.select_for_update(of=("self",)).get(pk=need_id)
    if need.state == State.OPEN and need.valid_until < clock.today():
        need.state = State.EXPIRED
        need.save(update_fields=["state"])
        record(subject=need, verb="set_expired", by=Event.By.SYSTEM)


def _completed(fields: dict[str, Any]) -> dict[str, Any]:
    """The place of the quarter, and what the activity always asks for."""
    quarter, activity = fields["quarter"], ACTIVITIES[fields["activity"]]
    accommodation = fields.get("accommodation")
    is_secret = (
        accommodation is not None and accommodation.protection == Accommodation.Protection.SECRET
    )
    return fields | {
        "east_m": quarter.east_m,
        "north_m": quarter.north_m,
        "needs_clearance": fields["needs_clearance"] or activity.clearance,
        "adults_only": fields["adults_only"] or not activity.for_minors,
        # Even a quarter would tell too much about a women's shelter.
        "is_public": fields.get("is_public", True) and not is_secret,
    }


def _write_languages(need: Need, languages: dict[str, int]) -> None:
    NeedLanguage.objects.bulk_create(
        NeedLanguage(need=need, code=code, level=level) for code, level in languages.items()
    )

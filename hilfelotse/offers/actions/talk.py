from collections.abc import Iterable

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import lock, move
from hilfelotse.cases.models import Case
from hilfelotse.history.timeline import record
from hilfelotse.offers.checklist import CHECKLIST, clean
from hilfelotse.offers.models import Offer
from hilfelotse.office import deadlines


class TalkFirst(Exception):
    """An offer is ready only after somebody has talked to the person."""


@transaction.atomic
def record_first_talk(
    *, user: User, offer: Offer, text: str = "", about: Iterable[str] = ()
) -> Case:
    """The first talk took place; the case is now the colleague's who talked.

    ``about``: codes of ``offers.checklist``, beside those that were talked about before. Raises
    ValueError for another code.
    """
    require(user)
    case = lock(offer.case_id)
    state = Case.State.ADVISING if case.state == Case.State.NEW else case.state
    # A body that was asked still owes its answer.
    waits = Case.Waiting.ORGANISATION if case.state == Case.State.REFERRED else ""
    move(case, state=state, spoken_at=clock.now(), owner=user, queue="", waiting_on=waits)
    _tick(offer, about)
    record(subject=case, verb="first_talk", user=user, text=text)
    return case


@transaction.atomic
def tick(*, user: User, offer: Offer, about: Iterable[str]) -> list[str]:
    """Write down what was talked about later; what stands there stays. Raises ValueError."""
    require(user)
    case = lock(offer.case_id)
    ticked = _tick(offer, about)
    record(subject=case, verb="talked_about", user=user)
    return ticked


def _tick(offer: Offer, about: Iterable[str]) -> list[str]:
    about = list(about)
    if unknown := set(about) - set(CHECKLIST):
        raise ValueError(f"not on the checklist: {sorted(unknown)}")
    before = Offer.objects.values_list("talked_about", flat=True).get(pk=offer.pk)
    ticked = clean([*before, *about])
    Offer.objects.filter(pk=offer.pk).update(talked_about=ticked)
    return ticked


@transaction.atomic
def set_ready(*, user: User, offer: Offer) -> Case:
    """Into the pool: the offer may be referred; the office looks again in two weeks.

    Raises TalkFirst while nobody has talked to the person. Nothing happens to an offer that a
    body was asked about, or that is placed: it was ready before.
    """
    require(user)
    case = lock(offer.case_id)
    if case.state in {Case.State.REFERRED, Case.State.PLACED}:
        return case
    if case.spoken_at is None:
        raise TalkFirst
    Offer.objects.filter(pk=offer.pk).update(ready_at=clock.now())
    move(case, state=Case.State.READY, due_at=deadlines.pool_check_back())
    record(subject=case, verb="set_ready", user=user)
    return case

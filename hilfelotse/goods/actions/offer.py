"""What somebody gives: entered with its case, corrected, and asked whether it is still there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import lock, stand
from hilfelotse.cases.models import Case
from hilfelotse.goods import letters
from hilfelotse.goods.models import GoodsOffer
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs.models import MOST_THINGS, Need
from hilfelotse.office import deadlines
from hilfelotse.people.consent import FOR_HANDOVER, record_consent
from hilfelotse.people.models import Consent
from hilfelotse.topics.goods import GOODS, Condition, Unit
from hilfelotse.topics.goods_rules import Never, never_of


class NeverTaken(Exception):
    """Medicines, worn underwear, broken things …; ``never`` says why and what to do instead."""

    def __init__(self, never: Never) -> None:
        super().__init__(never.code)
        self.never = never


class FewerThanReserved(Exception):
    """The quantity cannot fall below what is promised or handed over."""


@dataclass(frozen=True)
class GoodsContent:
    """What is given, as the form, the desk or a body's page asks for it."""

    goods: str
    item: str
    quantity: int
    unit: str
    condition: int
    postcode: str
    size: str = ""
    floor: str = ""
    can_bring: bool = False
    available_from: date | None = None
    available_until: date | None = None
    wants_receipt: bool = False
    if_not: str = GoodsOffer.IfNot.KEEP


@transaction.atomic
def enter(
    *,
    case: Case,
    content: GoodsContent,
    user: User | None = None,
    may_call: bool | None = None,
    need_id: int | None = None,
) -> GoodsOffer:
    """Write the content of a new case of goods, in the transaction of its intake.

    ``may_call``: whether the body that gets the things may have name and contact. ``need_id``: the
    need that the giver came from. Raises NeverTaken, and ValueError for what no form lets through.
    """
    _check(content)
    offer = GoodsOffer.objects.create(case=case, **vars(content))
    if case.party and may_call is not None:
        allow_calls(offer=offer, given=may_call, user=user)
    if need := Need.objects.public().filter(pk=need_id, kind=Need.Kind.GOODS).first():
        by = Event.By.STAFF if user else Event.By.CITIZEN
        record(subject=case, verb="wished", user=user, by=by, need=need.pk, title=need.title)
    return offer


@transaction.atomic
def change(*, offer: GoodsOffer, user: User | None = None, **fields: Any) -> GoodsOffer:
    """Correct an offer; by giver or desk. Raises as ``enter``, and FewerThanReserved."""
    if user is not None:
        require(user)
    case = lock(offer.case_id)
    offer = GoodsOffer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    content = GoodsContent(**(content_of(offer) | fields))
    _check(content, is_new=False)
    if content.quantity < offer.reserved:
        raise FewerThanReserved
    for name, value in vars(content).items():
        setattr(offer, name, value)
    offer.save()
    record(subject=case, verb="changed", user=user, by=None if user else Event.By.CITIZEN)
    return offer


def content_of(offer: GoodsOffer) -> dict[str, Any]:
    """The fields of an offer, as ``GoodsContent`` takes them."""
    return {name: getattr(offer, name) for name in GoodsContent.__annotations__}


@transaction.atomic
def allow_calls(*, offer: GoodsOffer, given: bool, user: User | None = None) -> None:
    """Whether the body that gets the things may have name and contact for the hand-over."""
    case = offer.case
    record_consent(
        party=case.party,
        purpose=Consent.Purpose.CONTACT,
        recipient=FOR_HANDOVER,
        given=given,
        channel=Consent.Channel.TALK if user else Consent.Channel.FORM,
        language=case.party.language,
        user=user,
    )


@transaction.atomic
def keep_in_mind(*, user: User, offer: GoodsOffer) -> None:
    """Nobody needs it now and the giver keeps it: the desk looks again in two weeks."""
    require(user)
    case = lock(offer.case_id)
    stand(case, state=Case.State.READY, due_at=deadlines.pool_check_back())
    record(subject=case, verb="kept_in_mind", user=user)


@transaction.atomic
def ask_still_there(*, user: User, offer: GoodsOffer) -> None:
    """Ask the giver whether the things are still there; a click answers."""
    require(user)
    case = lock(offer.case_id)
    stand(case, waiting_on=Case.Waiting.CITIZEN, due_at=deadlines.citizen_answer())
    record(subject=case, verb="asked_still_there", user=user)
    letters.ask_still_there(case)


@transaction.atomic
def still_there(*, offer: GoodsOffer, user: User | None = None) -> None:
    """The giver still has the things: by the status page, or told to the desk."""
    if user is not None:
        require(user)
    case = lock(offer.case_id)
    stand(case, due_at=deadlines.back_at_the_desk())
    record(subject=case, verb="still_there", user=user, by=None if user else Event.By.CITIZEN)


def _check(content: GoodsContent, *, is_new: bool = True) -> None:
    start, end = content.available_from, content.available_until
    wrong = (
        content.goods not in GOODS
        or content.unit not in Unit.values
        or content.condition not in Condition.values
        or content.if_not not in GoodsOffer.IfNot.values
        or not 1 <= content.quantity <= MOST_THINGS
        or not content.item.strip()
        or (start and end and end < start)
        or (is_new and end and end < clock.today())
    )
    if wrong:
        raise ValueError("not an offer of things")
    if never := never_of(content.goods, f"{content.item} {content.size}", content.condition):
        raise NeverTaken(never)

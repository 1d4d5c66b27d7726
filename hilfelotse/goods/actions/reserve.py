"""From an offer of things to who needs them: reserved, appointed, handed over, received, thanked.

No thing is promised twice: both quantities, the offer's and the need's, are counted under locks,
in the order case → offer → need.
"""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold, lock, stand
from hilfelotse.cases.letters import tell_closed
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import AcceptanceStop
from hilfelotse.directory.rules import check_acts_for
from hilfelotse.goods import letters
from hilfelotse.goods.actions import driver
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.needs.actions import places
from hilfelotse.needs.actions.places import NoPlaceLeft
from hilfelotse.needs.models import Need
from hilfelotse.office import deadlines
from hilfelotse.referrals.actions.finish import end_concern
from hilfelotse.topics.goods import Condition

State = Reservation.State
LATEST_APPOINTMENT = timedelta(days=180)
_BEFORE_HANDOVER = {State.HELD, State.APPOINTED}


class CannotReserve(Exception):
    """Why these things are not reserved for this need: ``why``, in words for the desk."""

    class Why(models.TextChoices):
        NO_GOODS = "no_goods", _("Dieser Bedarf ist kein Bedarf an Sachen.")
        OTHER_GOODS = "other_goods", _("Der Bedarf ist für eine andere Art von Sachen.")
        OTHER_UNIT = "other_unit", _("Angebot und Bedarf zählen in verschiedenen Einheiten.")
        CONDITION = "condition", _("Der Bedarf verlangt einen besseren Zustand.")
        STOPPED = "stopped", _("Für diese Sachen gilt gerade ein Annahmestopp.")
        GONE = "gone", _("Die Sachen waren nur bis zu einem Tag da, der vorbei ist.")
        LESS_OFFERED = "less_offered", _("So viel ist von dem Angebot nicht mehr frei.")
        LESS_NEEDED = "less_needed", _("So viel wird dort nicht mehr gebraucht.")
        TWICE = "twice", _("Für diesen Bedarf ist schon etwas davon reserviert.")
        NOTHING = "nothing", _("Die Menge muss mindestens 1 sein.")

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = self.Why(why)


class NotPossible(Exception):
    """The reservation is in a state in which this cannot happen."""


class NotADate(Exception):
    """An appointment in the past, or in more than half a year."""


class NotAQuantity(Exception):
    """More than was reserved, or fewer than nothing."""


def hindrance(offer: GoodsOffer, need: Need, *, other_unit: bool = False) -> "str | None":
    """What stands against giving ``offer`` to ``need``, quantities left aside; None if nothing."""
    why = CannotReserve.Why
    if need.kind != Need.Kind.GOODS:
        return why.NO_GOODS
    if need.goods != offer.goods:
        return why.OTHER_GOODS
    if need.unit and need.unit != offer.unit and not other_unit:
        return why.OTHER_UNIT
    if offer.condition < need.condition:
        return why.CONDITION
    if offer.available_until and offer.available_until < clock.today():
        return why.GONE
    stops = AcceptanceStop.objects.in_force().filter(goods=offer.goods)
    everywhere_or_there = models.Q(organisation=None) | models.Q(organisation=need.organisation_id)
    return why.STOPPED if stops.filter(everywhere_or_there).exists() else None


@transaction.atomic
def reserve(
    *, user: User, offer: GoodsOffer, need: Need, quantity: int, other_unit: bool = False
) -> Reservation:
    """Hold some of an offer for a need, for three working days; both sides are told.

    ``other_unit``: the desk says that the two count differently and means it. Raises CannotReserve
    with the reason, and CaseIsClosed.
    """
    return _reserve(user, offer, {need: quantity}, other_unit)[0]


@transaction.atomic
def split(
    *, user: User, offer: GoodsOffer, shares: dict[Need, int], other_unit: bool = False
) -> list[Reservation]:
    """A bulk offer for several needs: all of the shares, or none. Raises as ``reserve``."""
    return _reserve(user, offer, shares, other_unit)


def _reserve(
    user: User, offer: GoodsOffer, shares: dict[Need, int], other_unit: bool
) -> list[Reservation]:
    require(user)
    if not shares:
        raise CannotReserve(CannotReserve.Why.NOTHING)
    case = lock(offer.case_id)
    offer = _locked(offer.pk)
    # Always in the same order, so that two splits never wait for each other.
    made = [
        _hold_for(case, offer, need, shares[need], user, other_unit)
        for need in sorted(shares, key=lambda need: need.pk)
    ]
    _show(case)
    for reservation in made:
        letters.tell_reserved(reservation)
    return made


def _hold_for(
    case: Case, offer: GoodsOffer, need: Need, quantity: int, user: User, other_unit: bool
) -> Reservation:
    why = CannotReserve.Why
    if quantity < 1:
        raise CannotReserve(why.NOTHING)
    if refused := hindrance(offer, need, other_unit=other_unit):
        raise CannotReserve(refused)
    if quantity > offer.remaining:
        raise CannotReserve(why.LESS_OFFERED)
    if offer.reservations.living().filter(need=need).exists():
        raise CannotReserve(why.TWICE)
    try:
        need = places.take(need_id=need.pk, places=quantity)
    except NoPlaceLeft:
        raise CannotReserve(why.LESS_NEEDED) from None
    offer.reserved += quantity
    offer.save(update_fields=["reserved"])
    made = Reservation.objects.create(
        offer=offer, need=need, quantity=quantity, reserved_by=user,
        held_until=deadlines.reservation_end(),
    )  # fmt: skip
    details = {"need": need.pk, "title": need.title, "organisation": need.organisation.name}
    record(subject=case, verb="goods_reserved", user=user, quantity=quantity, **details)
    record(subject=need, verb="goods_reserved", user=user, quantity=quantity, item=offer.item)
    return made


@transaction.atomic
def appoint(
    *, user: User | None, reservation: Reservation, at: datetime, place: str
) -> Reservation:
    """Body or desk name day and place of the hand-over. Raises NotADate, NotPossible."""
    case, reservation = _begin(user, reservation)
    if reservation.state not in _BEFORE_HANDOVER:
        raise NotPossible
    if not clock.now() <= at <= clock.now() + LATEST_APPOINTMENT:
        raise NotADate
    if not place.strip():
        raise ValueError("an appointment has a place")
    _write(
        reservation,
        state=State.APPOINTED,
        appointment_at=at,
        place=place[:200],
        held_until=deadlines.after_appointment(at),
    )
    driver.follow_appointment(reservation, user)
    _note(case, reservation, "goods_appointed", user)
    letters.tell_appointed(reservation)
    return reservation


@transaction.atomic
def hand_over(*, user: User | None, reservation: Reservation, by: str | None = None) -> Reservation:
    """The things changed hands; the body is asked for the receipt. ``by``: the giver, by link.

    Raises NotPossible.
    """
    case, reservation = _begin(user, reservation)
    if reservation.state not in _BEFORE_HANDOVER:
        raise NotPossible
    _write(reservation, state=State.HANDED_OVER, handed_over_at=clock.now())
    _note(case, reservation, "goods_handed_over", user, by)
    letters.ask_for_receipt(reservation)
    return reservation


@transaction.atomic
def confirm_receipt(
    *,
    user: User | None,
    reservation: Reservation,
    quantity: int,
    condition: int,
    words: str = "",
) -> Reservation:
    """What arrived, and in what condition. The giver is thanked; all given: the case ends.

    Fewer than reserved: the rest is wanted again, and free again. Broken things fulfil no need.
    Nothing arrived: as if it was called off. Raises NotAQuantity, NotPossible.
    """
    case, reservation = _begin(user, reservation)
    if reservation.state in Reservation.ENDED:
        raise NotPossible
    if not 0 <= quantity <= reservation.quantity:
        raise NotAQuantity
    if quantity == 0:
        _write(reservation, words=words)
        return _free(case, reservation, State.CANCELLED, user, None, "goods_not_arrived")
    usable = condition != Condition.BROKEN
    missing = reservation.quantity - quantity
    _write(
        reservation,
        state=State.CONFIRMED if usable else State.UNUSABLE,
        handed_over_at=reservation.handed_over_at or clock.now(),
        confirmed_at=clock.now(),
        ended_at=clock.now(),
        received=quantity,
        received_condition=Condition(condition),
        words=words,
    )
    _give_back(reservation, offer=missing, need=missing if usable else reservation.quantity)
    driver.end_journey(reservation, user=user, by=_by(user))
    verb = "goods_confirmed" if usable else "goods_unusable"
    record(
        subject=case, verb=verb, user=user, by=_by(user), text=words, quantity=quantity,
        organisation=reservation.need.organisation.name,
    )  # fmt: skip
    if usable:
        letters.thank(reservation)
    _after_an_end(case, reservation, user)
    return reservation


@transaction.atomic
def cancel(
    *, user: User | None, reservation: Reservation, by: str | None = None, words: str = ""
) -> Reservation:
    """Called off by the desk, the body, or (``by``) the giver: both quantities are free again.

    Raises NotPossible for one that has ended.
    """
    case, reservation = _begin(user, reservation)
    if reservation.state in Reservation.ENDED:
        raise NotPossible
    return _free(case, reservation, State.CANCELLED, user, by, "goods_cancelled", words)


@transaction.atomic
def free_all(*, case: Case, user: User | None = None, by: str | None = None) -> int:
    """Call off what is still reserved of a case that is about to end; returns how many.

    For other packages' actions, which checked who may.
    """
    case = hold(case.pk)
    living = Reservation.objects.living().filter(offer__case=case).order_by("pk")
    for reservation in list(living):
        _free(case, _lock(reservation), State.CANCELLED, user, by, "goods_cancelled")
    return len(living)


@transaction.atomic
def withdraw(*, offer: GoodsOffer) -> Case:
    """The giver takes the offer back, by link: what was reserved is called off, the case ends."""
    case = lock(offer.case_id)
    free_all(case=case, by=Event.By.CITIZEN)
    record(subject=case, verb="withdrawn", by=Event.By.CITIZEN)
    case = end_concern(case=case, outcome=Case.Outcome.WITHDRAWN, by=Event.By.CITIZEN)
    tell_closed(case)
    return case


def free_forgotten() -> int:
    """Call off what is reserved of cases that ended in another way: a reply, a merge, an undo."""
    living = Reservation.objects.living().filter(offer__case__state=Case.State.CLOSED)
    cases = Case.objects.filter(goods_offer__reservations__in=living).distinct()
    return sum(free_all(case=case, by=Event.By.SYSTEM) for case in cases)


def lapse_due() -> int:
    """Reservations whose time is over free themselves; returns how many."""
    due = Reservation.objects.filter(state__in=_BEFORE_HANDOVER, held_until__lt=clock.now())
    ids = list(due.values_list("pk", "offer__case_id"))
    for pk, case_id in ids:
        _lapse(pk, case_id)
    return len(ids)


@transaction.atomic
def _lapse(pk: int, case_id: int) -> None:
    case = hold(case_id)
    reservation = _lock(Reservation.objects.get(pk=pk))
    if reservation.state in _BEFORE_HANDOVER and reservation.held_until < clock.now():
        _free(case, reservation, State.LAPSED, None, Event.By.SYSTEM, "goods_lapsed")


# --- what they share --------------------------------------------------------------------------


def _begin(user: User | None, reservation: Reservation) -> tuple[Case, Reservation]:
    """Who may, and the locks: the case, then offer and reservation."""
    check_acts_for(user, reservation.need.organisation)
    return lock(reservation.offer.case_id), _lock(reservation)


def _locked(offer_id: int) -> GoodsOffer:
    return GoodsOffer.objects.select_for_update(of=("self",)).get(pk=offer_id)


def _lock(reservation: Reservation) -> Reservation:
    offer = _locked(reservation.offer_id)
    found = (
        Reservation.objects.select_for_update(of=("self",))
        .select_related("need__organisation", "need__contact", "transport__organisation")
        .get(pk=reservation.pk)
    )
    found.offer = offer
    return found


def _write(reservation: Reservation, **fields: object) -> None:
    for name, value in fields.items():
        setattr(reservation, name, value)
    reservation.save(update_fields=list(fields))


def _by(user: User | None, by: str | None = None) -> str | None:
    return by or (None if user else Event.By.ORGANISATION)


def _note(
    case: Case, reservation: Reservation, verb: str, user: User | None, by: str | None = None
) -> None:
    name = reservation.need.organisation.name
    record(subject=case, verb=verb, user=user, by=_by(user, by), organisation=name)
    _show(case)


def _give_back(reservation: Reservation, *, offer: int, need: int) -> None:
    if offer:
        reservation.offer.reserved -= offer
        reservation.offer.save(update_fields=["reserved"])
    if need:
        places.give_back(need_id=reservation.need_id, places=need)


def _free(
    case: Case,
    reservation: Reservation,
    state: str,
    user: User | None,
    by: str | None,
    verb: str,
    words: str = "",
) -> Reservation:
    _write(reservation, state=state, ended_at=clock.now())
    _give_back(reservation, offer=reservation.quantity, need=reservation.quantity)
    driver.end_journey(reservation, user=user, by=_by(user, by))
    record(
        subject=case, verb=verb, user=user, by=_by(user, by), text=words,
        organisation=reservation.need.organisation.name,
    )  # fmt: skip
    letters.tell_off(reservation, giver=by != Event.By.CITIZEN)
    _after_an_end(case, reservation, user)
    return reservation


def _after_an_end(case: Case, reservation: Reservation, user: User | None) -> None:
    """All given and confirmed: the case ends. Else what is left lies at the desk again."""
    if not case.is_open:
        return
    offer = reservation.offer
    living = offer.reservations.living().exists()
    arrived = offer.reservations.filter(state=State.CONFIRMED).exists()
    if not living and not offer.remaining and arrived:
        end_concern(case=case, outcome=Case.Outcome.HANDED_OVER, user=user, by=_by(user))
    elif living:
        _show(case)
    else:
        stand(case, state=Case.State.ADVISING, due_at=deadlines.back_at_the_desk())


def _show(case: Case) -> None:
    """The case waits for the body until the first of its reservations needs somebody."""
    first = Reservation.objects.living().filter(offer__case=case).order_by("held_until").first()
    if first is None or not case.is_open:
        return
    due_at = max(first.held_until, deadlines.back_at_the_desk())
    stand(case, state=Case.State.PLACED, waiting_on=Case.Waiting.ORGANISATION, due_at=due_at)

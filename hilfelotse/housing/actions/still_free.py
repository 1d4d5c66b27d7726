"""„Noch frei?“: a home that was let elsewhere must not be shown to anybody."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock, links
from hilfelotse.cases.actions.locked import CaseIsClosed, move
from hilfelotse.cases.letters import status_link, tell_closed
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import LinkInMail, write_to_person
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.housing.actions.locked import lock_home, write
from hilfelotse.housing.models import HousingOffer
from hilfelotse.office import deadlines
from hilfelotse.referrals.actions.finish import end_concern

STILL_FREE = "home_still_free"
Step = HousingOffer.Step
_SETTLED = (Step.CONTRACT, Step.MOVED_IN, Step.REFUSED)


def _unsettled() -> QuerySet[HousingOffer]:
    open_cases = HousingOffer.objects.exclude(case__state=Case.State.CLOSED)
    return open_cases.exclude(step__in=_SETTLED)


def ask_due() -> int:
    """Ask about every home that nobody has confirmed for two weeks; returns how many."""
    long_ago = clock.now() - timedelta(days=deadlines.HOME_CHECK_BACK_CALENDAR_DAYS)
    not_asked = Q(asked_at=None) | Q(asked_at__lte=F("confirmed_at"))
    return _each(ask, _unsettled().filter(not_asked, confirmed_at__lte=long_ago))


@transaction.atomic
def ask(*, offer: HousingOffer) -> HousingOffer:
    """By mail with two buttons; whoever has no address is called by the desk."""
    offer, case = lock_home(offer)
    write(offer, asked_at=clock.now())
    record(subject=case, verb="still_free_asked", by=Event.By.SYSTEM)
    if not _write(offer, case):
        record(subject=case, verb="please_call", by=Event.By.SYSTEM)
        _soon(case)
    return offer


def _write(offer: HousingOffer, case: Case) -> bool:
    if case.party is None:
        return False
    link = LinkInMail(
        "still_free_url", "links:still_free", STILL_FREE, offer.pk, deadlines.HOME_LINK_VALID
    )
    mail = write_to_person(
        party=case.party,
        template="still_free",
        reason=f"home:{offer.pk}:still_free:{offer.asked_at:%Y%m%d%H%M%S%f}",
        reference=case.reference,
        links=(link, status_link(case)),
    )
    return mail is not None


def chase_due() -> int:
    """Who has not answered for a week is called; returns how many the desk has to look at."""
    long_ago = clock.now() - timedelta(days=deadlines.HOME_ANSWER_CALENDAR_DAYS)
    chased = Event.objects.filter(
        subject="case",
        subject_id=OuterRef("case_id"),
        verb="still_free_silent",
        at__gte=OuterRef("asked_at"),
    )
    silent = _unsettled().filter(asked_at__lte=long_ago, confirmed_at__lt=F("asked_at"))
    return _each(_chase, silent.exclude(Exists(chased)))


@transaction.atomic
def _chase(*, offer: HousingOffer) -> None:
    _offer, case = lock_home(offer)
    record(subject=case, verb="still_free_silent", by=Event.By.SYSTEM)
    _soon(case)


@transaction.atomic
def answer(*, offer: HousingOffer, is_free: bool, user: User | None = None) -> Case:
    """The offerer says so by the mail's link, or to the desk's ``user``.

    No longer free: the case ends, and a body that was asked or has it in hand is told. Raises
    CaseIsClosed.
    """
    if user is not None:
        require(user)
    by = Event.By.STAFF if user else Event.By.CITIZEN
    offer, case = lock_home(offer)
    links.revoke(purpose=STILL_FREE, subject_id=offer.pk)
    if is_free:
        write(offer, confirmed_at=clock.now())
        record(subject=case, verb="still_free", user=user, by=by)
        return case
    write(offer, step=Step.REFUSED, refusal=HousingOffer.Refusal.LET_ELSEWHERE)
    case = end_concern(case=case, outcome=Case.Outcome.GIVEN_ELSEWHERE, user=user, by=by)
    tell_closed(case)
    return case


def _soon(case: Case) -> None:
    """The desk looks within a working day; what a body owes stays as it is."""
    due_at = deadlines.back_at_the_desk()
    if case.due_at is None or due_at < case.due_at:
        move(case, due_at=due_at)


def _each(action: Callable[..., object], offers: QuerySet[HousingOffer]) -> int:
    count = 0
    for offer in offers.order_by("pk"):
        try:
            action(offer=offer)
        except CaseIsClosed:
            continue
        count += 1
    return count

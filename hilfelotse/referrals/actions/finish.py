"""Ending a case: by the desk with an outcome, or an offer by the helper who withdraws."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import links
from hilfelotse.cases.actions.close import end
from hilfelotse.cases.actions.locked import CaseIsClosed, hold, lock
from hilfelotse.cases.letters import tell_closed
from hilfelotse.cases.models import Case
from hilfelotse.cases.outcomes import check_fits
from hilfelotse.directory.models import Organisation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.offers.actions import availability
from hilfelotse.offers.models import Offer
from hilfelotse.placements.actions import agree
from hilfelotse.placements.models import Placement
from hilfelotse.referrals import letters
from hilfelotse.referrals.actions.answer import recall, recall_and_return
from hilfelotse.referrals.actions.propose import lapse
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import has_receipt, helps_there


class StillRunning(Exception):
    """A placement is agreed or running: only „vermittelt“ fits as an outcome."""


class NoReceipt(Exception):
    """Passing on is not an end: no body has taken the concern on."""


@transaction.atomic
def finish(*, user: User, offer: Offer, outcome: str, text: str = "") -> Case:
    """The desk ends the case. A referral still waiting is recalled; a placement goes on.

    Raises StillRunning for an outcome other than „vermittelt“ while a placement lives, ValueError
    for „vermittelt“ without any placement, and NoReceipt for „weitergeleitet“ before the youth
    office has taken it on. A substitute is one no longer.
    """
    require(user)
    case = lock(offer.case_id)
    living = list(offer.placements.exclude(state=Placement.State.ENDED))
    helping = any(not placement.is_substitute for placement in living)
    if helping and outcome != Case.Outcome.PLACED:
        raise StillRunning
    if outcome == Case.Outcome.PLACED and not offer.placements.exists():
        raise ValueError("nothing was placed")
    if outcome == Case.Outcome.FORWARDED and not has_receipt(case):
        raise NoReceipt
    lapse(case)
    _recall_waiting(case, user=user, keeps=outcome == Case.Outcome.FORWARDED)
    for placement in living:
        if placement.is_substitute:
            agree.end(placement=placement, reason=Placement.EndReason.REGULAR, user=user)
    if not helping:
        availability.mark(offer, Offer.Availability.WITHDRAWN)
    case = end(case=case, outcome=outcome, user=user, text=text)
    tell_closed(case)
    return case


@transaction.atomic
def withdraw(*, offer: Offer, user: User | None = None, by: str | None = None) -> Case:
    """The helper takes the offer back: bodies are told, places are free again, the case ends.

    Also after the case has ended as „vermittelt“: then it is the placement that ends. Raises
    CaseIsClosed when nothing goes on any more.
    """
    by = by or (Event.By.STAFF if user else Event.By.CITIZEN)
    if user is not None:
        require(user)
    case = hold(offer.case_id)
    living = list(offer.placements.exclude(state=Placement.State.ENDED))
    if not case.is_open and not living:
        raise CaseIsClosed
    lapse(case)
    _recall_waiting(case, user=user, by=by)
    for referral in case.referrals.all():
        if referral.state == Referral.State.ACCEPTED and helps_there(referral):
            letters.tell_body_withdrawn(referral)
        links.revoke(purpose=letters.CONTACT, subject_id=referral.pk)
    for placement in living:
        agree.end(placement=placement, reason=Placement.EndReason.WITHDRAWN, user=user, by=by)
    availability.mark(offer, Offer.Availability.WITHDRAWN)
    record(subject=case, verb="withdrawn", user=user, by=by)
    if case.is_open:
        case = end(case=case, outcome=Case.Outcome.WITHDRAWN, user=user, by=by)
        tell_closed(case)
    return case


@transaction.atomic
def close_concern(
    *,
    user: User,
    case: Case,
    outcome: str,
    text: str = "",
    turn_to: Organisation | None = None,
) -> Case:
    """The desk ends a case that is not an offer of time; the person hears of it.

    „Weitergeleitet“ needs the receipt of the body, which keeps the concern: NoReceipt without.
    „Nicht zuständig“ may name the body to turn to. With any other outcome a body that was asked,
    or has the concern in hand, is told that it is over. Raises CaseIsClosed, and ValueError for
    an offer of time or an outcome that the kind does not have.
    """
    require(user)
    if case.kind == Case.Kind.VOLUNTEERING:
        raise ValueError("an offer ends by finish")
    check_fits(case, outcome)
    case = lock(case.pk)
    if outcome == Case.Outcome.FORWARDED and not has_receipt(case):
        raise NoReceipt
    case = end_concern(case=case, outcome=outcome, user=user, text=text, turn_to=turn_to)
    tell_closed(case)
    return case


@transaction.atomic
def end_concern(
    *,
    case: Case,
    outcome: str,
    user: User | None = None,
    by: str | None = None,
    text: str = "",
    turn_to: Organisation | None = None,
) -> Case:
    """The same without a question and a mail. For other packages' actions, which checked who may.

    The case is at the desk again before it ends, so that an undo finds nobody waiting in vain.
    """
    case = lock(case.pk)
    over = list(case.referrals.waiting()) + list(case.referrals.opinions_waiting())
    if outcome != Case.Outcome.FORWARDED:
        over += case.referrals.in_hand()
    for referral in over:
        recall_and_return(referral=referral, user=user, by=by)
    details = {"turn_to": turn_to.pk, "organisation": turn_to.name} if turn_to else {}
    return end(case=case, outcome=outcome, user=user, by=by, text=text, **details)


def _recall_waiting(
    case: Case, user: User | None = None, by: str | None = None, keeps: bool = False
) -> None:
    """``keeps``: the body that has taken it on has it from now on."""
    over = list(case.referrals.waiting())
    if not keeps:
        over += case.referrals.in_hand()
    for referral in over:
        recall(referral=referral, user=user, by=by)

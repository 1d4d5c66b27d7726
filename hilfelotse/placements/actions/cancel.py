"""A helper cannot come: one placement ends, the offer stays. Late ones make haste."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import hold
from hilfelotse.cases.actions.reopen import reopen
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.offers.actions import availability
from hilfelotse.offers.models import Offer
from hilfelotse.office import deadlines
from hilfelotse.placements import letters
from hilfelotse.placements.actions.agree import end, free_helper
from hilfelotse.placements.models import Placement
from hilfelotse.topics.times import on_weekday

LATE = timedelta(hours=24)


def is_late(placement: Placement) -> bool:
    """Less than a day before it begins, or the body counts on the helper today."""
    if placement.starts_at:
        return placement.starts_at - clock.now() < LATE
    begun = placement.state in {Placement.State.TRIAL, Placement.State.RUNNING}
    today = timezone.localtime(clock.now()).weekday()
    return begun and on_weekday(placement.need.slots, today)


@transaction.atomic
def cancel(*, placement: Placement, user: User | None = None, text: str = "") -> Placement:
    """The helper cancels one placement, by the status link, or the desk writes it down.

    The body reads it at once. The case is at the desk: within the hour if it is late, also one
    that had ended. Nothing happens to a placement that has ended already.
    """
    if user is not None:
        require(user)
    case = hold(placement.offer.case_id)
    placement = Placement.objects.select_related("need__organisation").get(pk=placement.pk)
    if placement.state == Placement.State.ENDED:
        return placement
    by = Event.By.STAFF if user else Event.By.CITIZEN
    late = is_late(placement) and not placement.is_substitute
    placement = end(placement=placement, reason=Placement.EndReason.WITHDRAWN, user=user, by=by)
    record(subject=case, verb="cancelled_late" if late else "cancelled", user=user, by=by,
           text=text, need=placement.need_id, title=placement.need.title)  # fmt: skip
    if placement.is_substitute:
        return placement
    _tell_body(case, placement, late)
    due_at = deadlines.late_cancellation() if late else deadlines.back_at_the_desk()
    if not case.is_open and late:
        availability.mark(placement.offer, Offer.Availability.AVAILABLE)
        reopen(case=case, by=by, state=Case.State.READY, due_at=due_at)
    else:
        free_helper(case, placement.offer, due_at)
    return placement


def _tell_body(case: Case, placement: Placement, late: bool) -> None:
    try:
        letters.tell_body_cancelled(placement, late=late)
    except NobodyToWriteTo:
        name = placement.need.organisation.name
        record(subject=case, verb="body_unreachable", by=Event.By.SYSTEM, organisation=name)

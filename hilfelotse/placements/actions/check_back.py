"""„Wie läuft es?“ – asked of both sides 14 and 90 days after the start, answered by one click."""

from datetime import datetime, timedelta

from django.db import transaction

from hilfelotse.base import clock, links
from hilfelotse.cases.actions.locked import hold, move
from hilfelotse.cases.actions.reopen import reopen
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.placements import letters
from hilfelotse.placements.models import CheckBack, Placement
from hilfelotse.placements.steps import ONGOING

FIRST, SECOND = 14, 90  # days after the start
Side = CheckBack.Side


class NotAsked(Exception):
    """The question was answered, or the placement is over: nothing is asked any more."""


def ask_due() -> int:
    """Ask about every placement that has run for so long; returns how many."""
    now = clock.now()
    running = Placement.objects.filter(state=Placement.State.RUNNING, need__kind__in=ONGOING)
    second = now - timedelta(days=SECOND)
    due = {
        FIRST: running.filter(started_at__lte=now - timedelta(days=FIRST), started_at__gt=second),
        SECOND: running.filter(started_at__lte=second),
    }
    count = 0
    for days, placements in due.items():
        asked = CheckBack.objects.filter(after_days=days).values("placement")
        for placement in placements.exclude(pk__in=asked).select_related("offer"):
            count += ask(placement=placement, after_days=days)
    return count


@transaction.atomic
def ask(*, placement: Placement, after_days: int) -> bool:
    """Ask both sides once; False if somebody else did, or the placement does not run any more.

    Whoever has no address is called: the case is at the desk, also one that had ended.
    """
    case = hold(placement.offer.case_id)
    placement = (
        Placement.objects.select_for_update(of=("self",))
        .select_related("need__organisation", "need__contact", "offer__party", "offer__case")
        .get(pk=placement.pk)
    )
    if placement.state != Placement.State.RUNNING or case.party is None:
        return False
    if placement.check_backs.filter(after_days=after_days).exists():
        return False
    rows = {
        side: CheckBack.objects.create(placement=placement, side=side, after_days=after_days)
        for side in (Side.HELPER, Side.BODY)
    }
    record(subject=case, verb="check_back_asked", by=Event.By.SYSTEM, days=after_days)
    _ask_body(case, rows[Side.BODY])
    if not letters.ask_helper(rows[Side.HELPER]):
        record(subject=case, verb="please_call", by=Event.By.SYSTEM)
        _to_the_desk(case, Event.By.SYSTEM)
    elif case.state == Case.State.PLACED:
        move(case, waiting_on=Case.Waiting.CITIZEN, due_at=deadlines.citizen_answer())
    return True


def _ask_body(case: Case, check_back: CheckBack) -> None:
    try:
        letters.ask_body(check_back)
    except NobodyToWriteTo:
        name = check_back.placement.need.organisation.name
        record(subject=case, verb="body_unreachable", by=Event.By.SYSTEM, organisation=name)


@transaction.atomic
def answer(*, check_back: CheckBack, answer: str, words: str = "") -> CheckBack:
    """One side says how it goes, by the link of its mail.

    „Läuft gut“ of the helper needs nothing more until the next time. Whoever wants to talk, or
    says that it is over, brings the case to the desk, also one that had ended. Raises NotAsked,
    ValueError.
    """
    case = hold(check_back.placement.offer.case_id)
    check_back = (
        CheckBack.objects.select_for_update(of=("self",))
        .select_related("placement__need__organisation")
        .get(pk=check_back.pk)
    )
    if check_back.answer or check_back.placement.state == Placement.State.ENDED:
        raise NotAsked
    check_back.answer, check_back.words = CheckBack.Answer(answer), words
    check_back.answered_at = clock.now()
    check_back.save(update_fields=["answer", "words", "answered_at"])
    links.revoke(purpose=letters.CHECK_BACK, subject_id=check_back.pk)
    of_helper = check_back.side == Side.HELPER
    by = Event.By.CITIZEN if of_helper else Event.By.ORGANISATION
    record(subject=case, verb="checked_back", by=by, text=words, answer=answer)
    if answer != CheckBack.Answer.WELL:
        _to_the_desk(case, by)
    elif of_helper and case.waiting_on == Case.Waiting.CITIZEN:
        move(case, waiting_on="", due_at=_next_look(check_back))
    return check_back


def _next_look(check_back: CheckBack) -> datetime:
    """After the second time the office still looks twice a year: nobody is left alone."""
    started_at = check_back.placement.started_at
    if check_back.after_days == FIRST and started_at:
        return deadlines.days_after(started_at, SECOND)
    return deadlines.half_yearly()


def _to_the_desk(case: Case, by: str) -> None:
    due_at = deadlines.back_at_the_desk()
    if case.is_open:
        move(case, waiting_on="", due_at=due_at)
    else:
        reopen(case=case, by=by, state=Case.State.PLACED, due_at=due_at)

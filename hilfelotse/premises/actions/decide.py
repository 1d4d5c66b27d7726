"""The city takes it, does not, or keeps it in reserve; the offerer gets an answer each time."""

from datetime import date, timedelta

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.base.text import clean_text
from hilfelotse.cases.actions.locked import hold, lock, move
from hilfelotse.cases.actions.reopen import reopen
from hilfelotse.cases.letters import closed_reason, status_link
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import write_to_person
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.premises.models import Premises
from hilfelotse.referrals.actions.finish import end_concern

# An ended case is erased after half a year: a longer reserve would lose whose it is.
LONGEST_RESERVE = timedelta(days=170)
_OUTCOMES = {
    Premises.Decision.TAKEN: Case.Outcome.IN_USE,
    Premises.Decision.REFUSED: Case.Outcome.NOT_SUITABLE,
    Premises.Decision.RESERVE: Case.Outcome.RESERVE,
}


class NotInReserve(Exception):
    """It was taken out of the reserve meanwhile, or never was there."""


@transaction.atomic
def decide(
    *,
    user: User,
    premises: Premises,
    decision: str,
    refusal: str = "",
    reserve_until: date | None = None,
    text: str = "",
) -> Premises:
    """Decide, end the case, and tell the offerer; ``text`` goes into that mail.

    Bodies that were still asked are told that it is over. Raises CaseIsClosed, and ValueError
    for a refusal without a reason, a reserve without an end or of more than LONGEST_RESERVE, and
    words about a secret object, which are not for a mail.
    """
    require(user)
    decision, text = Premises.Decision(decision), clean_text(text)
    _check(premises, decision, refusal, reserve_until, text)
    case = lock(premises.case_id)
    premises = Premises.objects.select_for_update(of=("self",)).get(pk=premises.pk)
    _write(
        premises, decision=decision, refusal=refusal, reserve_until=reserve_until,
        decided_at=clock.now(),
    )  # fmt: skip
    record(subject=case, verb="premises_decided", user=user, text=text, decision=decision)
    case = end_concern(case=case, outcome=_OUTCOMES[decision], user=user)
    _tell(case, premises, text)
    return premises


@transaction.atomic
def take_from_reserve(*, user: User, premises: Premises) -> Premises:
    """It is needed now: the case goes on with this colleague. Raises NotInReserve."""
    require(user)
    premises, case = _out_of_reserve(premises, by=Event.By.STAFF)
    move(case, owner=user, queue="")
    record(subject=case, verb="taken_from_reserve", user=user)
    return premises


@transaction.atomic
def ask_due(*, limit: int = 100) -> int:
    """The reserve of some objects ends: ask whether they are still free. For the job."""
    due = Premises.objects.filter(
        decision=Premises.Decision.RESERVE, reserve_until__lte=clock.today(),
        case__party__isnull=False, case__merged_into=None,
        case__outcome=Case.Outcome.RESERVE,  # an undo opens the case again
    )  # fmt: skip
    number = 0
    for premises in due.order_by("pk")[:limit]:
        premises, case = _out_of_reserve(premises, by=Event.By.SYSTEM)
        asked = write_to_person(
            party=case.party,
            template="premises_still_free",
            reason=f"premises:{premises.pk}:still-free:{clock.today():%Y%m%d}",
            reference=case.reference,
            links=(status_link(case),),
        )
        if asked:
            move(case, waiting_on=Case.Waiting.CITIZEN, due_at=deadlines.citizen_answer())
        record(subject=case, verb="reserve_over", by=Event.By.SYSTEM)
        number += 1
    return number


def _out_of_reserve(premises: Premises, by: str) -> tuple[Premises, Case]:
    case = hold(premises.case_id)
    premises = Premises.objects.select_for_update(of=("self",)).get(pk=premises.pk)
    if premises.decision != Premises.Decision.RESERVE:
        raise NotInReserve
    _write(premises, decision="", refusal="", reserve_until=None, decided_at=None)
    return premises, reopen(case=case, by=by)


def _write(premises: Premises, **fields: object) -> None:
    for name, value in fields.items():
        setattr(premises, name, value)
    premises.save(update_fields=list(fields))


def _check(
    premises: Premises, decision: str, refusal: str, reserve_until: date | None, text: str
) -> None:
    if (decision == Premises.Decision.REFUSED) != bool(refusal):
        raise ValueError("a refusal has a reason, nothing else has")
    if refusal:
        Premises.Refusal(refusal)
    if (decision == Premises.Decision.RESERVE) != bool(reserve_until):
        raise ValueError("a reserve has an end, nothing else has")
    today = clock.today()
    if reserve_until and not today < reserve_until <= today + LONGEST_RESERVE:
        raise ValueError("a reserve of that length cannot be kept")
    if text and premises.confidentiality == Premises.Confidentiality.SECRET:
        raise ValueError("nothing about a secret object goes into a mail")


def _tell(case: Case, premises: Premises, text: str) -> None:
    if case.party is None:
        return
    until = premises.reserve_until
    write_to_person(
        party=case.party,
        template="premises_decided",
        reason=closed_reason(case),
        reference=case.reference,
        decision=str(premises.decision),
        refusal=str(premises.get_refusal_display()) if premises.refusal else "",
        until=f"{until:%d.%m.%Y}" if until else "",
        text=text,
        links=(status_link(case),),
    )

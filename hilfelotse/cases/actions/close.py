from typing import Any

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import lock, move, snapshot
from hilfelotse.cases.letters import tell_closed
from hilfelotse.cases.models import Case
from hilfelotse.cases.outcomes import check_fits
from hilfelotse.history.timeline import record


@transaction.atomic
def end(
    *,
    case: Case,
    outcome: str,
    user: User | None = None,
    by: str | None = None,
    text: str = "",
    **details: Any,
) -> Case:
    """End the case with its outcome. For other packages' actions, which checked who may.

    ``details`` go into the event. Raises CaseIsClosed if it ended already.
    """
    case = lock(case.pk)
    before = snapshot(case)
    move(
        case,
        state=Case.State.CLOSED,
        outcome=Case.Outcome(outcome),
        closed_at=clock.now(),
        waiting_on="",
    )
    record(
        subject=case, verb="closed", user=user, by=by, text=text, outcome=outcome, before=before,
        **details,
    )  # fmt: skip
    return case


@transaction.atomic
def answer_and_close(*, user: User, case: Case, outcome: str, text: str = "") -> Case:
    """The desk ends a case that is not an offer of help: a question, an organisation.

    Raises ValueError for an offer, which has bodies to tell and places to free, and for an
    outcome that its kind does not have.
    """
    require(user)
    if case.kind == Case.Kind.VOLUNTEERING:
        raise ValueError("an offer ends by referrals.actions.finish")
    check_fits(case, outcome)
    case = end(case=case, outcome=outcome, user=user, text=text)
    tell_closed(case)
    return case

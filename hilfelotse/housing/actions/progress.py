"""How far the responsible body is with a home."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.cases.actions.locked import move
from hilfelotse.cases.models import Case
from hilfelotse.history.timeline import record
from hilfelotse.housing.actions.locked import write
from hilfelotse.housing.models import HousingOffer
from hilfelotse.office import deadlines
from hilfelotse.referrals.actions.locked import answered_by, check_may_answer, lock_referral
from hilfelotse.referrals.actions.locked import write as write_referral
from hilfelotse.referrals.actions.take_on import report
from hilfelotse.referrals.models import Referral

Step = HousingOffer.Step
OF_THE_BODY = (
    Step.IN_REVIEW, Step.VIEWING, Step.SUITABLE, Step.PROPOSED, Step.CONTRACT, Step.MOVED_IN,
    Step.REFUSED,
)  # fmt: skip
_THE_END = {Step.MOVED_IN, Step.REFUSED}


@transaction.atomic
def report_step(
    *,
    user: User | None,
    referral: Referral,
    step: str,
    refusal: str = "",
    text: str = "",
) -> HousingOffer:
    """The body that has the home in hand says how far it is, by account, link, or the desk.

    A sign of life: the result is due anew. With „bezogen“ and „nicht genommen“ (which needs a
    reason) the body is done, and the desk ends the case. Raises AlreadyAnswered when the home is
    not (or no longer) in its hand, ValueError for any other step.
    """
    check_may_answer(user, referral)
    if step not in OF_THE_BODY:
        raise ValueError("not a step of the body")
    if (step == Step.REFUSED) != bool(refusal):
        raise ValueError("a reason belongs to a refusal, and to nothing else")
    referral, case = lock_referral(referral, Referral.State.ACCEPTED)
    offer = HousingOffer.objects.select_for_update(of=("self",)).get(case=case)
    reason = HousingOffer.Refusal(refusal) if refusal else ""
    write(offer, step=Step(step), refusal=reason)
    record(
        subject=case, verb="home_step", user=user, by=answered_by(user), text=text, step=step,
        refusal=refusal, organisation=referral.organisation.name,
    )  # fmt: skip
    if step in _THE_END:
        report(referral=referral, text=text.strip() or _in_words(offer), user=user)
    else:
        _give_time(referral, case)
    return offer


def _give_time(referral: Referral, case: Case) -> None:
    due_at = deadlines.referral_result()
    write_referral(referral, due_at=due_at)
    if case.waiting_on == Case.Waiting.ORGANISATION:
        move(case, due_at=due_at)


def _in_words(offer: HousingOffer) -> str:
    parts = [offer.get_step_display(), offer.get_refusal_display()]
    return ": ".join(str(part) for part in parts if part)

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import lock, move
from hilfelotse.cases.models import Case
from hilfelotse.history.timeline import record
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.referrals import letters, reach
from hilfelotse.referrals.models import Proposal, Referral
from hilfelotse.referrals.rules import hindrances


class NotAllowed(Exception):
    """The offer may not be referred to this need; ``reasons`` are referrals.rules.Hindrance."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class AlreadyWaiting(Exception):
    """The case waits for another body's answer."""


@transaction.atomic
def send(*, user: User, offer: Offer, need: Need) -> Referral:
    """Show the offer, without name and contact, to the organisation of a need.

    The case waits for the organisation, at most until the referral is due. Raises NotAllowed when
    a hard rule stands against it, AlreadyWaiting, CaseIsClosed, NobodyToWriteTo.
    """
    require(user)
    case = lock(offer.case_id)
    if case.referrals.waiting().exists():
        raise AlreadyWaiting
    offer = Offer.objects.select_related("party").get(pk=offer.pk)
    need = Need.objects.select_related("organisation").get(pk=need.pk)
    if reasons := hindrances(offer, need):
        raise NotAllowed(reasons)
    # What was proposed beside it is not chosen any more.
    case.proposals.open().update(state=Proposal.State.LAPSED, answered_at=clock.now())
    move(case, owner=user, queue="")
    return ask(case=case, need=need, sent_by=user, user=user)


def ask(
    *, case: Case, need: Need, sent_by: User, user: User | None = None, by: str | None = None
) -> Referral:
    """The question itself. For other actions, which hold the case's lock and checked the rules.

    ``sent_by`` is the colleague whom the answer concerns. Raises NobodyToWriteTo.
    """
    due_at = reach.answer_due(need.organisation)
    referral = Referral.objects.create(
        case=case, organisation=need.organisation, need=need, sent_by=sent_by, due_at=due_at
    )
    move(case, state=Case.State.REFERRED, waiting_on=Case.Waiting.ORGANISATION, due_at=due_at)
    record(
        subject=case, verb="referred", user=user, by=by, organisation=need.organisation.name,
        need=need.pk, title=need.title, referral=referral.pk,
    )  # fmt: skip
    reach.ask(referral, case)
    letters.tell_citizen(referral, "referred")
    return referral

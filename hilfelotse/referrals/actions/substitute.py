"""A substitute takes the place of somebody who has dropped out."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.cases.actions.locked import lock
from hilfelotse.history.models import Event
from hilfelotse.placements.actions import agree
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.actions.answer import settle_contact
from hilfelotse.referrals.actions.locked import lock_row
from hilfelotse.referrals.actions.propose import lapse
from hilfelotse.referrals.actions.send import AlreadyWaiting
from hilfelotse.referrals.models import Referral


@transaction.atomic
def move_up(*, user: User, placement: Placement) -> Placement:
    """The desk has asked the substitute, who steps in: the body gets the contact data now.

    Only under the consent that it needs; else the citizen is asked. Nothing happens to one who has
    moved up already. Raises NoPlaceLeft, Clash, CaseIsClosed, ValueError for one who is no
    substitute any more, and AlreadyWaiting while another body is asked.
    """
    require(user)
    case = lock(placement.offer.case_id)
    if case.referrals.waiting().exists():
        raise AlreadyWaiting
    was_up = not Placement.objects.get(pk=placement.pk).is_substitute
    placement = agree.move_up(case=case, placement=placement, by=Event.By.STAFF, user=user)
    lapse(case)
    accepted = case.referrals.filter(need=placement.need_id, state=Referral.State.ACCEPTED)
    if not was_up and (referral := accepted.order_by("-answered_at").first()):
        referral = lock_row(referral)
        referral.case = case
        settle_contact(referral, case)
    return placement

"""Naming recipients to somebody who wants to give, and what the recipient reports."""

from collections.abc import Sequence

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock, links
from hilfelotse.base.text import clean_text
from hilfelotse.cases.actions.locked import hold, lock, stand
from hilfelotse.cases.models import Case
from hilfelotse.directory.rules import check_acts_for
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.money import letters
from hilfelotse.money.actions.gift import HasBankData
from hilfelotse.money.bank_data import find_bank_data
from hilfelotse.money.models import Advice, MoneyOffer, Recipient
from hilfelotse.office import deadlines
from hilfelotse.referrals.actions.finish import end_concern


class NotChecked(ValueError):
    """Nobody has checked this recipient, the check is too old, or the body is not public."""


class AlreadyReported(Exception):
    """The recipient has said what came of it."""


@transaction.atomic
def advise(*, user: User, offer: MoneyOffer, recipients: Sequence[Recipient]) -> list[Advice]:
    """Name one or several recipients in one mail; the bodies hear that somebody may give.

    They do not hear who. Who was named before is not named again. Raises NotChecked unless all
    are valid today, CaseIsClosed, and ValueError for nobody.
    """
    require(user)
    case = lock(offer.case_id)
    ids = {recipient.pk for recipient in recipients}
    valid = list(
        Recipient.objects.on(clock.today()).filter(pk__in=ids).select_related("organisation")
    )
    if not ids:
        raise ValueError("nobody to name")
    if len(valid) < len(ids):
        raise NotChecked
    named = set(offer.advices.values_list("recipient_id", flat=True))
    new = [
        Advice.objects.create(offer=offer, recipient=recipient, given_by=user)
        for recipient in valid if recipient.pk not in named
    ]  # fmt: skip
    if not new:
        return []
    stand(
        case, state=Case.State.ADVISING, owner=user, queue="",
        due_at=deadlines.pool_check_back(),
    )  # fmt: skip
    names = ", ".join(advice.recipient.organisation.name for advice in new)
    record(subject=case, verb="advised", user=user, organisation=names)
    if not letters.tell_giver(offer, new):
        record(subject=case, verb="please_call", by=Event.By.SYSTEM)
    for advice in new:
        letters.tell_recipient(advice)
    return new


@transaction.atomic
def record_result(*, user: User | None, advice: Advice, text: str) -> Advice:
    """The recipient says what came of it; the giver is thanked and the case ends.

    Only a gift that the council still has to accept goes back to the desk instead. ``user`` is a
    colleague, somebody of the body, or None behind the link in the body's mail. Raises
    AlreadyReported, HasBankData, and ValueError without words.
    """
    check_acts_for(user, advice.recipient.organisation)
    text = clean_text(text)
    if not text:
        raise ValueError("what came of it?")
    if find_bank_data(text):
        raise HasBankData("bank data in the report")
    case = hold(advice.offer.case_id)
    advice = Advice.objects.select_for_update(of=("self",)).get(pk=advice.pk)
    if advice.result:
        raise AlreadyReported
    advice.result, advice.result_at = text, clock.now()
    advice.save(update_fields=["result", "result_at"])
    links.revoke(purpose=letters.GIFT, subject_id=advice.pk)
    body = advice.recipient.organisation
    by = Event.By.STAFF if user else Event.By.ORGANISATION
    record(
        subject=case, verb="gift_reported", user=user, by=by, text=text, organisation=body.name
    )  # fmt: skip
    letters.thank(advice)
    if case.is_open:
        _go_on(case, advice.offer, user, by)
    return advice


def _go_on(case: Case, offer: MoneyOffer, user: User | None, by: str) -> None:
    if offer.council_due and offer.council_accepted_on is None:
        stand(case, due_at=deadlines.back_at_the_desk())
    else:
        end_concern(case=case, outcome=Case.Outcome.DONATED, user=user, by=by)

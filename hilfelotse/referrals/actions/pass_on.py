"""Passing a concern on to the body that is responsible. That is not its end: a receipt is."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.cases.actions.locked import lock, move
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.history.timeline import record
from hilfelotse.referrals import letters, reach
from hilfelotse.referrals.actions.send import AlreadyWaiting
from hilfelotse.referrals.models import Referral
from hilfelotse.referrals.rules import is_for_youth_office, youth_office_only


def may_pass_on(case: Case) -> bool:
    """Any concern; of the offers of time only what the youth office takes on."""
    return case.kind != Case.Kind.VOLUNTEERING or is_for_youth_office(case.offer)


class OnlyYouthOffice(Exception):
    """It is about minors: nobody but the youth office places them."""


@transaction.atomic
def pass_on(*, user: User, case: Case, organisation: Organisation, text: str = "") -> Referral:
    """Ask a body to take a concern on; ``text`` is what the colleague writes to it.

    Inside the city the person's own words go along, as a public task; any other body reads the
    colleague's words alone. Name and contact come later, see ``take_on``. The case waits
    at most until the referral is due. What a body took on in part leaves the rest to another.
    Raises AlreadyWaiting while another body is asked or has it in hand, OnlyYouthOffice,
    CaseIsClosed, NobodyToWriteTo, and ValueError for an offer of time (that goes to a need, unless
    it is the youth office's) or without words for a body outside the city.
    """
    require(user)
    if not may_pass_on(case):
        raise ValueError("an offer goes to a need: referrals.actions.send")
    if not organisation.is_city and not text.strip():
        raise ValueError("a body outside the city reads the colleague's words alone")
    case = lock(case.pk)
    if youth_office_only(case, organisation):
        raise OnlyYouthOffice
    if case.referrals.waiting().exists() or case.referrals.in_hand().filter(part="").exists():
        raise AlreadyWaiting
    due_at = reach.answer_due(organisation)
    referral = Referral.objects.create(
        case=case, organisation=organisation, sent_by=user, due_at=due_at, cover=text
    )
    move(
        case,
        state=Case.State.REFERRED,
        waiting_on=Case.Waiting.ORGANISATION,
        due_at=due_at,
        owner=user,
        queue="",
    )
    record(
        subject=case, verb="passed_on", user=user, text=text, organisation=organisation.name,
        referral=referral.pk,
    )  # fmt: skip
    reach.ask(referral, case)
    letters.tell_citizen(referral, "referred")
    return referral

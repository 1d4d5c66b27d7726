"""Asking a body by the way it wants to be asked: a mail at once, the weekly list, a call."""

from datetime import datetime

from hilfelotse.cases.actions.locked import move
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import NobodyToWriteTo
from hilfelotse.directory.models import Organisation
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.referrals import letters
from hilfelotse.referrals.models import Referral

ReachBy = Organisation.ReachBy


def answer_due(organisation: Organisation) -> datetime:
    """Until when a body has time, that is asked now: its days begin when it reads of it."""
    if organisation.reach_by == ReachBy.LIST:
        return deadlines.list_answer()
    return deadlines.referral_answer()


def ask(referral: Referral, case: Case) -> None:
    """Put the question. ``case`` is locked and waits for the body already.

    For a body with a list the next list does it. Who wants to be called is called by the desk
    within a working day, and the desk writes the answer down. Raises NobodyToWriteTo.
    """
    body = referral.organisation
    if body.reach_by == ReachBy.LINK:
        letters.ask_body(referral)
    elif body.reach_by == ReachBy.LIST:
        if not body.contacts.filter(is_active=True).exists():
            raise NobodyToWriteTo
    else:
        move(case, waiting_on="", due_at=deadlines.back_at_the_desk())
        record(
            subject=case, verb="call_body", by=Event.By.SYSTEM, organisation=body.name,
            phone=_phone(referral), referral=referral.pk,
        )  # fmt: skip


def _phone(referral: Referral) -> str:
    """Whom to call: the one in charge of the need, else whoever has a number."""
    people = referral.organisation.contacts.filter(is_active=True).exclude(phone="")
    contact = referral.contact if referral.contact and referral.contact.phone else people.first()
    return f"{contact.name}, {contact.phone}" if contact else "–"

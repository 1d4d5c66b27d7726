"""The letter that says what is still missing, with the documents that show it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import lock, stand
from hilfelotse.cases.letters import status_link
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.compose import letter
from hilfelotse.correspondence.write import write_to_person
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines
from hilfelotse.people.models import ContactPoint
from hilfelotse.premises.models import Premises
from hilfelotse.premises.score import score

_TEMPLATE = "premises_missing"


class NothingMissing(Exception):
    """Every criterion is known."""


class NoWayToWrite(Exception):
    """No confirmed mail address: somebody has to call."""


def preview_missing(*, user: User, premises: Premises) -> tuple[str, str]:
    """Subject and body as they would leave, but for the link. Raises NothingMissing."""
    require(user)
    party = premises.case.party
    link = gettext("(Hier steht der Link zum Stand des Anliegens.)")
    return letter(
        template=_TEMPLATE,
        language=party.language if party else "de",
        context={"reference": premises.case.reference} | _context(premises),
        urls={"status_url": link},
    )


@transaction.atomic
def ask_for_missing(*, user: User, premises: Premises) -> Premises:
    """Write it; the case waits a week for the offerer. Nothing of the object stands in the mail.

    Raises NothingMissing, NoWayToWrite and CaseIsClosed.
    """
    require(user)
    case = lock(premises.case_id)
    premises = Premises.objects.select_for_update(of=("self",)).get(pk=premises.pk)
    now = clock.now()
    mail = case.party and write_to_person(
        party=case.party,
        template=_TEMPLATE,
        reason=f"premises:{premises.pk}:missing:{now:%Y%m%d%H%M%S%f}",
        reference=case.reference,
        links=(status_link(case),),
        **_context(premises),
    )
    if not mail:
        raise NoWayToWrite
    premises.missing_asked_at = now
    premises.save(update_fields=["missing_asked_at"])
    stand(
        case, state=Case.State.ADVISING, waiting_on=Case.Waiting.CITIZEN, owner=user, queue="",
        due_at=deadlines.citizen_answer(),
    )  # fmt: skip
    record(subject=case, verb="missing_asked", user=user)
    return premises


def can_write(case: Case) -> bool:
    """Whether a letter would reach the offerer."""
    point = case.party and case.party.contact(ContactPoint.Kind.EMAIL)
    return bool(point and point.confirmed_at)


def _context(premises: Premises) -> dict[str, Any]:
    missing = score(premises).missing
    if not missing:
        raise NothingMissing
    rows = [{"question": row.question, "document": row.document} for row in missing]
    return {"missing": rows}

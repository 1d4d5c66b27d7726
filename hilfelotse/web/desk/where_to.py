"""„Wohin?“ on the page of a case: what it is probably about, who is responsible, danger."""

from typing import Any

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.cases.models import Case
from hilfelotse.directory.queries import responsible_for
from hilfelotse.history import timeline
from hilfelotse.people.models import ContactPoint
from hilfelotse.routing import emergency
from hilfelotse.routing.match import highlight
from hilfelotse.routing.suggest import Suggestion, suggest
from hilfelotse.topics.subjects import SUBJECTS
from hilfelotse.web.desk.forms.knowledge import MarkForm


def of(case: Case, user: User, contacts: list[ContactPoint]) -> dict[str, Any]:
    """For the templates ``desk/where_to.html`` and ``desk/alarm.html``."""
    mail = (point.value for point in contacts if point.kind == ContactPoint.Kind.EMAIL)
    said = suggest(case.text, kind=case.kind, postcode=case.postcode, address=next(mail, ""))
    subject = case.subject or said.subject
    return {
        "said": said,
        "said_subject": SUBJECTS.get(said.subject, ""),
        "is_new": _says_more(said, case),
        "responsible": responsible_for(subject, said.postcode) if subject else [],
        "case_text": highlight(case.text, said.hits),
        "mark_form": MarkForm(prefix="mark", initial=_initial(case, said))
        if case.is_open
        else None,
        "emergency": emergency.numbers() if _is_alarming(case, said) else [],
        "may_unrestrict": user.has_any(frozenset({Role.LEAD})),
    }


def _says_more(said: Suggestion, case: Case) -> bool:
    """Whether accepting the suggestion would change anything."""
    return bool(said.subject) and not case.subject


def _initial(case: Case, said: Suggestion) -> dict[str, Any]:
    return {
        "subject": case.subject or said.subject,
        "postcode": case.postcode or said.postcode,
        "is_urgent": case.is_urgent,
    }


def _is_alarming(case: Case, said: Suggestion) -> bool:
    """Until the lead has looked and says that nobody is in danger."""
    if case.is_restricted:
        return True
    return bool(said.dangers) and not timeline.of(case).filter(verb="unrestricted").exists()

"""The mails that every kind of case sends: the link to where it stands, and that it has ended."""

from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import LinkInMail, drop_waiting, write_to_person
from hilfelotse.office import deadlines

STATUS = "status"


def status_link(case: Case) -> LinkInMail:
    """Every mail to a citizen carries a fresh link to where their concern stands."""
    return LinkInMail("status_url", "links:status", STATUS, case.pk, deadlines.STATUS_LINK_VALID)


def closed_reason(case: Case) -> str:
    """A case that was taken up again and ends once more is a new reason to write."""
    return f"case:{case.pk}:closed:{case.closed_at:%Y%m%d%H%M%S%f}"


def tell_closed(case: Case) -> None:
    """The concern has ended; how, stands behind the link."""
    if case.party is None:
        return
    write_to_person(
        party=case.party,
        template="closed",
        reason=closed_reason(case),
        reference=case.reference,
        links=(status_link(case),),
    )


def tell_reopened(case: Case, closed: str) -> None:
    """The end was a mistake. Who has not heard of it need not hear of its undoing."""
    if case.party is None or drop_waiting(reason=closed):
        return
    if not OutgoingMail.objects.filter(reason=closed).exists():
        return
    write_to_person(
        party=case.party,
        template="reopened",
        reason=f"{closed}:undone",
        reference=case.reference,
        links=(status_link(case),),
    )

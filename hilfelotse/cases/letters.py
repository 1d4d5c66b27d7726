"""The mails that every kind of case sends: the link to where it stands, and that it has ended."""

from hilfelotse.cases.models import Case
from hilfelotse.correspondence.write import LinkInMail, write_to_person
from hilfelotse.office import deadlines

STATUS = "status"


def status_link(case: Case) -> LinkInMail:
    """Every mail to a citizen carries a fresh link to where their concern stands."""
    return LinkInMail("status_url", "links:status", STATUS, case.pk, deadlines.STATUS_LINK_VALID)


def tell_closed(case: Case) -> None:
    """The concern has ended; how, stands behind the link."""
    if case.party is None:
        return
    write_to_person(
        party=case.party,
        template="closed",
        reason=f"case:{case.pk}:closed",
        reference=case.reference,
        links=(status_link(case),),
    )

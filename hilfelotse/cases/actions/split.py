from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases import search
from hilfelotse.cases.actions.locked import lock
from hilfelotse.cases.models import Case, MailInCase
from hilfelotse.history.timeline import record
from hilfelotse.office import deadlines


@transaction.atomic
def split(*, user: User, case: Case, kind: str, text: str) -> Case:
    """One message held two concerns: the second becomes a case of its own, of the same person.

    Raises CaseIsClosed, and ValueError for an offer of time, which needs more than a text.
    """
    require(user)
    if kind == Case.Kind.VOLUNTEERING:
        raise ValueError("an offer of time is recorded with its form")
    case = lock(case.pk)
    second = Case.objects.create(
        kind=Case.Kind(kind),
        channel=case.channel,
        owner=user,
        state=Case.State.ADVISING,
        due_at=deadlines.first_reply(),
        party=case.party,
        text=text,
        postcode=case.postcode,
        is_restricted=case.is_restricted,
        split_from=case,
        received_at=clock.now(),
    )
    MailInCase.objects.bulk_create(
        MailInCase(case=second, mail_id=mail_id)
        for mail_id in case.mails.values_list("mail", flat=True)
    )
    search.index(second)
    if case.party is not None:
        search.index_person_anew(case.party)
    record(subject=second, verb="received", user=user, channel=case.channel, split_from=case.pk)
    record(subject=case, verb="split", user=user, reference=second.reference, case=second.pk)
    return second

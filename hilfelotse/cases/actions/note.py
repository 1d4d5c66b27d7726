from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.cases import search
from hilfelotse.cases.actions.locked import lock, move
from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record


@transaction.atomic
def add_note(*, user: User, case: Case, text: str, spoken: bool = False) -> Event:
    """Write down what colleagues must know. ``spoken``: we talked to the person.

    The person may read everything that is noted about them (Art. 15 GDPR).
    """
    require(user)
    case = lock(case.pk)
    search.add(case, search.text_keys(text))
    if spoken:
        move(case, spoken_at=clock.now())
    return record(subject=case, verb="talked" if spoken else "noted", user=user, text=text)

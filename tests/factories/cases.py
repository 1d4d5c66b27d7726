"""Concerns that are no offers."""

from hilfelotse.base.idempotency import new_key
from hilfelotse.cases.models import Case
from hilfelotse.intake.receive import receive_concern
from tests.factories import offers


def question(**changed) -> Case:
    """A question from the web."""
    fields = {
        "key": new_key(),
        "kind": Case.Kind.QUESTION,
        "channel": Case.Channel.WEB,
        "sender": offers.sender(),
        "text": "Wo kann ich Deutsch lernen?",
    } | changed
    return Case.objects.select_related("party").get(pk=receive_concern(**fields).case_id)

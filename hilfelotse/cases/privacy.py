from django.db.models import QuerySet

from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event

CONCERN = Purpose(
    "answering a concern and bringing it to the right place", retention="6 months after its end"
)


def forget(cases: QuerySet[Case]) -> None:
    """The case stays as a number in the statistics; whom it was about and what was said go."""
    ids = list(cases.values_list("pk", flat=True))
    Event.objects.filter(subject="case", subject_id__in=ids).update(text="", details={})
    Case.objects.filter(pk__in=ids).update(text="", party=None)


register.add(
    Entry(
        Case,
        group(TECHNICAL, "id", "channel", "queue")
        | group(
            CONCERN,
            "kind", "state", "waiting_on", "outcome", "owner", "due_at", "party", "text",
            "received_at", "spoken_at", "closed_at",
        ),
        person="party",
        erase=forget,
    )
)  # fmt: skip

from django.db.models import QuerySet

from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.knowledge.actions import forget_gaps

CALL = Purpose(
    "knowing what was said on the telephone, and calling back",
    retention="6 months after the end of its case",
)


def forget(notes: QuerySet[CallNote]) -> None:
    """That there was a call stays; what was said goes, also from the list of open questions."""
    forget_gaps(notes.values_list("text", flat=True))
    notes.update(text="")


register.add(
    Entry(
        CallNote,
        group(TECHNICAL, "id", "channel")
        | group(
            CALL,
            "case", "user", "started_at", "ended_at", "wish", "text", "result", "answer",
            "organisation",
        ),
        person="case__party",
        erase=forget,
    )
)  # fmt: skip
register.add(
    Entry(
        Callback,
        group(TECHNICAL, "id", "held_by", "held_until")
        | group(
            CALL,
            "case", "wanted_at", "language", "wish", "asked_for", "created_at", "tries",
            "last_try_at", "ended_at", "end",
        ),
        person="case__party",
        erase=lambda rows: rows.update(wish=""),
    )
)  # fmt: skip

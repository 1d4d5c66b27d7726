from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.calls.models import Callback, CallNote

CALL = Purpose(
    "knowing what was said on the telephone, and calling back",
    retention="6 months after the end of its case",
)

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
        erase=lambda rows: rows.update(text=""),
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

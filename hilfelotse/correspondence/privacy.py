from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.correspondence.models import OutgoingMail

LETTER = Purpose(
    "proof of what was written to whom and when",
    recipients="the addressee",
    retention="12 months",
)

register.add(
    Entry(
        OutgoingMail,
        group(
            TECHNICAL,
            "id", "message_id", "state", "attempts", "next_try_at", "claimed_at", "repeated",
            "last_error", "created_at", "links",
        )
        | group(
            LETTER,
            "reason", "template", "language", "context", "contact_point", "contact",
            "case_reference", "sent_at", "seen_at",
        ),
        person="contact_point__party",
        erase=lambda rows: rows.delete(),
    )
)  # fmt: skip

from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.correspondence.models import OutgoingMail, RawMail, ReceivedMail, TextBlock

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
            "user", "in_reply_to", "case_reference", "sent_at", "seen_at",
        ),
        person="contact_point__party",
        erase=lambda rows: rows.delete(),
    )
)  # fmt: skip
INCOMING = Purpose("answering what somebody wrote", retention="6 months after the end of its case")
WORDS = Purpose("answering in the same good words", personal=False)

# A mail goes with the last of its cases, with its raw bytes; see cases/privacy.py.
register.add(Entry(RawMail, group(TECHNICAL, "id", "size", "digest") | group(INCOMING, "content")))
register.add(
    Entry(
        ReceivedMail,
        group(TECHNICAL, "id", "mailbox", "identity", "raw", "state", "is_readable", "attempts")
        | group(
            INCOMING,
            "message_id", "fetched_at", "written_at", "sender_address", "sender_name", "subject",
            "text", "html", "language", "attachments",
        ),
        person="in_cases__case__party",
    )
)  # fmt: skip
register.add(
    Entry(
        TextBlock,
        group(TECHNICAL, "id", "is_active") | group(WORDS, "name", "language", "text"),
    )
)

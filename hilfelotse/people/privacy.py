from hilfelotse.base.privacy import CONSENT, TECHNICAL, Entry, Purpose, group, register
from hilfelotse.people.models import Consent, ContactPoint, Party

WHO = Purpose(
    "knowing who offers or asks, and answering",
    recipients="bodies that the person named, after their acceptance",
)
PROOF = Purpose("proof of what was allowed", ground=CONSENT)

register.add(
    Entry(
        Party,
        group(TECHNICAL, "id", "created_at")
        | group(WHO, "kind", "name", "group_name", "group_size", "age", "language"),
        person="pk",
        erase=lambda rows: rows.delete(),
    )
)
register.add(
    Entry(
        ContactPoint,
        group(TECHNICAL, "id", "created_at") | group(WHO, "party", "kind", "value", "confirmed_at"),
        person="party",
        erase=lambda rows: rows.delete(),
    )
)
register.add(
    Entry(
        Consent,
        group(TECHNICAL, "id")
        | group(
            PROOF,
            "party", "purpose", "recipient", "given", "text_version", "language", "channel", "at",
            "recorded_by", "ended_at",
        ),
        person="party",
        erase=lambda rows: rows.delete(),
    )
)  # fmt: skip

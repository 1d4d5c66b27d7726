from hilfelotse.accounts.roles import CERTIFICATES
from hilfelotse.base.privacy import CHILD_PROTECTION, TECHNICAL, Entry, Purpose, group, register
from hilfelotse.placements.models import CheckBack, Clearance, Placement

EVIDENCE = Purpose(
    "who does what where, also as evidence for the accident insurance",
    recipients="the body where the person helps",
)
CLEARED = Purpose(
    "keeping minors safe",
    ground=CHILD_PROTECTION,
    retention="until no activity follows, or three months after the last one ended",
    recipients="named inspectors and the lead; nobody else",
)

register.add(
    Entry(
        Placement,
        group(TECHNICAL, "id", "places")
        | group(
            EVIDENCE,
            "offer", "need", "state", "is_substitute", "starts_at", "ends_at", "agreed_at",
            "met_on", "trial_until", "signed_on", "responsible", "insurer", "started_at",
            "ended_at", "end_reason",
        ),
        person="offer__party",
        erase=lambda rows: rows.delete(),
    )
)  # fmt: skip
register.add(
    Entry(
        Clearance,
        group(TECHNICAL, "id")
        | group(CLEARED, "party", "inspected_on", "inspected_by", "certificate_date", "no_entry"),
        person="party",
        only_for=frozenset(CERTIFICATES),
        erase=lambda rows: rows.delete(),
    )
)
register.add(
    Entry(
        CheckBack,
        group(TECHNICAL, "id", "after_days", "asked_at")
        | group(EVIDENCE, "placement", "side", "answer", "words", "answered_at"),
        person="placement__offer__party",
    )
)

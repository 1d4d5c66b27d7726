from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.referrals.models import Proposal, Referral

HANDED_ON = Purpose(
    "bringing an offer or a concern to the right body and hearing back",
    retention="6 months after the end of the case",
    recipients="the body that was asked; name and contact only after acceptance and consent",
)

register.add(
    Entry(
        Referral,
        group(TECHNICAL, "id")
        | group(
            HANDED_ON,
            "case", "organisation", "need", "state", "sent_at", "sent_by", "due_at",
            "answered_at", "reason", "words", "who_else", "cover", "result", "contact_released_at",
            "contact_ended_at", "is_opinion", "suggested", "part", "verdict", "reminded_at",
        ),
        person="case__party",
        erase=lambda rows: rows.delete(),
    )
)  # fmt: skip
register.add(
    Entry(
        Proposal,
        group(TECHNICAL, "id")
        | group(HANDED_ON, "case", "need", "state", "sent_at", "sent_by", "due_at", "answered_at"),
        person="case__party",
        erase=lambda rows: rows.delete(),
    )
)

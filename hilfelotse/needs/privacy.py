from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.needs.models import Need, NeedLanguage

# A need names no refugee and nobody's exact address; no register of refugees is built.
WANTED = Purpose("finding helpers for a body", personal=False, recipients="the public")

register.add(
    Entry(
        Need,
        group(
            TECHNICAL,
            "id", "created_at", "confirmed_at", "state", "is_public", "taken", "paused_until",
        )
        | group(
            WANTED,
            "organisation", "contact", "accommodation", "quarter", "east_m", "north_m", "title",
            "description", "activity", "quantity", "frequency", "slots", "starts_on", "ends_on",
            "needs_clearance", "adults_only", "urgency", "valid_until", "kind", "reimbursement",
            "meeting_point", "starts_at", "ends_at", "other_starts_at", "other_ends_at",
            "gender_wish", "gender_reason", "goods", "unit", "condition", "hours", "not_wanted",
            "urgency_reason", "result",
        ),
    )
)  # fmt: skip
register.add(Entry(NeedLanguage, group(TECHNICAL, "id") | group(WANTED, "need", "code", "level")))

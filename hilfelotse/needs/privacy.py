from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.needs.models import Need, NeedLanguage

# A need names no refugee and nobody's exact address; no register of refugees is built.
WANTED = Purpose("finding helpers for a body", personal=False, recipients="the public")

register.add(
    Entry(
        Need,
        group(TECHNICAL, "id", "created_at", "confirmed_at", "state", "is_public", "places_taken")
        | group(
            WANTED,
            "organisation", "contact", "accommodation", "quarter", "east_m", "north_m", "title",
            "description", "activity", "headcount", "frequency", "slots", "starts_on", "ends_on",
            "needs_clearance", "adults_only", "urgency", "valid_until",
        ),
    )
)  # fmt: skip
register.add(Entry(NeedLanguage, group(TECHNICAL, "id") | group(WANTED, "need", "code", "level")))

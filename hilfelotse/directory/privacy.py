from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.directory.models import (
    AcceptanceStop,
    Accommodation,
    Contact,
    GoodsIntake,
    Membership,
    Organisation,
    Responsibility,
)

BODY = Purpose("bringing offers to the right body", personal=False, recipients="the public")
IN_CHARGE = Purpose(
    "reaching the person in charge at a body", retention="while in charge", recipients="the office"
)
SHELTER = Purpose("knowing where help is needed", personal=False, recipients="by protection level")

register.add(
    Entry(
        Organisation,
        group(
            TECHNICAL,
            "id", "created_at", "is_active", "is_public", "is_trusted", "confirmed_at", "asked_at",
        )
        | group(IN_CHARGE, "confirmed_by")
        | group(
            BODY,
            "name", "kind", "quarter", "about", "website", "areas", "activities", "languages",
            "monthly_helpers", "paused_until", "reach_by", "clearance_agreed_on",
            "protection_concept_on", "data_agreed_on", "insurer",
        ),
    )
)  # fmt: skip
register.add(
    Entry(
        Contact,
        group(TECHNICAL, "id", "is_active")
        | group(
            IN_CHARGE,
            "organisation", "name", "role", "email", "phone", "language", "hours", "address",
            "way_there", "deputy",
        ),
    )
)  # fmt: skip
register.add(
    Entry(Membership, group(TECHNICAL, "id") | group(IN_CHARGE, "user", "organisation", "role"))
)
register.add(
    Entry(
        Accommodation,
        group(TECHNICAL, "id", "is_active")
        | group(
            SHELTER,
            "name", "kind", "operator", "quarter", "protection", "circle", "address", "rules",
        ),
    )
)  # fmt: skip
register.add(
    Entry(
        Responsibility,
        group(TECHNICAL, "id")
        | group(BODY, "subject", "district", "organisation", "since", "until", "note"),
    )
)
register.add(
    Entry(
        AcceptanceStop,
        group(TECHNICAL, "id")
        | group(BODY, "goods", "activity", "organisation", "since", "until", "reason", "instead"),
    )
)
register.add(
    Entry(
        GoodsIntake,
        group(TECHNICAL, "id")
        | group(
            BODY, "organisation", "goods", "condition", "what", "hours", "address", "by_appointment"
        ),
    )
)

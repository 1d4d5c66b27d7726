from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.directory.models import (
    AcceptanceStop,
    Accommodation,
    Contact,
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
        group(TECHNICAL, "id", "created_at", "is_active", "is_public")
        | group(BODY, "name", "kind", "quarter", "about", "website"),
    )
)
register.add(
    Entry(
        Contact,
        group(TECHNICAL, "id", "is_active")
        | group(IN_CHARGE, "organisation", "name", "role", "email", "phone", "language"),
    )
)
register.add(
    Entry(Membership, group(TECHNICAL, "id") | group(IN_CHARGE, "user", "organisation", "role"))
)
register.add(
    Entry(
        Accommodation,
        group(TECHNICAL, "id")
        | group(SHELTER, "name", "kind", "operator", "quarter", "protection"),
    )
)
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
        | group(BODY, "goods", "organisation", "since", "until", "reason", "instead"),
    )
)

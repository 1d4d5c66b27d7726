from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.premises.models import Criterion, Finding, Premises

RULE = Purpose("telling early what is looked for", personal=False, recipients="the public")
OBJECT = Purpose(
    "bringing an offered building, plot or room to the body that decides",
    recipients="the departments that are asked; a small room the circles, too",
)

register.add(
    Entry(
        Criterion,
        group(TECHNICAL, "id")
        | group(RULE, "code", "question", "weight", "document", "source", "position", "is_active"),
    )
)
register.add(
    Entry(
        Premises,
        group(TECHNICAL, "id", "place_key", "missing_asked_at")
        | group(
            OBJECT,
            "case", "provider", "kind", "address", "parcel", "postcode", "square_metres", "places",
            "available_from", "available_until", "deal", "price", "commission", "times",
            "confidentiality", "decision", "refusal", "reserve_until", "decided_at",
        ),
        person="case__party",
        erase=lambda rows: rows.delete(),
    )
)  # fmt: skip
register.add(
    Entry(
        Finding,
        group(TECHNICAL, "id") | group(OBJECT, "premises", "criterion", "is_met", "note", "at"),
        person="premises__case__party",
    )
)

from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.housing.models import HousingOffer, RentLimit

LIMIT = Purpose("telling early whether a flat fits", personal=False, recipients="the public")
HOME = Purpose(
    "bringing an offer of a home to the body that is responsible",
    recipients="the responsible department; the address only there",
)

register.add(
    Entry(
        RentLimit,
        group(TECHNICAL, "id")
        | group(LIMIT, "persons", "square_metres", "euros", "since", "source"),
    )
)
register.add(
    Entry(
        HousingOffer,
        group(TECHNICAL, "id", "asked_at", "confirmed_at")
        | group(
            HOME,
            "case", "provider", "kind", "model", "consent", "postcode", "address", "square_metres",
            "rooms", "beds", "persons", "household", "housemates", "floor", "access", "furnished",
            "rent", "cold_costs", "heating", "furniture", "deposit", "free_from", "free_until",
            "step", "refusal", "advised_on", "identity_checked_on", "identity_checked_by",
        ),
        person="case__party",
        erase=lambda rows: rows.delete(),
    )
)  # fmt: skip

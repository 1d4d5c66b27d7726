from hilfelotse.base.privacy import CONSENT, TECHNICAL, Entry, Purpose, group, register
from hilfelotse.offers.models import Offer, OfferActivity, OfferLanguage

FIT = Purpose(
    "finding where the help fits",
    recipients="bodies that are asked, without name and contact; see placements and referrals",
)
ALLOWED = Purpose("showing the offer only to whom the person allowed", ground=CONSENT)

register.add(
    Entry(
        Offer,
        group(TECHNICAL, "id", "ready_at", "size")
        | group(ALLOWED, "ask_kinds")
        | group(
            FIT,
            "case", "party", "availability", "paused_until", "slots", "frequency", "volume",
            "available_from", "available_until", "postcode", "east_m", "north_m", "radius_km",
            "is_minor", "talked_about", "skills", "experience", "wished_organisation",
            "wished_need_id",
        ),
        person="party",
        erase=lambda rows: rows.delete(),
    )
)  # fmt: skip
register.add(
    Entry(OfferActivity, group(TECHNICAL, "id") | group(FIT, "offer", "code"), "offer__party")
)
register.add(
    Entry(
        OfferLanguage, group(TECHNICAL, "id") | group(FIT, "offer", "code", "level"), "offer__party"
    )
)

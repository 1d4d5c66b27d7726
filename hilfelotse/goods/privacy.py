from hilfelotse.base.privacy import TECHNICAL, Entry, Purpose, group, register
from hilfelotse.goods.models import GoodsOffer, Reservation

GIVEN = Purpose(
    "bringing things to who needs them",
    recipients="the body that needs them; name and contact only for the hand-over",
)

register.add(
    Entry(
        GoodsOffer,
        group(TECHNICAL, "id", "reserved")
        | group(
            GIVEN,
            "case", "goods", "item", "quantity", "unit", "condition", "size", "postcode", "floor",
            "can_bring", "available_from", "available_until", "wants_receipt", "if_not",
        ),
        person="case__party",
        erase=lambda rows: rows.delete(),
    )
)  # fmt: skip
register.add(
    Entry(
        Reservation,
        group(TECHNICAL, "id")
        | group(
            GIVEN,
            "offer", "need", "quantity", "state", "reserved_at", "reserved_by", "held_until",
            "appointment_at", "place", "transport", "handed_over_at", "confirmed_at", "received",
            "received_condition", "words", "ended_at",
        ),
        person="offer__case__party",
    )
)  # fmt: skip

from hilfelotse.base.privacy import TECHNICAL, Entry, group, register
from hilfelotse.base.privacy import Purpose as Why
from hilfelotse.money.models import Advice, MoneyOffer, Recipient

BODY = Why("naming bodies that gifts may go to", personal=False, recipients="the public")
GIFT = Why("advising somebody who wants to give money", recipients="the office")

register.add(
    Entry(
        Recipient,
        group(TECHNICAL, "id")
        | group(
            BODY,
            "organisation", "purpose", "account", "gives_receipts", "checked_on", "checked_by",
            "valid_until",
        ),
    )
)  # fmt: skip
register.add(
    Entry(
        MoneyOffer,
        group(TECHNICAL, "id")
        | group(
            GIFT,
            "case", "giver", "purpose", "amount", "is_regular", "wants_receipt", "wants_publicity",
            "by_day", "council_due", "council_accepted_on",
        ),
        person="case__party",
        erase=lambda rows: rows.delete(),
    )
)  # fmt: skip
register.add(
    Entry(
        Advice,
        group(TECHNICAL, "id")
        | group(GIFT, "offer", "recipient", "given_at", "given_by", "result", "result_at"),
        person="offer__case__party",
    )
)

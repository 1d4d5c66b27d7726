"""What the status page says about a gift of money and about offered premises."""

from typing import Any

from hilfelotse.cases.models import Case
from hilfelotse.money.letters import as_words
from hilfelotse.premises.models import Premises
from hilfelotse.premises.score import score


def money(case: Case) -> dict[str, Any]:
    """The recipients that were named. What they wrote stays at the desk."""
    if case.kind != Case.Kind.MONEY or not hasattr(case, "money_offer"):
        return {"advices": []}
    rows = case.money_offer.advices.select_related("recipient__organisation").order_by("pk")
    return {"advices": [as_words(row) | {"thanked": bool(row.result)} for row in rows]}


def premises(case: Case) -> dict[str, Any]:
    """What is missing and what was decided; nothing of the address, also of one's own."""
    if case.kind != Case.Kind.PROPERTY or not hasattr(case, "premises"):
        return {"premises": None}
    row = case.premises
    asked = case.waiting_on == Case.Waiting.CITIZEN and row.missing_asked_at
    return {
        "premises": row,
        "is_room": row.kind == Premises.Kind.ROOM,
        "missing": score(row).missing if asked else [],
    }

"""Offered buildings and rooms, made by the real actions."""

from datetime import timedelta

from hilfelotse.base import clock
from hilfelotse.base.idempotency import new_key
from hilfelotse.cases.models import Case
from hilfelotse.intake.receive import receive_concern
from hilfelotse.premises.actions import offer as actions
from hilfelotse.premises.models import Criterion, Premises
from tests.factories import offers

TEXT = "Ein leeres Hotel."


def hotel(*, text: str = TEXT, sender=None, **content) -> Premises:
    """A broker's hotel with 1,400 square metres."""
    content = {
        "provider": Premises.Provider.BROKER,
        "kind": Premises.Kind.HOTEL,
        "address": "Hildesheimer Straße 12a",
        "postcode": "30169",
        "square_metres": 1400,
        "places": 120,
        "available_from": clock.today() + timedelta(days=30),
        "deal": Premises.Deal.RENT,
        "price": 24_000,
    } | content
    receipt = receive_concern(
        key=new_key(), kind=Case.Kind.PROPERTY, channel=Case.Channel.WEB,
        sender=sender or offers.sender(), text=text,
        fill=lambda case: actions.enter(case=case, content=actions.Content(**content)),
    )  # fmt: skip
    return Premises.objects.select_related("case__party").get(case=receipt.case_id)


def room(**content) -> Premises:
    """A parish's room for a course."""
    content = {
        "provider": Premises.Provider.CHURCH,
        "kind": Premises.Kind.ROOM,
        "square_metres": 40,
        "places": 15,
        "deal": Premises.Deal.FREE,
        "price": None,
        "times": "dienstags 17 bis 19 Uhr",
        "confidentiality": Premises.Confidentiality.OPEN,
    } | content
    return hotel(text="Unser Gemeinderaum", **content)


def criterion(code: str, **fields) -> Criterion:
    return Criterion.objects.create(
        **{"code": code, "question": f"Frage {code}?", "document": f"Nachweis {code}"} | fields
    )

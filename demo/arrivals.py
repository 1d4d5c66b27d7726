"""How a concern told by hand comes in; the areas' own journeys go on from there."""

from collections.abc import Callable, Generator
from datetime import datetime
from random import Random

from demo.offer_journeys import confirm_address
from demo.stage import Stage
from hilfelotse.cases.models import Case
from hilfelotse.intake.receive import Sender, receive_concern

Arrival = Generator[datetime, None, Case]


def arrive(
    stage: Stage,
    key: str,
    kind: str,
    *,
    ago: int,
    sender: Sender,
    text: str,
    fill: Callable[[Case], object] = lambda case: None,
    postcode: str = "",
) -> Arrival:
    """By the form on the web, so many working days ago, with the address confirmed at once."""
    rng = Random(key)
    yield stage.days.at_home(ago, rng)
    receipt = receive_concern(
        key=f"demo-{key}",
        kind=kind,
        channel=Case.Channel.WEB,
        sender=sender,
        text=text,
        postcode=postcode,
        fill=lambda case: _fill(fill, case),
    )
    yield from confirm_address(receipt.case, rng)
    return receipt.case


def _fill(fill: Callable[[Case], object], case: Case) -> None:
    fill(case)


def mailbox(name: str, address: str, **more) -> Sender:
    """Somebody with an address that can never be anybody's (RFC 2606)."""
    return Sender(name=name, email=f"{address}@post.example", **more)

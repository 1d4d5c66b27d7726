"""Offers of help, received through the one door, as far on their way as a test needs them."""

from hilfelotse.base import clock
from hilfelotse.base.idempotency import new_key
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import ASKABLE_KINDS
from hilfelotse.intake.receive import Receipt, Sender, Wish, receive_offer
from hilfelotse.offers.actions.change import OfferContent
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import ContactPoint
from hilfelotse.topics.times import ALL, Frequency
from tests.factories import places


def content(**changed) -> OfferContent:
    """Practising German, weekly, at any time, in Linden."""
    fields = {
        "activities": ("SPR",),
        "slots": ALL,
        "frequency": Frequency.WEEKLY,
        "postcode": "30449",
    }
    return OfferContent(**(fields | changed))


def sender(**changed) -> Sender:
    """An adult with mail and telephone."""
    fields = {"name": "Toni Muster", "email": "toni@post.example", "phone": "+4951116830088"}
    return Sender(**(fields | changed))


def receive(**changed) -> Receipt:
    """What ``receive_offer`` gives for a default offer from the web; all kinds may be asked."""
    fields = {
        "key": new_key(),
        "channel": Case.Channel.WEB,
        "sender": sender(),
        "content": content(),
        "wish": Wish(ask_kinds=tuple(ASKABLE_KINDS)),
    } | changed
    places.postcode()
    return receive_offer(**fields)


def received(*, confirmed: bool = True, **changed) -> Offer:
    """An offer that just came in; ``confirmed``: its mail address is known to be theirs."""
    offer = Offer.objects.select_related("case", "party").get(case=receive(**changed).case_id)
    if confirmed:
        confirm(offer)
    return offer


def ready(**changed) -> Offer:
    """An offer in the pool: talked to, ready, address confirmed."""
    offer = received(**changed)
    now = clock.now()
    Case.objects.filter(pk=offer.case_id).update(state=Case.State.READY, spoken_at=now)
    Offer.objects.filter(pk=offer.pk).update(ready_at=now)
    return Offer.objects.select_related("case", "party").get(pk=offer.pk)


def confirm(offer: Offer) -> None:
    """The mail address is the sender's."""
    points = offer.party.contact_points.filter(kind=ContactPoint.Kind.EMAIL)
    points.update(confirmed_at=clock.now())

"""Things that people give, and needs for them."""

from hilfelotse.base import clock
from hilfelotse.base.idempotency import new_key
from hilfelotse.cases.models import Case
from hilfelotse.goods.actions.offer import GoodsContent, enter
from hilfelotse.goods.actions.reserve import reserve
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.intake.receive import receive_concern
from hilfelotse.needs.models import Need
from hilfelotse.people.models import ContactPoint
from hilfelotse.topics.goods import Condition, Unit
from tests.factories import needs, offers, users


def content(**changed) -> GoodsContent:
    """Five good jackets from Linden."""
    row = {
        "goods": "clothing", "item": "Herrenjacken", "quantity": 5, "unit": Unit.PIECE,
        "condition": Condition.GOOD, "postcode": "30449",
    } | changed  # fmt: skip
    return GoodsContent(**row)


def offer(
    *, may_call: bool | None = None, need_id: int | None = None, sender=None, **changed
) -> GoodsOffer:
    """An offer from the web, whose giver has confirmed the mail address."""
    about = content(**changed)
    receipt = receive_concern(
        key=new_key(), kind=Case.Kind.GOODS, channel=Case.Channel.WEB,
        sender=sender or offers.sender(), text="", postcode=about.postcode,
        fill=lambda case: enter(case=case, content=about, may_call=may_call, need_id=need_id),
    )  # fmt: skip
    found = GoodsOffer.objects.select_related("case__party").get(case=receipt.case_id)
    points = found.case.party.contact_points.filter(kind=ContactPoint.Kind.EMAIL)
    points.update(confirmed_at=clock.now())
    return found


def need(**changed) -> Need:
    """A circle asks for ten jackets."""
    row = {
        "kind": Need.Kind.GOODS, "goods": "clothing", "activity": "", "frequency": "",
        "title": "Jacken für Männer", "quantity": 10, "unit": Unit.PIECE,
    } | changed  # fmt: skip
    return needs.open_need(**row)


def reserved(quantity: int = 5, **changed) -> Reservation:
    """Reserved by a caseworker; ``offer`` and ``need`` may be given."""
    made = changed.pop("offer", None) or offer()
    wanted = changed.pop("need", None) or need()
    user = changed.pop("user", None) or users.caseworker()
    return reserve(user=user, offer=made, need=wanted, quantity=quantity)

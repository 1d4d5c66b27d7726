import pytest

from hilfelotse.intake.receive import receive_offer
from hilfelotse.offers.models import Offer
from hilfelotse.people.consent import record_consent
from hilfelotse.referrals.rules import guardian_missing, hindrances
from tests.factories import needs, offers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("age", "given", "missing"),
    [
        ("adult", None, False),
        ("youth", None, True),
        ("child", None, True),
        ("child", False, True),
        ("youth", True, False),
    ],
)
def test_under_18_the_guardians_are_asked(age, given, missing):
    offer = offers.received(sender=offers.sender(age=age))
    if given is not None:
        record_consent(
            party=offer.party, purpose="guardian", given=given, channel="talk", language="de"
        )
    assert guardian_missing(offer) is missing


def school_class(**changed) -> Offer:
    sender = offers.sender(
        kind="group", group_name="Klasse 9b", group_size=25, with_minors=True, **changed
    )
    receipt = receive_offer(key="k" * 22, channel="web", sender=sender, content=offers.content())
    return Offer.objects.select_related("party").get(case_id=receipt.case_id)


def test_a_class_counts_as_under_18_though_the_teacher_does_not():
    offer = school_class(age="adult")
    need = needs.open_need(quantity=30, adults_only=True)
    assert (offer.is_minor, offer.party.is_minor) == (True, False)
    assert {"adults_only", "guardian"} <= set(hindrances(offer, need))

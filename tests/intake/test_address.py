from datetime import timedelta

import pytest

from hilfelotse.base import links
from hilfelotse.base.models import Link
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.write import write_to_person
from hilfelotse.intake.address import change_contacts, confirm, send_link_again
from hilfelotse.intake.receive import CONFIRM_LINK
from hilfelotse.people.models import ContactPoint
from hilfelotse.referrals.actions.finish import withdraw
from tests.factories import offers, referrals, seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(travel):
    return travel("2026-11-05 12:00")


@pytest.fixture
def case(now) -> Case:
    return offers.received(confirmed=False).case


def token_for(case: Case, valid: timedelta = timedelta(days=7)) -> str:
    point = case.party.contact("email")
    return links.issue(purpose=CONFIRM_LINK, subject_id=point.pk, valid=valid)


def email_of(case: Case) -> ContactPoint:
    return ContactPoint.objects.get(party=case.party, kind="email")


def test_confirming_tells_that_it_worked_and_where_it_stands(case, now):
    assert confirm(token=token_for(case)) == case
    assert email_of(case).confirmed_at == now
    assert seen.verbs(case)[-1] == ("address_confirmed", "citizen")
    assert seen.mails() == [("confirm", "toni@post.example"), ("confirmed", "toni@post.example")]
    link = OutgoingMail.objects.get(template="confirmed").links[0]
    assert (link["name"], link["purpose"], link["subject_id"]) == ("status_url", "status", case.pk)


def test_a_link_confirms_once(case):
    token = token_for(case)
    confirm(token=token)
    before = seen.database()
    with pytest.raises(links.LinkRefused):
        confirm(token=token)
    assert seen.database() == before


def test_a_link_confirms_for_seven_days(case, now, travel):
    token = token_for(case)
    travel(now + timedelta(days=7))
    with pytest.raises(links.LinkRefused):
        confirm(token=token)
    assert email_of(case).confirmed_at is None


def test_another_kind_of_link_confirms_nothing(case):
    status = links.issue(purpose="status", subject_id=email_of(case).pk, valid=timedelta(days=7))
    with pytest.raises(links.LinkRefused):
        confirm(token=status)
    assert email_of(case).confirmed_at is None


def test_an_unconfirmed_address_gets_nothing_else(case):
    for template in ("referred", "accepted", "closed", "link_again", "confirmed"):
        mail = write_to_person(
            party=case.party, template=template, reason=template, reference=case.reference
        )
        assert mail is None
    assert seen.mails() == [("confirm", "toni@post.example")]


def test_the_whole_way_of_an_unconfirmed_offer_mails_the_citizen_once(now):
    offer = offers.ready(confirmed=False)
    referral, _placement = referrals.accepted(offer=offer)
    withdraw(offer=offer)
    assert [mail for mail in seen.mails() if mail[1] == "toni@post.example"] == [
        ("confirm", "toni@post.example")
    ]
    assert referral.state == "accepted"


def test_a_changed_address_is_confirmed_anew(case, now, travel):
    old = token_for(case)
    confirm(token=old)
    late = token_for(case)
    travel(now + timedelta(minutes=1))
    change_contacts(case=case, email="Neu@Post.Example", phone="")
    point = email_of(case)
    assert (point.value, point.confirmed_at) == ("neu@post.example", None)
    assert seen.verbs(case)[-1] == ("address_changed", "citizen")
    assert seen.mails()[-1] == ("confirm", "neu@post.example")
    with pytest.raises(links.LinkRefused):  # it was sent to the old address
        confirm(token=late)
    confirm(token=token_for(case))
    assert email_of(case).confirmed_at == now + timedelta(minutes=1)


def test_a_case_without_an_address_gets_one(now):
    case = offers.received(sender=offers.sender(email="")).case
    change_contacts(case=case, email="neu@post.example", phone="+4951116830088")
    assert seen.mails() == [("confirm", "neu@post.example")]
    assert case.party.contact_points.count() == 2


def test_nothing_changes_in_an_ended_case(case):
    withdraw(offer=case.offer)
    with pytest.raises(CaseIsClosed):
        change_contacts(case=case, email="neu@post.example", phone="")
    assert email_of(case).value == "toni@post.example"


def test_a_lost_link_is_sent_to_the_known_address_once_an_hour(case, now, travel):
    confirm(token=token_for(case))
    spoken = case.reference.lower().replace("-", " ")
    assert send_link_again(reference=spoken, address="TONI@post.example") is True
    assert send_link_again(reference=spoken, address="toni@post.example") is True
    assert [template for template, _to in seen.mails()].count("link_again") == 1
    travel(now + timedelta(hours=1))
    send_link_again(reference=spoken, address="toni@post.example")
    assert seen.mails()[-2:] == [("link_again", "toni@post.example")] * 2


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        (None, "fremd@post.example"),
        (None, ""),
        (None, "+4951116830088"),
        ("KF-26-000001-0", "toni@post.example"),
        ("", "toni@post.example"),
        ("\x00", "toni@post.example"),
    ],
)
def test_nothing_is_sent_to_or_for_a_stranger(case, reference, address):
    confirm(token=token_for(case))
    before = seen.mails()
    asked = case.reference if reference is None else reference
    assert send_link_again(reference=asked, address=address) is False
    assert seen.mails() == before


def test_no_link_goes_to_an_address_nobody_confirmed(case):
    # An unconfirmed address is asked again to confirm, and gets nothing else.
    assert send_link_again(reference=case.reference, address="toni@post.example") is True
    assert seen.mails() == [("confirm", "toni@post.example")] * 2


def test_no_token_is_in_the_outbox(case):
    token = token_for(case)
    confirm(token=token)
    assert token not in str(seen.database())
    assert Link.objects.count() == 2

"""From offer to thanks: quantities add up at every step, and no thing is given twice."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.directory.models import AcceptanceStop
from hilfelotse.duplicates.actions import merge
from hilfelotse.goods.actions import offer as offers
from hilfelotse.goods.actions.reserve import (
    CannotReserve,
    NotADate,
    NotAQuantity,
    NotPossible,
    appoint,
    cancel,
    confirm_receipt,
    free_all,
    free_forgotten,
    hand_over,
    lapse_due,
    reserve,
    split,
    withdraw,
)
from hilfelotse.goods.models import GoodsOffer, Reservation
from hilfelotse.goods.queries import contact_rows, of_bodies
from hilfelotse.history.timeline import of as history
from hilfelotse.needs.models import Need
from hilfelotse.people.consent import for_organisation, record_consent
from hilfelotse.referrals.actions.pass_on import pass_on
from hilfelotse.topics.goods import Condition, Unit
from tests.factories import directory, goods, needs, users

pytestmark = pytest.mark.django_db


def counts(reservation: Reservation) -> tuple[int, int]:
    """(reserved of the offer, taken of the need)."""
    offer = GoodsOffer.objects.get(pk=reservation.offer_id)
    return offer.reserved, Need.objects.get(pk=reservation.need_id).taken


def case_of(reservation: Reservation) -> Case:
    return Case.objects.get(goods_offer=reservation.offer_id)


def mails(template: str) -> int:
    return OutgoingMail.objects.filter(template=template).count()


def test_the_whole_way(travel):
    travel("2026-11-02 12:00")
    reservation = goods.reserved(5)
    case = case_of(reservation)
    assert counts(reservation) == (5, 5)
    assert (case.state, case.waiting_on) == ("placed", "organisation")
    assert case.due_at == reservation.held_until
    assert (mails("goods_reserved"), mails("goods_reserved_giver")) == (1, 1)

    appoint(user=None, reservation=reservation, at=clock.now() + timedelta(days=2), place="Tür 3")
    hand_over(user=users.caseworker(), reservation=reservation)
    assert mails("goods_receipt") == 1
    confirm_receipt(user=None, reservation=reservation, quantity=5, condition=Condition.GOOD)

    case = case_of(reservation)
    assert (case.state, case.outcome) == ("closed", "handed_over")
    assert counts(reservation) == (5, 5)
    thanks = OutgoingMail.objects.get(template="goods_thanks")
    assert thanks.context["quantity"] == 5
    assert not OutgoingMail.objects.filter(template="closed").exists()
    assert {
        "goods_reserved", "goods_appointed", "goods_handed_over", "goods_confirmed", "closed",
    } <= {event.verb for event in history(case)}  # fmt: skip


@pytest.mark.parametrize(
    ("offered", "wanted", "quantity", "why"),
    [
        ({}, {}, 0, "nothing"),
        ({}, {}, -3, "nothing"),
        ({}, {}, 6, "less_offered"),
        ({"quantity": 50}, {}, 11, "less_needed"),
        ({}, {"taken": 8}, 3, "less_needed"),
        ({}, {"state": Need.State.PAUSED}, 1, "less_needed"),
        ({}, {"goods": "shoes"}, 1, "other_goods"),
        ({}, {"unit": Unit.BOX}, 1, "other_unit"),
        ({"condition": Condition.USED}, {}, 1, "condition"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(offered, wanted, quantity, why):
    offer, need = goods.offer(**offered), goods.need(**wanted)
    with pytest.raises(CannotReserve) as refused:
        reserve(user=users.caseworker(), offer=offer, need=need, quantity=quantity)
    assert refused.value.why == why
    assert refused.value.why.label.endswith(".")
    assert not Reservation.objects.exists()
    assert GoodsOffer.objects.get().reserved == 0


def test_a_unit_that_was_meant():
    need = goods.need(unit=Unit.BOX)
    made = reserve(
        user=users.caseworker(), offer=goods.offer(), need=need, quantity=2, other_unit=True
    )
    assert counts(made) == (2, 2)


def test_a_need_for_people_gets_no_jackets():
    with pytest.raises(CannotReserve) as refused:
        reserve(user=users.caseworker(), offer=goods.offer(), need=needs.open_need(), quantity=1)
    assert refused.value.why == "no_goods"


@pytest.mark.parametrize("at_the_body", [True, False])
def test_a_stop_in_force(at_the_body):
    need = goods.need()
    body = need.organisation if at_the_body else None
    AcceptanceStop.objects.create(goods="clothing", organisation=body, reason="voll")
    with pytest.raises(CannotReserve) as refused:
        reserve(user=users.caseworker(), offer=goods.offer(), need=need, quantity=1)
    assert refused.value.why == "stopped"


def test_twice_for_the_same_need():
    first = goods.reserved(2)
    with pytest.raises(CannotReserve) as refused:
        goods.reserved(2, offer=first.offer, need=first.need, user=first.reserved_by)
    assert refused.value.why == "twice"
    assert counts(first) == (2, 2)


def test_only_the_desk_reserves():
    need = goods.need()
    for user in (users.partner(need.organisation), users.user(Role.SWITCHBOARD)):
        with pytest.raises(PermissionDenied):
            reserve(user=user, offer=goods.offer(), need=need, quantity=1)


def test_a_split_is_all_or_nothing():
    offer = goods.offer(quantity=20)
    first, second = goods.need(quantity=10), goods.need(quantity=4)
    user = users.caseworker()
    with pytest.raises(CannotReserve):
        split(user=user, offer=offer, shares={first: 10, second: 5})
    assert (GoodsOffer.objects.get().reserved, Need.objects.get(pk=first.pk).taken) == (0, 0)
    with pytest.raises(CannotReserve):
        split(user=user, offer=offer, shares={})
    made = split(user=user, offer=offer, shares={second: 4, first: 10})
    assert [row.quantity for row in made] == [10, 4]
    assert GoodsOffer.objects.get().remaining == 6


def test_fewer_arrived_than_reserved():
    reservation = goods.reserved(5)
    confirm_receipt(
        user=None,
        reservation=reservation,
        quantity=3,
        condition=Condition.GOOD,
        words="zwei fehlen",
    )
    assert counts(reservation) == (3, 3)
    case = case_of(reservation)
    # Two are still with the giver: the desk looks.
    assert (case.state, case.waiting_on) == ("advising", "")
    assert mails("goods_thanks") == 1


def test_what_is_unusable_fulfils_no_need():
    reservation = goods.reserved(5)
    confirm_receipt(user=None, reservation=reservation, quantity=5, condition=Condition.BROKEN)
    reservation.refresh_from_db()
    assert reservation.state == "unusable"
    assert counts(reservation) == (5, 0)
    assert case_of(reservation).state == "advising"
    assert mails("goods_thanks") == 0


def test_nothing_arrived():
    reservation = goods.reserved(5)
    confirm_receipt(user=None, reservation=reservation, quantity=0, condition=Condition.GOOD)
    reservation.refresh_from_db()
    assert (reservation.state, counts(reservation)) == ("cancelled", (0, 0))


@pytest.mark.parametrize("quantity", [-1, 6, 100_000])
def test_a_receipt_for_more_than_was_reserved(quantity):
    reservation = goods.reserved(5)
    with pytest.raises(NotAQuantity):
        confirm_receipt(
            user=None, reservation=reservation, quantity=quantity, condition=Condition.GOOD
        )


def test_an_answer_counts_once():
    reservation = goods.reserved(2)
    confirm_receipt(user=None, reservation=reservation, quantity=2, condition=Condition.GOOD)
    with pytest.raises(NotPossible):
        confirm_receipt(user=None, reservation=reservation, quantity=2, condition=Condition.GOOD)
    with pytest.raises(NotPossible):
        cancel(user=None, reservation=reservation)
    assert counts(reservation) == (2, 2)


@pytest.mark.parametrize("days", [-1, 200])
def test_an_appointment_lies_ahead(days):
    reservation = goods.reserved()
    at = clock.now() + timedelta(days=days)
    with pytest.raises(NotADate):
        appoint(user=None, reservation=reservation, at=at, place="Tür 3")
    with pytest.raises(ValueError, match="place"):
        appoint(user=None, reservation=reservation, at=clock.now() + timedelta(hours=1), place=" ")


def test_another_body_does_nothing_here():
    reservation = goods.reserved()
    stranger = users.partner(directory.organisation())
    for act in (
        lambda: cancel(user=stranger, reservation=reservation),
        lambda: hand_over(user=stranger, reservation=reservation),
        lambda: confirm_receipt(user=stranger, reservation=reservation, quantity=1, condition=2),
        lambda: appoint(user=stranger, reservation=reservation, at=clock.now(), place="Tür 3"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert list(of_bodies([directory.organisation()])) == []
    assert list(of_bodies([reservation.need.organisation])) == [reservation]


def test_silence_lapses_and_frees(travel):
    travel("2026-11-02 12:00")
    reservation = goods.reserved()
    assert lapse_due() == 0
    travel("2026-11-06 12:00")
    assert lapse_due() == 1
    reservation.refresh_from_db()
    assert (reservation.state, counts(reservation)) == ("lapsed", (0, 0))
    case = case_of(reservation)
    assert (case.state, case.waiting_on, case.is_overdue) == ("advising", "", False)
    assert (mails("goods_off"), mails("goods_off_giver")) == (1, 1)
    assert lapse_due() == 0


def test_the_giver_calls_off():
    reservation = goods.reserved()
    cancel(user=None, reservation=reservation, by="citizen")
    assert counts(reservation) == (0, 0)
    assert (mails("goods_off"), mails("goods_off_giver")) == (1, 0)


def test_before_a_case_ends_everything_is_free():
    reservation = goods.reserved()
    assert free_all(case=reservation.offer.case, by="system") == 1
    assert counts(reservation) == (0, 0)
    assert free_all(case=reservation.offer.case, by="system") == 0


def test_of_an_ended_case_nothing_is_reserved():
    offer = goods.offer()
    Case.objects.update(state="closed", outcome="withdrawn", closed_at=clock.now())
    with pytest.raises(CaseIsClosed):
        reserve(user=users.caseworker(), offer=offer, need=goods.need(), quantity=1)


# --- contact data -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("may_call", "about_the_body", "shown"),
    [
        (True, None, True),
        (False, None, False),
        (None, None, False),
        (True, False, False),
        (False, True, True),
    ],
)
def test_name_and_number_only_with_consent(may_call, about_the_body, shown):
    reservation = goods.reserved(offer=goods.offer(may_call=may_call))
    if about_the_body is not None:
        record_consent(
            party=reservation.offer.case.party, purpose="contact", given=about_the_body,
            channel="talk", language="de",
            recipient=for_organisation(reservation.need.organisation_id),
        )  # fmt: skip
    assert bool(contact_rows(reservation)) is shown
    cancel(user=None, reservation=reservation)
    reservation.refresh_from_db()
    assert contact_rows(reservation) == []


def test_no_mail_to_the_body_names_the_giver():
    goods.reserved(offer=goods.offer(may_call=True))
    mail = OutgoingMail.objects.get(template="goods_reserved")
    assert "Toni" not in str(mail.context)


# --- the offer --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changed",
    [
        {"quantity": 0}, {"quantity": -1}, {"quantity": 100_001}, {"goods": "gold"},
        {"unit": "ton"}, {"condition": 9}, {"item": "  "}, {"if_not": "burn"},
        {"available_until": clock.today() - timedelta(days=1)},
        {"available_from": clock.today() + timedelta(days=9), "available_until": clock.today()},
    ],
)  # fmt: skip
def test_no_form_lets_this_through(changed):
    with pytest.raises(ValueError, match="not an offer"):
        goods.offer(**changed)
    assert not Case.objects.exists()


def test_never_is_refused_by_the_action_too():
    with pytest.raises(offers.NeverTaken) as refused:
        goods.offer(item="Pistole", goods="other")
    assert refused.value.never.code == "weapons"
    assert not Case.objects.exists()


def test_a_change_keeps_what_is_promised():
    reservation = goods.reserved(3)
    with pytest.raises(offers.FewerThanReserved):
        offers.change(offer=reservation.offer, quantity=2)
    assert offers.change(offer=reservation.offer, quantity=3, size="L").remaining == 0


def test_still_there():
    offer = goods.offer()
    offers.ask_still_there(user=users.caseworker(), offer=offer)
    offer.case.refresh_from_db()
    assert (offer.case.waiting_on, mails("goods_still_there")) == ("citizen", 1)
    offers.still_there(offer=offer)
    offer.case.refresh_from_db()
    assert offer.case.waiting_on == ""


def test_kept_in_mind():
    offer = goods.offer()
    offers.keep_in_mind(user=users.caseworker(), offer=offer)
    offer.case.refresh_from_db()
    assert offer.case.state == "ready"


def test_the_giver_takes_the_offer_back():
    reservation = goods.reserved(3)
    case = withdraw(offer=reservation.offer)
    assert (case.state, case.outcome) == ("closed", "withdrawn")
    assert counts(reservation) == (0, 0)
    reservation.refresh_from_db()
    assert reservation.state == "cancelled"
    assert (mails("goods_off"), mails("goods_off_giver"), mails("closed")) == (1, 0, 1)
    with pytest.raises(CaseIsClosed):
        withdraw(offer=reservation.offer)


def test_what_a_merged_case_promised_is_free_again():
    """The job sees cases that other packages end."""
    reservation, kept = goods.reserved(3), goods.offer()
    merge(user=users.caseworker(), case=case_of(reservation), into=kept.case)
    assert counts(reservation) == (3, 3)
    assert free_forgotten() == 1
    assert counts(reservation) == (0, 0)
    reservation.refresh_from_db()
    assert (reservation.state, case_of(reservation).outcome) == ("cancelled", "duplicate")
    assert free_forgotten() == 0


def test_things_that_a_body_was_asked_about_stay_with_it(travel):
    """Found by the office at random: an appointment took the case from the body that was asked."""
    made = goods.reserved()
    case, user = made.offer.case, users.caseworker()
    pass_on(user=user, case=case, organisation=directory.department(), text="Und der Rest?")
    appoint(user=user, reservation=made, at=clock.now() + timedelta(days=1), place="Am Tor")
    case.refresh_from_db()
    assert (case.state, case.waiting_on) == ("referred", "organisation")
    offers.keep_in_mind(user=user, offer=made.offer)
    case.refresh_from_db()
    assert (case.state, case.waiting_on) == ("referred", "organisation")

from datetime import timedelta

import pytest

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.matching.queries import best_offers
from hilfelotse.needs.models import Need
from hilfelotse.office import deadlines
from hilfelotse.placements.actions.agree import Clash
from hilfelotse.placements.actions.cancel import cancel
from hilfelotse.placements.models import Placement
from hilfelotse.placements.queries import of_bodies, substitutes
from hilfelotse.referrals.actions.answer import HelperIsBusy, accept, consent_open
from hilfelotse.referrals.actions.finish import finish
from hilfelotse.referrals.actions.substitute import move_up
from tests.factories import directory, needs, offers, referrals, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")


def shift(hours: int, **fields) -> Need:
    begin = clock.now() + timedelta(hours=hours)
    row = {"kind": Need.Kind.SHIFT, "starts_at": begin, "ends_at": begin + timedelta(hours=3)}
    return needs.open_need(**(row | fields))


def of_same_person(offer):
    """A second offer of the same person."""
    second = offers.ready()
    party = second.party
    type(second).objects.filter(pk=second.pk).update(party=offer.party)
    Case.objects.filter(pk=second.case_id).update(party=offer.party)
    party.delete()
    return type(second).objects.select_related("case", "party").get(pk=second.pk)


def test_two_dates_at_once_are_refused_and_the_desk_hears_why():
    offer, first, second = offers.ready(), shift(48), shift(50)
    other = of_same_person(offer)
    referrals.accepted(offer=offer, need=first)
    referral = referrals.sent(offer=other, need=second)
    with pytest.raises(HelperIsBusy):
        accept(referral=referral)
    referral.refresh_from_db()
    second.refresh_from_db()
    case = Case.objects.get(pk=other.case_id)
    assert (referral.state, second.taken, case.state) == ("recalled", 0, "ready")
    assert seen.verbs(case)[-1] == ("clashed", "organisation")


def test_dates_that_only_touch_are_no_clash():
    offer = offers.ready()
    other = of_same_person(offer)
    referrals.accepted(offer=offer, need=shift(48))
    _referral, placement = referrals.accepted(offer=other, need=shift(51))
    assert placement.state == "agreed"


def test_the_body_chooses_one_of_two_dates():
    begin = clock.now() + timedelta(days=9)
    need = shift(
        48, kind=Need.Kind.INTERPRETING, other_starts_at=begin,
        other_ends_at=begin + timedelta(hours=1),
    )  # fmt: skip
    placement = accept(referral=referrals.sent(need=need), other_date=True)
    assert (placement.starts_at, placement.ends_at) == (begin, begin + timedelta(hours=1))
    with pytest.raises(ValueError, match="one date"):
        accept(referral=referrals.sent(need=shift(90)), other_date=True)


@pytest.mark.parametrize(("hours", "late"), [(23, True), (25, False)])
def test_a_late_cancellation_makes_haste(hours, late):
    need = shift(hours)
    _referral, placement = referrals.accepted(need=need)
    cancel(placement=placement, text="Ich bin krank.")
    cancel(placement=placement)  # a double click
    placement = Placement.objects.select_related("offer__case", "need").get(pk=placement.pk)
    case = placement.offer.case
    assert (placement.end_reason, placement.need.taken, case.state) == ("withdrawn", 0, "ready")
    assert case.due_at == (deadlines.late_cancellation() if late else deadlines.back_at_the_desk())
    verb = "cancelled_late" if late else "cancelled"
    assert [entry for entry in seen.verbs(case) if entry[0].startswith("cancel")] == [
        (verb, "citizen")
    ]
    assert [template for template, _to in seen.mails()].count("placement_cancelled") == 1
    assert placement.offer.availability == "available"


def test_a_late_cancellation_opens_an_ended_case():
    _referral, placement = referrals.accepted(need=shift(5))
    finish(user=users.caseworker(), offer=placement.offer, outcome="placed")
    cancel(placement=placement)
    case = Case.objects.get(offer=placement.offer_id)
    assert (case.state, case.queue) == ("ready", "desk")


def test_a_substitute_holds_no_place_and_gives_no_contact_and_steps_in():
    need = shift(48, quantity=1)
    offer = offers.ready()
    referrals.allow_contact(offer, need)
    referral = referrals.sent(offer=offer, need=need)
    substitute = accept(referral=referral, substitute=True)
    referral.refresh_from_db()
    need.refresh_from_db()
    assert (substitute.is_substitute, need.taken) == (True, 0)
    assert (referral.state, referral.contact_released_at) == ("accepted", None)
    assert not consent_open(referral)
    assert seen.mails()[-1][0] == "accepted_substitute"
    offer.refresh_from_db()
    assert (offer.availability, offer.case.state) == ("available", "ready")

    _first, placement = referrals.accepted(need=need)
    assert list(of_bodies([need.organisation])) == [placement, substitute]
    assert list(of_bodies([directory.organisation()])) == []
    cancel(placement=placement)
    assert list(substitutes(need)) == [substitute]
    user = users.caseworker()
    for _ in range(2):
        move_up(user=user, placement=substitute)
    substitute.refresh_from_db()
    referral.refresh_from_db()
    need.refresh_from_db()
    assert (substitute.is_substitute, substitute.starts_at) == (False, need.starts_at)
    assert need.taken == 1
    assert referral.contact_released_at is not None
    assert list(substitutes(need)) == []


def test_a_substitute_who_is_elsewhere_is_not_offered_and_cannot_step_in():
    need, offer = shift(48), offers.ready()
    other = of_same_person(offer)
    substitute = accept(referral=referrals.sent(offer=offer, need=need), substitute=True)
    referrals.accepted(offer=other, need=shift(49))
    assert list(substitutes(need)) == []
    assert offer.pk not in [fit.offer.pk for fit in best_offers(shift(49))]
    with pytest.raises(Clash):
        move_up(user=users.caseworker(), placement=substitute)


def test_a_finished_offer_is_no_substitute_any_more():
    offer = offers.ready()
    accept(referral=referrals.sent(offer=offer), substitute=True)
    finish(user=users.caseworker(), offer=offer, outcome="not_needed")
    assert Placement.objects.get().state == "ended"

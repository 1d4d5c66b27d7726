import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hilfelotse.needs.models import Need
from hilfelotse.placements.actions.agree import end_and_return
from hilfelotse.placements.actions.step import start
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.actions.finish import finish
from hilfelotse.referrals.models import Referral
from tests.factories import needs, offers, referrals, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")


@pytest.fixture
def placement() -> Placement:
    _referral, placement = referrals.accepted()
    return placement


def fresh(placement: Placement) -> Placement:
    return Placement.objects.select_related("offer__case", "need").get(pk=placement.pk)


def test_beginning(placement, now):
    start(user=users.caseworker(), placement=placement)
    start(user=users.caseworker(), placement=placement)
    placement = fresh(placement)
    assert (placement.state, placement.started_at) == ("running", now)
    assert [verb for verb, _by in seen.verbs(placement.offer.case)].count("started") == 1


def test_an_end_frees_the_place_and_the_helper_goes_back_into_the_pool(placement, now):
    user = users.caseworker()
    end_and_return(user=user, placement=placement, reason="no_fit")
    placement = fresh(placement)
    assert (placement.state, placement.ended_at, placement.end_reason) == ("ended", now, "no_fit")
    case = placement.offer.case
    assert (placement.need.taken, placement.offer.availability) == (0, "available")
    assert (case.state, case.waiting_on) == ("ready", "")
    assert f"{timezone.localtime(case.due_at):%Y-%m-%d %H:%M}" == "2026-11-06 12:00"
    assert seen.verbs(case)[-1] == ("ended", "staff")
    assert seen.verbs(placement.need)[-1] == ("place_free", "staff")


def test_a_second_end_frees_nothing_more(placement):
    other = offers.ready()
    referrals.accepted(offer=other, need=placement.need)
    for _ in range(2):
        end_and_return(user=users.caseworker(), placement=placement, reason="time")
    assert Need.objects.get(pk=placement.need_id).taken == 1
    assert [verb for verb, _by in seen.verbs(placement.need)].count("place_free") == 1


def test_what_goes_on_after_the_case_begins_and_ends_all_the_same(placement):
    user = users.caseworker()
    finish(user=user, offer=placement.offer, outcome="placed")
    start(user=user, placement=placement)
    end_and_return(user=user, placement=placement, reason="regular")
    placement = fresh(placement)
    assert (placement.state, placement.need.taken) == ("ended", 0)
    assert (placement.offer.case.state, placement.offer.availability) == ("closed", "taken")


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_only_the_desk_begins_and_ends(placement, role):
    stranger = users.user(role)
    before = seen.database()
    for action in (
        lambda: start(user=stranger, placement=placement),
        lambda: end_and_return(user=stranger, placement=placement, reason="regular"),
    ):
        with pytest.raises(PermissionDenied):
            action()
    assert seen.database() == before


def test_a_reason_is_one_of_the_list(placement):
    with pytest.raises(ValueError, match="whatever"):
        end_and_return(user=users.caseworker(), placement=placement, reason="whatever")
    assert fresh(placement).state == "agreed"


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "ended"},
        {"state": "ended", "ended_at": "2026-11-05T12:00Z"},
        {"state": "ended", "end_reason": "regular"},
        {"ended_at": "2026-11-05T12:00Z"},
        {"end_reason": "regular"},
    ],
)
def test_the_database_says_no(placement, broken):
    with (
        pytest.raises(IntegrityError, match="ended_placement_has_reason"),
        transaction.atomic(),
    ):
        Placement.objects.filter(pk=placement.pk).update(**broken)


def test_the_database_wants_one_living_placement_of_an_offer_at_a_need(placement):
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(offer=placement.offer, need=placement.need)


def test_after_an_end_the_same_need_may_be_tried_again(placement):
    user = users.caseworker()
    end_and_return(user=user, placement=placement, reason="time")
    offer = fresh(placement).offer
    referrals.accepted(offer=offer, need=placement.need)
    assert Placement.objects.filter(offer=offer).count() == 2
    assert Referral.objects.filter(case=offer.case, state="accepted").count() == 2
    assert needs.Need.objects.get(pk=placement.need_id).taken == 1

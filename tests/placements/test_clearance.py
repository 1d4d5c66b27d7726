"""§ 72a (5) SGB VIII: what may be stored about a certificate, who sees it, and for how long."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hilfelotse.accounts.roles import CERTIFICATES, Role
from hilfelotse.history.models import Event
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import Party
from hilfelotse.placements.actions.agree import end_and_return
from hilfelotse.placements.actions.inspect import CertificateRefused, delete_due, inspect
from hilfelotse.placements.actions.step import start
from hilfelotse.placements.clearance import is_cleared, recheck_on
from hilfelotse.placements.models import Clearance
from hilfelotse.referrals.actions.finish import finish, withdraw
from tests.factories import needs, offers, referrals, seen, users

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 5)
MONTH = relativedelta(months=1)


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")


@pytest.fixture
def offer() -> Offer:
    return offers.ready()


def inspector():
    return users.user(Role.INSPECTOR)


def cleared(offer: Offer, *, no_entry: bool = True) -> Clearance:
    return inspect(user=inspector(), offer=offer, certificate_date=TODAY, no_entry=no_entry)


def placed(offer: Offer):
    return referrals.accepted(offer=offer, need=needs.open_need(needs_clearance=True))[1]


def test_only_the_fact_the_date_and_yes_or_no_are_stored():
    names = {field.name for field in Clearance._meta.get_fields()}
    assert names == {
        "id", "party", "inspected_on", "inspected_by", "certificate_date", "no_entry",
    }  # fmt: skip


def test_an_inspection(offer):
    user = inspector()
    inspect(user=user, offer=offer, certificate_date=date(2026, 10, 1), no_entry=True)
    row = Clearance.objects.get()
    assert (row.party, row.inspected_by, row.inspected_on) == (offer.party, user, TODAY)
    assert (row.certificate_date, row.no_entry) == (date(2026, 10, 1), True)
    assert is_cleared(offer.party)


@pytest.mark.parametrize(
    ("dated", "is_taken"),
    [
        (date(2026, 11, 5), True),
        (date(2026, 11, 6), False),
        (date(2027, 11, 5), False),
        (date(2026, 8, 5), True),
        (date(2026, 8, 4), False),
    ],
)
def test_a_certificate_is_fresh_when_it_is_seen(offer, dated, is_taken):
    if is_taken:
        inspect(user=inspector(), offer=offer, certificate_date=dated, no_entry=True)
    else:
        with pytest.raises(CertificateRefused):
            inspect(user=inspector(), offer=offer, certificate_date=dated, no_entry=True)
    assert Clearance.objects.count() == is_taken


def test_it_holds_for_five_years_to_the_day(offer, travel):
    clearance = cleared(offer)
    assert recheck_on(clearance) == date(2031, 11, 5)
    travel("2031-11-04 23:59")
    assert is_cleared(offer.party)
    travel("2031-11-05 00:00")
    assert not is_cleared(offer.party)


def test_a_new_inspection_replaces_the_old_one(offer, travel):
    cleared(offer, no_entry=False)
    travel("2026-12-01 12:00")
    inspect(user=inspector(), offer=offer, certificate_date=date(2026, 11, 20), no_entry=True)
    assert [(row.inspected_on, row.no_entry) for row in Clearance.objects.all()] == [
        (date(2026, 12, 1), True)
    ]


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_only_inspectors_and_the_lead_inspect_and_see(offer, role):
    clearance, user = cleared(offer, no_entry=False), users.user(role)
    allowed = role in {Role.INSPECTOR, Role.LEAD}
    assert (role in CERTIFICATES) == allowed
    assert list(Clearance.objects.visible_to(user)) == ([clearance] if allowed else [])
    if not allowed:
        before = seen.database()
        with pytest.raises(PermissionDenied):
            inspect(user=user, offer=offer, certificate_date=TODAY, no_entry=True)
        assert seen.database() == before


@pytest.mark.parametrize("no_entry", [True, False])
def test_the_timeline_tells_nothing(offer, no_entry):
    before = list(Event.objects.values())
    cleared(offer, no_entry=no_entry)
    assert list(Event.objects.values()) == before


def test_not_cleared_and_not_yet_are_the_same_to_everybody_else(offer):
    not_yet = offers.ready()
    cleared(offer, no_entry=False)
    assert [is_cleared(offer.party), is_cleared(not_yet.party)] == [False, False]


def test_it_is_deleted_when_the_case_ends_without_an_activity(offer):
    cleared(offer, no_entry=False)
    assert delete_due() == 0  # an activity may still follow
    withdraw(offer=offer)
    assert delete_due() == 1
    assert Clearance.objects.count() == 0
    assert delete_due() == 0


def test_a_placement_that_never_began_keeps_nothing(offer):
    cleared(offer)
    placement = placed(offer)
    end_and_return(user=users.caseworker(), placement=placement, reason="not_started")
    finish(user=users.caseworker(), offer=offer, outcome="not_needed")
    assert delete_due() == 1


def test_it_is_kept_for_three_months_after_the_activity(offer, now, travel):
    cleared(offer)
    user, placement = users.caseworker(), placed(offer)
    start(user=user, placement=placement)
    finish(user=user, offer=offer, outcome="placed")
    travel(now + timedelta(days=365))
    assert delete_due() == 0  # still helping
    end_and_return(user=user, placement=placement, reason="regular")
    end = now + timedelta(days=365)
    travel(end + relativedelta(months=3))
    assert delete_due() == 0
    travel(end + relativedelta(months=3) + timedelta(seconds=1))
    assert delete_due() == 1


def test_it_is_kept_while_another_offer_of_the_person_is_open(offer):
    cleared(offer)
    other = offers.ready()
    Offer.objects.filter(pk=other.pk).update(party=offer.party)
    other.case.party = offer.party
    other.case.save()
    withdraw(offer=offer)
    assert delete_due() == 0
    withdraw(offer=Offer.objects.get(pk=other.pk))
    assert delete_due() == 1


def test_the_deletion_is_noted_without_what_it_said(offer):
    cleared(offer, no_entry=False)
    withdraw(offer=offer)
    delete_due()
    event = Event.objects.get(subject="party")
    assert (event.subject_id, event.verb, event.by) == (
        offer.party_id, "clearance_deleted", "system",
    )  # fmt: skip
    assert (event.text, event.details, event.user) == ("", {}, None)
    assert "clearance_deleted" not in dict(seen.verbs(offer.case))
    assert Party.objects.filter(pk=offer.party_id).exists()


def test_the_database_wants_the_certificate_before_the_inspection(offer):
    cleared(offer)
    with (
        pytest.raises(IntegrityError, match="certificate_before_inspection"),
        transaction.atomic(),
    ):
        Clearance.objects.update(certificate_date=TODAY + timedelta(days=1))

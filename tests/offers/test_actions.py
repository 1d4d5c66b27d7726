from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from hilfelotse.base import clock
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import KIND_BIT, Organisation
from hilfelotse.history import timeline
from hilfelotse.offers.actions.allow import allow_kinds, record_guardian_consent
from hilfelotse.offers.actions.availability import NotAvailable, pause, resume, resume_due
from hilfelotse.offers.actions.change import change, content_of
from hilfelotse.offers.actions.talk import TalkFirst, record_first_talk, set_ready
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import Consent
from hilfelotse.referrals.actions.finish import withdraw
from tests.factories import offers, places, referrals, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(travel):
    return travel("2026-11-02 12:00")  # a Monday


@pytest.fixture
def offer(now) -> Offer:
    return offers.received()


def fresh(offer: Offer) -> Offer:
    return Offer.objects.select_related("case", "party").get(pk=offer.pk)


def test_the_first_talk_makes_the_case_the_colleagues(offer, now):
    user = users.caseworker()
    record_first_talk(user=user, offer=offer, text="Freundlich, will gleich anfangen.")
    case = fresh(offer).case
    assert (case.state, case.spoken_at, case.owner, case.queue) == ("advising", now, user, "")
    assert seen.verbs(case) == [("received", "citizen"), ("first_talk", "staff")]
    assert timeline.of(case)[0].text == "Freundlich, will gleich anfangen."


def test_a_second_talk_does_not_take_the_offer_out_of_the_pool(now):
    offer = offers.ready()
    record_first_talk(user=users.caseworker(), offer=offer)
    assert fresh(offer).case.state == "ready"


def test_a_talk_leaves_the_body_that_was_asked_its_turn(now):
    referral = referrals.sent()
    record_first_talk(user=users.caseworker(), offer=referral.case.offer)
    referral.case.refresh_from_db()
    assert (referral.case.state, referral.case.waiting_on) == ("referred", "organisation")


def test_ready_is_who_was_talked_to(offer, now):
    user = users.caseworker()
    with pytest.raises(TalkFirst):
        set_ready(user=user, offer=offer)
    assert fresh(offer).ready_at is None
    record_first_talk(user=user, offer=offer)
    set_ready(user=user, offer=offer)
    offer = fresh(offer)
    assert (offer.ready_at, offer.case.state) == (now, "ready")
    assert f"{timezone.localtime(offer.case.due_at):%Y-%m-%d %H:%M}" == "2026-11-16 17:00"
    assert seen.verbs(offer.case)[-1] == ("set_ready", "staff")


@pytest.mark.parametrize("way", [referrals.sent, referrals.accepted])
def test_an_offer_on_its_way_is_not_set_ready_again(now, way):
    offer = offers.ready()
    way(offer=offer)
    before = Case.objects.values().get(), seen.verbs(offer.case)
    set_ready(user=users.caseworker(), offer=offer)
    assert (Case.objects.values().get(), seen.verbs(offer.case)) == before


def test_a_pause_until_a_day_ends_by_itself(now, travel):
    offer = offers.ready()
    pause(offer=offer, until=date(2026, 11, 10))
    assert (fresh(offer).availability, fresh(offer).paused_until) == ("paused", date(2026, 11, 10))
    travel("2026-11-09 23:59")
    assert resume_due() == 0
    travel("2026-11-10 00:30")  # still the day before in UTC
    assert resume_due() == 1
    assert (fresh(offer).availability, fresh(offer).paused_until) == ("available", None)
    assert resume_due() == 0
    assert seen.verbs(offer.case)[1:] == [("paused", "citizen"), ("resumed", "system")]


def test_a_pause_until_further_notice_does_not_end(now, travel):
    offer = offers.ready()
    pause(offer=offer, until=None)
    travel("2036-11-02 12:00")
    assert resume_due() == 0
    resume(offer=offer)
    assert fresh(offer).availability == "available"
    assert seen.verbs(offer.case)[-1] == ("resumed", "citizen")


def test_the_desk_pauses_for_the_helper(offer):
    user = users.caseworker()
    pause(offer=offer, until=None, user=user)
    assert timeline.of(offer.case)[0].user == user
    assert seen.verbs(offer.case)[-1] == ("paused", "staff")


@pytest.mark.parametrize("days", [0, -1])
def test_a_pause_ends_in_the_future(offer, days):
    with pytest.raises(ValueError, match="ends in the future"):
        pause(offer=offer, until=clock.today() + timedelta(days=days))
    assert fresh(offer).availability == "available"


def test_who_helps_already_takes_no_break_from_the_pool(now):
    referral, _placement = referrals.accepted()
    with pytest.raises(NotAvailable):
        pause(offer=referral.case.offer, until=None)
    resume(offer=referral.case.offer)
    assert fresh(referral.case.offer).availability == "taken"
    assert "resumed" not in dict(seen.verbs(referral.case))


def test_a_change_replaces_what_the_offer_said(offer):
    places.postcode("30159")
    said = offers.content(
        activities=("KUL", "SPO", "KUL"),
        slots=5,
        frequency="once",
        postcode="30159",
        volume="5",
        languages={"ar": 6, "de": 2},
        skills=("music",),
        radius_km=3,
        available_from=date(2026, 12, 1),
        available_until=date(2027, 3, 1),
        experience="Chor",
    )
    changed = change(offer=offer, content=said)
    assert content_of(changed).activities == ("KUL", "SPO")
    assert content_of(changed).languages == {"ar": 6, "de": 2}
    assert (changed.east_m, changed.north_m) == (places.postcode("30159").east_m, 846)
    assert content_of(fresh(offer)) == content_of(changed)
    assert seen.verbs(offer.case)[-1] == ("changed", "citizen")


def test_a_postcode_that_is_not_on_our_map_is_kept_without_a_place(offer):
    changed = change(offer=offer, content=offers.content(postcode="20095"))
    assert (changed.postcode, changed.east_m, changed.north_m) == ("20095", None, None)


def test_whom_the_office_may_ask(offer):
    allow_kinds(offer=offer, kinds=[Organisation.Kind.REGION])
    assert fresh(offer).ask_kinds == KIND_BIT[Organisation.Kind.REGION]
    in_force = Consent.objects.filter(purpose="ask", ended_at=None)
    assert dict(in_force.values_list("recipient", "given")) == {
        "kind:circle": False,
        "kind:operator": False,
        "kind:association": False,
        "kind:region": True,
        "kind:store": False,
    }
    assert set(in_force.values_list("channel", flat=True)) == {"link"}
    assert Consent.objects.filter(purpose="ask", given=True).exclude(ended_at=None).count() == 5
    assert seen.verbs(offer.case)[-1] == ("consent_kinds", "citizen")


def test_a_consent_in_a_talk_names_who_wrote_it_down(offer):
    user = users.caseworker()
    allow_kinds(offer=offer, kinds=[Organisation.Kind.CIRCLE], user=user)
    consent = Consent.objects.get(recipient="kind:circle", ended_at=None)
    assert (consent.given, consent.channel, consent.recorded_by) == (True, "talk", user)


def test_guardians_agree_and_may_change_their_mind(now):
    offer, user = offers.received(sender=offers.sender(age="youth")), users.caseworker()
    record_guardian_consent(user=user, offer=offer, given=True)
    record_guardian_consent(user=user, offer=offer, given=False)
    rows = Consent.objects.filter(purpose="guardian").order_by("pk")
    assert [(row.given, row.ended_at) for row in rows] == [(True, now), (False, None)]
    assert seen.verbs(offer.case)[1:] == [("consent_guardian", "staff")] * 2


def by_staff(user, offer):
    """Every action on an offer in the name of a signed-in user."""
    return [
        lambda: record_first_talk(user=user, offer=offer),
        lambda: set_ready(user=user, offer=offer),
        lambda: pause(user=user, offer=offer, until=None),
        lambda: resume(user=user, offer=offer),
        lambda: change(user=user, offer=offer, content=offers.content()),
        lambda: allow_kinds(user=user, offer=offer, kinds=[]),
        lambda: record_guardian_consent(user=user, offer=offer, given=True),
        lambda: withdraw(user=user, offer=offer),
    ]


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_nobody_outside_the_desk_does_anything(offer, role):
    stranger = users.user(role)
    before = seen.database()
    for action in by_staff(stranger, offer):
        with pytest.raises(PermissionDenied):
            action()
    assert seen.database() == before


def test_nothing_happens_to_a_withdrawn_offer(offer):
    withdraw(offer=offer)
    user = users.caseworker()
    before = seen.database()
    for action in by_staff(user, offer):
        with pytest.raises(CaseIsClosed):
            action()
    assert seen.database() == before


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_nobody_else_sees_offers(offer, role):
    assert list(Offer.objects.visible_to(users.user(role))) == []
    assert list(Offer.objects.visible_to(users.caseworker())) == [offer]


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"slots": 0}, "offer_has_time"),
        ({"size": 0}, "offer_has_people"),
        ({"size": 5001}, "offer_has_people"),
        ({"paused_until": "2026-12-01"}, "only_paused_until_a_day"),
    ],
)
def test_the_database_says_no(offer, broken, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(**broken)

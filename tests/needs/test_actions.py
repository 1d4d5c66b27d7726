from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hilfelotse.base import clock
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.needs.actions import keep
from hilfelotse.needs.actions import places as counting
from hilfelotse.needs.actions.keep import FewerThanTaken, NotPossible, change, enter, expire_old
from hilfelotse.needs.models import Need, NeedLanguage
from hilfelotse.office.hours import ZONE
from hilfelotse.topics.activities import ACTIVITIES
from tests.factories import directory, needs, places, seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(travel):
    return travel("2026-11-02 12:00")


def test_a_need_is_entered_as_a_draft(now):
    need = enter(user=users.caseworker(), languages={"ar": 3, "de": 2}, **needs.fields())
    need = Need.objects.get(pk=need.pk)
    assert (need.state, need.taken, need.remaining) == ("draft", 0, 2)
    assert (need.east_m, need.north_m) == (places.quarter().east_m, places.quarter().north_m)
    assert dict(need.languages.values_list("code", "level")) == {"ar": 3, "de": 2}
    assert seen.verbs(need) == [("entered", "staff")]
    assert list(Need.objects.public()) == []


@pytest.mark.parametrize(("protection", "is_public"), [("secret", False), ("partners", True)])
def test_a_need_at_a_secret_shelter_is_never_public(now, protection, is_public):
    shelter = directory.accommodation(protection=protection)
    fields = needs.fields(accommodation=shelter, is_public=True)
    need = enter(user=users.caseworker(), languages={}, **fields)
    keep.submit(user=users.caseworker(), need=need)
    assert [need.pk for need in Need.objects.public()] == ([need.pk] if is_public else [])


@pytest.mark.parametrize("code", sorted(ACTIVITIES))
def test_the_activity_decides_what_is_asked_for_at_least(now, code):
    need = enter(user=users.caseworker(), languages={}, **needs.fields(activity=code))
    activity = ACTIVITIES[code]
    assert (need.needs_clearance, need.adults_only) == (activity.clearance, not activity.for_minors)
    strict = needs.fields(activity=code, needs_clearance=True, adults_only=True)
    need = enter(user=users.caseworker(), languages={}, **strict)
    assert (need.needs_clearance, need.adults_only) == (True, True)


def test_work_with_minors_asks_for_a_certificate_and_is_for_adults():
    assert {code for code, activity in ACTIVITIES.items() if activity.clearance} == {
        "MIN", "PAT", "HAU", "KIN",
    }  # fmt: skip
    assert not any(activity.clearance and activity.for_minors for activity in ACTIVITIES.values())


def test_a_need_is_corrected(now, travel):
    need = needs.open_need(languages={"ar": 3})
    later = travel("2026-11-09 12:00")
    given = needs.fields(need.organisation, quantity=5, quarter=places.quarter("Zoo"), title="Neu")
    change(user=users.caseworker(), need=need, languages={"fa": 1}, **given)
    need.refresh_from_db()
    assert (need.title, need.quantity, need.state, need.confirmed_at) == ("Neu", 5, "open", later)
    assert need.east_m == places.quarter("Zoo").east_m
    assert list(need.languages.values_list("code", "level")) == [("fa", 1)]
    assert seen.verbs(need) == [("changed", "staff")]


def test_the_quantity_never_falls_below_the_taken(now):
    need = needs.open_need(quantity=3, taken=2)
    given = needs.fields(need.organisation, quantity=1)
    with pytest.raises(FewerThanTaken):
        change(user=users.caseworker(), need=need, languages={}, **given)
    change(user=users.caseworker(), need=need, languages={}, **given | {"quantity": 2})
    need.refresh_from_db()
    assert (need.quantity, need.remaining) == (2, 0)


STATES = [state.value for state in Need.State]


AFTER = {
    ("draft", "submit"): "open",
    ("draft", "cancel"): "cancelled",
    ("submitted", "approve"): "open",
    ("submitted", "send_back"): "draft",
    ("submitted", "cancel"): "cancelled",
    ("open", "pause"): "paused",
    ("open", "renew"): "open",
    ("open", "finish"): "done",
    ("open", "cancel"): "cancelled",
    ("paused", "resume"): "open",
    ("paused", "finish"): "done",
    ("paused", "cancel"): "cancelled",
    ("expired", "renew"): "open",
    ("expired", "finish"): "done",
    ("expired", "cancel"): "cancelled",
}
ACTIONS = ["submit", "approve", "send_back", "pause", "resume", "renew", "finish", "cancel"]


def do(action, need, user):
    words = {"send_back": {"text": "Bitte ohne Namen."}}.get(action, {})
    return getattr(keep, action)(user=user, need=need, **words)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("action", ACTIONS)
def test_only_the_written_steps_are_possible(now, state, action):
    need, user = needs.open_need(state=state), users.caseworker()
    assert (action in keep.possible(need)) == ((state, action) in AFTER)
    if (state, action) in AFTER:
        do(action, need, user)
        need.refresh_from_db()
        assert need.state == AFTER[state, action]
        assert len(seen.verbs(need)) == 1
    else:
        with pytest.raises(NotPossible):
            do(action, need, user)
        need.refresh_from_db()
        assert (need.state, seen.verbs(need)) == (state, [])


@pytest.mark.parametrize(("trusted", "state"), [(True, "open"), (False, "submitted")])
def test_a_trusted_body_publishes_itself(now, trusted, state):
    body = directory.organisation(is_trusted=trusted)
    for user in (users.partner(body), None):
        need = enter(user=user, languages={}, **needs.fields(body))
        assert keep.submit(user=user, need=need).state == state
        assert {by for _verb, by in seen.verbs(need)} == {"organisation"}


def test_new_words_of_a_body_that_is_not_trusted_wait_again(now):
    need = needs.open_need(taken=1)
    given = needs.fields(need.organisation, quantity=5)
    assert change(user=None, need=need, languages={}, **given).state == "open"
    need = change(user=None, need=need, languages={}, **given | {"title": "Kaufen Sie bei mir"})
    assert (need.state, need.taken) == ("submitted", 1)
    assert list(Need.objects.public()) == []


def test_what_is_sent_back_is_said_in_a_mail(now):
    need = needs.open_need(state="submitted")
    keep.send_back(user=users.caseworker(), need=need, text="Bitte ohne Namen.")
    mail = OutgoingMail.objects.get()
    assert (mail.template, mail.context["words"]) == ("need_sent_back", "Bitte ohne Namen.")
    with pytest.raises(ValueError, match="what"):
        keep.send_back(user=users.caseworker(), need=need, text=" ")


def test_a_body_never_acts_for_another(now):
    need = needs.open_need(state="open")
    stranger = users.partner(directory.organisation())
    given = needs.fields(need.organisation)
    before = seen.database()
    for action in (
        lambda: enter(user=stranger, languages={}, **given),
        lambda: change(user=stranger, need=need, languages={}, **given),
        *(lambda name=name: do(name, need, stranger) for name in ACTIONS),
    ):
        with pytest.raises(PermissionDenied):
            action()
    assert seen.database() == before


def test_a_need_never_goes_to_another_body(now):
    mine = needs.open_need()
    partner, other = users.partner(mine.organisation), directory.organisation()
    with pytest.raises(NotPossible):
        change(user=partner, need=mine, languages={}, **needs.fields(other))


def test_a_body_does_not_approve_its_own_need(now):
    need = needs.open_need(state="submitted")
    with pytest.raises(PermissionDenied):
        keep.approve(user=users.partner(need.organisation), need=need)


@pytest.mark.parametrize("until", [date(2026, 11, 1), date(2027, 11, 3)])
def test_a_pause_ends_within_a_year(now, until):
    need = needs.open_need()
    with pytest.raises(keep.PastDay):
        keep.pause(user=None, need=need, until=until)


def test_a_pause_ends_after_its_last_day(now, travel):
    need = needs.open_need()
    keep.pause(user=None, need=need, until=date(2026, 11, 5))
    travel("2026-11-05 23:00")
    assert keep.resume_due() == 0
    travel("2026-11-06 01:00")
    assert keep.resume_due() == 1
    need.refresh_from_db()
    assert (need.state, need.paused_until) == ("open", None)


SHIFT = {
    "kind": "shift",
    "starts_at": datetime(2026, 11, 14, 9, tzinfo=ZONE),
    "ends_at": datetime(2026, 11, 14, 12, tzinfo=ZONE),
}
APPOINTMENT = SHIFT | {"kind": "interpreting", "activity": "", "meeting_point": "Rathaus"}
CHAIRS = {"kind": "goods", "activity": "", "goods": "furniture", "unit": "piece", "condition": 2}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"quantity": 0}, "quantity"),
        ({"quantity": -3}, "quantity"),
        ({"quantity": 501}, "quantity"),
        (CHAIRS | {"quantity": 100_001}, "quantity"),
        (CHAIRS | {"goods": ""}, "goods"),
        (CHAIRS | {"goods": "medicine"}, "goods"),
        (CHAIRS | {"condition": 0}, "condition"),
        ({"activity": ""}, "activity"),
        ({"activity": "VOR"}, "activity"),
        ({"starts_on": date(2026, 11, 1)}, "starts_on"),
        ({"starts_on": date(2026, 11, 5), "ends_on": date(2026, 11, 4)}, "ends_on"),
        ({"valid_until": date(2026, 11, 1)}, "valid_until"),
        ({"valid_until": date(2027, 11, 3)}, "valid_until"),
        (SHIFT | {"starts_at": None}, "starts_at"),
        (SHIFT | {"ends_at": datetime(2026, 11, 14, 9, tzinfo=ZONE)}, "ends_at"),
        (SHIFT | {"starts_at": datetime(2026, 11, 2, 8, tzinfo=ZONE),
                  "ends_at": datetime(2026, 11, 2, 9, tzinfo=ZONE)}, "starts_at"),
        (APPOINTMENT, "language_1"),
        (APPOINTMENT | {"gender_wish": "female"}, "gender_reason"),
        (APPOINTMENT | {"meeting_point": ""}, "meeting_point"),
        (APPOINTMENT | {"starts_at": datetime(2026, 11, 5, 9, tzinfo=ZONE),
                        "ends_at": datetime(2026, 11, 5, 10, tzinfo=ZONE)}, "urgency_reason"),
    ],
)  # fmt: skip
def test_what_makes_no_need_is_refused(now, changed, field):
    with pytest.raises(keep.WrongNeed) as refused:
        enter(user=None, languages={}, **needs.fields(**changed))
    assert field in refused.value.problems
    assert not Need.objects.exists()


def test_an_appointment_is_not_public_by_default_and_ends_by_itself(now, travel):
    need = enter(user=None, languages={"ar": 5}, **needs.fields(**APPOINTMENT))
    assert (need.activity, need.is_public, need.valid_until) == ("DOL", False, date(2026, 11, 14))
    keep.submit(user=users.caseworker(), need=need)
    travel("2026-11-14 23:00")
    assert keep.end_over() == 0
    travel("2026-11-15 01:00")
    assert keep.end_over() == 1
    need.refresh_from_db()
    assert need.state == "done"


def test_things_forget_what_only_people_are_asked_for(now):
    given = needs.fields(**CHAIRS, meeting_point="geheim", slots=7)
    need = enter(user=None, languages={}, **given)
    assert (need.activity, need.slots, need.meeting_point, need.frequency) == ("", 0, "", "")


@pytest.mark.parametrize(("taken", "label"), [(0, ""), (1, "partly"), (2, "covered")])
def test_how_far_it_is_covered(taken, label):
    assert Need(quantity=2, taken=taken).coverage == label


def test_three_days_before_its_end_the_body_is_asked_once(now, travel):
    need = needs.open_need(valid_until=date(2026, 11, 10))
    listed = directory.organisation(reach_by="list")
    needs.open_need(organisation=listed, valid_until=date(2026, 11, 10))
    travel("2026-11-06 12:00")
    assert keep.ask_before_expiry() == 0
    travel("2026-11-07 12:00")
    assert keep.ask_before_expiry() == 1
    assert keep.ask_before_expiry() == 0
    assert [mail.template for mail in OutgoingMail.objects.all()] == ["need_ends"]
    assert keep.renew(user=None, need=need).valid_until == date(2026, 12, 7)


def test_needs_that_nobody_renews_leave_the_board(now, travel):
    last_day = needs.open_need(valid_until=date(2026, 11, 10))
    draft = needs.open_need(valid_until=date(2026, 11, 10), state="draft")
    travel("2026-11-10 23:59")
    assert expire_old() == 0
    assert list(Need.objects.open()) == [last_day]
    travel("2026-11-11 00:01")
    assert list(Need.objects.open()) == []
    assert expire_old() == 1
    assert expire_old() == 0
    assert [need.state for need in Need.objects.order_by("pk")] == ["expired", "draft"]
    assert seen.verbs(last_day) == [("set_expired", "system")]
    assert seen.verbs(draft) == []


def test_an_expired_need_that_is_published_again_is_open_today(now, travel):
    need = needs.open_need(valid_until=date(2026, 11, 1), state="expired")
    keep.renew(user=users.caseworker(), need=need)
    assert list(Need.objects.open()) == [need]


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_nobody_outside_the_desk_does_anything(now, role):
    need, stranger = needs.open_need(), users.user(role)
    given = needs.fields(need.organisation)
    before = seen.database()
    for action in (
        lambda: enter(user=stranger, languages={}, **given),
        lambda: change(user=stranger, need=need, languages={}, **given),
        lambda: keep.pause(user=stranger, need=need),
    ):
        with pytest.raises(PermissionDenied):
            action()
    assert seen.database() == before


def test_a_partner_sees_the_needs_of_their_own_bodies(now):
    mine, other = needs.open_need(state="draft"), needs.open_need()
    partner = users.partner(mine.organisation)
    assert list(Need.objects.visible_to(partner)) == [mine]
    assert set(Need.objects.visible_to(users.caseworker())) == {mine, other}
    assert list(Need.objects.visible_to(users.user())) == []


def test_places_are_counted(now):
    need = needs.open_need(quantity=5)
    assert counting.take(need_id=need.pk, places=3).remaining == 2
    with pytest.raises(counting.NoPlaceLeft):
        counting.take(need_id=need.pk, places=3)
    assert counting.take(need_id=need.pk, places=2).remaining == 0
    assert counting.give_back(need_id=need.pk, places=3).remaining == 3


@pytest.mark.parametrize("state", sorted(set(STATES) - {"open", "expired"}))
def test_a_need_that_is_not_open_has_no_place(now, state):
    need = needs.open_need(state=state)
    with pytest.raises(counting.NoPlaceLeft):
        counting.take(need_id=need.pk, places=1)


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"taken": 3}, "no_place_given_twice"),
        ({"quantity": 0}, "need_has_a_quantity"),
        ({"quantity": 501}, "need_has_a_quantity"),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, "need_runs_forward"),
    ],
)
def test_the_database_says_no(now, broken, constraint):
    need = needs.open_need(quantity=2)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(**broken)


def test_places_never_fall_below_zero(now):
    need = needs.open_need()
    with pytest.raises(IntegrityError), transaction.atomic():
        counting.give_back(need_id=need.pk, places=1)


def test_a_language_is_asked_for_once(now):
    need = needs.open_need(languages={"ar": 3})
    with pytest.raises(IntegrityError, match="need"), transaction.atomic():
        NeedLanguage.objects.create(need=need, code="ar", level=4)


def test_what_is_valid_is_asked_in_the_offices_day(travel):
    travel("2026-11-03 00:30")  # Monday in UTC
    need = needs.open_need(valid_until=clock.today() - timedelta(days=1))
    assert clock.today() == date(2026, 11, 3)
    assert list(Need.objects.open()) == []
    assert need.valid_until == date(2026, 11, 2)

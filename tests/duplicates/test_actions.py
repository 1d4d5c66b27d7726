"""Deciding, merging, and undoing a merge so that nothing is left of it but its history."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.calls.actions.callback import follow_cases
from hilfelotse.calls.models import Callback
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.actions.mark import restrict, unrestrict
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.models import Case
from hilfelotse.duplicates.actions import (
    CannotMerge,
    IsMerged,
    NothingToUnmerge,
    Refusal,
    decide,
    in_order,
    merge,
    unmerge,
)
from hilfelotse.duplicates.models import Decision
from hilfelotse.history import timeline
from hilfelotse.offers.actions.availability import pause
from hilfelotse.offers.models import Offer
from hilfelotse.privacy.actions.erase import erase_person
from hilfelotse.privacy.actions.export import export_person
from tests.factories import cases, offers, referrals, seen, users

pytestmark = pytest.mark.django_db
Verdict = Decision.Verdict


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-02 12:00")


@pytest.fixture
def desk():
    return users.caseworker()


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def refusal_of(user, case: Case, into: Case) -> Refusal:
    before = seen.database()
    with pytest.raises(CannotMerge) as refused:
        merge(user=user, case=case, into=into)
    assert seen.database() == before
    return refused.value.reason


def without_history(picture: dict) -> dict:
    return {name: rows for name, rows in picture.items() if name != "history.Event"}


# --- merging --------------------------------------------------------------------------------------


def test_what_goes_ends_as_a_duplicate_and_says_where_it_went(desk, now):
    older, newer = cases.question(), cases.question()
    merge(user=desk, case=newer, into=older)
    gone = fresh(newer)
    assert (gone.state, gone.outcome, gone.merged_into_id, gone.closed_at) == (
        "closed", "duplicate", older.pk, now,
    )  # fmt: skip
    assert fresh(older).is_open
    assert seen.verbs(gone)[-1] == ("merged", "staff")
    assert seen.verbs(older)[-1] == ("took_in", "staff")
    assert Decision.objects.values_list("first", "second", "verdict", "user").get() == (
        older.pk, newer.pk, "same_concern", desk.pk,
    )  # fmt: skip


def test_nobody_is_written_to(desk):
    older, newer = cases.question(), cases.question()
    before = seen.mails()
    merge(user=desk, case=newer, into=older)
    unmerge(user=desk, case=newer)
    assert seen.mails() == before


def test_the_offer_of_what_goes_is_withdrawn(desk):
    kept, doubled = offers.ready(), offers.ready()
    merge(user=desk, case=doubled.case, into=kept.case)
    assert Offer.objects.get(pk=doubled.pk).availability == "withdrawn"
    assert Offer.objects.get(pk=kept.pk).availability == "available"


@pytest.mark.parametrize("kind", ["question", "offer", "paused offer"])
def test_undoing_restores_everything(desk, kind, travel):
    older = cases.question()
    if kind == "question":
        newer = cases.question(is_urgent=True, postcode="30449")
        add_note(user=desk, case=newer, text="Bitte nicht vor neun anrufen.")
    else:
        offer = offers.ready()
        newer = offer.case
        if kind == "paused offer":
            pause(offer=offer, until=date(2026, 12, 1))
    before = seen.database()
    merge(user=desk, case=newer, into=older)
    travel("2026-11-20 15:00")
    unmerge(user=desk, case=newer)
    assert without_history(seen.database()) == without_history(before)
    assert [verb for verb, _by in seen.verbs(newer)][-2:] == ["merged", "unmerged"]
    assert [verb for verb, _by in seen.verbs(older)][-2:] == ["took_in", "gave_back"]


def test_undoing_works_after_the_other_has_ended(desk):
    older, newer = cases.question(), cases.question()
    due = newer.due_at
    merge(user=desk, case=newer, into=older)
    answer_and_close(user=desk, case=older, outcome=Case.Outcome.ANSWERED)
    unmerge(user=desk, case=newer)
    assert (fresh(newer).state, fresh(newer).due_at) == ("new", due)
    assert fresh(older).outcome == "answered"


def test_undoing_brings_an_earlier_decision_back(desk):
    older, newer = cases.question(), cases.question()
    decide(user=desk, first=newer, second=older, verdict=Verdict.SAME_PERSON)
    merge(user=desk, case=newer, into=older)
    unmerge(user=desk, case=newer)
    assert Decision.objects.get().verdict == "same_person"


def test_a_chain_comes_apart_link_by_link(desk):
    first, second, third = cases.question(), cases.question(), cases.question()
    merge(user=desk, case=third, into=second)
    merge(user=desk, case=second, into=first)
    unmerge(user=desk, case=third)
    assert fresh(third).is_open
    assert fresh(second).merged_into_id == first.pk
    unmerge(user=desk, case=second)
    assert fresh(second).is_open


def test_what_is_undone_comes_to_the_desk_if_its_owner_has_left(desk):
    older, newer = cases.question(), cases.question()
    left = users.caseworker(is_active=False)
    Case.objects.filter(pk=newer.pk).update(owner=left, queue="")
    merge(user=desk, case=newer, into=older)
    unmerge(user=desk, case=newer)
    assert (fresh(newer).owner, fresh(newer).queue) == (None, "desk")


# --- what is refused ------------------------------------------------------------------------------


def test_a_case_is_not_merged_with_itself(desk):
    case = cases.question()
    assert refusal_of(desk, case, case) == Refusal.SAME_CASE


def test_neither_side_may_have_ended(desk):
    open_one, ended = cases.question(), cases.question()
    answer_and_close(user=desk, case=ended, outcome=Case.Outcome.ANSWERED)
    assert refusal_of(desk, open_one, ended) == Refusal.CLOSED
    assert refusal_of(desk, ended, open_one) == Refusal.CLOSED


def test_no_rings_and_no_second_time(desk):
    first, second, third = cases.question(), cases.question(), cases.question()
    merge(user=desk, case=second, into=first)
    assert refusal_of(desk, first, second) == Refusal.CLOSED
    assert refusal_of(desk, second, third) == Refusal.CLOSED


def test_a_case_that_a_body_was_asked_about_stays(desk):
    waiting, other = referrals.sent().case, cases.question()
    assert refusal_of(desk, waiting, other) == Refusal.AT_A_BODY
    assert in_order(waiting, other) == (other, waiting)
    assert in_order(other, waiting) == (other, waiting)
    merge(user=desk, case=other, into=waiting)


def test_a_case_with_a_living_placement_stays(desk):
    referral, _placement = referrals.accepted()
    assert refusal_of(desk, referral.case, cases.question()) == Refusal.HELPING


def test_the_older_stays_unless_something_speaks_against_it():
    older, newer = cases.question(), cases.question()
    assert in_order(older, newer) == in_order(newer, older) == (newer, older)


@pytest.mark.parametrize("role", users.NOT_DESK)
def test_only_the_desk(role):
    one, other, user = cases.question(), cases.question(), users.user(role)
    before = seen.database()
    for act in (
        lambda: merge(user=user, case=other, into=one),
        lambda: unmerge(user=user, case=other),
        lambda: decide(user=user, first=one, second=other, verdict=Verdict.DIFFERENT),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert seen.database() == before


def test_what_was_not_merged_is_not_undone(desk):
    case = cases.question()
    with pytest.raises(NothingToUnmerge):
        unmerge(user=desk, case=case)


# --- restricted cases -----------------------------------------------------------------------------


def test_who_does_not_see_a_restricted_case_merges_nothing_with_it(desk):
    hidden, other = restrict(case=cases.question()), cases.question()
    for case, into in ((hidden, other), (other, hidden)):
        with pytest.raises(PermissionDenied):
            merge(user=desk, case=case, into=into)
    with pytest.raises(PermissionDenied):
        decide(user=desk, first=hidden, second=other, verdict=Verdict.DIFFERENT)


def test_a_restricted_case_never_goes_into_one_that_all_see():
    lead = users.user(Role.LEAD)
    hidden, other = restrict(case=cases.question()), cases.question()
    assert refusal_of(lead, hidden, other) == Refusal.RESTRICTED
    assert in_order(hidden, other) == (other, hidden)


def test_what_goes_into_a_restricted_case_is_restricted_until_it_is_undone(desk):
    lead = users.user(Role.LEAD)
    hidden, other = restrict(case=cases.question()), cases.question()
    merge(user=lead, case=other, into=hidden)
    assert not Case.objects.visible_to(desk).filter(pk=other.pk).exists()
    unmerge(user=lead, case=other)
    assert Case.objects.visible_to(desk).filter(pk=other.pk).exists()


def test_danger_in_what_goes_on_hides_what_went_into_it_too(desk):
    lead = users.user(Role.LEAD)
    first, second, stays = cases.question(), cases.question(), cases.question()
    merge(user=desk, case=first, into=second)
    merge(user=desk, case=second, into=stays)
    restrict(case=stays)
    assert not Case.objects.visible_to(desk).exists()
    unrestrict(user=lead, case=stays)
    assert Case.objects.visible_to(desk).count() == 3


def test_the_owner_of_a_merged_case_undoes_it_without_seeing_the_restricted_one(desk):
    lead = users.user(Role.LEAD)
    hidden, mine = restrict(case=cases.question()), cases.question()
    Case.objects.filter(pk=mine.pk).update(owner=desk, queue="")
    merge(user=lead, case=mine, into=hidden)
    unmerge(user=desk, case=fresh(mine))
    assert fresh(mine).is_open


# --- deciding -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verdict", "verb"), [("same_person", "same_person"), ("different", "not_the_same")]
)
def test_a_decision_is_remembered_in_order_with_its_history(desk, verdict, verb):
    one, other = cases.question(), cases.question()
    decide(user=desk, first=other, second=one, verdict=verdict)
    decide(user=desk, first=one, second=other, verdict=verdict)
    row = Decision.objects.get()
    assert (row.first, row.second, row.verdict, row.user) == (one, other, verdict, desk)
    assert seen.verbs(one)[-1] == seen.verbs(other)[-1] == (verb, "staff")
    assert timeline.of(one).first().details == {"other": other.pk}


def test_one_concern_is_not_decided_but_merged(desk):
    one, other = cases.question(), cases.question()
    for verdict in ("same_concern", "whatever"):
        with pytest.raises(ValueError, match="two cases"):
            decide(user=desk, first=one, second=other, verdict=verdict)
    with pytest.raises(ValueError, match="two cases"):
        decide(user=desk, first=one, second=one, verdict="different")


def test_what_is_merged_is_not_decided_anew(desk):
    one, other = cases.question(), cases.question()
    merge(user=desk, case=other, into=one)
    with pytest.raises(IsMerged):
        decide(user=desk, first=one, second=other, verdict=Verdict.DIFFERENT)
    assert Decision.objects.get().verdict == "same_concern"


# --- what hangs on a case -------------------------------------------------------------------------


def test_a_promised_call_is_not_lost_by_merging(desk):
    older, newer = cases.question(), cases.question()
    promise = Callback.objects.create(case=newer, wanted_at=clock.now() + timedelta(hours=1))
    merge(user=desk, case=newer, into=older)
    follow_cases()
    promise.refresh_from_db()
    assert (promise.case_id, promise.ended_at) == (older.pk, None)


def test_erasing_the_person_of_a_merged_case(desk):
    lead = users.user(Role.LEAD)
    older = cases.question(sender=offers.sender(name="Bleibt Hier", email="b@post.example"))
    newer = cases.question(sender=offers.sender(name="MARKER-name", email="m@post.example"))
    merge(user=desk, case=newer, into=older)
    assert "MARKER-name" in str(export_person(user=lead, party=newer.party))
    erase_person(user=lead, party=newer.party)
    assert "MARKER-name" not in str(seen.database())
    gone = fresh(newer)
    assert (gone.party, gone.merged_into_id, gone.outcome) == (None, older.pk, "duplicate")
    assert fresh(older).is_open
    with pytest.raises(NothingToUnmerge):  # what it was is erased
        unmerge(user=lead, case=gone)


def test_erasing_the_person_of_the_case_that_stays(desk):
    lead = users.user(Role.LEAD)
    older = cases.question(sender=offers.sender(name="MARKER-name", email="m@post.example"))
    newer = cases.question(sender=offers.sender(name="Bleibt Hier", email="b@post.example"))
    merge(user=desk, case=newer, into=older)
    erase_person(user=lead, party=older.party)
    assert "MARKER-name" not in str(seen.database())
    unmerge(user=desk, case=newer)
    assert fresh(newer).party.name == "Bleibt Hier"

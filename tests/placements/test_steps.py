from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from hilfelotse.needs.models import Need
from hilfelotse.placements.actions import step
from hilfelotse.placements.actions.agree import end_and_return
from hilfelotse.placements.models import Placement
from hilfelotse.placements.steps import DATED, Step, WrongStep, next_steps
from tests.factories import directory, needs, referrals, seen, users

pytestmark = pytest.mark.django_db
Kind = Need.Kind
SIGNED = {"responsible": "Lotte Lind", "insurer": "VGH"}


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")


def placed(kind: str = Kind.HELPERS, **fields) -> Placement:
    _referral, placement = referrals.accepted(need=needs.open_need(kind=kind, **fields))
    return fresh(placement)


def fresh(placement: Placement) -> Placement:
    related = Placement.objects.select_related("offer__case", "need__organisation")
    return related.get(pk=placement.pk)


def due(placement: Placement) -> str:
    return f"{timezone.localtime(fresh(placement).offer.case.due_at):%Y-%m-%d %H:%M}"


def test_regular_help_goes_its_way():
    user, placement = users.caseworker(), placed()
    assert next_steps(placement) == [Step.SIGN, Step.START]
    step.sign(user=user, placement=placement, **SIGNED)
    assert next_steps(fresh(placement)) == [Step.TRIAL, Step.START]
    step.begin_trial(user=user, placement=placement, until=date(2026, 12, 3))
    assert (fresh(placement).state, due(placement)) == ("trial", "2026-12-03 17:00")
    step.start(user=user, placement=placement)
    placement = fresh(placement)
    assert (placement.state, placement.signed_on) == ("running", date(2026, 11, 5))
    assert (placement.responsible, placement.insurer) == ("Lotte Lind", "VGH")
    assert next_steps(placement) == []
    assert due(placement) == "2026-11-19 17:00"
    assert [verb for verb, _by in seen.verbs(placement.offer.case)][-3:] == [
        "signed", "on_trial", "started",
    ]  # fmt: skip


def test_a_mentoring_pair_meets_and_tries_before_it_signs():
    user, placement = users.caseworker(), placed(Kind.MENTORING)
    for expected, act in [
        (Step.MEET, lambda: step.meet(user=user, placement=placement)),
        (Step.TRIAL, lambda: step.begin_trial(
            user=user, placement=placement, until=date(2026, 11, 30))),
        (Step.SIGN, lambda: step.sign(user=user, placement=placement, **SIGNED)),
        (Step.START, lambda: step.start(user=user, placement=placement)),
    ]:  # fmt: skip
        assert next_steps(fresh(placement)) == [expected]
        act()
    assert fresh(placement).state == "running"


def test_a_pair_that_does_not_fit_ends_without_blame_and_both_are_free():
    user, placement = users.caseworker(), placed(Kind.MENTORING)
    step.meet(user=user, placement=placement)
    end_and_return(user=user, placement=placement, reason="no_fit")
    placement = fresh(placement)
    assert (placement.need.taken, placement.offer.availability) == (0, "available")
    assert placement.offer.case.state == "ready"


@pytest.mark.parametrize("kind", sorted(DATED))
def test_what_has_a_date_takes_place_or_somebody_does_not_come(kind, travel, now):
    begin = now + timedelta(days=1)
    placement = placed(kind, starts_at=begin, ends_at=begin + timedelta(hours=2))
    with pytest.raises(WrongStep):  # not before it has begun
        step.mark_done(user=None, placement=placement)
    travel("2026-11-06 12:00")
    assert next_steps(placement) == [Step.DONE, Step.NO_SHOW]
    step.mark_done(user=None, placement=placement)
    placement = fresh(placement)
    assert (placement.state, placement.end_reason) == ("ended", "regular")
    assert seen.mails()[-1] == ("placement_thanks", "toni@post.example")
    assert ("ended", "organisation") in seen.verbs(placement.offer.case)


def test_who_did_not_come_is_not_thanked():
    placement = placed(Kind.SHIFT)
    step.mark_no_show(user=users.caseworker(), placement=placement)
    placement = fresh(placement)
    assert (placement.state, placement.end_reason) == ("ended", "no_show")
    assert "placement_thanks" not in dict(seen.mails())
    assert placement.offer.case.state == "ready"


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        (Kind.HELPERS, lambda **who: step.meet(**who)),
        (Kind.HELPERS, lambda **who: step.begin_trial(until=date(2026, 11, 30), **who)),
        (Kind.HELPERS, lambda **who: step.mark_done(**who)),
        (Kind.MENTORING, lambda **who: step.start(**who)),
        (Kind.MENTORING, lambda **who: step.sign(**SIGNED, **who)),
        (Kind.SHIFT, lambda **who: step.start(**who)),
        (Kind.TRANSPORT, lambda **who: step.sign(**SIGNED, **who)),
    ],
)
def test_the_wrong_order_is_refused_and_changes_nothing(kind, act):
    placement = placed(kind)
    before = seen.database()
    with pytest.raises(WrongStep):
        act(user=None, placement=placement)
    assert seen.database() == before


@pytest.mark.parametrize("until", [date(2026, 11, 5), date(2026, 12, 32 - 1), date(2027, 6, 1)])
def test_a_trial_ends_within_eight_weeks(until):
    placement = placed()
    step.sign(user=None, placement=placement, **SIGNED)
    if until == date(2026, 12, 31):
        step.begin_trial(user=None, placement=placement, until=until)
        return
    with pytest.raises(ValueError, match="eight weeks"):
        step.begin_trial(user=None, placement=placement, until=until)


@pytest.mark.parametrize("missing", ["responsible", "insurer"])
def test_an_agreement_names_both(missing):
    with pytest.raises(ValueError, match="names"):
        step.sign(user=None, placement=placed(), **(SIGNED | {missing: " "}))


def test_a_step_by_another_body_is_refused():
    placement = placed()
    stranger = users.partner(directory.organisation())
    for act in (
        lambda: step.start(user=stranger, placement=placement),
        lambda: step.sign(user=stranger, placement=placement, **SIGNED),
        lambda: step.mark_done(user=stranger, placement=placement),
        lambda: end_and_return(user=stranger, placement=placement, reason="regular"),
    ):
        with pytest.raises(PermissionDenied):
            act()
    own = users.partner(placement.need.organisation)
    step.start(user=own, placement=placement)
    assert ("started", "organisation") in seen.verbs(placement.offer.case)

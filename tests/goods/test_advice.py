"""What somebody hears before they send an offer."""

from datetime import timedelta

import pytest

from hilfelotse.base import clock
from hilfelotse.directory.models import AcceptanceStop, GoodsIntake
from hilfelotse.goods.advice import advise
from hilfelotse.topics.goods import Condition
from tests.factories import directory, goods, places

pytestmark = pytest.mark.django_db


def about(**changed):
    return advise(**{"goods": "clothing", "item": "Jacken", "condition": Condition.GOOD} | changed)


def test_what_is_needed_is_wanted_and_names_who_needs_it():
    need = goods.need()
    assert about().is_wanted
    assert about().wanted == [need]
    assert about(goods="shoes").wanted == []
    # It wants good things; these are worn.
    assert about(condition=Condition.USED).wanted == []


def test_a_covered_an_expired_and_a_hidden_need_want_nothing():
    goods.need(quantity=3, taken=3)
    goods.need(valid_until=clock.today() - timedelta(days=1))
    goods.need(is_public=False)
    assert about().wanted == []


def test_the_nearest_need_comes_first():
    here = places.postcode()
    far = goods.need()
    near = goods.need()
    type(far).objects.filter(pk=far.pk).update(east_m=here.east_m + 9_000)
    type(near).objects.filter(pk=near.pk).update(east_m=here.east_m, north_m=here.north_m)
    assert about(postcode=here.code).wanted == [near, far]


def test_a_stop_everywhere_is_said_with_the_better_way():
    goods.need()
    AcceptanceStop.objects.create(goods="clothing", reason="Lager voll", instead="Zur Diakonie.")
    advice = about()
    assert [stop.reason for stop in advice.stops] == ["Lager voll"]
    assert not advice.is_wanted
    assert advice.alternatives[0] == "Zur Diakonie."
    AcceptanceStop.objects.update(until=clock.today() - timedelta(days=1), since="2020-01-01")
    assert about().stops == []


def test_a_body_that_stopped_or_pauses_is_not_named():
    stopped, paused, gone, secret, open_ = (
        directory.organisation(**fields)
        for fields in (
            {}, {"paused_until": clock.today()}, {"is_active": False}, {"is_public": False}, {},
        )
    )  # fmt: skip
    for body in (stopped, paused, gone, secret, open_):
        GoodsIntake.objects.create(organisation=body, goods="clothing", hours="Mo 10–12")
    goods.need(organisation=stopped)
    AcceptanceStop.objects.create(goods="clothing", organisation=stopped, reason="voll")
    advice = about()
    assert [intake.organisation for intake in advice.where_to_bring] == [open_]
    assert advice.wanted == []
    assert advice.stops == []


@pytest.mark.parametrize(("day", "is_season"), [("2026-11-20", True), ("2026-06-20", False)])
def test_winter_things_have_a_season(travel, day, is_season):
    travel(f"{day} 12:00")
    assert about(goods="winter").is_season is is_season
    assert about().is_season


def test_never_has_a_reason_and_a_better_way():
    advice = about(item="alte Matratze", goods="furniture")
    assert advice.is_never
    assert "Sperrmüllabfuhr" in str(advice.alternatives[0])

import pytest

from hilfelotse.reports.surplus import balances
from tests.factories import needs, offers, places, users

pytestmark = pytest.mark.django_db


def test_what_is_needed_and_offered_by_district(travel):
    travel("2026-11-02 12:00")
    zoo = places.quarter("Zoo")
    chairs = {"kind": "goods", "activity": "", "goods": "furniture", "unit": "piece"}
    needs.open_need(quarter=zoo, quantity=40, taken=10, **chairs)
    needs.open_need(quarter=zoo, quantity=5, state="draft", **chairs)
    found = [(row.district.name, row.what, row.code, row.missing) for row in balances()]
    assert found == [(zoo.district.name, "goods", "furniture", 30)]


def test_only_offers_that_may_be_referred_count(travel):
    travel("2026-11-02 12:00")
    offers.received()
    assert balances() == []
    offers.ready()
    assert {(row.what, row.needed) for row in balances()} == {("activity", 0)}
    assert all(row.spare for row in balances())


def test_the_desk_reads_what_to_stop(travel, client):
    travel("2026-11-02 12:00")
    offers.ready()
    client.force_login(users.caseworker())
    text = client.get("/desk/surplus/").content.decode()
    assert "/desk/stops/new/?activity=" in text
    assert client.get("/desk/stops/new/?goods=shoes").status_code == 200

import pytest

from hilfelotse.cases.models import Case
from hilfelotse.directory.models import AcceptanceStop
from hilfelotse.reports.surplus import Balance, balances, in_the_city
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
    assert 'name="activity" value="SPR"' in text
    assert client.get("/desk/stops/new/?goods=shoes").status_code == 200


def test_one_click_stops_a_kind_in_the_whole_city(travel, client):
    travel("2026-11-02 12:00")
    offers.ready()
    client.force_login(users.caseworker())
    assert "Annahme gestoppt" not in client.get("/desk/surplus/").content.decode()
    sent = {"activity": "SPR", "reason": "Es sind genug da."}
    assert client.post("/desk/stops/new/", sent).status_code == 302
    stop = AcceptanceStop.objects.get()
    assert (stop.activity, stop.organisation, stop.reason) == ("SPR", None, "Es sind genug da.")
    assert "Annahme gestoppt" in client.get("/desk/surplus/").content.decode()


def test_a_stop_is_for_what_the_whole_city_has_too_much_of():
    one, other = (Balance(None, "goods", "shoes", *sums) for sums in ((10, 0), (0, 4)))
    assert in_the_city([one, other]) == []
    assert [row.spare for row in in_the_city([Balance(None, "goods", "shoes", 1, 4)])] == [3]


def test_restricted_cases_are_in_no_sum(travel):
    travel("2026-11-02 12:00")
    offer = offers.ready()
    Case.objects.filter(pk=offer.case_id).update(is_restricted=True)
    assert balances() == []

"""The public board: its map of districts, the same as a table, and the filters."""

import re

import pytest
from django.test import Client

from hilfelotse.needs.queries import by_district
from hilfelotse.places.models import District
from hilfelotse.places.tiles import TILES
from tests.factories import directory, needs, places

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(travel):
    travel("2026-11-02 12:00")


def page(query: str = "") -> str:
    return Client().get(f"/de/bedarf/{query}").content.decode()


CHAIRS = {"kind": "goods", "activity": "", "goods": "furniture", "unit": "piece"}


def test_each_district_has_a_place_of_its_own():
    assert set(TILES) == set(range(1, 14))
    assert len(set(TILES.values())) == len(TILES)


def test_the_counts_are_one_statement_of_what_the_public_sees(django_assert_num_queries):
    zoo = places.quarter("Zoo")
    needs.open_need(quarter=zoo)
    needs.open_need(quarter=zoo, **CHAIRS)
    needs.open_need(quarter=zoo, state="submitted")
    needs.open_need(quarter=zoo, is_public=False)
    needs.open_need(quarter=zoo, organisation=directory.organisation(is_public=False))
    with django_assert_num_queries(1):
        assert by_district() == {zoo.district_id: 2}
    assert by_district(goods="furniture") == {zoo.district_id: 1}


def test_map_and_table_say_the_same_and_keep_the_filters():
    zoo = places.quarter("Zoo")
    needs.open_need(quarter=zoo, title="Stühle für das Café", **CHAIRS)
    needs.open_need(title="Vorlesen am Samstag")
    text = page("?art=goods")
    assert "Stühle für das Café" in text
    assert "Vorlesen am Samstag" not in text
    address = f"?art=goods&amp;bezirk={zoo.district_id}"
    assert text.count(address) == 2
    name = District.objects.get(pk=zoo.district_id).name
    assert f'aria-label="{name}: 1"' in text
    assert len(re.findall(r'aria-current="true"', page(f"?bezirk={zoo.district_id}"))) >= 2


@pytest.mark.parametrize("query", ["?art=x&sachen=y&bis=9999&bezirk=-1", "?bis=&wann=7"])
def test_filters_without_sense_show_everything(query):
    needs.open_need(title="Vorlesen am Samstag")
    assert "Vorlesen am Samstag" in page(query)


def test_until_when():
    needs.open_need(title="Bald zu Ende", valid_until="2026-11-08")
    needs.open_need(title="Lange noch", valid_until="2026-12-24")
    text = page("?bis=7")
    assert "Bald zu Ende" in text
    assert "Lange noch" not in text


@pytest.mark.parametrize(
    ("kind", "form"),
    [(CHAIRS, "/de/sachspende/"), ({"kind": "money", "activity": ""}, "/de/geldspende/"),
     ({"kind": "room", "activity": ""}, "/de/flaeche/raum/"), ({}, "/de/helfen/")],
)  # fmt: skip
def test_the_button_leads_to_the_form_of_the_kind(kind, form):
    need = needs.open_need(**kind)
    text = Client().get(f"/de/bedarf/{need.pk}/").content.decode()
    assert f'{form}?bedarf={need.pk}"' in text


def test_what_waits_for_approval_has_no_page():
    need = needs.open_need(state="submitted", title="Noch nicht gelesen")
    response = Client().get(f"/de/bedarf/{need.pk}/")
    assert (response.status_code, "Noch nicht gelesen" in response.content.decode()) == (404, False)

import pytest
from django.core.management import call_command

from hilfelotse.places.actions import load_places
from hilfelotse.places.distance import kilometres, to_plane
from hilfelotse.places.models import District, Postcode, Quarter
from tests.factories import places, seen


@pytest.mark.django_db
def test_the_map_is_loaded_and_loading_it_again_changes_nothing(capsys):
    call_command("load_places")
    assert capsys.readouterr().out == "51 quarters\n"
    before = seen.database()
    assert (District.objects.count(), Quarter.objects.count()) == (13, 51)
    assert Postcode.objects.count() == len(places.postcodes())
    linden = Quarter.objects.select_related("district").get(name="Linden-Nord")
    assert linden.district.name == "Linden-Limmer"
    assert not Quarter.objects.filter(postcodes=None).exists()
    assert load_places() == 51
    assert seen.database() == before


def test_the_city_hall_is_the_middle():
    assert to_plane(52.3674, 9.7380) == (0, 0)
    east, north = to_plane(52.3674 + 0.1, 9.7380 - 0.1)
    assert (east < 0 < north, round(north, -2)) == (True, 11_100)


@pytest.mark.parametrize(
    ("there", "km"), [((0, 0), 0), ((1, 0), 1), ((1000, 0), 1), ((3000, 4001), 6), ((0, -2500), 3)]
)
def test_distances_are_told_in_whole_kilometres(there, km):
    assert kilometres(0, 0, *there) == km
    assert kilometres(*there, 0, 0) == km

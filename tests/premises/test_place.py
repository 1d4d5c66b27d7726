import pytest

from hilfelotse.premises.place import parcel_key, place_key


@pytest.mark.parametrize(
    "address",
    ["Hildesheimer Straße 12a", "Hildesheimer Str. 12 A", "HILDESHEIMER STR 12a, Hinterhaus"],
)
def test_one_house(address: str) -> None:
    assert place_key(address, "30169") == "30169 hildesheimer str 12a"


@pytest.mark.parametrize(
    ("address", "postcode"),
    [
        ("Hildesheimer Straße 12", "30169"),
        ("Hildesheimer Straße 12b", "30169"),
        ("Hildesheimer Straße 12a", "30519"),
        ("Messegelände, Halle 12a", "30169"),
        ("", "30169"),
    ],
)
def test_another_house(address: str, postcode: str) -> None:
    assert place_key(address, postcode) != "30169 hildesheimer str 12a"


def test_keys_fit_the_column() -> None:
    assert len(place_key("ß" * 200, "30169")) == 120
    assert len(parcel_key("ß" * 300)) <= 100


@pytest.mark.parametrize(
    "parcel",
    [
        "Gemarkung Linden, Flur 3, Flurstück 12/4",
        "Linden Flur 3 Flst. 12/4",
        "gemarkung linden; flur nr. 3; flst 12 / 4",
    ],
)
def test_one_parcel(parcel: str) -> None:
    assert parcel_key(parcel) == "linden flur 3 flurstück 12/4"


def test_other_parcels() -> None:
    assert parcel_key("Flur 3, Flurstück 12/4") == "Flur 3, Flurstück 12/4"  # of which Gemarkung?
    assert parcel_key("Linden Flur 3 Flurstück 12") == "linden flur 3 flurstück 12"
    assert parcel_key("") == ""

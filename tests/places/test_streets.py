"""Addresses in texts, as people write them."""

import time

import pytest

from hilfelotse.places.streets import ADDRESSES_OF_A_TEXT, addresses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wohnung Engelbosteler Damm 12 a, 3 Zimmer", ["engelbosteler damm 12a"]),
        ("Ich wohne Limmerstr. Nr. 12.", ["limmerstr 12"]),
        ("limmerstraße 12", ["limmerstr 12"]),
        ("Limmerstr.12, 30451 Hannover", ["limmerstr 12"]),
        ("Lange-Hop-Straße 5-7 in Kirchrode", ["hop str 5"]),
        ("Lange Hop Str. 5", ["hop str 5"]),
        ("PODBIELSKISTRASSE 12A", ["podbielskistr 12a"]),
        ("Am Kleinen Felde 3", ["am kleinen felde 3"]),
        ("An der Lutherkirche 4b, Hinterhaus", ["an der lutherkirche 4b"]),
        ("Am Markt 12, 30159 Hannover", ["am markt 12"]),
        ("Goethestr. 3 oder Goethestr. 5", ["goethestr 3", "goethestr 5"]),
        ("am Montag 12 Uhr", []),
        ("Am 5. November", []),
        ("Am Markt 5. November", []),
        ("im Umkreis 10 km", []),
        ("Ich habe im Garten 5 Bäume", []),
        ("unser Hof 3 km entfernt", []),
        ("Im Wohnzimmer 4 Stühle", []),
        ("Ring 20:30 Uhr", []),
        ("Zimmer im Dachgeschoss 20 qm", []),
        ("", []),
    ],
)
def test_addresses(text, found):
    assert addresses(text) == found


def test_a_list_of_streets_is_not_endless():
    assert len(addresses(", ".join(f"Limmerstr. {n}" for n in range(1, 99)))) == ADDRESSES_OF_A_TEXT


@pytest.mark.parametrize("text", ["a" * 10_000, "a-" * 9_000, "am " * 9_000, "an der " * 9_000,
                                  "strasse " * 9_000, "aaa-weg" * 9_000])  # fmt: skip
def test_no_text_takes_long(text):
    begun = time.process_time()
    addresses(text)
    assert time.process_time() - begun < 0.2

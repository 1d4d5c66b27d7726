"""Each reason says itself; families and namesakes stay below the threshold."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from hilfelotse.duplicates.likeness import Level, Names, alike, compare
from hilfelotse.duplicates.score import LIKELY, SHOWN, Entry, score

NOON = timezone.make_aware(datetime(2026, 11, 2, 12))
FLAT = "Drei-Zimmer-Wohnung, Engelbosteler Damm 12, ab Dezember frei, 640 Euro kalt."


def entry(**fields) -> Entry:
    return Entry(**({"name": "Anna Meier", "kind": "question", "at": NOON} | fields))


def reasons(one: Entry, other: Entry, **more) -> list[tuple[int, str]]:
    return [(point.value, point.text) for point in score(one, other, **more).points]


def test_each_point_says_why():
    one = entry(name="Anna Meier", phone="+49511123", text=FLAT, kind="housing")
    other = entry(
        name="Anna Mayer",
        phone="+49511123",
        kind="housing",
        text="Unsere Wohnung: Engelbosteler Damm 12",
        at=NOON - timedelta(days=2),
    )
    assert reasons(one, other, bearers=2) == [
        (6, "gleiche Telefonnummer"),
        (4, "Name klingt gleich: Meier / Mayer"),
        (2, "der Name ist selten"),
        (6, "gleiche Adresse im Text: Engelbosteler Damm 12"),
        (1, "gleiche Art"),
        (1, "2 Tage auseinander"),
    ]
    assert score(one, other, bearers=2).total == 20
    assert score(other, one, bearers=2).total == 20


def test_one_concern_by_mail_and_by_phone():
    mail = entry(email="anna@post.example", text="Wo kann mein Sohn ab Januar Deutsch lernen?")
    call = entry(phone="+49511123")
    assert score(mail, call, bearers=2).total == 9 >= LIKELY
    assert score(mail, call, bearers=40).total < SHOWN  # so heißen mehrere


@pytest.mark.parametrize(
    ("bearers", "points"),
    [
        (None, []), (1, [2]), (2, [2]), (3, []), (4, []), (5, [-1]), (8, [-1]), (9, [-2]),
        (16, [-2]), (17, [-3]), (33, [-4]), (5000, [-4]),
    ],
)  # fmt: skip
def test_a_frequent_name_says_less(bearers, points):
    found = reasons(entry(), entry(), bearers=bearers)
    rarity = [value for value, text in found if "selten" in text or "mehrere" in text]
    assert rarity == points


def test_a_family_is_not_one_person():
    one = entry(name="Anna Meier", phone="+49511123", text="Wir wohnen Limmerstraße 5.")
    other = entry(name="Peter Meier", phone="+49511123", text="Adresse: Limmerstr. 5")
    found = score(one, other)
    assert found.total == 3 < SHOWN
    assert (
        -8,
        "verschiedene Vornamen bei gleichem Nachnamen und gleicher Nummer: vielleicht Familie",
    ) in reasons(one, other)


def test_two_who_write_the_same_are_one_concern_whoever_they_are():
    text = "Bitte räumen Sie endlich die kaputten Fahrräder vor der Unterkunft weg!"
    found = score(entry(name="Anna Meier", text=text), entry(name="Omar Haddad", text=text))
    assert found.is_shown
    assert (0, "verschiedene Personen, vielleicht dieselbe Sache") in [
        (point.value, point.text) for point in found.points
    ]


def test_one_flat_and_three_brokers():
    offers = [
        entry(name="Makler Eins", phone="+495111", kind="housing", text=FLAT),
        entry(name="Immobilien Zwei", phone="+495112", kind="housing",
              text="Neu: Engelbosteler Damm 12, 3 Zimmer, Balkon"),
        entry(name="Karin Lange", email="k@post.example", kind="housing",
              text="Ich vermiete in der Nordstadt, engelbosteler damm 12"),
    ]  # fmt: skip
    pairs = [(0, 1), (0, 2), (1, 2)]
    assert [score(offers[i], offers[k]).is_shown for i, k in pairs] == [True] * 3


def test_two_flats_of_one_broker_are_two():
    one = entry(name="Makler Eins", phone="+495111", kind="housing", text=FLAT)
    other = entry(name="Makler Eins", phone="+495111", kind="housing", text="Limmerstraße 5")
    assert (-4, "verschiedene Adressen") in reasons(one, other)


def test_an_address_that_only_the_keys_know():
    found = reasons(entry(), entry(), shared_places=frozenset({"limmerstr 5"}))
    assert (3, "gleiche Adresse im Text: Limmerstr 5") in found


def test_other_numbers_and_addresses_speak_against_namesakes():
    one = entry(phone="+4951112345", email="anna@post.example")
    other = entry(phone="+4951199999", email="meier@web.example")
    assert reasons(one, other)[:2] == [
        (-2, "verschiedene Telefonnummern"),
        (-2, "verschiedene E-Mail-Adressen"),
    ]
    known = entry(phone="+4951199999", email="anna@post.example")
    assert reasons(one, known)[0] == (8, "gleiche E-Mail-Adresse")  # a second number: and?


def test_a_slip_in_number_and_address_counts_only_with_the_name():
    same = {"phone": "+4951112345", "email": "anna.meier@post.example"}
    slipped = {"phone": "+4951112354", "email": "anna.meier@mail.example"}
    texts = [text for _value, text in reasons(entry(**same), entry(**slipped))]
    assert "Telefonnummer unterscheidet sich in einer Ziffer" in texts
    assert "fast gleiche E-Mail-Adresse" in texts
    texts = [text for _value, text in reasons(entry(**same), entry(name="Ida Wolf", **slipped))]
    assert texts == ["verschiedene Namen", "gleiche Art", "am selben Tag"]


def test_nothing_known_says_nothing():
    assert reasons(Entry(), Entry()) == []
    assert reasons(entry(name=""), entry(at=NOON - timedelta(days=400))) == [
        (1, "gleiche Art"),
        (-1, "400 Tage auseinander"),
    ]


def test_one_party_with_two_concerns():
    one, other = entry(party_id=7), entry(party_id=7, kind="housing")
    assert not score(one, other).is_shown
    assert score(one, entry(party_id=7)).is_shown


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("Anna Meier", "Anna Meier", Names.ALL),
        ("Anna Meier", "Meier, Anna", Names.ALL),
        ("Anna Meier", "Meier, Peter", Names.FAMILY),
        ("Hans-Peter Krause", "Hanspeter Krause", Names.ALL),
        ("Soja Jurtschuk", "Zoya Yurchuk", Names.ALL),
        ("Anna Maria Meier", "Anna Meier", Names.ALL),
        ("A. Meier", "Anna Meier", Names.ALL),
        ("Sascha Kowalenko", "Oleksandr Kovalenko", Names.ALL),
        ("Олександр Коваленко", "Alexander Kowalenko", Names.ALL),
        ("Abd ur Rahman Nouri", "Abdulrahman Noori", Names.ALL),
        ("محمد الحسين", "Mohammed Al-Hussein", Names.ALL),
        ("Mohammad Ahmad Sayed", "Ahmad Sayed", Names.INNER),
        ("Meier", "Anna Meier", Names.ONE_WORD),
        ("Anna Meier", "Peter Meier", Names.FAMILY),
        ("Khaled Al-Hariri", "Omar Al-Hariri", Names.FAMILY),
        ("Mohammad Ali Sayed", "Khaled Ali Sayed", Names.FAMILY),
        ("Samir Haddad", "Samira Haddad", Names.FAMILY),
        ("Hassan Karimi", "Hussein Karimi", Names.FAMILY),
        ("Mahmoud Karimi", "Mohammad Karimi", Names.FAMILY),
        ("Oleksandr Bondar", "Oleksandra Bondar", Names.FAMILY),
        ("Daniel Krause", "Daniela Krause", Names.FAMILY),
        ("Anna Meier", "Anna Schulz", Names.PARTLY),
        ("Anna Meier", "Omar Haddad", Names.DIFFERENT),
        ("", "Omar Haddad", Names.UNKNOWN),
    ],
)
def test_names(one, other, found):
    assert compare(one, other).names == found
    assert compare(other, one).names == found


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("meier", "meier", Level.EXACT),
        ("fritz", "friedrich", Level.FORM),
        ("meier", "mayr", Level.SOUNDS),
        ("schneider", "schnieder", Level.SOUNDS),
        ("lindemann", "lindermann", Level.TYPED),
        ("a", "anna", Level.INITIAL),
        ("b", "anna", Level.NOT),
        ("kaya", "yaka", Level.NOT),
        ("kovalenko", "kovalchuk", Level.NOT),
    ],
)
def test_words(one, other, level):
    assert alike(one, other) == alike(other, one) == level

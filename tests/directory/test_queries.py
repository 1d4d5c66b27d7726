"""Who is responsible where, what is not accepted, which body is meant."""

from datetime import date

import pytest

from hilfelotse.directory.models import AcceptanceStop, Responsibility
from hilfelotse.directory.queries import responsible_for, search_bodies, stops_for
from tests.factories import directory, places

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> dict[str, object]:
    """30449 lies in two quarters of one district, 30453 in two districts."""
    south, mitte, ahlem = (places.quarter(name) for name in ("Linden-Süd", "Mitte", "Ahlem"))
    first, border = places.postcode("30449"), places.postcode("30453")
    south.postcodes.set([first, border])
    ahlem.postcodes.set([border])
    return {"linden": south.district, "mitte": mitte.district, "ahlem": ahlem.district}


def responsible(subject: str, *where, since="2026-01-01", until=None, name="", **fields):
    body = fields.pop("body", None) or directory.organisation(name=name)
    return Responsibility.objects.create(
        subject=subject,
        district=where[0] if where else None,
        organisation=body,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
        **fields,
    )


def names(*args, **kwargs) -> list[str]:
    return [row.organisation.name for row in responsible_for(*args, **kwargs)]


def test_the_district_goes_before_the_city(city, travel):
    travel("2026-11-02 10:00")
    responsible("school", name="Amt Stadt")
    responsible("school", city["linden"], name="Amt Linden")
    responsible("school", city["mitte"], name="Amt Mitte")
    responsible("childcare", name="Amt Kita")
    assert names("school", "30449") == ["Amt Linden", "Amt Stadt"]
    assert names("school") == ["Amt Stadt"]
    assert names("school", "99999") == ["Amt Stadt"]
    assert names("hate", "30449") == []


def test_a_postcode_of_two_districts_has_the_bodies_of_both(city, travel):
    travel("2026-11-02 10:00")
    responsible("school", city["ahlem"], name="Amt Ahlem")
    responsible("school", city["linden"], name="Amt Linden")
    responsible("school", city["mitte"], name="Amt Mitte")
    assert sorted(names("school", "30453")) == ["Amt Ahlem", "Amt Linden"]


def test_only_what_is_in_force_that_day(city, travel):
    travel("2026-11-02 10:00")
    responsible("school", name="Früher", until="2026-10-31")
    responsible("school", name="Jetzt", since="2026-11-01", until="2026-12-31")
    responsible("school", name="Später", since="2027-01-01")
    responsible("school", body=directory.organisation(name="Aufgelöst", is_active=False))
    assert names("school") == ["Jetzt"]
    assert names("school", on=date(2026, 10, 31)) == ["Früher"]
    assert names("school", on=date(2027, 5, 1)) == ["Später"]


def test_contacts_that_have_left_are_not_among_the_active_ones(travel):
    travel("2026-11-02 10:00")
    body = directory.organisation(contact={"name": "Geht Bald", "is_active": False})
    directory.contact_person(body, name="Bleibt Da")
    responsible("press", body=body)
    (row,) = responsible_for("press")
    assert [contact.name for contact in row.organisation.active_contacts] == ["Bleibt Da"]


def stop(goods: str, since="2026-10-01", until=None, **fields) -> AcceptanceStop:
    until = date.fromisoformat(until) if until else None
    return AcceptanceStop.objects.create(
        goods=goods, since=date.fromisoformat(since), until=until, reason="Lager voll", **fields
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ich habe Herrenhosen in Größe L", ["clothing"]),
        ("zwei Säcke Kleidung und ein Sofa", ["clothing", "furniture"]),
        ("SCHRÄNKE, Stühle", ["furniture"]),
        ("Sachspenden", ["clothing", "furniture"]),
        ("Ich möchte spenden", ["clothing", "furniture"]),
        ("Bücher", []),  # accepted
        ("Ich möchte Geld geben", []),
        ("Treffen in Groß-Buchholz", []),
        ("", []),
    ],
)
def test_stops_for_what_is_named(travel, text, found):
    travel("2026-11-02 10:00")
    stop("clothing")
    stop("furniture", until="2026-11-02")
    stop("books", until="2026-11-01")  # over
    stop("books", since="2026-11-03")  # not yet
    assert sorted(row.goods for row in stops_for(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Möbelhof", ["Möbelhof am Kanal"]),
        ("moebel", ["Möbelhof am Kanal", "Fachbereich Soziales"]),
        ("Fachber", ["Fachbereich Soziales"]),
        ("Gibtesnicht", []),
        ("", []),
    ],
)
def test_a_body_by_its_words(text, found):
    directory.organisation(name="Fachbereich Soziales", about="Unterbringung, Geld, Möbel")
    directory.organisation(name="Möbelhof am Kanal", about="Gebrauchtes")
    directory.organisation(name="Möbelhof alt", is_active=False)
    assert [body.name for body in search_bodies(text)] == found


def test_a_limit_of_bodies():
    for number in range(4):
        directory.organisation(name=f"Sprachcafé {number}")
    assert len(search_bodies("Sprachcafé", limit=3)) == 3

"""Premises over the pages: the public's forms, the desk's judging, what stays secret."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hilfelotse.base import clock, idempotency, links
from hilfelotse.cases.models import Case
from hilfelotse.needs.models import Need
from hilfelotse.premises.models import Finding, Premises
from hilfelotse.web.components import guard
from tests.factories import needs, offers, premises, users

pytestmark = pytest.mark.django_db
ROOM, BUILDING = "/de/flaeche/raum/", "/de/flaeche/objekt/"
SECRET = Premises.Confidentiality.SECRET
SECRET_ADDRESS, SECRET_NAME = "Geheimer Weg 99", "Marke-Geheim"


@pytest.fixture(autouse=True)
def _slow(monkeypatch) -> None:
    monkeypatch.setattr(guard, "hurried", lambda started: False)


@pytest.fixture
def desk(client):
    client.user = users.caseworker()
    client.force_login(client.user)
    return client


def sent(client, page: str = BUILDING, **fields):
    """The form as a broker fills it."""
    filled = {
        "kind": "hotel", "provider": "broker", "address": "Hildesheimer Straße 12a",
        "postcode": "30169", "square_metres": "1.400", "places": "120",
        "available_from_day": "1", "available_from_month": "12",
        "available_from_year": str(clock.today().year), "deal": "rent", "price": "24.000",
        "confidentiality": "internal", "text": "Leer seit Mai.", "times": "dienstags 17 Uhr",
        "name": "Toni", "email": "toni@post.example", "phone": "", "website": "",
        "started": guard.started_now(), "key": idempotency.new_key(),
    }  # fmt: skip
    return client.post(page, filled | fields)


def test_criteria_stand_first(client) -> None:
    premises.criterion("fire", question="Gibt es einen Brandschutz?")
    premises.criterion("old", question="Gilt nicht mehr?", is_active=False)
    page = client.get("/de/flaeche/").content.decode()
    assert "Gibt es einen Brandschutz?" in page
    assert "Gilt nicht mehr?" not in page


def test_a_hotel_becomes_a_case(client) -> None:
    premises.criterion("fire")
    premises.criterion("plans")
    response = sent(client, criterion_fire="no")
    assert response.status_code == 302, response.content.decode()
    made = Premises.objects.get()
    assert (made.square_metres, made.price, made.case.kind) == (1400, 24000, "property")
    assert [(row.criterion.code, row.is_met) for row in Finding.objects.all()] == [("fire", False)]


def test_a_room_takes_the_short_way(client) -> None:
    response = sent(client, ROOM, available_from_day="", available_from_month="",
                    available_from_year="", deal="free", price="")  # fmt: skip
    assert response.status_code == 302, response.content.decode()
    made = Premises.objects.get()
    assert (made.kind, made.confidentiality, made.available_from) == (
        "room", "open", clock.today(),
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"square_metres": "-40"},
        {"square_metres": "0"},
        {"square_metres": "9" * 25},
        {"square_metres": "groß"},
        {"places": "-1"},
        {"price": "999999999999"},
        {"price": "-5"},
        {"available_until_day": "1", "available_until_month": "1", "available_until_year": "1990"},
        {"available_from_day": "31", "available_from_month": "2"},
        {"available_from_year": "9999"},
        {"postcode": "1"},
        {"kind": "room"},  # has a way of its own
        {"kind": "castle"},
        {"confidentiality": "rumour"},
        {"criterion_fire": "perhaps"},
        {"address": ""},
    ],
)
def test_what_cannot_be_comes_back(client, wrong: dict) -> None:
    premises.criterion("fire")
    response = sent(client, **wrong)
    assert response.status_code == 200
    assert "Leer seit Mai." in response.content.decode()
    assert not Case.objects.exists()


def test_an_address_may_hold_anything(desk) -> None:
    sent(desk, address="<script>alert(1)</script> Weg 5")
    case = Case.objects.get()
    page = desk.get(reverse("desk:case", args=[case.pk])).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_secret_premises_are_shown_nowhere(desk) -> None:
    secret = premises.hotel(
        address=SECRET_ADDRESS, confidentiality=SECRET, text=f"Am {SECRET_ADDRESS}",
        sender=offers.sender(name=SECRET_NAME, email="geheim@post.example"),
    )  # fmt: skip
    same = premises.hotel(
        address=SECRET_ADDRESS, sender=offers.sender(name="Al", email="a@b.example")
    )
    names = ("premises", "premises_missing", "premises_decide", "case")
    for name in names:
        url = reverse(f"desk:{name}", args=[secret.case_id])
        assert desk.get(url).status_code == 404
    assert desk.post(reverse("desk:premises_again", args=[secret.case_id])).status_code == 404
    page = desk.get(reverse("desk:case", args=[same.case_id])).content.decode()
    assert "schon angeboten" not in page
    assert SECRET_NAME not in page
    assert secret.case.reference not in page
    search = desk.get(reverse("desk:search"), {"q": "geheim@post.example"}).content.decode()
    assert secret.case.reference not in search
    desk.force_login(users.user("lead"))
    page = desk.get(reverse("desk:case", args=[same.case_id])).content.decode()
    assert secret.case.reference in page


def test_judging_asking_deciding(desk) -> None:
    premises.criterion("fire")
    hotel = premises.hotel()
    hotel.case.party.contact_points.update(confirmed_at=clock.now())
    case = hotel.case_id
    letter = desk.get(reverse("desk:premises_missing", args=[case])).content.decode()
    assert "Frage fire?" in letter
    desk.post(reverse("desk:premises_missing", args=[case]))
    hotel.refresh_from_db()
    assert hotel.missing_asked_at
    said = {"is_fire": "yes", "why_fire": "Gutachten", "confidentiality": "internal"}
    desk.post(reverse("desk:premises", args=[case]), said)
    assert Finding.objects.get().note == "Gutachten"
    assert "100 % erfüllt" in desk.get(reverse("desk:case", args=[case])).content.decode()
    wrong = desk.post(reverse("desk:premises_decide", args=[case]), {"decision": "refused"})
    assert "Wählen Sie den Grund" in wrong.content.decode()
    until = clock.today() + timedelta(days=60)
    fields = {"decision": "reserve", "reserve_until_day": until.day,
              "reserve_until_month": until.month, "reserve_until_year": until.year}  # fmt: skip
    desk.post(reverse("desk:premises_decide", args=[case]), fields)
    listed = desk.get(reverse("desk:reserve")).content.decode()
    assert "Hildesheimer Straße 12a" in listed
    desk.post(reverse("desk:premises_again", args=[case]))
    assert Case.objects.get(pk=case).owner == desk.user


def test_who_makes_it_secret_may_lose_sight_of_it(desk) -> None:
    hotel = premises.hotel()
    url = reverse("desk:premises", args=[hotel.case_id])
    response = desk.post(url, {"confidentiality": "secret"})
    assert response.url == reverse("desk:inbox")


def test_a_room_is_offered_to_circles_that_look_for_one(desk) -> None:
    wanted = needs.open_need(
        kind=Need.Kind.ROOM, activity="", frequency="", title="Raum für Deutsch"
    )
    room = premises.room()
    page = desk.get(reverse("desk:case", args=[room.case_id])).content.decode()
    assert "Raum für Deutsch" in page
    url = reverse("desk:pass_on", args=[room.case_id]) + f"?organisation={wanted.organisation_id}"
    assert url in page
    form = desk.get(url).content.decode()
    assert "dienstags 17 bis 19 Uhr" in form  # the words for the circle are ready
    assert "Hildesheimer" not in form.split('name="cover"')[1].split("</textarea>")[0]


def test_the_lead_keeps_the_criteria(client) -> None:
    client.force_login(users.user("lead"))
    client.post(reverse("desk:criterion_new"), {
        "code": "lift", "question": "Gibt es einen Aufzug?", "weight": "2", "position": "1",
        "is_active": "on",
    })  # fmt: skip
    assert "Gibt es einen Aufzug?" in client.get(reverse("desk:criteria")).content.decode()
    wrong = client.post(reverse("desk:criterion_new"), {
        "code": "lift", "question": "?", "weight": "99", "position": "-1",
    })  # fmt: skip
    assert wrong.status_code == 200


def test_the_citizen_reads_what_is_missing_and_decided(client) -> None:
    premises.criterion("fire")
    hotel = premises.hotel()
    Premises.objects.filter(pk=hotel.pk).update(missing_asked_at=clock.now())
    Case.objects.filter(pk=hotel.case_id).update(waiting_on="citizen", state="advising")
    token = links.issue(purpose="status", subject_id=hotel.case_id, valid=timedelta(days=1))
    page = client.get(f"/de/status/{token}/").content.decode()
    assert "Frage fire?" in page
    assert "Hildesheimer" not in page

"""„Wohnung anbieten“: facts, the self-check, words, contact; what is wrong loses nothing."""

import pytest
from django.urls import reverse

from hilfelotse.cases.models import Alert, Case
from hilfelotse.housing.models import HousingOffer, RentLimit
from hilfelotse.web.components import guard
from tests.factories import pictures

pytestmark = pytest.mark.django_db

KIND = {"kind": "flat", "provider": "owner", "consent": "not_needed"}
SIZE = {
    "postcode": "30451", "square_metres": "50", "rooms": "2,5", "persons": "2", "beds": "2",
    "household": "any", "access": "no", "furnished": "no",
}  # fmt: skip
RENT = {"rent": "420", "cold_costs": "80", "heating": "60", "deposit": "900"}
TIME = {
    "free_from_day": "1", "free_from_month": "12", "free_from_year": "2026", "model": "direct",
}  # fmt: skip
WORDS = {"address": "Limmerstraße 12", "text": "Ruhig, mit Balkon."}
REACH = {"name": "Rosa Lehmann", "email": "rosa@post.example", "phone": ""}
STEPS = [("groesse", SIZE), ("miete", RENT), ("zeit", TIME), ("selbstcheck", {}),
         ("dazu", WORDS), ("kontakt", REACH)]  # fmt: skip


@pytest.fixture
def clock_set(travel):
    return travel("2026-11-02 12:00")


@pytest.fixture(autouse=True)
def _nobody_hurries(monkeypatch):
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", -1)


def _walk(client, until: str = "pruefen", **changed):
    """Fill the steps before ``until``; returns the address of that step."""
    answer = client.post(reverse("portal:home"), KIND | changed.get("angebot", {}))
    base = answer["Location"].rsplit("/", 2)[0]
    for name, data in STEPS:
        if name == until:
            break
        answer = client.post(f"{base}/{name}/", data | changed.get(name, {}))
        assert answer.status_code == 302, answer.content.decode()
    return f"{base}/{until}/"


def _sent(client, travel, files=(), **changed):
    url = _walk(client, **changed)
    travel("2026-11-02 12:05")
    return client.post(url, {"photos": list(files)})


def test_the_facts_become_a_case_with_a_home(client, travel, clock_set):
    answer = _sent(client, travel)
    assert answer["Location"].endswith("/fertig/")
    home = HousingOffer.objects.select_related("case__party").get()
    assert (home.case.kind, home.case.subject, home.case.postcode) == (
        "housing", "flat_offer", "30451",
    )  # fmt: skip
    assert (home.case.text, home.case.party.name) == ("Ruhig, mit Balkon.", "Rosa Lehmann")
    assert (str(home.rooms), home.rent, home.furniture, home.address) == (
        "2.5", 420, 0, "Limmerstraße 12",
    )  # fmt: skip
    assert home.case.reference in client.get(answer["Location"]).content.decode()


def test_sent_twice_is_one_case(client, travel, clock_set):
    url = _walk(client)
    travel("2026-11-02 12:05")
    client.post(url)
    client.post(url)
    assert Case.objects.count() == 1


def test_the_self_check_comes_before_the_name(client, clock_set):
    RentLimit.objects.create(persons=2, square_metres=65, euros=447, since="2026-01-01")
    url = _walk(client, until="selbstcheck")
    page = client.get(url).content.decode()
    assert "Ihre Miete mit kalten Nebenkosten (500 Euro) liegt über dem" in page
    assert "Trotzdem weiter" in page
    assert client.get(url.replace("selbstcheck", "kontakt"))["Location"].endswith("/selbstcheck/")


def test_who_may_come_is_not_chosen_by_origin_and_nothing_is_lost(client, clock_set):
    url = _walk(client, until="dazu")
    said = {"address": "Limmerstraße 12", "text": "Sehr schön. Aber keine Muslime bitte."}
    page = client.post(url, said).content.decode()
    assert "Bitte schreiben Sie „keine muslime“ anders" in page
    for found in (page, client.get(url).content.decode()):
        assert "Sehr schön. Aber keine Muslime bitte." in found
        assert "Limmerstraße 12" in found
    assert not Case.objects.exists()


def test_a_wish_for_women_is_sent_and_noted(client, travel, clock_set):
    _sent(client, travel, dazu={"text": "Nur für junge Frau."})
    assert Alert.objects.get().sign == Alert.Sign.WISH_FOR_PERSONS
    assert Case.objects.get().text == "Nur für junge Frau."


def test_for_minors_the_page_names_the_youth_office(client, clock_set):
    url = _walk(client, dazu={"text": "Wir wären gern Gastfamilie."})
    assert "nur über das Jugendamt" in client.get(url).content.decode()


def test_photos_come_along_and_a_wrong_one_loses_nothing(client, travel, clock_set):
    from django.core.files.uploadedfile import SimpleUploadedFile

    url = _walk(client)
    travel("2026-11-02 12:05")
    script = SimpleUploadedFile("bild.jpg", b"<script>alert(1)</script>", "image/jpeg")
    page = client.post(url, {"photos": [script]}).content.decode()
    assert "bild.jpg" in page
    assert "Rosa Lehmann" in page
    assert not Case.objects.exists()
    photo = SimpleUploadedFile("bild.jpg", pictures.jpeg(), "image/jpeg")
    assert client.post(url, {"photos": [photo]}).status_code == 302
    assert Case.objects.get().photos.count() == 1


@pytest.mark.parametrize(
    ("step", "wrong", "message"),
    [
        ("groesse", {"square_metres": "-5"}, "von 4 bis 2000"),
        ("groesse", {"square_metres": "viel"}, "eine ganze Zahl"),
        ("groesse", {"persons": "0"}, "von 1 bis 500"),
        ("groesse", {"persons": "9" * 400}, "ganze Zahl"),
        ("groesse", {"rooms": "NaN"}, "Zahl der Zimmer"),
        ("groesse", {"rooms": "1e5"}, "Zimmer"),
        ("groesse", {"postcode": "hier"}, "Postleitzahl"),
        ("groesse", {"household": "christian"}, "Es gibt ein Problem"),
        ("miete", {"rent": "-1"}, "von 0 bis 20000"),
        ("miete", {"deposit": "99999999999"}, "von 0 bis 100000"),
        ("zeit", {"free_from_month": "13"}, "Geben Sie ein Datum ein"),
        ("zeit", {"free_from_year": "1999"}, "nächsten zwei Jahren"),
        ("zeit", {"free_until_day": "1", "free_until_month": "11", "free_until_year": "2026"},
         "in der Zukunft"),
        ("kontakt", {"email": ""}, "E-Mail-Adresse oder eine Telefonnummer"),
        ("kontakt", {"website": "x"}, "Feld leer"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_kindly_and_kept(client, clock_set, step, wrong, message):
    url = _walk(client, until=step)
    answer = client.post(url, dict(STEPS)[step] | wrong)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert client.get(url).status_code == 200


def test_somebody_elses_draft_and_an_unknown_step_are_not_there(client, clock_set):
    assert client.get("/de/wohnung/niemand/angebot/")["Location"] == reverse("portal:home")
    assert client.get("/de/wohnung/niemand/fertig/").status_code == 404
    assert client.get("/de/wohnung/niemand/unsinn/").status_code == 404

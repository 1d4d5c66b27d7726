"""The desk corrects what a talk has shown: person, offer, breaks."""

import pytest
from django.urls import reverse

from hilfelotse.offers.models import Offer
from hilfelotse.people.models import Party
from hilfelotse.topics.times import slot
from tests.factories import offers, users

pytestmark = pytest.mark.django_db

TUESDAY_EVENING = slot(1, 4)


@pytest.fixture
def desk(client, travel):
    travel("2026-11-02 12:00")
    client.force_login(users.caseworker())
    return client


def url(name: str, offer: Offer) -> str:
    return reverse(f"desk:{name}", kwargs={"case_id": offer.case_id})


def test_the_offer_in_every_detail(desk):
    offer = offers.ready()
    sent = {
        "activities": ["BEG", "FOR"], "slots": ["11"], "frequency": "on_call", "volume": "5",
        "available_from_day": "1", "available_from_month": "12", "available_from_year": "2026",
        "postcode": "30159", "radius_km": "7", "skills": ["law"], "experience": "Notarin",
        "language_1": "uk", "level_1": "6",
    }  # fmt: skip
    assert desk.post(url("case_offer", offer), sent).status_code == 302
    offer = Offer.objects.get(pk=offer.pk)
    assert (offer.slots, offer.frequency, offer.volume) == (TUESDAY_EVENING, "on_call", "5")
    assert (f"{offer.available_from}", offer.postcode, offer.radius_km) == (
        "2026-12-01", "30159", 7,
    )  # fmt: skip
    assert sorted(offer.activities.values_list("code", flat=True)) == ["BEG", "FOR"]
    assert dict(offer.languages.values_list("code", "level")) == {"uk": 6}
    assert (offer.skills, offer.experience) == (["law"], "Notarin")


def test_an_offer_without_any_time_is_refused_at_its_field(desk):
    offer = offers.ready()
    answer = desk.post(url("case_offer", offer), {"activities": ["BEG"], "postcode": "30159"})
    assert answer.status_code == 200
    assert "Wählen Sie mindestens eine Zeit aus." in answer.content.decode()
    assert Offer.objects.get(pk=offer.pk).slots == offer.slots


def test_the_person_and_how_to_reach_them(desk):
    offer = offers.ready()
    sent = {"name": "Toni Neu", "email": "toni@post.example", "phone": "0511 123456"}
    desk.post(url("case_person", offer), sent)
    party = Party.objects.get(pk=offer.party_id)
    assert party.name == "Toni Neu"
    ways = party.contact_points.order_by("kind").values_list("kind", "value", "confirmed_at")
    # The mail address stayed as it was, and confirmed; the number is new.
    assert [(kind, value, when is None) for kind, value, when in ways] == [
        ("email", "toni@post.example", False), ("phone", "+49511123456", True),
    ]  # fmt: skip


def test_a_person_without_any_way_to_answer_is_refused(desk):
    offer = offers.ready()
    answer = desk.post(url("case_person", offer), {"name": "Toni", "email": "", "phone": ""})
    assert "E-Mail-Adresse oder eine Telefonnummer" in answer.content.decode()
    assert offer.party.contact_points.exists()


def test_breaks_and_the_end_on_the_telephone(desk):
    offer = offers.ready()
    desk.post(url("pause", offer), {})
    assert Offer.objects.get(pk=offer.pk).availability == "paused"
    desk.post(url("resume", offer), {})
    assert Offer.objects.get(pk=offer.pk).availability == "available"
    desk.post(url("withdraw", offer), {})
    offer = Offer.objects.select_related("case").get(pk=offer.pk)
    assert (offer.availability, offer.case.state, offer.case.outcome) == (
        "withdrawn", "closed", "withdrawn",
    )  # fmt: skip

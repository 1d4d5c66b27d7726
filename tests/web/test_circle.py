"""Somebody who helps in a circle already: the desk sees where."""

import pytest
from django.urls import reverse

from hilfelotse.cases.models import Case
from hilfelotse.web.components import guard
from tests.factories import directory

pytestmark = pytest.mark.django_db

ANSWERS = {
    "was": {"activities": ["SPR"]},
    "sprachen": {},
    "koennen": {},
    "wann": {"times": ["any"], "frequency": "weekly"},
    "wo": {"postcode": "30449"},
    "kontakt": {"name": "Toni", "phone": "0511 123456", "age": "adult"},
    "erlaubnis": {},
    "pruefen": {},
}


def send(client, circle: dict) -> Case:
    began = client.post(reverse("portal:help"), {"who": "circle"})
    draft_id = began.url.split("/")[3]
    for step, answer in ({"kreis": circle} | ANSWERS).items():
        url = reverse("portal:help_step", kwargs={"draft_id": draft_id, "step_name": step})
        assert client.post(url, answer).status_code == 302
    return Case.objects.select_related("offer").get()


@pytest.fixture(autouse=True)
def _no_haste(monkeypatch):
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", 0)


def test_a_circle_of_the_list_is_a_wish_too(client):
    circle = directory.organisation(name="Kreis Nord")
    case = send(client, {"circle": circle.pk})
    assert case.text == "Hilft schon in einem Unterstützerkreis: Kreis Nord"
    assert case.offer.wished_organisation == circle


@pytest.mark.parametrize(
    ("other", "text"), [("Nähstube", ": Nähstube"), ("", "")], ids=["named", "unnamed"]
)
def test_another_circle_is_not_lost(client, other, text):
    case = send(client, {"other": other})
    assert case.text == f"Hilft schon in einem Unterstützerkreis{text}"
    assert case.offer.wished_organisation is None

"""A home's pages: no address before it is taken on, the steps by link, „noch frei?“."""

from datetime import timedelta

import pytest

from hilfelotse.base import links
from tests.factories import homes, users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(travel):
    travel("2026-11-02 12:00")


def _token(purpose: str, subject_id: int) -> str:
    return links.issue(purpose=purpose, subject_id=subject_id, valid=timedelta(days=1))


def test_the_desk_sees_the_home_the_list_the_limits_and_the_printed_page(client):
    case_id = homes.taken_on().case_id
    client.force_login(users.caseworker())
    assert homes.ADDRESS in client.get(f"/desk/cases/{case_id}/").content.decode()
    assert homes.ADDRESS in client.get(f"/desk/cases/{case_id}/home/").content.decode()
    assert "50 m²" in client.get("/desk/homes/?persons=2").content.decode()
    assert "50 m²" not in client.get("/desk/homes/?persons=3").content.decode()
    assert client.get("/desk/limits/").status_code == 200
    answer = client.get(f"/desk/cases/{case_id}/home/dossier.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")


def test_who_has_it_in_hand_says_how_far_it_is(client):
    referral = homes.taken_on()
    base = f"/de/anfrage/{_token('referral_result', referral.pk)}"
    assert homes.ADDRESS in client.get(f"{base}/ergebnis/").content.decode()
    assert client.get(f"{base}/wohnung.pdf").content.startswith(b"%PDF")
    assert client.post(f"{base}/wohnung/", {"step": "refused"}).status_code == 422
    assert client.post(f"{base}/wohnung/", {"step": "viewing"}).status_code == 302
    assert client.post(f"{base}/wohnung/", {"step": "moved_in"}).status_code == 200
    assert client.get(f"{base}/wohnung.pdf").status_code == 404


def test_before_that_there_is_neither_address_nor_name(client):
    referral = homes.forwarded()
    token = _token("referral_answer", referral.pk)
    page = client.get(f"/de/anfrage/{token}/").content.decode()
    assert "50 m²" in page
    assert homes.ADDRESS not in page
    assert referral.case.party.name not in page
    assert client.get(f"/de/anfrage/{token}/wohnung.pdf").status_code == 404


def test_no_longer_free_by_one_click_and_looking_changes_nothing(client):
    case = homes.forwarded().case
    url = f"/de/noch-frei/{_token('home_still_free', case.housing_offer.pk)}/"
    assert client.get(url).status_code == 200
    case.refresh_from_db()
    assert case.is_open
    assert client.post(url, {"answer": "no"}).status_code == 200
    case.refresh_from_db()
    assert case.outcome == "given_elsewhere"
    assert client.get(url).status_code == 404
    status = client.get(f"/de/status/{_token('status', case.pk)}/").content.decode()
    assert "Die Wohnung ist schon vergeben" in status

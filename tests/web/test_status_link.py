"""What a citizen can take back by their status link."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hilfelotse.base import links
from hilfelotse.people.consent import for_organisation, is_given, record_consent
from tests.factories import directory, needs, offers, referrals

pytestmark = pytest.mark.django_db


def status_token(offer) -> str:
    return links.issue(purpose="status", subject_id=offer.case_id, valid=timedelta(days=1))


def allow(offer, body) -> None:
    record_consent(
        party=offer.party, purpose="contact", recipient=for_organisation(body.pk), given=True,
        channel="form", language="de",
    )  # fmt: skip


def test_a_consent_given_with_the_form_is_shown_and_taken_back(client, travel):
    travel("2026-11-02 12:00")
    offer, body = offers.ready(), directory.organisation(name="Kreis Nord")
    other = directory.organisation(name="Kreis Süd")
    allow(offer, body)
    allow(offer, other)
    token = status_token(offer)
    page = client.get(reverse("links:status", kwargs={"token": token})).content.decode()
    assert "Wenn „Kreis Nord“ zusagt" in page
    url = reverse("links:take_back", kwargs={"token": token, "organisation_id": body.pk})
    assert client.post(url).status_code == 302
    assert not is_given(offer.party, "contact", for_organisation(body.pk))
    assert is_given(offer.party, "contact", for_organisation(other.pk))
    page = client.get(reverse("links:status", kwargs={"token": token})).content.decode()
    assert "Kreis Nord" not in page
    assert "Wenn „Kreis Süd“ zusagt" in page


def test_a_body_that_was_asked_has_its_own_way_back(client, travel):
    travel("2026-11-02 12:00")
    offer, need = offers.ready(), needs.open_need()
    allow(offer, need.organisation)
    referrals.sent(offer=offer, need=need)
    token = status_token(offer)
    page = client.get(reverse("links:status", kwargs={"token": token})).content.decode()
    assert "Zustimmung zurücknehmen" in page
    url = reverse(
        "links:take_back", kwargs={"token": token, "organisation_id": need.organisation_id}
    )
    assert client.post(url).status_code == 404

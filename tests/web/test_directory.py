"""The directory's pages: fresh by one click, protected addresses, the table."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock, links
from hilfelotse.directory.actions.contacts import PROFILE
from hilfelotse.directory.models import AcceptanceStop, Accommodation, GoodsIntake
from tests.factories import directory, users

pytestmark = pytest.mark.django_db
SECRET = "Geheimweg 7"


@pytest.fixture
def body():
    made = directory.organisation(contact={"phone": "+49511111111"})
    made.confirmed_at = clock.now() - timedelta(days=120)
    made.save()
    return made


def address(body, name: str = "profile", **kwargs) -> str:
    token = links.issue(
        purpose=PROFILE, subject_id=body.contacts.first().pk, valid=timedelta(days=60)
    )
    return reverse(f"links:{name}", kwargs={"token": token, **kwargs})


def sign_in(client, user):
    client.force_login(user)
    return client


def posted(response, name: str = "form") -> dict:
    """What a browser would send: what the form shows."""
    form = response.context[name]
    data = {}
    for bound in form:
        value = bound.value()
        data[bound.html_name] = "" if value is None else value
    return {key: value for key, value in data.items() if value is not False and value != []}


def test_a_scanner_that_opens_the_link_confirms_nothing(client, body):
    url, before = address(body), body.confirmed_at
    for method in (client.get, client.head):
        assert method(url).status_code == 200
    body.refresh_from_db()
    assert (body.confirmed_at, body.confirmed_by) == (before, "")
    assert "+49511111111" in client.get(url).content.decode()
    assert client.post(url).status_code == 200
    body.refresh_from_db()
    assert body.confirmed_by == "Kim Beispiel"
    assert not body.is_due
    again = client.post(url)
    assert again.status_code == 404
    assert "schon bestätigt" in again.content.decode()


def test_a_body_corrects_a_number_and_that_confirms_its_entry(client, body):
    contact = body.contacts.get()
    url = address(body, "profile_contact", contact_id=contact.pk)
    data = posted(client.get(url)) | {"phone": "0511 222222", "hours": "dienstags"}
    assert client.post(url, data).status_code == 302
    contact.refresh_from_db()
    body.refresh_from_db()
    assert (contact.phone, contact.hours, contact.is_active) == ("+49511222222", "dienstags", True)
    assert not body.is_due


def test_the_last_person_in_charge_stays_until_there_is_another(client, body):
    contact = body.contacts.get()
    url = address(body, "profile_contact", contact_id=contact.pk)
    data = posted(client.get(url))
    del data["is_active"]
    answer = client.post(url, data)
    assert "zuerst jemand anderen" in answer.content.decode()
    contact.refresh_from_db()
    assert contact.is_active


def test_a_body_changes_its_entry_but_not_what_only_the_desk_may_say(client, body):
    url = address(body, "profile_change")
    data = posted(client.get(url)) | {"about": "Neu", "is_trusted": "on", "name": "Die Stadt"}
    assert client.post(url, data).status_code == 302
    name = body.name
    body.refresh_from_db()
    assert (body.about, body.is_trusted, body.name) == ("Neu", False, name)
    wrong = client.post(url, data | {"monthly_helpers": "-3", "paused_until": "2001-01-01"})
    assert set(wrong.context["form"].errors) == {"monthly_helpers", "paused_until"}


def test_the_desk_finds_who_is_not_fresh_and_confirms_on_the_telephone(client, body):
    sign_in(client, users.caseworker())
    fresh = directory.organisation(name="Ganz frisch")
    page = client.get(reverse("desk:organisations") + "?view=old").content.decode()
    assert body.name in page
    assert fresh.name not in page
    url = reverse("desk:organisation_confirm", kwargs={"organisation_id": body.pk})
    assert client.post(url, {"name": "Frau Ümit"}).status_code == 302
    body.refresh_from_db()
    assert body.confirmed_by == "Frau Ümit"
    assert not body.is_due


def test_the_desk_enters_what_is_agreed_and_what_is_taken(client, body):
    sign_in(client, users.caseworker())
    url = reverse("desk:organisation_edit", kwargs={"organisation_id": body.pk})
    data = posted(client.get(url)) | {
        "insurer": "Land", "is_trusted": "on", "data_agreed_on": "2026-01-05",
    }  # fmt: skip
    assert client.post(url, data).status_code == 302
    body.refresh_from_db()
    assert (body.insurer, body.is_trusted, str(body.data_agreed_on)) == ("Land", True, "2026-01-05")
    url = reverse("desk:organisation_intakes", kwargs={"organisation_id": body.pk})
    rows = {
        "intakes-TOTAL_FORMS": "2", "intakes-INITIAL_FORMS": "0",
        "intakes-0-goods": "books", "intakes-0-condition": "2", "intakes-0-hours": "Mo 10–12",
        "intakes-1-goods": "books", "intakes-1-condition": "2",
    }  # fmt: skip
    assert client.post(url, rows).status_code == 200
    assert not GoodsIntake.objects.exists()
    assert client.post(url, rows | {"intakes-1-goods": ""}).status_code == 302
    assert GoodsIntake.objects.get().hours == "Mo 10–12"


def test_a_stop_for_a_kind_of_help(client):
    sign_in(client, users.caseworker())
    url = reverse("desk:stop_new")
    for wrong in ({}, {"goods": "books", "activity": "SPE"}):
        assert "goods" in client.post(url, {"reason": "voll"} | wrong).context["form"].errors
    assert client.post(url, {"reason": "voll", "activity": "SPE"}).status_code == 302
    assert AcceptanceStop.objects.get().activity == "SPE"
    assert "Spenden sortieren" in client.get(reverse("desk:stops")).content.decode()


def test_a_secret_address_is_on_the_leads_page_alone(client):
    body = directory.organisation()
    house = directory.accommodation(
        operator=body, circle=body, address=SECRET, protection=Accommodation.Protection.SECRET
    )
    own = {"accommodation_id": house.pk}
    page, edit = (
        reverse("desk:accommodation", kwargs=own),
        reverse("desk:accommodation_edit", kwargs=own),
    )
    elsewhere = [
        reverse("desk:accommodations"),
        reverse("desk:organisations"),
        reverse("desk:organisations_table"),
        reverse("desk:organisation", kwargs={"organisation_id": body.pk}),
        reverse("desk:search") + "?q=Geheimweg",
    ]
    sign_in(client, users.caseworker())
    for url in [page, edit, *elsewhere]:
        assert SECRET not in client.get(url).content.decode(), url
    client.post(edit, posted(client.get(edit)) | {"address": "x", "protection": "public"})
    house.refresh_from_db()
    assert (house.address, house.protection) == (SECRET, "secret")
    sign_in(client, users.user(Role.LEAD))
    assert SECRET in client.get(page).content.decode()
    assert SECRET in client.get(edit).content.decode()
    for url in elsewhere:
        assert SECRET not in client.get(url).content.decode(), url


def test_the_desk_sees_the_address_of_a_house_for_partners(client):
    house = directory.accommodation(address="Parkweg 3")
    sign_in(client, users.caseworker())
    page = client.get(reverse("desk:accommodation", kwargs={"accommodation_id": house.pk}))
    assert "Parkweg 3" in page.content.decode()


def test_the_table_runs_no_formula(client):
    directory.organisation(name="=HYPERLINK(1)", contact={"role": "@SUM(A1)"})
    sign_in(client, users.caseworker())
    answer = client.get(reverse("desk:organisations_table"))
    text = answer.content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("'=HYPERLINK(1);")
    assert ";'@SUM(A1);" in text
    assert answer["Content-Disposition"] == 'attachment; filename="verzeichnis.csv"'

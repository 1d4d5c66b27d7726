"""Gifts of money over the pages: the public's, the desk's, the body's from its mail."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hilfelotse.base import clock, idempotency, links
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.money.actions.advice import advise
from hilfelotse.money.models import Advice, Recipient
from hilfelotse.web.components import guard
from tests.factories import directory, money, offers, users

pytestmark = pytest.mark.django_db
PAGE, IBAN = "/de/geldspende/", "DE02 1203 0000 0000 2020 51"
COLLEAGUE = "Marke-Kollegin"


def sent(client, **fields):
    """The public form as a company fills it."""
    filled = {
        "giver": "company", "group_name": "Muster GmbH", "purpose": "children", "amount": "300",
        "text": "Wir möchten helfen.", "name": "Toni", "email": "toni@post.example", "phone": "",
        "website": "", "started": guard.started_now(), "key": idempotency.new_key(),
    }  # fmt: skip
    return client.post(PAGE, filled | fields)


@pytest.fixture
def slow(monkeypatch) -> None:
    monkeypatch.setattr(guard, "hurried", lambda started: False)


@pytest.fixture
def desk(client):
    user = users.caseworker(name=COLLEAGUE)
    client.force_login(user)
    client.user = user
    return client


def test_the_answer_is_often_there_already(client) -> None:
    checked = money.recipient(
        user=users.caseworker(name=COLLEAGUE), organisation=directory.organisation(name="Kreis Gut")
    )
    stale = money.recipient(organisation=directory.organisation(name="Kreis Alt"))
    Recipient.objects.filter(pk=stale.pk).update(valid_until=clock.today() - timedelta(days=1))
    hidden = money.recipient(organisation=directory.organisation(name="Kreis Geheim"))
    Organisation.objects.filter(pk=hidden.organisation_id).update(is_public=False)
    page = client.get(PAGE).content.decode()
    assert checked.organisation.name in page
    assert money.IBAN in page
    for word in ("Kreis Alt", "Kreis Geheim", COLLEAGUE):
        assert word not in page


def test_an_enquiry_becomes_a_case(client, slow) -> None:
    response = sent(client)
    assert response.status_code == 302, response.content.decode()
    case = Case.objects.get()
    assert (case.kind, case.money_offer.amount, case.party.group_name) == (
        "money", 300, "Muster GmbH",
    )  # fmt: skip


@pytest.mark.parametrize("field", ["text", "group_name", "name"])
def test_bank_data_come_back_marked(client, slow, field: str) -> None:
    response = sent(client, **{field: f"Bitte abbuchen: {IBAN} danke"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "anfängt" in page
    assert "DE02 1203 00 …" in page
    assert f"{IBAN} danke" in page  # nothing that was typed is lost
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "-1"}, {"amount": "9" * 30}, {"giver": "<script>"}, {"purpose": "me"},
        {"by_day_day": "31", "by_day_month": "2", "by_day_year": "2027"},
        {"by_day_day": "1", "by_day_month": "1", "by_day_year": "1999"}, {"email": ""},
    ],
)  # fmt: skip
def test_what_cannot_be_comes_back(client, slow, wrong: dict) -> None:
    response = sent(client, **wrong)
    assert response.status_code == 200
    assert "Wir möchten helfen." in response.content.decode()
    assert not Case.objects.exists()


def test_the_desk_names_and_hears(desk) -> None:
    offer, row = money.offer(), money.recipient()
    url = reverse("desk:case", args=[offer.case_id])
    assert row.organisation.name in desk.get(url).content.decode()
    desk.post(reverse("desk:advise", args=[offer.case_id]), {"advise-recipients": row.pk})
    named = Advice.objects.get()
    again = desk.post(reverse("desk:advise", args=[offer.case_id]), {"advise-recipients": row.pk})
    assert again.status_code == 422  # named once is enough
    desk.post(reverse("desk:gift_result", args=[named.pk]), {f"gift-{named.pk}-text": "500 Euro"})
    named.refresh_from_db()
    assert named.result == "500 Euro"
    assert "Spende gemeldet" in desk.get(url).content.decode()


def test_nobody_invents_a_recipient(desk) -> None:
    offer = money.offer()
    stale = money.recipient()
    Recipient.objects.filter(pk=stale.pk).update(valid_until=clock.today() - timedelta(days=1))
    for wrong in (stale.pk, 10**12, "x"):
        url = reverse("desk:advise", args=[offer.case_id])
        assert desk.post(url, {"advise-recipients": wrong}).status_code == 422
    assert not Advice.objects.exists()


def test_checking_a_recipient(desk) -> None:
    body = directory.organisation()
    until = clock.today() + timedelta(days=100)
    fields = {
        "organisation": body.pk, "purpose": "any", "account": IBAN,
        "valid_until_day": until.day, "valid_until_month": until.month,
        "valid_until_year": until.year,
    }  # fmt: skip
    wrong = desk.post(reverse("desk:recipient_new"), fields | {"account": "DE02 1203 0000 0000"})
    assert wrong.status_code == 200
    assert "IBAN kann nicht stimmen" in wrong.content.decode()
    desk.post(reverse("desk:recipient_new"), fields)
    row = Recipient.objects.get()
    assert (row.organisation, row.checked_by) == (body, desk.user)
    assert COLLEAGUE in desk.get(reverse("desk:recipients")).content.decode()
    assert desk.get(reverse("desk:recipient_edit", args=[row.pk])).status_code == 200
    desk.post(reverse("desk:recipient_end", args=[row.pk]))
    assert "wird nicht genannt" in desk.get(reverse("desk:recipients")).content.decode()


def test_a_body_reports_from_its_mail_and_learns_nothing(client) -> None:
    offer = money.offer(sender=offers.sender(name="Marke-Name"), text="MARKE-TEXT")
    [named] = advise(user=users.caseworker(), offer=offer, recipients=[money.recipient()])
    token = links.issue(purpose="gift", subject_id=named.pk, valid=timedelta(days=1))
    url = f"/de/spende/{token}/"
    page = client.get(url).content.decode()
    for word in ("Marke-Name", "MARKE-TEXT", "Unternehmen", offer.case.reference):
        assert word not in page
    assert "Kontonummer" in client.post(url, {"text": f"von {IBAN}"}).content.decode()
    assert client.post(url, {"text": "500 Euro sind da"}).status_code == 200
    assert client.get(url).status_code == 404
    assert client.post(url, {"text": "noch einmal"}).status_code == 404


def test_the_citizen_sees_accounts_but_no_words_of_the_body(client) -> None:
    offer = money.offer()
    [named] = advise(user=users.caseworker(), offer=offer, recipients=[money.recipient()])
    Advice.objects.filter(pk=named.pk).update(result="MARKE-WORT", result_at=clock.now())
    token = links.issue(purpose="status", subject_id=offer.case_id, valid=timedelta(days=1))
    page = client.get(f"/de/status/{token}/").content.decode()
    assert money.IBAN in page
    assert "Ihre Spende ist angekommen" in page
    assert "MARKE-WORT" not in page

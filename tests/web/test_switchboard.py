"""168-0: five fields, one's own notes, and nobody else's."""

import re

import pytest
from django.test import Client

from hilfelotse.accounts.roles import Role
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.models import Case
from hilfelotse.knowledge.actions import write_page
from hilfelotse.privacy.models import Access
from tests.factories import calls, users

pytestmark = pytest.mark.django_db
NOTE = {"wish": "goods", "text": "Drei Fahrräder", "name": "Petra Lange", "phone": "0511 123456",
        "slot": "soon", "language": "de"}  # fmt: skip


@pytest.fixture
def mehmet():
    return users.user(Role.SWITCHBOARD, name="Mehmet Yıldırım")


@pytest.fixture
def client(mehmet) -> Client:
    client = Client()
    client.force_login(mehmet)
    return client


def send(client, result: str, **fields) -> str:
    return client.post("/switchboard/", NOTE | {"result": result} | fields, follow=True)


def test_signing_in_leads_there(client):
    assert client.get("/home/")["Location"] == "/switchboard/"


def test_five_fields(client):
    text = client.get("/switchboard/").content.decode()
    visible = re.findall(r'<(?:input(?! type="hidden")|select|textarea)[^>]* name="(\w+)"', text)
    main = text[text.index("<main") : text.index("</main")]
    assert {name for name in visible if f'name="{name}"' in main} == {
        "wish", "text", "name", "phone", "slot", "language",  # when and in which language: one line
    }  # fmt: skip


@pytest.mark.parametrize(
    ("now", "shown"),
    [("2026-11-02 10:00", "0511 168-30088"), ("2026-11-02 18:00", "Bieten Sie einen Rückruf an.")],
)
def test_put_through_only_where_somebody_answers(client, travel, now, shown):
    travel(now)
    text = client.get("/switchboard/").content.decode()
    assert shown in text
    assert ('value="put_through"' in text) == (shown.startswith("0511"))


@pytest.mark.parametrize("result", ["put_through", "callback", "answered"])
def test_each_button_is_one_note(client, mehmet, result):
    text = send(client, result).content.decode()
    case = Case.objects.get()
    assert case.reference in text
    note = CallNote.objects.get()
    assert (note.user, note.result, note.channel) == (mehmet, result, "switchboard")
    assert (case.kind, case.party.name, case.channel) == ("goods", "Petra Lange", "switchboard")
    assert Callback.objects.count() == (result == "callback")


def test_a_call_back_needs_a_number(client):
    response = send(client, "callback", phone="")
    assert response.status_code == 422
    assert "Für einen Rückruf brauchen wir eine Telefonnummer." in response.content.decode()
    assert not Case.objects.exists()


@pytest.mark.parametrize("result", ["passed_on", "not_ours", "offer", "look", ""])
def test_what_the_switchboard_does_not_do_writes_nothing(client, result):
    response = send(client, result)
    assert response.status_code == 200
    assert "Drei Fahrräder" in response.content.decode()
    assert not Case.objects.exists()


def test_a_chosen_case_is_not_for_the_switchboard(client):
    case = calls.noted(users.caseworker())
    send(client, "answered", chosen=f"c{case.pk}", who="Petra")
    assert case.call_notes.count() == 1


def test_one_sees_ones_own_notes_of_a_day_and_no_others(client, mehmet, travel):
    travel("2026-11-02 10:00")
    calls.noted(mehmet, channel="switchboard", text="Gestern notiert")
    calls.noted(users.user(Role.SWITCHBOARD), channel="switchboard", text="Andere Zentrale")
    calls.noted(users.caseworker(), text="Am Schreibtisch notiert")
    travel("2026-11-03 10:01")
    case = calls.noted(mehmet, channel="switchboard", text="Heute notiert")
    text = client.get("/switchboard/").content.decode()
    assert "Heute notiert" in text
    for words in ("Gestern notiert", "Andere Zentrale", "Am Schreibtisch notiert"):
        assert words not in text
    rows = Access.objects.filter(user=mehmet).values_list("case_id", "route")
    assert list(rows) == [(case.pk, "switchboard:note")]


def test_what_went_to_the_lead_shows_its_number_only(client, mehmet):
    case = calls.noted(mehmet, channel="switchboard", text="Er schlägt sein Kind")
    restrict(case=case)
    text = client.get("/switchboard/").content.decode()
    assert case.reference in text
    assert "schlägt" not in text
    assert "Petra Lange" not in text


@pytest.mark.parametrize("url", ["/desk/call/", "/desk/call/callers/?who=Petra", "/desk/callbacks/",
                                 "/desk/search/?q=Petra", "/desk/"])  # fmt: skip
def test_no_case_and_nobody_is_found_elsewhere(client, url):
    calls.noted(users.caseworker())
    assert client.get(url).status_code == 403


def test_looking_up_and_reporting_what_is_no_longer_so(client):
    answer = write_page(
        user=users.caseworker(), title="Wo gibt man Fahrräder ab?", text="In der Werkstatt.",
        subject="goods",
    )  # fmt: skip
    text = client.get("/switchboard/lookup/?text=Fahrrad", HTTP_HX_REQUEST="true").content.decode()
    assert "In der Werkstatt." in text
    assert f"/switchboard/answers/{answer.pk}/outdated/" in text
    client.post(f"/switchboard/answers/{answer.pk}/outdated/", {"note": "geschlossen"})
    answer.refresh_from_db()
    assert answer.outdated_note == "geschlossen"

"""Answers before a question is sent, the way of the answer, and ideas for the lead."""

import pytest

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.base.idempotency import new_key
from hilfelotse.cases.models import Case
from hilfelotse.history import timeline
from hilfelotse.referrals.actions.finish import close_concern
from hilfelotse.web.components import guard
from hilfelotse.web.links import way
from tests.factories import cases, directory, knowledge, users

pytestmark = pytest.mark.django_db
DEUTSCH = "Wo kann ich Deutsch lernen?"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", -1)


def sent(**changed) -> dict:
    return {
        "name": "Toni <Ö>", "email": "toni@post.example", "phone": "0511 123456", "website": "",
        "text": DEUTSCH, "way": "", "started": guard.started_now(), "key": new_key(),
    } | changed  # fmt: skip


def test_fitting_answers_come_before_sending(client):
    knowledge.page(DEUTSCH, text="In der Volkshochschule.")
    page = client.post("/de/frage/", sent(text=f"{DEUTSCH}\nIch bin neu.")).content.decode()
    assert "Hilft Ihnen das schon?" in page
    assert "In der Volkshochschule." in page
    assert "Toni &lt;Ö&gt;" in page
    assert f"{DEUTSCH}\nIch bin neu." in page
    assert not Case.objects.exists()
    again = client.post("/de/frage/", sent(sure="1", step="change")).content.decode()
    assert "Ihre Frage an uns" in again
    assert "Toni &lt;Ö&gt;" in again
    assert "error-summary" not in again
    assert not Case.objects.exists()
    assert client.post("/de/frage/", sent(sure="1")).status_code == 302
    assert Case.objects.get().text == DEUTSCH


def test_only_answers_for_everybody_are_shown(client):
    secret = directory.organisation(name="Frauenhaus", is_public=False)
    knowledge.page(DEUTSCH, text="Geheim bei uns.", responsible=secret)
    knowledge.page("Wo Deutsch lernen?", text="Seit gestern falsch.", outdated_at=clock.now())
    knowledge.page("Deutsch lernen wo?", text="Zurückgezogen.", retired_at=clock.now())
    assert client.post("/de/frage/", sent()).status_code == 302


def test_a_cry_for_help_is_not_held_up(client):
    knowledge.page(DEUTSCH)
    knowledge.rule("wird geschlagen", sign="danger")
    answer = client.post("/de/frage/", sent(text=f"{DEUTSCH} Meine Nachbarin wird geschlagen."))
    assert answer.status_code == 302
    assert Case.objects.get().is_restricted


def test_who_wants_to_be_called_is_marked(client):
    assert client.post("/de/frage/", sent(way="phone")).status_code == 302
    assert client.post("/de/frage/", sent(way="mail")).status_code == 302
    calls, writes = Case.objects.order_by("pk")
    assert timeline.of(calls).filter(verb="wants_call").count() == 1
    client.force_login(users.caseworker())
    assert "möchte angerufen werden" in client.get(f"/desk/cases/{calls.pk}/").content.decode()
    assert "möchte angerufen werden" not in client.get(f"/desk/cases/{writes.pk}/").content.decode()


@pytest.mark.parametrize(
    ("way_", "missing", "said"),
    [("phone", "phone", "brauchen wir Ihre Telefonnummer"), ("mail", "email", "Ihre Adresse")],
)
def test_the_way_needs_its_address(client, way_, missing, said):
    page = client.post("/de/frage/", sent(way=way_) | {missing: ""})
    assert page.status_code == 200
    assert said in page.content.decode()
    assert not Case.objects.exists()


def idea(**changed) -> dict:
    own = {"what": "Ein Garten für alle", "where": "Linden", "missing": "Ein Grundstück"}
    return {name: value for name, value in sent().items() if name not in {"text", "way"}} | (
        own | changed
    )


def test_an_idea_is_for_the_lead_who_answers_it(client):
    assert client.post("/en/idee/", idea()).status_code == 302
    case = Case.objects.get()
    assert (case.kind, case.queue, case.owner) == ("idea", "lead", None)
    assert case.due_at is not None
    assert case.text == (
        "Was ist Ihre Idee?\nEin Garten für alle\n\nWo soll das sein?\nLinden\n\n"
        "Was fehlt Ihnen noch?\nEin Grundstück"
    )
    client.force_login(users.user(Role.LEAD))
    page = client.get(f"/desk/cases/{case.pk}/").content.decode()
    assert "An die Leitung" in page
    assert "Aus Ihrer Idee" not in page
    case = close_concern(user=users.user(Role.LEAD), case=case, outcome="in_use")
    assert way.outcome(case) == "Aus Ihrer Idee wird etwas. Vielen Dank!"


def test_an_idea_without_words_comes_back_whole(client):
    page = client.post("/de/idee/", idea(what=" ", missing="M" * 1001)).content.decode()
    assert "Beschreiben Sie kurz Ihre Idee." in page
    assert "Linden" in page
    assert "M" * 1001 in page
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("kind", "outcome", "words"),
    [
        ("goods", "handed_over", "Ihre Sachen sind angekommen. Vielen Dank!"),
        ("goods", "answered", "Wir haben Ihnen geantwortet."),
        ("housing", "moved_in", "Ihre Wohnung ist bezogen. Vielen Dank!"),
        ("housing", "not_suitable", "Ihre Wohnung passt leider nicht. Danke für Ihr Angebot!"),
        ("property", "not_suitable", "Ihr Objekt passt leider nicht. Danke für Ihr Angebot!"),
        ("question", "answered", "Wir haben Ihre Frage beantwortet."),
    ],
)
def test_how_it_ended_in_words_of_its_kind(kind, outcome, words):
    case = close_concern(user=users.caseworker(), case=cases.question(kind=kind), outcome=outcome)
    assert way.outcome(case) == words


def test_the_desk_offers_the_outcomes_of_the_kind(client):
    client.force_login(users.caseworker())
    case = cases.question(kind="idea")
    page = client.get(f"/desk/cases/{case.pk}/").content.decode()
    assert 'value="in_use"' in page
    for other in ("moved_in", "handed_over", "forwarded", "placed"):
        assert f'value="{other}"' not in page
    client.post(f"/desk/cases/{case.pk}/close/", {"close-outcome": "moved_in"})
    case.refresh_from_db()
    assert case.is_open

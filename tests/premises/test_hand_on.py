"""What is only for the city stays there; what a body reads of premises, and on which page."""

from datetime import timedelta

import pytest

from hilfelotse.base import links
from hilfelotse.base.idempotency import new_key
from hilfelotse.history import timeline
from hilfelotse.premises.actions import offer
from hilfelotse.premises.actions.hand_on import OnlyInTheCity, hand_on
from hilfelotse.premises.profile import before, shown
from hilfelotse.referrals.actions.opinion import ask_opinions, expire_opinions, give_opinion
from tests.factories import directory, premises, users

pytestmark = pytest.mark.django_db
ADDRESS = "Am Maschsee 7"


@pytest.fixture(autouse=True)
def _today(travel):
    travel("2026-11-02 12:00")


@pytest.fixture
def hotel():
    premises.criterion("fire", question="Brandschutz?")
    return premises.hotel(address=ADDRESS, answers={"fire": True})


def values(rows: list[dict]) -> str:
    return " | ".join(f"{row['label']} {row['value']}" for row in rows)


@pytest.mark.parametrize("level", ["internal", "secret"])
def test_only_open_premises_leave_the_city(hotel, level) -> None:
    lead, circle = users.user("lead"), directory.organisation()
    offer.set_confidentiality(user=lead, premises=hotel, level=level)
    with pytest.raises(OnlyInTheCity):
        hand_on(user=lead, case=hotel.case, organisation=circle, text="Ein Hotel.")
    assert not hotel.case.referrals.exists()
    referral = hand_on(user=lead, case=hotel.case, organisation=directory.department())
    assert ADDRESS in values(shown(referral))


def test_open_premises_go_anywhere_without_the_address() -> None:
    room, circle = premises.room(address=ADDRESS), directory.organisation()
    hand_on(user=users.caseworker(), case=room.case, organisation=circle, text="Ein Raum.")
    seen = values(shown(room.case.referrals.get()))
    assert "dienstags 17 bis 19 Uhr" in seen
    assert ADDRESS not in seen


def test_a_department_sees_facts_and_findings_before_and_after(hotel) -> None:
    department, circle = directory.department(), directory.organisation()
    assert "Brandschutz? ja" in values(before(hotel.case, department))
    assert "Brandschutz?" not in values(before(hotel.case, circle))
    said = {"organisations": [department], "text": "Geht das?"}
    [asked] = ask_opinions(user=users.caseworker(), case=hotel.case, **said)
    assert shown(asked) == before(hotel.case, department)


def test_secret_has_its_own_words(hotel) -> None:
    due_at = hotel.case.due_at
    offer.set_confidentiality(user=users.caseworker(), premises=hotel, level="secret")
    hotel.case.refresh_from_db()
    assert (hotel.case.is_restricted, hotel.case.is_urgent) == (True, False)
    assert hotel.case.due_at == due_at
    verbs = [event.verb for event in timeline.of(hotel.case)]
    assert "kept_secret" in verbs
    assert "restricted" not in verbs


# --- pages ----------------------------------------------------------------------------------


def test_the_printed_page_while_the_opinion_is_open(client, hotel) -> None:
    said = {"organisations": [directory.department()], "text": "Geht das?"}
    [asked] = ask_opinions(user=users.caseworker(), case=hotel.case, **said)
    token = links.issue(purpose="referral_answer", subject_id=asked.pk, valid=timedelta(days=1))
    page = client.get(f"/de/anfrage/{token}/").content.decode()
    assert ADDRESS in page
    assert "Brandschutz?" in page
    assert hotel.case.party.name not in page
    url = f"/de/anfrage/{token}/objekt.pdf"
    assert client.get(url).content.startswith(b"%PDF")
    answer = {"verdict": "yes", "text": "Gut gelegen"}
    assert client.post(f"/de/anfrage/{token}/", answer).status_code == 200
    assert client.get(url).status_code == 404


def test_two_of_three_say_what_they_think_and_one_is_silent(client, hotel, travel) -> None:
    client.force_login(users.caseworker())
    bodies = [directory.department(name=name) for name in ("Planung", "Feuerwehr", "Soziales")]
    asked = {"organisations": [body.pk for body in bodies], "text": "Geht das?", "key": new_key()}
    page = client.post(f"/desk/cases/{hotel.case_id}/opinions/", asked)
    assert page.status_code == 302
    first, second, silent = hotel.case.referrals.order_by("pk")
    give_opinion(referral=first, verdict="yes", text="Gut gelegen")
    give_opinion(referral=second, verdict="conditions", text="Nur mit zweitem Rettungsweg")
    hotel.case.refresh_from_db()
    assert hotel.case.waiting_on == "organisation"
    travel("2026-11-10 12:01")
    assert expire_opinions() == 1
    silent.refresh_from_db()
    hotel.case.refresh_from_db()
    assert (silent.state, hotel.case.waiting_on) == ("expired", "")
    client.force_login(users.caseworker())  # the week ended the session
    page = client.get(f"/desk/cases/{hotel.case_id}/").content.decode()
    assert "Nur mit zweitem Rettungsweg" in page


def test_the_desk_is_told_why_it_does_not_go(client, hotel) -> None:
    circle = directory.organisation(name="Café Linden")
    client.force_login(users.caseworker())
    url = f"/desk/cases/{hotel.case_id}/pass-on/"
    form = {"organisation": circle.pk, "cover": "Ein Hotel.", "step": "preview"}
    page = client.post(url, form).content.decode()
    assert "Dieses Objekt ist nur für die Stadt" in page
    assert not hotel.case.referrals.exists()
    client.post(url, form | {"step": "send", "key": new_key()})
    assert not hotel.case.referrals.exists()


def test_a_secret_dossier_is_for_lead_and_owner(client, hotel) -> None:
    offer.set_confidentiality(user=users.caseworker(), premises=hotel, level="secret")
    url = f"/desk/cases/{hotel.case_id}/premises/dossier.pdf"
    client.force_login(users.caseworker())
    assert client.get(url).status_code == 404
    client.force_login(users.user("lead"))
    assert client.get(url).content.startswith(b"%PDF")

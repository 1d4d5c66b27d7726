"""„Wohin?“ on the page of a case: a suggestion that a person accepts; danger."""

import pytest
from django.urls import reverse

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Responsibility
from tests.factories import cases, directory, knowledge, offers, users
from tests.factories.seen import verbs

pytestmark = pytest.mark.django_db


def sign_in(client, *roles: Role) -> User:
    user = users.user(*roles)
    client.force_login(user)
    return user


def page(client, case: Case) -> str:
    response = client.get(reverse("desk:case", args=[case.pk]))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def rules() -> None:
    knowledge.rule("schul*", "school")
    knowledge.rule("heute noch", sign="urgent")
    knowledge.rule("bedroht", sign="danger")
    body = directory.department(
        name="Fachbereich Schule",
        contact={"name": "Frau Amt", "hours": "Mo bis Fr 9–12 Uhr", "address": "Leinestraße 901",
                 "way_there": "bis Markthalle"},
    )  # fmt: skip
    Responsibility.objects.create(subject="school", organisation=body, note="Vormittags")


def test_the_suggestion_with_its_reason_and_who_is_responsible(client, rules):
    sign_in(client, Role.CASEWORKER)
    case = cases.question(text="Heute noch: welche Schule in Linden?")
    shown = page(client, case)
    assert "Vorschlag: <strong>Schule</strong>" in shown
    assert "<mark>Heute noch</mark>: welche <mark>Schule</mark> in Linden?" in shown
    for word in ("Fachbereich Schule", "Vormittags", "Frau Amt", "Mo bis Fr 9–12 Uhr",
                 "Leinestraße 901. So kommen Sie hin: bis Markthalle"):  # fmt: skip
        assert word in shown
    assert "116 016" not in shown


def test_accepting_it_with_one_click(client, rules):
    user = sign_in(client, Role.CASEWORKER)
    case = cases.question(text="Heute noch: welche Schule?")
    client.post(
        reverse("desk:mark", args=[case.pk]),
        {"mark-key": "A" * 22, "mark-subject": "school", "mark-is_urgent": "on"},
    )
    case.refresh_from_db()
    assert (case.subject, case.is_urgent) == ("school", True)
    assert verbs(case)[-1] == ("marked", "staff")
    shown = page(client, case)
    assert "Thema: <strong>Schule</strong>" in shown
    assert "Vorschlag übernehmen" not in shown
    assert user.name in shown


def test_silence_is_said(client, rules):
    sign_in(client, Role.CASEWORKER)
    shown = page(client, cases.question(text="Guten Tag"))
    assert "Das Programm ist sich nicht sicher." in shown
    assert "Vorschlag übernehmen" not in shown


def test_wrong_marks_come_back(client, rules):
    sign_in(client, Role.CASEWORKER)
    case = cases.question()
    url = reverse("desk:mark", args=[case.pk])
    for wrong in ({"mark-subject": "x"}, {"mark-subject": ""},
                  {"mark-subject": "school", "mark-postcode": "1"}):  # fmt: skip
        assert client.post(url, wrong).status_code == 422
    case.refresh_from_db()
    assert case.subject == ""


def test_a_body_that_writes_is_known(client):
    sign_in(client, Role.CASEWORKER)
    directory.organisation(name="Kreis Bekannt", contact={"email": "kim@kreis.example"})
    case = cases.question(sender=offers.sender(email="kim@kreis.example"))
    assert "Kreis Bekannt" in page(client, case)


def test_danger_shows_the_numbers_to_the_lead_at_once(client, rules):
    lead = sign_in(client, Role.LEAD)
    case = cases.question(text="Meine Schwester wird bedroht.")
    assert (case.is_restricted, case.queue) == (True, Case.Queue.LEAD)
    shown = page(client, case)
    for word in ("110", "112", "116 016", "Eingeschränkt", '<mark dir="auto">bedroht</mark>'):
        assert word in shown
    assert shown.index("116 016") < shown.index("case-head")
    client.post(reverse("desk:unrestrict", args=[case.pk]), {"key": "A" * 22})
    case.refresh_from_db()
    assert not case.is_restricted
    assert lead.name in page(client, case)
    assert "116 016" not in page(client, case)


def test_the_youth_office_where_its_number_is_known(client, rules, settings):
    sign_in(client, Role.LEAD)
    case = cases.question(text="Ein Kind wird bedroht.")
    assert "Jugendamt" not in page(client, case)
    settings.OFFICE = settings.OFFICE | {"youth_office": "0511 000-1"}
    assert '<a href="tel:05110001">' in page(client, case)


def test_a_caseworker_hands_danger_over_and_sees_it_no_more(client, rules):
    sign_in(client, Role.CASEWORKER)
    case = cases.question(text="Er schaut so komisch.")
    assert "Gefahr: an die Leitung" in page(client, case)
    response = client.post(reverse("desk:restrict", args=[case.pk]), {"key": "A" * 22}, follow=True)
    assert response.redirect_chain == [(reverse("desk:inbox"), 302)]
    assert client.get(reverse("desk:case", args=[case.pk])).status_code == 404
    assert client.post(reverse("desk:unrestrict", args=[case.pk])).status_code == 403


def test_an_offer_has_the_button_too(client, rules):
    sign_in(client, Role.CASEWORKER)
    offer = offers.received()
    assert "Gefahr: an die Leitung" in page(client, offer.case)

"""The desk's pages of what the team knows: answers and gaps, responsibility, stops, rules."""

from datetime import date

import pytest
from django.urls import reverse

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.directory.models import AcceptanceStop, Responsibility
from hilfelotse.knowledge.actions import count_gap, mark_outdated
from hilfelotse.routing.models import Rule
from tests.factories import directory, knowledge, places, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, travel) -> User:
    travel("2026-11-02 10:00")
    user = users.user(Role.LEAD, name="Leitung")
    client.force_login(user)
    return user


@pytest.fixture
def desk(client, travel) -> User:
    travel("2026-11-02 10:00")
    user = users.caseworker(name="Ayse")
    client.force_login(user)
    return user


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_answer_is_found_by_the_beginning_of_a_word(client, desk):
    knowledge.page("Wo gibt es Sprachkurse?")
    page = text_of(client.get(reverse("desk:answers"), {"q": "sprachk"}))
    assert "Wo gibt es Sprachkurse?" in page
    assert "Wo gibt es" not in text_of(client.get(reverse("desk:answers"), {"q": "Xylophon"}))


def test_doubtful_answers_stand_first(client, desk):
    knowledge.page("Aaa sicher")
    mark_outdated(user=desk, page=knowledge.page("Zzz unsicher"), note="Umgezogen")
    page = text_of(client.get(reverse("desk:answers")))
    assert page.index("Zzz unsicher") < page.index("Aaa sicher")


def test_an_answer_that_is_no_longer_so(client, desk):
    answer = knowledge.page()
    page = reverse("desk:answer_page", args=[answer.pk])
    client.post(reverse("desk:answer_outdated", args=[answer.pk]), {"outdated-note": "Neues Haus"})
    shown = text_of(client.get(page))
    assert "Neues Haus" in shown
    assert reverse("editors:page", args=[answer.pk]) in shown


def test_what_is_asked_in_vain_leads_to_a_page_about_it(client, desk):
    for _call in range(23):
        gap = count_gap(text="Wo gibt es Sprachkurse am Abend?", subject="german")
    page = text_of(client.get(reverse("desk:answers")))
    assert "23× gefragt, nicht beantwortet" in page
    assert f"{reverse('editors:new')}?gap={gap.pk}" in page


def test_the_lead_changes_who_is_responsible(client, lead):
    old, new = directory.department(name="Altes Amt"), directory.department(name="Neues Amt")
    here = places.quarter().district
    row = Responsibility.objects.create(
        subject="school", district=here, organisation=old, since=date(2026, 1, 1), note="Alt"
    )
    url = f"{reverse('desk:responsibility_new')}?row={row.pk}"
    assert "Alt" in text_of(client.get(url))
    client.post(url, {"subject": "school", "district": here.pk, "organisation": new.pk})
    now = text_of(client.get(reverse("desk:responsibilities")))
    past = text_of(client.get(reverse("desk:responsibilities"), {"view": "past"}))
    assert ("Neues Amt" in now, "Altes Amt" in now) == (True, False)
    assert ("Neues Amt" in past, "Altes Amt" in past) == (False, True)
    assert "niemand eingetragen" in now  # of all other subjects


def test_the_past_is_not_rewritten(client, lead):
    body = directory.department()
    since = {"since_day": "1", "since_month": "11", "since_year": "2026"}
    response = client.post(
        reverse("desk:responsibility_new"),
        {"subject": "school", "organisation": body.pk, **since},
    )
    assert response.status_code == 200
    assert not Responsibility.objects.exists()


def test_what_begins_later_stands_under_soon(client, lead):
    body = directory.department(name="Kommt noch")
    since = {"since_day": "1", "since_month": "1", "since_year": "2027"}
    client.post(
        reverse("desk:responsibility_new"),
        {"subject": "school", "organisation": body.pk, **since},
    )
    assert "Kommt noch" not in text_of(client.get(reverse("desk:responsibilities")))
    coming = client.get(reverse("desk:responsibilities"), {"view": "coming"})
    assert "Kommt noch" in text_of(coming)
    row = Responsibility.objects.get()
    client.post(reverse("desk:responsibility_end", args=[row.pk]))
    assert not Responsibility.objects.exists()


def test_a_caseworker_reads_but_changes_nothing(client, desk):
    body = directory.department(name="Amt")
    row = Responsibility.objects.create(subject="school", organisation=body)
    rule = knowledge.rule("schul*", "school")
    page = text_of(client.get(reverse("desk:responsibilities")))
    assert "Amt" in page
    assert "beenden" not in page
    assert client.get(reverse("desk:responsibility_new")).status_code == 403
    assert client.post(reverse("desk:responsibility_end", args=[row.pk])).status_code == 403
    assert client.post(reverse("desk:rule_new")).status_code == 403
    assert client.post(reverse("desk:rule_end", args=[rule.pk])).status_code == 403
    assert "Regel beenden" not in text_of(client.get(reverse("desk:rules"), {"view": "school"}))


def test_a_stop_is_entered_and_ended(client, desk):
    until = {"until_day": "24", "until_month": "12", "until_year": "2026"}
    client.post(
        reverse("desk:stop_new"),
        {"goods": "furniture", "reason": "Lager voll", "instead": "Möbelhof", **until},
    )
    stop = AcceptanceStop.objects.get()
    assert (stop.until, stop.organisation) == (date(2026, 12, 24), None)
    assert "Lager voll" in text_of(client.get(reverse("desk:stops")))
    AcceptanceStop.objects.update(since=date(2026, 10, 1))
    client.post(reverse("desk:stop_end", args=[stop.pk]))
    page = text_of(client.get(reverse("desk:stops")))
    assert "Zurzeit wird alles angenommen" in page
    assert "Lager voll" in page  # under „Früher“


def test_trying_a_text_marks_the_words_and_keeps_nothing(client, desk):
    knowledge.rule("schul*", "school")
    knowledge.rule("bedroht", sign="danger")
    response = client.post(reverse("desk:rules"), {"text": "Schule <b>fehlt</b>, sie wird bedroht"})
    page = text_of(response)
    assert "<mark>Schule</mark> &lt;b&gt;fehlt&lt;/b&gt;, sie wird <mark>bedroht</mark>" in page
    assert "Vorschlag: <strong>Schule</strong>" in page
    assert "Gefahr für einen Menschen" in page
    silent = text_of(client.post(reverse("desk:rules"), {"text": "Guten Tag"}))
    assert "Kein Vorschlag" in silent


def test_the_lead_adds_and_ends_a_rule(client, lead):
    new = {"rule-phrase": "Lastenrad", "rule-sign": "subject", "rule-subject": "transport"}
    client.post(reverse("desk:rule_new"), new)
    again = client.post(reverse("desk:rule_new"), new, follow=True)
    assert "Diese Regel gibt es schon." in text_of(again)
    assert "lastenrad" in text_of(client.get(reverse("desk:rules"), {"view": "transport"}))
    rule = Rule.objects.get()
    client.post(reverse("desk:rule_end", args=[rule.pk]))
    assert "lastenrad" not in text_of(client.get(reverse("desk:rules"), {"view": "transport"}))


@pytest.mark.parametrize(
    ("phrase", "sign", "subject"),
    [("*", "urgent", ""), ("ab", "urgent", ""), ("", "urgent", ""), ("fahrrad", "subject", ""),
     ("fahrrad", "magic", "school")],
)  # fmt: skip
def test_bad_rules_come_back_with_a_word(client, lead, phrase, sign, subject):
    response = client.post(
        reverse("desk:rule_new"),
        {"rule-phrase": phrase, "rule-sign": sign, "rule-subject": subject},
    )
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert not Rule.objects.exists()

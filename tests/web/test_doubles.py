"""Pairs at the desk: shown, explained, decided, merged, parted again; nothing restricted leaks."""

import pytest
from django.urls import reverse

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.models import Case
from hilfelotse.duplicates import review
from hilfelotse.duplicates.actions import merge
from hilfelotse.duplicates.models import Decision
from hilfelotse.privacy.models import Access
from tests.factories import cases, offers, users

pytestmark = pytest.mark.django_db
MEIER = {"name": "Anna Meier", "email": "a@post.example", "phone": ""}
MAYER = {"name": "Anna Mayer", "email": "", "phone": "+4951112345"}


@pytest.fixture
def desk(client):
    user = users.caseworker()
    client.force_login(user)
    return user


def of(sender: dict, **fields) -> Case:
    return cases.question(sender=offers.sender(**sender), **fields)


def pair() -> tuple[Case, Case]:
    return of(MEIER), of(MAYER)


def body(client, route: str, **kwargs) -> str:
    return client.get(reverse(route, kwargs=kwargs)).content.decode()


def say(client, case: Case, other: Case, verdict: str, **more):
    url = reverse("desk:pair", kwargs={"case_id": case.pk, "other_id": other.pk})
    return client.post(url, {"verdict": verdict} | more, follow=True)


def test_the_case_page_explains_the_other_and_notes_who_saw_it(client, desk):
    one, other = pair()
    page = body(client, "desk:case", case_id=other.pk)
    assert one.reference in page
    assert "Name klingt gleich: Mayer / Meier" in page
    assert "Zusammenlegen" in page
    assert list(Access.objects.order_by("pk").values_list("case_id", flat=True)) == [
        other.pk, one.pk,
    ]  # fmt: skip


def test_merging_from_the_page_leads_to_the_older_and_back(client, desk):
    one, other = pair()
    add_note(user=desk, case=other, text="Er ruft morgen wieder an.")
    answer = say(client, other, one, "same_concern")
    assert answer.redirect_chain == [(reverse("desk:case", args=[one.pk]), 302)]
    page = answer.content.decode()
    assert "Hier aufgegangen" in page
    assert "Er ruft morgen wieder an." in page  # its history is read here
    gone = body(client, "desk:case", case_id=other.pk)
    assert "Es geht weiter in" in gone
    assert one.reference in gone
    answer = client.post(reverse("desk:unmerge", args=[other.pk]), follow=True)
    assert "wieder getrennt" in answer.content.decode()
    assert Case.objects.get(pk=other.pk).is_open


def test_one_person_with_two_concerns(client, desk):
    one, other = pair()
    answer = say(client, other, one, "same_person")
    page = answer.content.decode()
    assert "Weitere Anliegen dieser Person" in page
    assert "Vielleicht doppelt" not in page
    assert one.reference in page


def test_what_is_not_the_same_is_gone(client, desk):
    one, other = pair()
    page = say(client, other, one, "different").content.decode()
    assert one.reference not in page
    assert Decision.objects.get().verdict == "different"


def test_the_review_list_shows_each_pair_and_comes_back(client, desk):
    one, other = pair()
    page = body(client, "desk:duplicates")
    assert page.count("Nicht dasselbe") == 1
    assert one.reference in page
    assert other.reference in page
    answer = say(client, one, other, "different", back="list")
    assert answer.redirect_chain == [(reverse("desk:duplicates"), 302)]
    assert "Hier ist kein Paar" in answer.content.decode()


def test_the_inbox_says_how_many_wait(client, desk):
    pair()
    assert "Vielleicht doppelt</a>" in body(client, "desk:inbox")
    review.count()
    assert 'Vielleicht doppelt <span class="views__count">1</span>' in body(client, "desk:inbox")


def test_a_refusal_is_explained(client, desk):
    one, other = pair()
    merge(user=desk, case=other, into=one)
    assert "Nur offene Vorgänge" in say(client, other, one, "same_concern").content.decode()
    assert "schon zusammengelegt" in say(client, other, one, "different").content.decode()
    assert "Bitte wählen Sie" in say(client, other, one, "perhaps").content.decode()


def test_a_double_click_merges_once(client, desk):
    one, other = pair()
    for _click in range(2):
        answer = say(client, other, one, "same_concern", key="a" * 22)
        assert "sind zusammengelegt" in answer.content.decode()
    assert Case.objects.filter(merged_into=one).count() == 1


def test_restricted_cases_are_nowhere_for_those_who_may_not_see_them(client, desk):
    lead = users.user(Role.LEAD)
    hidden = restrict(case=of(MEIER))
    other, third = of(MAYER), of(MEIER | {"email": "b@post.example"})
    for url in (
        reverse("desk:case", args=[other.pk]),
        reverse("desk:duplicates"),
        reverse("desk:inbox"),
    ):
        assert hidden.reference not in client.get(url).content.decode(), url
    for case, stranger in ((other, hidden), (hidden, other)):
        assert say(client, case, stranger, "same_concern").status_code == 404
    Case.objects.filter(pk=other.pk).update(owner=desk, queue="")
    merge(user=lead, case=other, into=hidden)
    gone = body(client, "desk:case", case_id=other.pk)  # it is theirs
    assert hidden.reference not in gone
    assert "den nur die Leitung sieht" in gone
    assert other.reference not in body(client, "desk:case", case_id=third.pk)


def test_what_was_merged_into_it_is_shown_only_to_those_who_may_see_it(client, desk):
    lead = users.user(Role.LEAD)
    hidden, inside = restrict(case=of(MEIER)), of(MAYER)
    add_note(user=lead, case=inside, text="MARKER-note")
    merge(user=lead, case=inside, into=hidden)
    Case.objects.filter(pk=hidden.pk).update(owner=desk, queue="")
    page = body(client, "desk:case", case_id=hidden.pk)
    assert "MARKER-note" not in page
    assert inside.reference not in page
    client.force_login(lead)
    page = body(client, "desk:case", case_id=hidden.pk)
    assert "MARKER-note" in page
    assert inside.reference in page

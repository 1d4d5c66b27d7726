"""The queue of promised calls over its page."""

import pytest
from django.test import Client

from hilfelotse.calls.models import Callback
from hilfelotse.cases.actions.mark import restrict
from hilfelotse.privacy.models import Access
from tests.factories import calls, users

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(travel):
    travel("2026-11-02 10:00")
    return users.caseworker(name="Ayşe Karadağ")


def browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def press(client, row: Callback, name: str):
    return client.post(f"/desk/callbacks/{row.pk}/{name}/", follow=True)


def test_the_queue_says_all_one_must_know(desk):
    row = calls.callback(desk, language="uk", wish="ab 15 Uhr", asked_for=desk)
    text = browser(desk).get("/desk/callbacks/").content.decode()
    for words in ("Toni Muster", "0511 16830088", "jetzt dran", "Ukrainisch", "ab 15 Uhr",
                  "0 von 3", "Ayşe Karadağ", row.case.reference, "Deutsch lernen?"):  # fmt: skip
        assert words in text
    seen = Access.objects.filter(user=desk, route="desk:callbacks")
    assert [entry.case_id for entry in seen] == [row.case_id]


def test_a_second_caller_is_told_who_has_it(desk):
    jens, row = users.caseworker(name="Jens Wittkopp"), calls.callback(desk)
    mine = press(browser(desk), row, "hold").content.decode()
    assert "Sie rufen an. Bis 10:10 Uhr" in mine
    theirs = browser(jens)
    assert "Ayşe Karadağ ruft gerade an, bis 10:10 Uhr." in (
        theirs.get("/desk/callbacks/").content.decode()
    )
    for name in ("hold", "failed", "reached", "not-needed", "release"):
        text = press(theirs, row, name).content.decode()
        assert "Ayşe Karadağ ruft dort gerade an, bis 10:10 Uhr." in text
    row.refresh_from_db()
    assert (row.held_by, row.tries, row.end) == (desk, 0, "")


def test_not_reached_says_when_it_is_tried_again_and_at_last_that_it_is_over(desk):
    client, row = browser(desk), calls.callback(desk)
    assert "ab Montag, 12:00 Uhr" in press(client, row, "failed").content.decode()
    press(client, row, "failed")
    text = press(client, row, "failed").content.decode()
    assert f"3-mal nicht erreicht: Der Vorgang {row.case.reference}" in text
    assert "schon erledigt" in press(client, row, "failed").content.decode()


def test_a_double_click_is_one_try(desk):
    client, row = browser(desk), calls.callback(desk)
    for _time in range(2):
        client.post(f"/desk/callbacks/{row.pk}/failed/", {"key": "a" * 22})
    row.refresh_from_db()
    assert row.tries == 1


def test_reached_goes_on_with_the_note_of_that_case(desk):
    row = calls.callback(desk)
    response = press(browser(desk), row, "reached")
    assert response.redirect_chain == [(f"/desk/call/?case={row.case_id}", 302)]
    assert f'value="c{row.case_id}"' in response.content.decode()
    row.refresh_from_db()
    assert row.end == "reached"


def test_restricted_ones_are_nobodys_business(desk):
    row = calls.callback(desk)
    restrict(case=row.case)
    client = browser(desk)
    assert "Toni Muster" not in client.get("/desk/callbacks/").content.decode()
    assert client.post(f"/desk/callbacks/{row.pk}/hold/").status_code == 404


def test_the_number_of_queries_does_not_grow(desk, django_assert_max_num_queries):
    client = browser(desk)
    for _number in range(6):
        calls.callback(desk)
    with django_assert_max_num_queries(16):
        client.get("/desk/callbacks/")

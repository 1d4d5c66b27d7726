"""How what the office gives is spread over the bodies."""

from datetime import date, timedelta

import pytest

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.referrals.models import Referral
from hilfelotse.reports.neutrality import distribution
from tests.factories import directory, needs, referrals, users

pytestmark = pytest.mark.django_db
PERIOD = (date(2026, 11, 1), date(2026, 11, 2))


@pytest.fixture(autouse=True)
def _day(travel):
    travel("2026-11-02 12:00")


def asked(body, state: str, days_ago: int = 0) -> None:
    """A concern of its own for each."""
    answered = None if state == "sent" else clock.now()
    row = referrals.passed_on(organisation=body)
    Referral.objects.filter(pk=row.pk).update(
        state=state,
        answered_at=answered,
        sent_at=clock.now() - timedelta(days=days_ago),
        result="Erledigt." if state == "done" else "",
    )


def test_each_body_with_what_it_was_asked_and_needs():
    busy, poor = directory.department(name="Amt"), directory.organisation(name="Kreis")
    for state in ("accepted", "done", "declined", "expired", "recalled", "sent"):
        asked(busy, state)
    asked(busy, "accepted", days_ago=2)  # before the period
    referrals.opinion(organisation=busy)
    needs.open_need(organisation=poor, quantity=5, taken=2)
    needs.open_need(organisation=poor, quantity=2, taken=2)  # nothing left
    first, second = distribution(*PERIOD)
    assert first.organisation == busy
    assert (first.asked, first.accepted, first.declined) == (6, 2, 1)
    assert (first.silent, first.recalled, first.waiting) == (1, 1, 1)
    assert (first.percent, first.needs, first.places) == (100, 0, 0)
    assert (second.organisation, second.asked, second.percent) == (poor, 0, 0)
    assert (second.needs, second.places) == (1, 3)


def test_the_lead_reads_it_and_takes_a_safe_table(client):
    body = directory.department(name="=cmd()")
    asked(body, "declined")
    client.force_login(users.caseworker())
    assert client.get("/desk/neutrality/").status_code == 403
    client.force_login(users.user(Role.LEAD))
    page = client.get("/desk/neutrality/")
    assert page.context["rows"][0].declined == 1
    assert 'href="/desk/neutrality/"' in page.content.decode()
    table = client.get("/desk/neutrality/table.csv").content.decode("utf-8-sig")
    assert table.splitlines()[1].startswith("'=cmd();")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since_day=99", "Geben Sie ein Datum ein"),
        ("since_day=2&since_month=11&since_year=2026&until_day=1&until_month=11&until_year=2026",
         "„Bis“ liegt vor „Vom“."),
        ("since_day=1&since_month=1&since_year=1900&until_day=1&until_month=11&until_year=2026",
         "aus den letzten drei Jahren"),
        ("since_day=1&since_month=1&since_year=2026&until_day=31&until_month=12&until_year=9999",
         "aus den letzten drei Jahren"),
    ],
)  # fmt: skip
def test_a_period_that_is_none(client, query, said):
    client.force_login(users.user(Role.LEAD))
    assert said in client.get(f"/desk/neutrality/?{query}").content.decode()
    assert client.get(f"/desk/neutrality/table.csv?{query}").status_code == 302

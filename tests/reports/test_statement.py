"""The statement on accessibility is looked through each year and after each big change."""

from datetime import date

import pytest
from django.core.checks import run_checks
from django.urls import reverse

from config import settings as delivered
from hilfelotse.accounts.roles import Role
from hilfelotse.office import accessibility
from hilfelotse.office.accessibility import BIG_CHANGE_ON
from hilfelotse.reports.statement import warn_of_statement
from tests.factories import seen, users

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reviewed(settings, monkeypatch):
    settings.STATEMENT_REVIEWED_ON = "2026-11-23"
    monkeypatch.setattr(accessibility, "BIG_CHANGE_ON", date(2026, 11, 20))
    return settings


def complaints() -> list[str]:
    return [found.id for found in run_checks() if found.id.startswith("office.")]


def told() -> list[str]:
    return sorted(address for template, address in seen.mails() if template == "statement_review")


def test_a_year_later_the_lead_and_the_technicians_are_told_once(
    travel, run_tasks, mailoutbox, reviewed
):
    travel("2026-11-23 09:00")
    lead = users.user(Role.LEAD, email="lead@team.example")
    users.user(Role.ADMINISTRATOR, email="technik@team.example")
    users.user(Role.ADMINISTRATOR, email="gone@team.example", is_active=False)
    users.caseworker(email="ayse@team.example")
    travel("2027-11-23 09:00")
    assert (warn_of_statement(), complaints()) == (0, [])
    travel("2027-11-24 09:00")
    assert (warn_of_statement(), warn_of_statement()) == (2, 0)
    assert told() == ["lead@team.example", "technik@team.example"]
    assert complaints() == ["office.W001"]
    run_tasks()
    body = " ".join(mailoutbox[0].body.split())
    assert "zuletzt am 23. November 2026 geprüft" in body
    assert "/de/barrierefreiheit/" in body

    reviewed.STATEMENT_REVIEWED_ON = "2027-12-01"
    travel("2027-12-01 09:00")
    assert (warn_of_statement(), complaints()) == (0, [])
    travel("2028-12-01 09:00")
    assert warn_of_statement() == 2
    assert lead.is_active


def test_a_big_change_asks_for_a_review_at_once(travel, monkeypatch):
    travel("2026-11-24 09:00")
    users.user(Role.LEAD, email="lead@team.example")
    assert not accessibility.review_is_due()
    monkeypatch.setattr(accessibility, "BIG_CHANGE_ON", date(2026, 11, 24))
    assert accessibility.review_is_due()
    assert (warn_of_statement(), complaints()) == (1, ["office.W001"])


def test_the_leads_notes_say_it_until_it_is_done(travel, client, reviewed):
    travel("2027-11-24 09:00")
    client.force_login(users.user(Role.LEAD))
    assert (
        "zuletzt am 23. November 2026 geprüft"
        in client.get(reverse("desk:alerts")).content.decode()
    )
    reviewed.STATEMENT_REVIEWED_ON = "2027-11-24"
    assert "zuletzt am" not in client.get(reverse("desk:alerts")).content.decode()


def test_a_review_date_that_is_none_stops_the_start(reviewed):
    reviewed.STATEMENT_REVIEWED_ON = "gestern"
    assert complaints() == ["office.E001"]


def test_the_statement_as_it_is_delivered_was_reviewed_after_the_last_big_change():
    reviewed = date.fromisoformat(delivered.STATEMENT_REVIEWED_ON)
    assert reviewed >= BIG_CHANGE_ON >= accessibility.CREATED_ON

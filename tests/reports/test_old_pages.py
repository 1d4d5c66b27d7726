"""Whoever keeps a page is told before it ends, once for each last day."""

from datetime import date

import pytest

from hilfelotse.accounts.roles import Role
from hilfelotse.knowledge.actions import describe_page, retire_page
from hilfelotse.reports.old_pages import warn_of_old_pages
from tests.factories import knowledge, seen, users

pytestmark = pytest.mark.django_db


def warned() -> list[str]:
    return [address for template, address in seen.mails() if template == "page_ends"]


def test_the_editor_is_told_two_weeks_before(travel, run_tasks, mailoutbox):
    travel("2026-11-02 08:00")
    editor = users.user(Role.EDITOR_CITY, email="clara@team.example")
    page = knowledge.page("Wo ist das Lager?", valid_until=date(2026, 12, 24), editor=editor)
    travel("2026-12-09 08:00")
    assert warn_of_old_pages() == 0
    travel("2026-12-10 08:00")
    assert (warn_of_old_pages(), warn_of_old_pages()) == (1, 0)
    assert warned() == ["clara@team.example"]
    run_tasks()
    assert "gilt nur bis zum 24. Dezember 2026" in " ".join(mailoutbox[0].body.split())
    assert f"/redaktion/seiten/{page.pk}/" in mailoutbox[0].body
    describe_page(user=editor, page=page, valid_until=date(2026, 12, 31))
    travel("2026-12-17 08:00")
    assert warn_of_old_pages() == 1


def test_whoever_checked_it_stands_in(travel):
    travel("2026-11-02 08:00")
    checker = users.caseworker(email="ayse@team.example")
    gone = users.user(Role.EDITOR_CITY, is_active=False)
    region = users.user(Role.EDITOR_REGION)
    soon = {"valid_until": date(2026, 11, 5), "user": checker}
    for number, editor in enumerate((gone, region, None)):
        knowledge.page(f"Frage {number}", editor=editor, **soon)
    assert warn_of_old_pages() == 3
    assert warned() == ["ayse@team.example"] * 3


def test_nobody_is_told_of_what_nobody_sees(travel):
    travel("2026-11-02 08:00")
    soon = {"valid_until": date(2026, 11, 5)}
    knowledge.page("Entwurf", as_draft=True, **soon)
    retire_page(user=users.caseworker(), page=knowledge.page("Weg", **soon))
    left = users.caseworker()
    knowledge.page("Verwaist", user=left, **soon)
    left.is_active = False
    left.save()
    assert (warn_of_old_pages(), warned()) == (0, [])

"""A partner with an account: a need from the first word to its result, a request, the profile."""

import re

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.directory.models import Membership
from hilfelotse.needs.actions.keep import approve
from hilfelotse.needs.models import Need
from hilfelotse.referrals.models import Referral
from tests.factories import directory, needs, referrals, users
from tests.journeys.walks import follow, pick, press, sign_in, unfold, write

pytestmark = pytest.mark.journey

TITLE = "Fahrräder flicken am Samstag"
RESULT = "Zwölf Räder fahren wieder."
SITE = "https://radkreis.example/werkstatt"
HOURS = "dienstags 16 bis 18 Uhr"
PASSWORD = "ein-langes-wort-fuer-die-probe"


def test_a_need_a_request_and_the_profile(page: Page, travel, transactional_db) -> None:
    travel("2026-11-02 10:00")
    circle = directory.organisation(name="Radkreis")
    member = users.partner(circle)
    member.set_password(PASSWORD)
    member.save()
    Membership.objects.filter(user=member).update(role=Membership.Role.ADMIN)
    referral = referrals.sent(need=needs.open_need(organisation=circle))

    page.goto("/partner/bedarf/neu/?art=helpers")
    sign_in(page, member.email, PASSWORD)
    expect(page).to_have_url(re.compile(r"/partner/bedarf/neu/"))
    need = writes_a_need(page, referral.need.quarter_id)
    approve(user=users.caseworker(), need=need)
    page.goto("/de/bedarf/")
    expect(page.locator("main").get_by_role("link", name=TITLE)).to_have_count(1)

    page.goto(f"/partner/anfragen/{referral.pk}/")
    page.locator("main [name=answer]").first.check()
    press(page, "Antwort absenden")
    expect(page.locator("main")).to_contain_text("Danke für Ihre Antwort.")
    referral.refresh_from_db()
    assert referral.state == Referral.State.ACCEPTED

    page.goto("/partner/profil/")
    follow(page, "Profil ändern")
    write(page, "website", SITE)
    press(page, "Speichern")
    expect(page.locator("h1")).to_have_text("Profil")
    circle.refresh_from_db()
    assert circle.website == SITE
    page.locator("main li a").filter(has_text="Kim Beispiel").click()
    write(page, "hours", HOURS)
    press(page, "Speichern")
    expect(page.locator("h1")).to_have_text("Profil")
    assert circle.contacts.get().hours == HOURS

    page.goto(f"/partner/bedarf/{need.pk}/")
    unfold(page, "Ist erledigt")
    write(page, "result", RESULT)
    press(page, "Als erledigt speichern")
    expect(page.locator("main")).to_contain_text("Als erledigt gespeichert. Danke!")
    need.refresh_from_db()
    assert (need.state, need.result) == (Need.State.DONE, RESULT)
    page.goto("/de/bedarf/")
    expect(page.locator("main").get_by_role("link", name=TITLE)).to_have_count(0)


def writes_a_need(page: Page, quarter_id: int) -> Need:
    """A draft for two helpers, which is sent to the desk at once."""
    write(page, "title", TITLE)
    write(page, "description", "Wir reparieren zusammen Räder.")
    pick(page, "activity", "SPR")
    write(page, "quantity", "2")
    pick(page, "frequency", "weekly")
    pick(page, "quarter", str(quarter_id))
    press(page, "Speichern")
    press(page, "Abschicken")
    expect(page.locator("main")).to_contain_text("Danke. Ihr Bedarf ist abgeschickt.")
    need = Need.objects.get(title=TITLE)
    assert need.state == Need.State.SUBMITTED
    return need

"""A circle that never signs in: one mail a week, one form for all that waits, and its profile."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.directory.models import Organisation
from hilfelotse.goods.models import Reservation
from hilfelotse.referrals.models import Referral
from hilfelotse.reports.weekly import send_lists
from tests.factories import directory, goods, needs, offers, referrals
from tests.journeys import walks
from tests.journeys.walks import follow, press, tick, write

pytestmark = pytest.mark.journey

CIRCLE = "lotte@cafe-linden.example"
FOREIGN = "Bedarf von ganz woanders"
SITE = "https://cafe-linden.example/treff"


def test_the_weekly_list_is_answered_in_one_form(
    page: Page, post: Callable[[str], list[str]], travel, transactional_db
) -> None:
    travel("2026-11-05 10:00")
    circle = directory.organisation(
        name="Café Linden",
        reach_by=Organisation.ReachBy.LIST,
        contact={"name": "Lotte Lind", "email": CIRCLE},
    )
    need = needs.open_need(organisation=circle, valid_until=date(2026, 11, 9))
    other = directory.organisation(name="Kreis Fremd", reach_by=Organisation.ReachBy.LIST)
    foreign = needs.open_need(organisation=other, title=FOREIGN, valid_until=date(2026, 11, 9))
    yes, no, theirs = [
        referrals.sent(
            offer=offers.ready(sender=offers.sender(email=f"{name}@post.example")), need=wanted
        )
        for name, wanted in [("ada", need), ("bo", need), ("cem", foreign)]
    ]
    things = goods.reserved(need=goods.need(organisation=circle))
    Reservation.objects.filter(pk=things.pk).update(state=Reservation.State.HANDED_OVER)
    travel("2026-11-06 10:30")
    assert send_lists() == 2
    (letter,) = [mail for mail in post(CIRCLE) if "/stelle/" in mail]
    assert FOREIGN not in letter

    page.goto(walks.link_in(letter))
    door = walks.path(page).removesuffix("liste/")
    expect(page.locator(".line")).to_have_count(4)
    expect(page.locator("main")).not_to_contain_text(FOREIGN)
    tick(page, f"a{yes.pk}-answer", "take")
    tick(page, f"a{no.pk}-answer", "decline")
    page.locator(f"[name=a{no.pk}-reason]").select_option(index=1)
    tick(page, f"n{need.pk}-answer", "renew")
    tick(page, f"g{things.pk}-answer", "received")
    press(page, "Antworten speichern")
    expect(page.locator(".told li")).to_have_count(4)
    expect(page.locator(".told .badge--success")).to_have_count(4)

    for referral in (yes, no, theirs):
        referral.refresh_from_db()
    assert (yes.state, no.state) == (Referral.State.ACCEPTED, Referral.State.DECLINED)
    assert no.reason
    assert theirs.state == Referral.State.SENT
    for row in (need, foreign, things):
        row.refresh_from_db()
    assert need.valid_until > date(2026, 11, 9)
    assert things.state == Reservation.State.CONFIRMED
    assert foreign.valid_until == date(2026, 11, 9)

    for address in ("", "liste/", "bedarf/", "leute/", "sachen/", "spenden/", "profil/"):
        assert page.goto(f"{door}{address}").status == 200
        for word in (FOREIGN, "Kreis Fremd"):
            assert word not in page.content()
    assert page.goto(f"{door}bedarf/{foreign.pk}/").status == 404

    page.goto(f"{door}profil/")
    follow(page, "Profil ändern")
    write(page, "website", SITE)
    press(page, "Speichern")
    expect(page.locator("h1")).to_have_text("Profil")
    circle.refresh_from_db()
    assert circle.website == SITE

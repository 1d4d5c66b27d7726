"""The other doors, other helpers, and what a citizen does with their status link."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.base import phone
from hilfelotse.cases.models import Case
from hilfelotse.intake.address import send_link_again
from hilfelotse.offers.models import Offer
from hilfelotse.topics import times
from hilfelotse.web.components import guard
from tests.factories import directory, needs, offers, places, users
from tests.journeys import walks
from tests.journeys.walks import Citizen, follow, go_on, pick, press, tick, write, write_date

pytestmark = pytest.mark.journey


@pytest.fixture
def javascript() -> bool:
    """Without: whatever works so, works with scripts as well (see test_inclusion.py)."""
    return False


@pytest.fixture(autouse=True)
def _city(travel, transactional_db) -> None:
    travel("2026-11-02 10:00")
    places.postcode("30449")


# --- the other two doors -----------------------------------------------------------------------


def test_a_question_becomes_a_case(page: Page, desk_page: Callable[..., Page]) -> None:
    page.goto("/de/")
    page.locator("a.door[href$='/frage/']").click()
    write(page, "text", "Wo kann mein Nachbar Deutsch lernen?")
    go_on(page)
    expect(page.locator(".error-summary a")).to_have_text(
        ["Geben Sie Ihren Namen ein.", re.compile("E-Mail-Adresse oder eine Telefonnummer")]
    )
    expect(page.locator("[name=text]")).to_have_value("Wo kann mein Nachbar Deutsch lernen?")
    write(page, "name", "Ole")
    write(page, "phone", "0511 123456")
    go_on(page)
    number = walks.number_on(page)

    desk = desk_page(users.caseworker())
    desk.goto("/desk/")
    follow(desk, number)
    expect(desk.locator("h1")).to_have_text("Ole")
    expect(desk.locator(".page aside")).to_contain_text("Wo kann mein Nachbar Deutsch lernen?")
    expect(desk.locator(".case-head")).to_contain_text("Mittwoch, 4. November")
    case = Case.objects.get()
    assert (case.kind, case.queue, case.channel) == ("question", "desk", "web")


def test_an_organisation_that_wants_to_take_part_becomes_a_case(page: Page) -> None:
    page.goto("/de/")
    page.locator("a.door[href$='/organisation/']").click()
    write(page, "group_name", "Ruderclub Leine e. V.")
    write(page, "text", "Wir haben Boote und suchen Kontakt.")
    write(page, "name", "María-José D’Angelo")
    write(page, "email", "maria@ruderclub.example")
    go_on(page)
    case = Case.objects.select_related("party").get()
    assert walks.number_on(page) == case.reference
    assert (case.kind, case.party.full_name) == (
        "organisation",
        "María-José D’Angelo (Ruderclub Leine e. V.)",
    )
    page.locator("main a[href*='/status/']").click()
    expect(page.locator("[aria-current=step]")).to_contain_text("Eingegangen")


def test_whoever_is_too_fast_for_a_person_gets_the_form_back(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", 60)
    page.goto("/de/frage/")
    write(page, "text", "Hallo?")
    write(page, "name", "Ole")
    write(page, "phone", "0511 123456")
    go_on(page)
    expect(page.locator(".error-summary")).to_contain_text("Bitte senden Sie noch einmal ab.")
    expect(page.locator("[name=text]")).to_have_value("Hallo?")
    assert Case.objects.count() == 0
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", 0)
    go_on(page)
    assert walks.number_on(page) == Case.objects.get().reference


# --- other helpers -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["group", "company"])
def test_a_group_offers_itself(page: Page, kind: str) -> None:
    page.goto("/de/helfen/")
    tick(page, "who", kind)
    go_on(page)
    write(page, "group_name", "Klasse 9b")
    write(page, "group_size", "1")
    go_on(page)
    expect(page.locator(".error-summary a")).to_have_text("Eine Gruppe hat mindestens 2 Personen.")
    write(page, "group_size", "24")
    go_on(page)
    for step in walks.STEPS[1:]:
        walks.ANSWERS[step](page, Citizen())
    expect(page.locator(".summary-list")).to_contain_text("Klasse 9b")
    press(page, "Angebot absenden")
    walks.number_on(page)
    offer = Offer.objects.select_related("party").get()
    assert (offer.size, offer.party.kind, offer.party.group_name) == (24, kind, "Klasse 9b")


def test_the_way_of_somebody_in_a_circle_leads_to_the_circle(
    page: Page, desk_page: Callable[..., Page]
) -> None:
    circle = directory.organisation(name="Nordstadt hilft")
    need = needs.open_need(organisation=circle, title="Lesen in der Nordstadt")
    needs.open_need(title="Dringender, aber anderswo", urgency=4)
    page.goto("/de/helfen/")
    tick(page, "who", "circle")
    go_on(page)
    expect(page.locator("main")).to_contain_text("Sprechen Sie am besten zuerst mit Ihrem Kreis.")
    pick(page, "circle", str(circle.pk))
    go_on(page)
    for step in walks.STEPS[1:]:
        walks.ANSWERS[step](page, Citizen())
    press(page, "Angebot absenden")
    number = walks.number_on(page)

    desk = desk_page(users.caseworker())
    desk.goto(f"/desk/search/?q={number}")
    expect(desk.locator(".page aside")).to_contain_text("Nordstadt hilft")
    first = desk.locator("section[aria-labelledby=passt] tbody tr").first
    expect(first.locator("th a")).to_have_text(need.title)
    expect(first).to_contain_text("möchte zu dieser Stelle")


def test_an_offer_for_one_need(page: Page) -> None:
    """From the board: the need stands by, the consent for its circle is asked on the way."""
    circle = directory.organisation(name="Nordstadt hilft")
    need = needs.open_need(organisation=circle, title="Lesen in der Nordstadt")
    page.goto("/de/bedarf/")
    follow(page, need.title)
    follow(page, "Hier möchte ich helfen")
    for step in walks.STEPS[:-1]:
        walks.ANSWERS[step](page, Citizen())
    page.locator("main [name=contact]").check()
    go_on(page)
    expect(page.locator("main")).to_contain_text("Lesen in der Nordstadt – Nordstadt hilft")
    press(page, "Angebot absenden")
    walks.number_on(page)
    page.locator("main a[href*='/status/']").click()
    expect(page.locator("main")).to_contain_text("Wenn „Nordstadt hilft“ zusagt")
    offer = Offer.objects.get()
    assert (offer.wished_need_id, offer.wished_organisation) == (need.pk, circle)
    given = offer.party.consents.filter(purpose="contact").values_list("recipient", "given")
    assert list(given) == [(f"organisation:{circle.pk}", True)]
    press(page, "Zustimmung zurücknehmen")
    expect(page.locator("main")).not_to_contain_text("Wenn „Nordstadt hilft“ zusagt")
    assert sorted(given.all()) == [
        (f"organisation:{circle.pk}", False),
        (f"organisation:{circle.pk}", True),
    ]


def test_a_minor_needs_a_guardian(page: Page, desk_page: Callable[..., Page]) -> None:
    """Marked, limited tasks, and no referral before the guardians agreed."""
    needs.open_need(title="Deutsch üben mit allen")
    needs.open_need(title="Begleiten, nur für Erwachsene", adults_only=True)
    number = walks.offer_help(page, Citizen(age="youth"))

    desk = desk_page(users.caseworker())
    desk.goto(f"/desk/search/?q={number}")
    expect(desk.locator(".case-head")).to_contain_text("unter 18")
    write(desk, "talk-text", "Spricht gern.")
    desk.locator("[name=talk-ready]").check()
    press(desk, "Erstgespräch festhalten")
    rows = desk.locator("section[aria-labelledby=passt] tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Deutsch üben mit allen")
    expect(rows).to_contain_text("nur die Zustimmung der Sorgeberechtigten fehlt")
    refer_link = rows.locator("a[href*='/refer/']").get_attribute("href")
    desk.goto(refer_link)
    expect(desk.locator("main")).to_contain_text("Die Zustimmung der Sorgeberechtigten fehlt.")
    expect(desk.locator("main").get_by_role("button")).to_have_count(0)
    desk.go_back()
    tick(desk, "guardian-given", "yes")
    press(desk, "Antwort speichern")
    expect(rows).to_contain_text("passt")
    desk.goto(refer_link)
    press(desk, "Stelle fragen")
    expect(desk.locator(".case-head")).to_contain_text("wartet auf Stelle")


# --- the status link -----------------------------------------------------------------------------


@pytest.fixture
def status(post) -> str:
    """The status page of an offer in the pool, by the link of a mail."""
    offer = offers.ready()
    _ask_for_a_link(offer)
    return walks.link_in(post("toni@post.example")[-1])


def _ask_for_a_link(offer: Offer) -> None:
    assert send_link_again(reference=offer.case.reference, address="toni@post.example")


def test_pause_and_resume(page: Page, status: str) -> None:
    page.goto(status)
    follow(page, "Pause machen")
    write_date(page, "until", 31, 10, 2026)
    press(page, "Pause machen")
    expect(page.locator(".error-summary a")).to_have_text("Geben Sie einen Tag in der Zukunft ein.")
    expect(page.locator("[name=until_day]")).to_have_value("31")
    write_date(page, "until", 24, 12, 2026)
    press(page, "Pause machen")
    expect(page.locator("main")).to_contain_text("Ab 24. Dezember 2026 suchen wir weiter.")
    offer = Offer.objects.get()
    assert (offer.availability, str(offer.paused_until)) == ("paused", "2026-12-24")
    press(page, "Pause beenden")
    expect(page.locator("main")).to_contain_text("Willkommen zurück!")
    assert Offer.objects.get().availability == "available"


def test_change(page: Page, status: str) -> None:
    places.postcode("30161")
    page.goto(status)
    follow(page, "Angebot ändern")
    expect(page.locator("[name=activities][value=SPR]")).to_be_checked()
    expect(page.locator("[name=times][value=any]")).to_be_checked()
    page.locator("[name=times][value=any]").uncheck()
    tick(page, "times", "we_day")
    tick(page, "activities", "KUL")
    write(page, "postcode", "30161")
    press(page, "Speichern")
    expect(page.locator("main")).to_contain_text("Wir haben Ihre Änderung gespeichert.")
    offer = Offer.objects.get()
    assert sorted(row.code for row in offer.activities.all()) == ["KUL", "SPR"]
    assert (offer.postcode, offer.slots) == ("30161", times.from_rough(["we_day"]))


def test_who_may_see_it(page: Page, status: str) -> None:
    page.goto(status)
    page.locator("main a[href$='/erlaubnis/']").click()
    for kind in ["circle", "operator", "association", "region", "store"]:
        expect(page.locator(f"[name=kinds][value={kind}]")).to_be_checked()
    page.locator("[name=kinds][value=region]").uncheck()
    page.locator("[name=kinds][value=operator]").uncheck()
    press(page, "Speichern")
    expect(page.locator("main")).to_contain_text("Wir haben Ihre Änderung gespeichert.")
    page.locator("main a[href$='/erlaubnis/']").click()
    expect(page.locator("[name=kinds]:checked")).to_have_count(3)


def test_a_new_address_is_confirmed_anew(page: Page, status: str, post) -> None:
    page.goto(status)
    page.locator("main a[href$='/adresse/']").click()
    expect(page.locator("[name=email]")).to_have_value("toni@post.example")
    write(page, "email", "neu@post.example")
    press(page, "Speichern")
    expect(page.locator("main")).to_contain_text("noch nicht bestätigt")
    letters = post("neu@post.example")
    assert len(letters) == 1
    page.goto(walks.link_in(letters[0]))
    press(page, "Bestätigen")
    page.goto(status)
    expect(page.locator("main")).not_to_contain_text("noch nicht bestätigt")


def test_withdraw(page: Page, status: str) -> None:
    page.goto(status)
    follow(page, "Angebot zurückziehen")
    expect(page.locator("h1")).to_have_text("Angebot zurückziehen")
    assert Case.objects.get().outcome == ""
    press(page, "Angebot zurückziehen")
    expect(page.locator("[aria-current=step]")).to_contain_text("zurückgezogen")
    assert (Case.objects.get().outcome, Offer.objects.get().availability) == (
        "withdrawn",
        "withdrawn",
    )
    page.goto(f"{status}pause/")
    press(page, "Pause machen")
    assert Offer.objects.get().availability == "withdrawn"


def test_a_lost_link(page: Page, post) -> None:
    """The same answer for a right and a wrong address; only the right one gets a mail."""
    case = offers.ready().case
    for address in ["fremd@post.example", "toni@post.example"]:
        page.goto("/de/")
        page.locator("main a[href$='/status/']").click()
        write(page, "reference", case.reference[:-1] + str((int(case.reference[-1]) + 1) % 10))
        write(page, "email", address)
        go_on(page)
        expect(page.locator(".error-summary a")).to_contain_text("Nummer kann nicht stimmen")
        write(page, "reference", f" {case.reference.lower()} ")
        go_on(page)
        expect(page.locator("h1")).to_have_text("Bitte sehen Sie in Ihr Postfach")
    assert post("fremd@post.example") == []
    page.goto(walks.link_in(post("toni@post.example")[-1]))
    assert walks.number_on(page) == case.reference


def test_phone_numbers_are_kept_as_people_write_them(page: Page) -> None:
    walks.walk_to(page, "pruefen", Citizen(phone="+49 (0)511 / 12 34 56"))
    expect(page.locator(".summary-list")).to_contain_text(phone.display("+49511123456"))

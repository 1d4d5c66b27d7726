"""How the city's departments and the Region work: with an account, by a mail's link, side by side.

Each page of a body is read for what it must not show: who asks before the body takes it on, the
words of others, and what another body was asked or said.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from hilfelotse.accounts.models import User
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Organisation
from hilfelotse.referrals.actions.opinion import expire_opinions
from hilfelotse.referrals.models import Referral
from tests.factories import cases, directory, users
from tests.journeys import walks
from tests.journeys.walks import expect_none_of, follow, go_on, pick, press, sign_in, tick, write

pytestmark = pytest.mark.journey

CITIZEN, GARBSEN = "toni@post.example", "hilfe@garbsen.example"
PASSWORD = "ein-langes-wort-fuer-die-probe"
PERSON = ("Toni", "Muster", CITIZEN)
OWN_WORDS = "Unser Sohn Milan sucht eine Schule, wir wohnen am Rehwinkel 4."
REST = "Es fehlt noch die Fahrkarte für den Weg zur Schule."
COVER = "Eine Familie aus Ihrer Stadt sucht einen Platz in der Schule."
OPINIONS = {
    "yes": "Der Garten liegt gut, die Fläche ist frei.",
    "conditions": "Nur mit einem zweiten Weg für die Feuerwehr.",
}


@pytest.fixture(autouse=True)
def _day(travel, transactional_db) -> None:
    travel("2026-11-02 10:00")


@pytest.fixture
def case() -> Case:
    """A confirmed question."""
    made = cases.question(text=OWN_WORDS)
    made.party.contact_points.update(confirmed_at=made.received_at)
    return made


@pytest.fixture
def desk(desk_page: Callable[..., Page]) -> Page:
    return desk_page(users.caseworker(name="Ayşe Karadağ"))


def clerk(body: Organisation) -> User:
    """Somebody who signs in for a body."""
    made = users.partner(body)
    made.set_password(PASSWORD)
    made.save()
    return made


def passes_on(desk: Page, case: Case, body: str, cover: str) -> None:
    desk.goto(f"/desk/cases/{case.pk}/pass-on/")
    desk.locator("main [name=organisation]").select_option(label=body)
    sends(desk, cover)


def sends(desk: Page, cover: str) -> None:
    """The words, the preview, and off it goes."""
    write(desk, "cover", cover)
    press(desk, "Weiter zur Vorschau")
    press(desk, "Jetzt weitergeben")
    expect(desk.locator(".next-step")).to_contain_text("ist gefragt")


def opens_request(page: Page, user: User, case: Case) -> None:
    """Through the sign-in to the one request that waits."""
    page.goto("/partner/")
    sign_in(page, user.email, PASSWORD)
    page.locator("main li a").click()
    expect(page.locator("main [name=answer]").first).to_be_attached()


def answers(page: Page, answer: str, **fields: str) -> None:
    tick(page, "answer", answer)
    for name, text in fields.items():
        write(page, name, text)
    press(page, "Antwort absenden")
    expect(page.locator("main")).to_contain_text("Danke für Ihre Antwort.")


def test_departments_with_accounts_share_a_concern(
    new_page: Callable[..., Page], desk: Page, case: Case
) -> None:
    """One takes a part, one says „nicht wir, sondern“, the third takes the rest by one click."""
    school, social, fares = (
        directory.department(name=f"Fachbereich {name}") for name in ("Schule", "Soziales", "Fahrt")
    )
    passes_on(desk, case, "Fachbereich Schule", "Bitte suchen Sie eine Schule.")
    of_school = new_page()
    opens_request(of_school, clerk(school), case)
    expect(of_school.locator("main")).to_contain_text(OWN_WORDS)
    expect_none_of(PERSON, of_school.content())
    tick(of_school, "answer", "part")
    press(of_school, "Antwort absenden")
    expect(of_school.locator(".error-summary a")).to_have_text(
        "Schreiben Sie, welchen Teil Sie übernehmen."
    )
    answers(of_school, "part", part="Den Platz in der Schule")

    desk.goto(f"/desk/cases/{case.pk}/")
    step = desk.locator(".next-step")
    expect(step).to_contain_text("übernimmt einen Teil und antwortet bis")
    expect(step).to_contain_text("Den Platz in der Schule")
    expect(step).to_contain_text("Kümmern Sie sich um den Rest")
    passes_on(desk, case, "Fachbereich Soziales", REST)
    of_social = new_page()
    opens_request(of_social, clerk(social), case)
    expect(of_social.locator("main")).to_contain_text(REST)
    expect_none_of((*PERSON, "Den Platz", "Bitte suchen Sie"), of_social.content())
    theirs = Referral.objects.get(organisation=school)
    assert of_social.goto(f"/partner/anfragen/{theirs.pk}/").status == 404
    of_social.go_back()
    pick(of_social, "suggested", str(fares.pk))
    answers(of_social, "others")

    desk.goto(f"/desk/cases/{case.pk}/")
    follow(desk, "An Fachbereich Fahrt weitergeben")
    sends(desk, REST)
    of_fares = new_page()
    opens_request(of_fares, clerk(fares), case)
    answers(of_fares, "take")
    for page, words in ((of_school, "Am Montag ist der erste Tag."), (of_fares, "Karte kommt.")):
        page.goto("/partner/")
        page.locator("main li a").filter(has_text=case.reference).click()
        expect(page.locator("main")).to_contain_text("Toni Muster")
        write(page, "result", words)
        press(page, "Antwort absenden")
        expect(page.locator("main")).to_contain_text("Danke für Ihre Antwort.")
        expect_none_of(PERSON, page.content())

    desk.goto(f"/desk/cases/{case.pk}/")
    press(desk, "Antwort an die Person schreiben")
    for words in ("Am Montag ist der erste Tag.", "Karte kommt."):
        assert words in desk.locator("[name=reply-text]").input_value()


def test_the_region_gives_a_receipt_and_hears_the_name_when_the_person_agrees(
    page: Page, desk: Page, post, case: Case
) -> None:
    directory.organisation(
        name="Stadt Garbsen", kind=Organisation.Kind.REGION, contact={"email": GARBSEN}
    )
    passes_on(desk, case, "Stadt Garbsen", COVER)
    secret = (*PERSON, "Milan", "Rehwinkel")
    letter = post(GARBSEN)[0]
    expect_none_of((*secret, COVER), letter)
    page.goto(walks.link_in(letter))
    expect(page.locator("main")).to_contain_text(COVER)
    expect_none_of(secret, page.content())
    tick(page, "answer", "take")
    press(page, "Antwort absenden")
    expect(page.locator("h1")).to_have_text("Danke, dass Sie sich kümmern")
    expect_none_of(secret, page.content())

    desk.goto(f"/desk/cases/{case.pk}/")
    expect(desk.locator("main")).to_contain_text("Stadt Garbsen")
    expect(desk.locator(".timeline")).to_contain_text("Stadt Garbsen kümmert sich")
    result_link = walks.link_in(post(GARBSEN)[1])
    page.goto(result_link)
    expect_none_of(secret, page.content())

    status = page.context.new_page()
    status.goto(walks.link_in(post(CITIZEN)[-1]))
    follow(status, "Antworten")
    tick(status, "answer", "yes")
    press(status, "Antwort absenden")
    expect(status.locator("[aria-current=step]")).to_contain_text("„Stadt Garbsen“ kümmert sich.")
    page.goto(result_link)
    expect(page.locator("main")).to_contain_text("Toni Muster")
    expect_none_of(("Milan", "Rehwinkel"), page.content())
    write(page, "result", "Die Schule im Ort hat einen Platz.")
    press(page, "Antwort absenden")
    expect(page.locator("h1")).to_have_text("Danke für Ihre Antwort")
    assert page.goto(result_link).status == 404
    desk.goto(f"/desk/cases/{case.pk}/")
    expect(desk.locator(".next-step")).to_contain_text("Die Schule im Ort hat einen Platz.")
    for letter in post(GARBSEN):
        expect_none_of((*secret, COVER), letter)


def test_three_departments_are_asked_at_once_and_one_is_silent(
    page: Page, new_page: Callable[..., Page], desk_page: Callable[..., Page], post, travel
) -> None:
    colleague = users.caseworker()
    desk = desk_page(colleague)
    idea = cases.question(kind=Case.Kind.IDEA, text="Ein Garten für alle am Kanal.")
    names = ("Grünflächen", "Feuerwehr", "Recht")
    green, fire, _law = (
        directory.department(name=name, contact={"email": f"{index}@stadt.example"})
        for index, name in enumerate(names)
    )
    desk.goto(f"/desk/cases/{idea.pk}/")
    follow(desk, "Fachbereiche fragen")
    for name in names:
        desk.get_by_role("checkbox", name=name).check()
    write(desk, "text", "Geht das auf dieser Fläche?")
    go_on(desk)
    expect(desk.locator("main")).to_contain_text("Einschätzungen: 0 von 3")

    of_green = new_page()
    opens_by = clerk(green)
    of_green.goto("/partner/")
    sign_in(of_green, opens_by.email, PASSWORD)
    of_green.locator("main li a").first.click()
    gives_opinion(of_green, "yes")
    page.goto(walks.link_in(post("1@stadt.example")[0]))
    expect_none_of((OPINIONS["yes"], "Grünflächen"), page.content())
    gives_opinion(page, "conditions")

    own = Referral.objects.get(organisation=fire)
    assert of_green.goto(f"/partner/anfragen/{own.pk}/").status == 404

    assert expire_opinions() == 0
    travel("2026-11-10 10:01")
    assert expire_opinions() == 1
    desk = desk_page(colleague)  # a week later: the session has ended
    desk.goto(f"/desk/cases/{idea.pk}/")
    asked = desk.get_by_role("region", name="Anfragen")
    expect(asked).to_contain_text("Einschätzungen: 2 von 3")
    for name, text in (("Grünflächen", OPINIONS["yes"]), ("Feuerwehr", OPINIONS["conditions"])):
        row = asked.get_by_role("listitem").filter(has_text=name)
        expect(row).to_contain_text(text)
    expect(asked.get_by_role("listitem").filter(has_text="Recht")).to_contain_text("keine Antwort")
    assert page.goto(walks.link_in(post("2@stadt.example")[0])).status == 404


def gives_opinion(page: Page, verdict: str) -> None:
    expect_none_of(PERSON, page.content())
    tick(page, "verdict", verdict)
    write(page, "text", OPINIONS[verdict])
    press(page, "Antwort absenden")
    expect(page.locator("main")).to_contain_text("Danke")

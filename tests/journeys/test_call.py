"""The telephone with the keyboard alone: counted keys, measured time, names for the ear."""

import re
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from hilfelotse.accounts.models import User
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.cases.models import Case
from hilfelotse.directory.actions import set_responsibility
from hilfelotse.offers.models import Offer
from tests.factories import cases, directory, knowledge, offers, places, users
from tests.journeys import walks

pytestmark = pytest.mark.journey

MOST_KEYS, MOST_SECONDS = 25, 60
PASSWORD = "ein-langes-Kennwort"


class Fingers:
    """A keyboard and nothing else. Each letter and each chord is one action."""

    def __init__(self, page: Page) -> None:
        self.page, self.count, self.began = page, 0, time.monotonic()

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def saved(self, *, most_keys: int = MOST_KEYS) -> Case:
        """The note is written, and the next call can come."""
        alert = self.page.locator("main > .alert")
        expect(alert).to_contain_text("Notiz gespeichert: KF-")
        expect(self.page.locator("#id_who")).to_be_focused()
        assert self.count <= most_keys
        assert time.monotonic() - self.began <= MOST_SECONDS
        return Case.objects.get(pk=alert.locator("a").get_attribute("href").split("/")[-2])


@pytest.fixture
def desk(transactional_db) -> User:
    places.postcode()
    return users.caseworker(name="Ayşe Karadağ", password=PASSWORD)


@pytest.fixture
def call(desk: User, desk_page: Callable[..., Page]) -> Page:
    """The blank note; the caller can be typed at once."""
    page = desk_page(desk, viewport={"width": 1366, "height": 800}, reduced_motion="reduce")
    page.goto("/desk/call/")
    expect(page.locator("#id_who")).to_be_focused()
    return page


def test_somebody_known_by_number_is_answered(desk: User, call: Page) -> None:
    case = cases.question(sender=offers.sender(name="Fatma Demir", phone="+4951116830088"))
    fingers = Fingers(call)
    fingers.write("30088")
    expect(call.get_by_role("radio", name=re.compile(case.reference))).to_be_visible()
    fingers.press("ArrowDown")
    expect(call.get_by_role("heading", name=re.compile(case.reference))).to_be_visible()
    fingers.press("1")
    expect(call.locator("#id_text")).to_be_focused()
    fingers.write("Stand erfragt")
    fingers.press("Alt+b")
    assert fingers.saved() == case
    note = CallNote.objects.get()
    assert (note.case, note.text, note.result, note.user) == (
        case,
        "Stand erfragt",
        "answered",
        desk,
    )
    assert Case.objects.get().is_open


def test_a_new_question_of_nobody_known(call: Page) -> None:
    answer = knowledge.page("Wo gibt es Deutschkurse?")
    fingers = Fingers(call)
    fingers.press("Enter", "1")
    fingers.write("Deutsch")
    found = call.get_by_role("complementary", name="Nachschlagen")
    expect(found.get_by_role("heading", name=answer.title)).to_be_visible()
    expect(found).to_contain_text("In der Volkshochschule.")
    fingers.press("Alt+b")
    case = fingers.saved()
    assert (case.outcome, case.party, case.kind) == ("answered", None, "question")


def test_a_call_back_is_promised_and_kept(desk: User, call: Page) -> None:
    fingers = Fingers(call)
    fingers.write("0511123456")
    fingers.press("Enter", "5")
    fingers.write("2 Zimmer")
    fingers.press("Alt+r")
    expect(call.get_by_label("Wann zurückrufen?")).to_be_focused()
    fingers.press("Enter")
    case = fingers.saved()
    assert (case.kind, case.party.contact("phone").value) == ("housing", "+49511123456")
    call.goto("/desk/callbacks/")
    calls_back(call, "Ich rufe an")
    expect(call.get_by_text("Sie rufen an.")).to_be_visible()
    calls_back(call, "Erreicht")
    expect(call.get_by_role("radio", name=re.compile(case.reference))).to_be_checked()
    fingers = Fingers(call)
    fingers.press("Enter", "5")
    fingers.write("Termin")
    fingers.press("Alt+b")
    assert fingers.saved() == case
    assert Callback.objects.get().end == "reached"


def calls_back(page: Page, label: str) -> None:
    """A button reached by Tab."""
    button = page.get_by_role("button", name=label, exact=True).first
    for _stop in range(60):
        if button.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def test_an_offer_begins_with_what_was_noted(call: Page) -> None:
    fingers = Fingers(call)
    fingers.write("Petra Lange")
    fingers.press("Enter", "4")
    fingers.write("liest vor")
    fingers.press("Alt+a")
    expect(call.get_by_role("heading", name="Angebot aufnehmen")).to_be_visible()
    expect(call.get_by_label("Name", exact=True)).to_have_value("Petra Lange")
    call.get_by_label("Telefon", exact=True).focus()
    fingers.write("0511123456")
    fill_offer(call)
    call.keyboard.press("Enter")
    expect(call.locator("main > .alert")).to_contain_text("Notiz gespeichert: KF-")
    offer = Offer.objects.get()
    assert (offer.party.name, offer.case.text) == ("Petra Lange", "liest vor")
    assert offer.case.call_notes.get().result == "offer"


def fill_offer(page: Page) -> None:
    """Without a pointer, and ready to be sent."""
    page.locator("[name=offer-age]").focus()
    page.keyboard.type("18")
    for name, value in (("activities", "SPR"), ("times", "any")):
        page.locator(f"[name=offer-{name}][value={value}]").focus()
        page.keyboard.press("Space")
    page.locator("[name=offer-postcode]").focus()
    page.keyboard.type("30449")


def test_passing_on_finds_who_is_responsible(call: Page) -> None:
    body = directory.department(name="Fachbereich Schule")
    knowledge.rule("grundschule", "school")
    directory.organisation(name="Anderer Kreis")
    set_responsibility(user=users.user("lead"), subject="school", district=None, organisation=body)
    call.reload()
    fingers = Fingers(call)
    fingers.press("Enter", "1")
    fingers.write("Grundschule")
    expect(call.locator("[data-responsible]")).to_be_visible()
    fingers.press("Alt+w")
    expect(call.get_by_label("An welche Stelle?")).to_have_value(str(body.pk))
    fingers.press("Enter")
    case = fingers.saved()
    assert case.referrals.get().organisation == body


def test_danger_shows_the_numbers_at_once(call: Page) -> None:
    fingers = Fingers(call)
    fingers.press("Enter", "0")
    numbers = call.get_by_role("region", name="Gefahr? Diese Nummern nennen")
    expect(numbers.get_by_role("link", name="112")).to_be_visible()


def test_what_the_ear_is_told(call: Page) -> None:
    cases.question(sender=offers.sender(name="Fatma Demir"))
    call.keyboard.type("Fatma")
    expect(call.locator("#anrufer-zahl")).to_contain_text("1 Person gefunden")
    assert call.locator("#anrufer-zahl").get_attribute("role") == "status"
    expect(call.get_by_role("group", name="Wer ist es?")).to_be_visible()
    expect(call.get_by_role("textbox", name="Wer?", exact=True)).to_be_visible()
    expect(call.get_by_role("radiogroup", name="Was?").get_by_role("radio")).to_have_count(10)
    expect(
        call.get_by_role("radio", name="Geflüchtete brauchen Hilfe", exact=True)
    ).to_be_attached()
    for name in ("Notiz", "Name", "Telefon", "Postleitzahl"):
        expect(call.get_by_role("textbox", name=name, exact=True)).to_be_visible()
    expect(call.get_by_role("combobox", name="Sprache", exact=True)).to_be_visible()
    expect(call.get_by_role("region", name="Und dann?")).to_be_attached()
    for name, key in (("Beantwortet", "Alt+B"), ("Angebot", "Alt+A"), ("Nur aufnehmen", "Alt+S")):
        button = call.get_by_role("button", name=name, exact=True)
        assert button.get_attribute("aria-keyshortcuts") == key
    folds = [
        fold.inner_text().split("\n")[0].strip() for fold in call.locator("summary.result").all()
    ]
    assert folds == ["Rückruf", "Weitergeben", "Nicht zuständig"]
    expect(call.get_by_role("complementary", name="Nachschlagen")).to_be_visible()


def test_a_note_survives_a_reload_and_the_end_of_a_session(desk: User, call: Page) -> None:
    case = cases.question(sender=offers.sender(name="Fatma Demir"))
    call.keyboard.type("Fatma")
    expect(call.locator("[name=chosen]").first).to_be_visible()
    call.keyboard.press("ArrowDown")
    expect(call.locator(".chosen-case")).to_be_visible()
    call.keyboard.press("1")
    call.keyboard.type("Halb getippt")
    call.reload()
    expect(call.locator("#wieder-da")).to_contain_text("noch nicht gespeichert")
    expect(call.locator("#id_text")).to_have_value("Halb getippt")
    expect(call.get_by_role("radio", name=re.compile(case.reference))).to_be_checked()
    call.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    call.keyboard.press("Alt+b")
    expect(call.locator("input[name=login]")).to_be_visible()
    walks.sign_in(call, desk.email, PASSWORD)
    expect(call.locator("#id_text")).to_have_value("Halb getippt")
    expect(call.get_by_role("radio", name=re.compile(case.reference))).to_be_checked()
    call.keyboard.press("Alt+b")
    expect(call.locator("main > .alert").last).to_contain_text("Notiz gespeichert")
    expect(call.locator("#id_text")).to_have_value("")
    assert CallNote.objects.get().case == case
    call.reload()
    expect(call.locator("#id_text")).to_have_value("")


def test_keys_that_are_switched_off_write_and_do_nothing(desk: User, call: Page) -> None:
    call.context.add_cookies([{"name": "tasten", "value": "aus", "url": call.url}])
    call.reload()
    assert call.locator("[aria-keyshortcuts]").count() == 0
    call.locator("[name=wish]").first.focus()
    call.keyboard.press("4")
    call.keyboard.press("Alt+b")
    expect(call.locator("[name=wish]:checked")).to_have_count(0)
    expect(call).to_have_url(re.compile("/desk/call/$"))
    assert not CallNote.objects.exists()


@pytest.mark.parametrize("javascript", [False])
def test_the_same_without_javascript(desk: User, call: Page) -> None:
    case = cases.question(sender=offers.sender(name="Fatma Demir"))
    knowledge.page("Wo gibt es Deutschkurse?")
    call.get_by_label("Wer?", exact=True).fill("Fatma")
    call.get_by_label("Notiz").fill("Deutschkurse")
    call.get_by_role("button", name="Suchen").last.click()
    call.get_by_role("radio", name=re.compile(case.reference)).check()
    expect(call.get_by_role("heading", name="Wo gibt es Deutschkurse?")).to_be_visible()
    call.get_by_label("Diese Antwort gegeben").check()
    call.get_by_role("button", name="Beantwortet").click()
    expect(call.locator("main > .alert")).to_contain_text("Notiz gespeichert: KF-")
    note = CallNote.objects.get()
    assert (note.case, note.answer.title) == (case, "Wo gibt es Deutschkurse?")


def test_the_switchboard_within_a_minute(desk_page: Callable[..., Page], desk: User) -> None:
    page = desk_page(users.user("switchboard"), viewport={"width": 1366, "height": 800})
    page.goto("/home/")
    expect(page.get_by_role("radio", name="Frage", exact=True)).to_be_focused()
    fingers = Fingers(page)
    fingers.press("2")
    fingers.write("Fahrrad")
    fingers.press("Tab", "Tab")
    fingers.write("0511123456")
    fingers.press("Alt+r")
    expect(page.locator("main > .alert")).to_contain_text("Gespeichert: KF-")
    assert fingers.count <= MOST_KEYS
    assert time.monotonic() - fingers.began <= MOST_SECONDS
    assert Callback.objects.get().case.kind == "goods"
    expect(page.locator(".own-notes")).to_contain_text("Fahrrad")

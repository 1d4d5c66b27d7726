"""The office of one morning: the doors by which concerns come in, and what colleagues do.

Each door and each step of a colleague is a function that makes one; the test is a table of them.
"""

import email.utils
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from django.test import Client
from playwright.sync_api import Page, expect

from hilfelotse.accounts.models import User
from hilfelotse.base import clock, jobs
from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.cases.models import Case, MailInCase
from hilfelotse.cases.queries import inbox
from hilfelotse.correspondence.bytes_kept import bring
from hilfelotse.correspondence.models import ReceivedMail
from tests.correspondence.mails import PDF, letter
from tests.correspondence.test_outbox import Mailbox
from tests.journeys import walks
from tests.journeys.test_keyboard import Keyboard
from tests.mailserver import Account

Door = Callable[["Office", "Concern"], None]
Step = Callable[["Office"], None]
SCREEN = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}
DESK = "Koordinierungsstelle"


@dataclass(frozen=True)
class Concern:
    """A row of the morning: what comes when by which door, and what must be true of it at one."""

    at: str
    kind: str
    name: str  # as it is noted or written; a helper's name on the web
    comes: Door
    channel: str
    joins: str = ""  # the concern whose case it belongs to
    merged: bool = False  # … since a colleague said so
    owner: str = DESK
    due: str = ""  # "": two working days after it came, the office's promise
    ended: str = ""  # with which outcome
    email: str = ""
    told: tuple[str, ...] = ()  # the mails that went to ``email``


def by_phone(
    at: str, kind: str, name: str, comes: Door, *, at_the_door: bool = False, **must: Any
) -> Concern:  # fmt: skip
    return Concern(at, kind, name, comes, "in_person" if at_the_door else "phone", **must)


def by_switchboard(at: str, kind: str, name: str, comes: Door, **must: Any) -> Concern:
    return Concern(at, kind, name, comes, "switchboard", **must)


def by_mail(at: str, name: str, comes: Door, email: str = "", **must: Any) -> Concern:
    """Whoever begins a case by mail is told its number at once."""
    begins = email and (must.get("merged") or not must.get("joins"))
    told = ("mail_received",) if begins else ()
    return Concern(at, "question", name, comes, "mail", email=email, **{"told": told} | must)


def by_web(at: str, name: str, comes: Door, email: str = "", **must: Any) -> Concern:
    """Whoever leaves a mail address is asked whether it is theirs."""
    told = ("confirm",) if email else ()
    return Concern(at, "volunteering", name, comes, "web", email=email, **{"told": told} | must)


@dataclass
class Office:
    """Everything that takes part."""

    people: dict[str, User]
    account: Account
    smtp: Mailbox
    run_tasks: Callable[[], int]
    new_page: Callable[..., Page]
    desk_page: Callable[..., Page]
    posted: dict[bytes, str] = field(default_factory=dict)  # what lay in the mailbox → its concern

    def client(self, who: str = "") -> Client:
        """A browser, signed in just now: nobody is signed out while they wait."""
        client = Client()
        if who:
            client.force_login(self.people[who])
        return client

    def works(self) -> None:
        """What the worker does once a minute."""
        self.run_tasks()
        jobs.run_due_jobs(clock.now())
        self.run_tasks()

    def case(self, name: str) -> Case:
        """The case in which a concern lies now."""
        found = [case for trace, case in traces(self) if trace == name]
        assert len(found) == 1, (name, found)
        return found[0]

    def sent_to(self, address: str) -> list[EmailMessage]:
        """What the mail server got for somebody, the oldest first."""
        pairs = zip(self.smtp.mails, self.smtp.recipients, strict=True)
        return [mail for mail, recipients in pairs if recipients == [address]]


def traces(office: Office) -> list[tuple[str, Case]]:
    """Whatever a concern left behind – note, mail, form – with the case that goes on with it."""
    found = [(note.text.splitlines()[0], note.case) for note in CallNote.objects.order_by("pk")]
    people = [ReceivedMail.State.CASE, ReceivedMail.State.JOINED]
    for link in MailInCase.objects.filter(mail__state__in=people).select_related("mail"):
        found.append((office.posted[bring(link.mail.raw_id)], link.case))
    web = Case.objects.filter(channel=Case.Channel.WEB).select_related("party")
    found += [(case.party.name, case) for case in web]
    return [(name, case.merged_into or case) for name, case in found]


# --- the telephone --------------------------------------------------------------------------------


def call(result: str, by: str = "ayse", **said: Any) -> Door:
    """A note of the call screen, sent as the form sends it. ``chosen``: whose case or person."""

    def write(office: Office, concern: Concern) -> None:
        client = office.client(by)
        form = {"wish": concern.kind, "text": concern.name, "language": "de", "result": result}
        answer = client.post(
            "/desk/call/", form | _keys_of(client, "/desk/call/") | _in(office, said)
        )
        assert answer.status_code == 302, answer.content.decode()

    return write


def _keys_of(client: Client, url: str) -> dict[str, str]:
    """Key and clock of the form on a page."""
    found = re.findall(r'name="(key|started)" value="([^"]+)"', client.get(url).content.decode())
    return dict(found[:2])


def _in(office: Office, said: dict[str, Any]) -> dict[str, Any]:
    """What was said, with the numbers that only the database knows."""
    known = {
        "case_of": lambda name: ("chosen", f"c{office.case(name).pk}"),
        "person_of": lambda name: ("chosen", f"p{office.case(name).party_id}"),
        "asked_for": lambda name: ("asked_for", office.people[name].pk),
    }
    return dict(known[name](value) if name in known else (name, value)
                for name, value in said.items())  # fmt: skip


@dataclass
class _Screen:
    """The call screen in Chromium, and hands that have no mouse."""

    page: Page
    keys: Keyboard

    def types(self, text: str) -> None:
        self.page.keyboard.type(text)

    def presses(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)


def call_by_keys(does: Callable[[_Screen, Concern], None], by: str = "ayse") -> Door:
    """A call in Chromium, by keyboard only, until the screen is ready for the next one."""

    def write(office: Office, concern: Concern) -> None:
        page = office.desk_page(office.people[by], **SCREEN)
        page.goto("/desk/call/")
        expect(page.locator("#id_who")).to_be_focused()
        screen = _Screen(page, Keyboard(page))
        does(screen, concern)
        expect(page).to_have_url(re.compile(r"/desk/call/\?ready=1$"))
        assert screen.keys.unseen == []
        page.context.close()

    return write


def known_by_number(number: str, shows: str) -> Callable[[_Screen, Concern], None]:
    """The number brings the caller and the open case; it is answered and stays open."""

    def does(screen: _Screen, concern: Concern) -> None:
        screen.types(number)
        first = screen.page.locator("#anrufer [name=chosen]").first
        expect(screen.page.locator("#anrufer label").first).to_contain_text(shows)
        screen.presses("ArrowDown")
        expect(first).to_be_checked()
        expect(screen.page.locator("#vorgang")).to_contain_text(shows)
        screen.presses("Enter", "1")
        screen.types(concern.name)
        screen.presses("Alt+b")

    return does


def anonymous(question: str) -> Callable[[_Screen, Concern], None]:
    """Nobody in particular asks; the knowledge base knows."""

    def does(screen: _Screen, concern: Concern) -> None:
        screen.presses("Enter", "1")
        screen.types(concern.name)
        expect(screen.page.locator("#gefunden h4").first).to_have_text(question)
        screen.keys.reach("[name=answer]")
        screen.presses("Space", "Alt+b")

    return does


def wants_a_call(number: str, wish: str, when: str) -> Callable[[_Screen, Concern], None]:
    def does(screen: _Screen, concern: Concern) -> None:
        screen.types(number)
        expect(screen.page.locator("#anrufer")).to_contain_text("Niemand gefunden")
        screen.presses("Enter", wish)
        screen.types(concern.name)
        screen.presses("Alt+r")
        expect(screen.page.locator("#id_slot")).to_be_focused()
        screen.types(when)
        screen.presses("Enter")

    return does


def offers_time(name: str, address: str) -> Callable[[_Screen, Concern], None]:
    def does(screen: _Screen, concern: Concern) -> None:
        screen.types(name)
        screen.presses("Enter", "4")
        screen.types(concern.name)
        screen.presses("Alt+a")
        keys = screen.keys
        keys.skip("email")
        expect(screen.page.locator("[name=name]")).to_have_value(name)
        keys.write("email", address)
        keys.pick("offer-age", "18")
        keys.tick("offer-activities", "SPR")
        keys.tick("offer-times", "any")
        keys.pick("offer-frequency", "reg")
        keys.write("offer-postcode", "30449")
        keys.tick("offer-kinds", "circle")
        keys.go()

    return does


def passed_on_to(name: str, body: str) -> Callable[[_Screen, Concern], None]:
    """Who is responsible stands there already."""

    def does(screen: _Screen, concern: Concern) -> None:
        screen.types(name)
        screen.presses("Enter", "1")
        screen.types(concern.name)
        expect(screen.page.locator("#gefunden")).to_contain_text(body)
        screen.presses("Alt+w")
        expect(screen.page.locator("#id_to_body")).to_be_focused()
        expect(screen.page.locator("#id_to_body option:checked")).to_have_text(body)
        screen.presses("Enter")

    return does


def switchboard(key: str, wish: str, name: str = "", number: str = "") -> Door:
    """Mehmet notes it on his page."""

    def write(office: Office, concern: Concern) -> None:
        page = office.desk_page(office.people["mehmet"], **SCREEN)
        page.goto("/switchboard/")
        screen = _Screen(page, Keyboard(page))
        expect(page.locator("[name=wish]").first).to_be_focused()
        screen.presses(wish)
        screen.types(concern.name)
        if name:
            screen.keys.write("name", name)
        if number:
            screen.keys.write("phone", number)
        screen.presses(f"Alt+{key}")
        expect(page.locator("main [role=status], main .alert").first).to_contain_text("Gespeichert")
        expect(page.locator(".own-notes")).to_contain_text(concern.name)
        assert screen.keys.unseen == []
        page.context.close()

    return write


def called_back(owed: str, by: str, **said: Any) -> Door:
    """A promised call is made and somebody answers: „Ich rufe an“, „erreicht“, then the note."""

    def write(office: Office, concern: Concern) -> None:
        client = office.client(by)
        row = Callback.objects.get(case=office.case(owed), ended_at=None)
        client.post(f"/desk/callbacks/{row.pk}/hold/")
        answer = client.post(f"/desk/callbacks/{row.pk}/reached/")
        assert answer["Location"] == f"/desk/call/?case={row.case_id}"
        call("answered", by, chosen=f"c{row.case_id}", **said)(office, concern)

    return write


# --- mail -----------------------------------------------------------------------------------------


def mail(
    text: str = "", *, subject: str = "", to_mail_for: str = "", case_of: str = "",
    attachment: bool = False, html: str = "", message_id: str | None = "", sender: str = "",
    **headers: str,
) -> Door:  # fmt: skip
    """Somebody writes to the office.

    ``to_mail_for``: in answer to our newest mail to that address; ``case_of``: with the number of
    that concern's case in the subject.
    """

    def send(office: Office, concern: Concern) -> None:
        more = dict(headers)
        if to_mail_for:
            more["In_Reply_To"] = office.sent_to(to_mail_for)[-1]["Message-ID"]
        number = f"[{office.case(case_of).reference}] " if case_of else ""
        address = email.utils.formataddr((sender or concern.name.partition(":")[0], concern.email))
        made = letter(
            text or concern.name,
            address,
            f"AW: {number}{subject or concern.name}" if number else subject or concern.name,
            f"<{len(office.posted)}@post.example>" if message_id == "" else message_id,
            **more,
        )
        made.replace_header("Date", email.utils.format_datetime(clock.now()))
        if html:
            made.set_content(html, subtype="html")
        if attachment:
            made.add_attachment(PDF, maintype="application", subtype="pdf", filename="Zeugnis.pdf")
        arrives(office, made.as_bytes(), concern.name)

    return send


def raw_mail(content: bytes) -> Door:
    """Bytes that are no letter."""
    return lambda office, concern: arrives(office, content, concern.name)


def same_mail_again(name: str) -> Door:
    """What lay in the mailbox once lies there once more."""

    def send(office: Office, concern: Concern) -> None:
        again = next(content for content, of in office.posted.items() if of == name)
        office.account.put(again)

    return send


def arrives(office: Office, content: bytes, name: str) -> None:
    """A mail lies in the mailbox; remembered as it travels, with whole line ends."""
    content = re.sub(rb"\r?\n", b"\r\n", content)
    office.posted[content] = name
    office.account.put(content)


# --- the web --------------------------------------------------------------------------------------

ANSWERS: dict[str, dict[str, Any]] = {
    "gruppe": {"group_name": "Chor Linden", "group_size": "12"},
    "kreis": {"other": "Café Linden"},
    "was": {"activities": ["SPR"]},
    "sprachen": {"german": "6", "language_1": "ar", "level_1": "3"},
    "koennen": {"skills": ["teach"]},
    "wann": {"times": ["wd_evening"], "frequency": "weekly"},
    "wo": {"postcode": "30449", "radius": "10"},
    "erlaubnis": {"kinds": ["circle"]},
}


def web(
    who: str = "person", *, phone: str = "", age: str = "adult", language: str = "de",
    clicks: int = 1,
) -> Door:  # fmt: skip
    """„Ich möchte helfen“, step by step. ``clicks``: how often the last button is pressed."""

    def send(office: Office, concern: Concern) -> None:
        person = {"name": concern.name, "email": concern.email, "phone": phone, "age": age}
        answers = ANSWERS | {"kontakt": person}
        client = office.client()
        address = client.post(f"/{language}/helfen/", {"who": who})["Location"]
        while (step := address.split("/")[-2]) != "pruefen":
            answer = client.post(address, answers[step])
            assert answer.status_code == 302, answer.content.decode()
            address = answer["Location"]
        for _click in range(clicks):
            assert client.post(address)["Location"].endswith("/fertig/")

    return send


def web_in_a_browser(office: Office, concern: Concern) -> None:
    page = office.new_page()
    walks.offer_help(page, walks.Citizen(name=concern.name, email=concern.email, phone=""))
    page.context.close()


# --- what colleagues do, and citizens -------------------------------------------------------------


def _acts(who: str, name: str, what: str, form: dict[str, Any]) -> Step:
    """A small form of a case's page."""

    def do(office: Office) -> None:
        case = office.case(name)
        answer = office.client(who).post(f"/desk/cases/{case.pk}/{what}/", form, follow=True)
        assert answer.status_code == 200, answer.content.decode()
        assert [message.level_tag for message in answer.context["messages"]] == ["success"]

    return do


def takes(who: str, name: str) -> Step:
    return _acts(who, name, "take", {})


def follows_up(who: str, name: str, day: int) -> Step:
    """Wants to see it again on that day of November."""
    form = {"due-due_day": day, "due-due_month": 11, "due-due_year": 2026}
    return _acts(who, name, "due", form)


def ends(who: str, name: str, outcome: str) -> Step:
    return _acts(who, name, "close", {"close-outcome": outcome})


def answers(who: str, name: str, text: str, *, closes: bool = False, waits: bool = False) -> Step:
    form = {"do": "send", "reply-text": text}
    form |= {"reply-closes": "on"} if closes else {}
    form |= {"reply-expects_answer": "on"} if waits else {}
    return _acts(who, name, "reply", form)


def says(who: str, name: str, other: str, verdict: str) -> Step:
    """What a candidate on the page of a case is to it."""

    def do(office: Office) -> None:
        client, case = office.client(who), office.case(name)
        path = f"/desk/cases/{case.pk}/pair/{office.case(other).pk}/"
        assert path in client.get(f"/desk/cases/{case.pk}/").content.decode()
        answer = client.post(path, {"verdict": verdict}, follow=True)
        assert path not in answer.content.decode()

    return do


def finds_alike(who: str, *pairs: tuple[str, str]) -> Step:
    """The review list shows these pairs, and no others."""

    def do(office: Office) -> None:
        text = office.client(who).get("/desk/duplicates/").content.decode()
        names = {str(case.pk): name for name, case in traces(office)}
        found = re.findall(r"/cases/(\d+)/pair/(\d+)/", text)
        assert {tuple(names[pk] for pk in pair) for pair in found} == set(pairs)

    return do


def reaches_nobody(who: str, name: str) -> Step:
    """A promised call, and nobody answers."""

    def do(office: Office) -> None:
        client, row = office.client(who), Callback.objects.get(case=office.case(name))
        client.post(f"/desk/callbacks/{row.pk}/hold/")
        answer = client.post(f"/desk/callbacks/{row.pk}/failed/", follow=True)
        assert "Notiert. Der nächste Versuch" in answer.content.decode()

    return do


def hands_over(who: str, to: str, word: str, names: list[str]) -> Step:
    """All that is theirs – ``names``, and nothing else – with a word for the colleague."""

    def do(office: Office) -> None:
        mine = set(inbox(user=office.people[who], view="mine").values_list("pk", flat=True))
        assert mine == {office.case(name).pk for name in names}
        client = office.client(who)
        form = {"assign-owner": office.people[to].pk, "assign-text": word}
        for pk in mine:
            assert client.post(f"/desk/cases/{pk}/assign/", form).status_code == 302
        assert not inbox(user=office.people[who], view="mine").exists()

    return do


def is_away(who: str, first: int, last: int, deputy: str) -> Step:
    """From one day of November to another."""

    def do(office: Office) -> None:
        form = {f"{name}_{part}": value
                for name, day in (("first_day", first), ("last_day", last))
                for part, value in (("day", day), ("month", 11), ("year", 2026))}  # fmt: skip
        form["deputy"] = office.people[deputy].pk
        path = f"/desk/team/{office.people[who].pk}/absence/"
        assert office.client(who).post(path, form).status_code == 302

    return do


def confirms(address: str) -> Step:
    """The helper opens the link of the mail and presses the button."""

    def do(office: Office) -> None:
        text = office.sent_to(address)[-1].get_content().replace("\r", "")
        assert office.client().post(walks.link_in(text)).status_code == 200

    return do

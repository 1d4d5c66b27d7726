"""One office morning: 48 concerns by telephone, switchboard, mail and web; two colleagues, a lead.

The table says of each concern what must have become of it by one o'clock. Nothing is lost, nothing
is there twice, everything has an owner and a due date, and the day's ledger adds up.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.base.models import JobRun
from hilfelotse.calls.models import Callback
from hilfelotse.cases.models import Case
from hilfelotse.cases.queries import VIEWS, inbox
from hilfelotse.correspondence.models import OutgoingMail, RawMail, ReceivedMail
from hilfelotse.directory.models import Responsibility
from hilfelotse.history.models import Event
from hilfelotse.knowledge.models import Gap
from hilfelotse.reports.closing import left
from hilfelotse.reports.ledger import ledger
from hilfelotse.routing.actions import load_rules
from tests.correspondence import mails
from tests.correspondence.test_outbox import Mailbox, Server
from tests.factories import directory, knowledge, places, roster, users
from tests.journeys.morning import (
    Concern,
    Office,
    Step,
    anonymous,
    answers,
    arrives,
    by_mail,
    by_phone,
    by_switchboard,
    by_web,
    call,
    call_by_keys,
    called_back,
    confirms,
    ends,
    finds_alike,
    follows_up,
    hands_over,
    is_away,
    known_by_number,
    mail,
    offers_time,
    passed_on_to,
    raw_mail,
    reaches_nobody,
    same_mail_again,
    says,
    switchboard,
    takes,
    traces,
    wants_a_call,
    web,
    web_in_a_browser,
)
from tests.journeys.serving import free_port

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.one_engine]

MONDAY, TUESDAY = "2026-11-02", "2026-11-03"
DAYS = {"Tue": 3, "Wed": 4, "Thu": 5, "Fri": 6}
LEAD, AYSE, JENS, RENATE = "Leitung", "Ayşe Karadağ", "Jens Wittkopp", "Renate Ohlendorf"
SCHOOL = "Fachbereich Schule"
FIRST_LESSON = "Wo kann ich Deutsch lernen?"
WORD = "Ich bin bis Mittwoch nicht da. Bitte übernimm."
# The concerns to which others refer.
COURSE, BOXES, ROOM = "Platz im Deutschkurs", "drei Kisten Kleidung", "Zimmer, Limmerstraße 12"
MONEY, ALARM, UNKNOWN = "möchte spenden", "sagt, es sei ein Notfall", "Was kostet ein Führerschein?"
NADIA, LARS, OLENA = "Nadia Haddad: Anmeldung", "Lars Engel: Deutsch", "Olena Bondar: Zeugnis"
PAUL, RITA, SABINE = "Paul Adler: Kochabend", "Rita Busch: Hund", "Sabine Hoffmann: Zimmer"
SCHOOL_FOR_HER = "Schule für Tochter, 9 Jahre"
JOHN, BICYCLE = "John Okafor: German course", "John Okafor: a bicycle"
SECRET = ("Bozkurt", "Pohl", "Wohnungstür", "schlägt", "seit gestern")

# fmt: off
YESTERDAY = [
    by_phone("15:00", "question", COURSE,
             call("recorded", name="Fatma Demir", phone="0511 2000011"), due="Wed 15:00"),
    by_phone("15:05", "goods", "ein Sofa", ended="answered", comes=
             call("callback", name="Uwe Brandt", phone="0511 2000012", slot=f"{TUESDAY}-morning")),
    by_mail("15:10", NADIA, mail("Guten Tag, wo melde ich mich an?"), "nadia@post.example",
            told=("mail_received", "reply"), due="Wed 10:00"),
]

# The telephone: five by keyboard in a browser, the others as the form sends them.
CALLS = [
    by_phone("09:02", "question", "fragt nach dem Stand", joins=COURSE, comes=
             call_by_keys(known_by_number("0511 2000011", shows=COURSE))),
    by_phone("09:05", "question", "Deutsch lernen, abends",
             call_by_keys(anonymous(FIRST_LESSON)), ended="answered"),
    by_phone("09:08", "goods", "zwei Schränke",
             call_by_keys(wants_a_call("0511 2000021", "2", "heute")), due="Tue 17:00"),
    by_phone("09:12", "volunteering", "liest gern vor",
             call_by_keys(offers_time("Anke Sommer", "anke@post.example")),
             email="anke@post.example", told=("confirm",)),
    by_phone("09:16", "question", SCHOOL_FOR_HER,
             call_by_keys(passed_on_to("Ivan Koval", SCHOOL)), owner=JENS, due="Fri 09:16"),
    by_phone("09:18", "goods", BOXES,
             call("recorded", name="Petra Lange", phone="0511 2000022")),
    by_phone("09:21", "request", "Wohnung für Familie", ended="answered", comes=
             call("callback", name="Yusuf Aydın", phone="0511 2000023", slot="soon")),
    by_phone("09:26", "goods", "Abholung vereinbart",
             called_back("ein Sofa", "jens", ends="on"), joins="ein Sofa"),
    by_phone("09:31", "question", "Steuerbescheid", ended="not_ours", comes=
             call("not_ours", name="Karl Voss", phone="0511 2000024", instead_words="Finanzamt")),
    by_phone("09:37", "housing", ROOM,
             call("recorded", name="Sabine Hoffmann", phone="0511 2000025")),
    by_phone("09:44", "money", "Wege zur Spende erklärt",
             call("answered", "jens", case_of=MONEY, ends="on"), joins=MONEY),
    by_phone("09:52", "emergency", ALARM, owner=RENATE, due="Tue 10:52", comes=
             call("recorded", name="Mert Bozkurt", phone="0511 2000026")),
    by_phone("10:03", "question", "Der Nachbar schlägt sein Kind", owner=LEAD, due="Tue 11:03",
             comes=call("answered", name="Gerda Pohl", phone="0511 2000027")),
    by_phone("10:14", "goods", "noch eine vierte Kiste",
             call("recorded", "jens", case_of=BOXES), joins=BOXES),
    by_phone("10:26", "request", "sucht außerdem einen Kinderwagen",
             call("recorded", person_of=COURSE)),
    by_phone("10:41", "question", "steht da mit einem Brief",
             call("recorded", channel="in_person"), at_the_door=True),
    by_phone("11:07", "press", "Radio bittet um ein Gespräch",
             call("recorded", "jens", name="Ole Funk", phone="0511 2000028")),
    by_phone("11:22", "question", UNKNOWN,
             call("answered", "jens", is_gap="on"), ended="answered"),
    by_phone("12:35", "request", "Liste der Genossenschaften genannt",
             called_back("Wohnung für Familie", "jens", ends="on"), joins="Wohnung für Familie"),
    by_phone("12:40", "complaint", "nur mit Frau Karadağ", owner=AYSE, due="Wed 13:00", comes=
             call("callback", "jens", name="Lena Vogt", phone="0511 2000029",
                  slot="2026-11-04-morning", asked_for="ayse")),
]

SWITCHBOARD = [
    by_switchboard("09:29", "question", "fragt nach den Sprechzeiten",
                   switchboard("b", "1"), ended="answered"),
    by_switchboard("09:34", "goods", "hat Fahrräder",
                   switchboard("r", "2", "Hans Otto", "0511 2000031"), due="Tue 13:34"),
    by_switchboard("09:42", "money", MONEY,
                   switchboard("d", "3", "Ruth Stein", "0511 2000032"), ended="answered"),
]

MAILS = [
    by_mail("09:10", LARS, mail("Guten Tag, wo kann meine Nachbarin Deutsch üben?"),
            "lars@post.example", due="Wed 09:58"),
    by_mail("09:14", JOHN, mail("Hello, I am looking for a German course. Can you help me?"),
            "john@post.example", told=("mail_received", "reply"), ended="answered"),
    by_mail("09:20", "نور الدين: دورة", mail(mails.ARABIC, subject="سؤال عن دورة"),
            "nour@post.example"),
    by_mail("09:23", OLENA, mail("Guten Tag, wer erkennt mein Zeugnis an?", attachment=True),
            "olena@post.example", owner=JENS, due="Thu 17:00"),
    by_mail("09:33", PAUL, mail(html="<p>Wann ist der <b>Kochabend</b>?</p><img src='//x/1.png'>"),
            "paul@post.example", told=("mail_received", "reply"), owner=JENS, due="Wed 11:32"),
    by_mail("09:58", "Lars Engel: auch für ihren Sohn", mail(to_mail_for="lars@post.example"),
            "lars@arbeit.example", joins=LARS),
    by_mail("10:00", "Nadia Haddad: noch eine Frage", mail("Und welche Papiere?", case_of=NADIA),
            "nadia@post.example", joins=NADIA),
    by_mail("10:06", "Kai Fremd: gehört nicht dazu", mail("Was steht dort?", case_of=NADIA),
            "kai@post.example"),
    by_mail("10:09", "was niemand lesen kann", raw_mail(b"\r\n")),
    by_mail("10:38", "John Okafor: the same once more", same_mail_again(JOHN), joins=JOHN),
    by_mail("10:45", SABINE, mail("Guten Tag, das Zimmer ist in der Limmerstraße 12."),
            "sabine@post.example", joins=ROOM, merged=True),
    by_mail("10:52", "Tina Weiß: Wohnungstür", mail("Die Kinder sind seit gestern allein."),
            "tina@post.example", owner=LEAD, due="Tue 11:52"),
    by_mail("11:10", BICYCLE, mail("Hello, where can I buy a cheap bicycle for my son?"),
            "john@post.example", told=()),
    by_mail("11:32", "Paul Adler: am Freitag", mail("Gern.", to_mail_for="paul@post.example"),
            "paul@post.example", joins=PAUL),
    by_mail("11:40", RITA, mail("Guten Tag, wie melde ich meinen Hund ab?", message_id=None),
            "rita@post.example", told=("mail_received", "closed"), ended="not_ours"),
]

WEB = [
    by_web("09:17", "Mia Sander", web_in_a_browser, "mia@post.example"),
    by_web("09:25", "Ada Wendt", web(), "ada@post.example", told=("confirm", "confirmed"),
           owner=JENS),
    by_web("09:47", "سمير حداد", web(language="ar"), "samir@post.example"),
    by_web("10:11", "Jonas Roth", web("group"), "jonas@post.example"),
    by_web("10:20", "Bo Lind", web("circle"), "bo@post.example"),
    by_web("10:33", "Lea Kern", web(age="youth"), "lea@post.example"),
    by_web("10:48", "Gisela Thormählen", web(phone="0511 2000041")),
    by_web("11:02", "Dmytro Shevchuk", web(clicks=2), "dmytro@post.example"),
    by_web("11:25", "Emre Şahin", web("company", phone="0511 2000042"), "emre@post.example"),
    by_web("12:22", "Gisela Thormaehlen", web(phone="0511 2000041"),
           joins="Gisela Thormählen", merged=True),
]
# fmt: on

MORNING = [*CALLS, *SWITCHBOARD, *MAILS, *WEB]
EVERYTHING = [*YESTERDAY, *MORNING]


def from_machines(office: Office) -> None:
    """What programs send: it must become nobody's case, and nobody gets an answer."""
    returned = office.sent_to("olena@post.example")[0]
    answered = office.sent_to("paul@post.example")[-1]["Message-ID"]
    away = {"Auto_Submitted": "auto-replied", "In_Reply_To": answered}
    for content in (
        mails.bounce(returned["Message-ID"].encode()),
        mails.letter("Ich bin nicht da.", "paul@post.example", "Abwesend", **away).as_bytes(),
        mails.letter(message_id="<liste@post.example>", List_Unsubscribe="<https://x>").as_bytes(),
        office.sent_to("kai@post.example")[0].as_bytes(),
    ):
        arrives(office, content, "a machine")


# What colleagues do in between, and citizens.
DONE_YESTERDAY: list[tuple[str, Step]] = [
    ("15:30", answers("jens", NADIA, "Guten Tag,\n\nim Bürgeramt.", closes=True)),
]
IN_BETWEEN: list[tuple[str, Step]] = [
    ("09:24", takes("ayse", OLENA)),
    ("09:28", follows_up("ayse", OLENA, 5)),
    ("09:36", takes("ayse", PAUL)),
    ("09:40", answers("ayse", PAUL, "Guten Tag,\n\nwann können Sie?", waits=True)),
    ("09:50", confirms("ada@post.example")),
    ("09:55", takes("ayse", "Ada Wendt")),
    ("10:16", answers("jens", JOHN, "Hello,\n\nplease come on Monday.", closes=True)),
    ("10:30", reaches_nobody("jens", "Wohnung für Familie")),
    ("11:13", from_machines),
    ("11:27", finds_alike("jens", (ROOM, SABINE))),
    ("11:28", says("jens", BICYCLE, JOHN, "same_person")),
    ("11:30", says("jens", SABINE, ROOM, "same_concern")),
    ("11:45", ends("jens", RITA, "not_ours")),
    ("12:00", hands_over("ayse", "jens", WORD, [SCHOOL_FOR_HER, OLENA, PAUL, "Ada Wendt"])),
    ("12:05", is_away("ayse", 3, 4, deputy="jens")),
    ("12:15", takes("renate", ALARM)),
    ("12:29", finds_alike("jens", ("Gisela Thormählen", "Gisela Thormaehlen"))),
    ("12:30", says("jens", "Gisela Thormaehlen", "Gisela Thormählen", "same_concern")),
]


# --- the office -----------------------------------------------------------------------------------


@pytest.fixture
def smtp(settings) -> Iterator[Mailbox]:
    """A real mail server that takes what we send."""
    handler = Mailbox()
    server = Server(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    yield handler
    server.stop()


@pytest.fixture
def office(travel, transactional_db, dovecot, smtp, run_tasks, new_page, desk_page) -> Office:
    """Monday afternoon: two who work there, their lead, the switchboard; a body, an answer."""
    travel(f"{MONDAY} 14:00")
    places.postcode("30449")
    load_rules()
    people = {
        "ayse": users.caseworker(name=AYSE),
        "jens": users.caseworker(name=JENS),
        "renate": users.user(Role.LEAD, name=RENATE, email="renate@team.example"),
        "mehmet": users.user(Role.SWITCHBOARD, name="Mehmet Yıldırım"),
    }
    roster.shifts(people["ayse"], 0, 1, 3)
    school = directory.department(name=SCHOOL, contact={"email": "schule@stadt.example"})
    Responsibility.objects.create(subject="school", organisation=school)
    knowledge.page(FIRST_LESSON, user=people["ayse"])
    return Office(people, dovecot, smtp, run_tasks, new_page, desk_page)


def test_forty_eight_concerns(office: Office, travel: Callable) -> None:
    assert [len(door) for door in (CALLS, SWITCHBOARD, MAILS, WEB)] == [20, 3, 15, 10]
    goes_by(office, travel, MONDAY, YESTERDAY, DONE_YESTERDAY, until="17:05")
    goes_by(office, travel, TUESDAY, MORNING, IN_BETWEEN, until="13:00")

    each_is_one_case_or_rightly_joined(office)
    each_has_owner_and_due_date_within_the_rules(office)
    everybody_got_each_mail_once(office)
    what_programs_sent_is_nobodys_case(office)
    the_ledger_adds_up()
    danger_is_the_leads_alone(office)
    the_deputy_sees_what_waits_for_who_is_away(office)
    the_gaps_are_what_nobody_could_answer()
    nothing_failed()


def goes_by(
    office: Office,
    travel: Callable,
    day: str,
    concerns: list[Concern],
    steps: list[tuple[str, Step]],
    until: str,
) -> None:
    """One thing after the other, each in a minute of its own; after it the worker works."""
    coming = [(concern.at, partial(concern.comes, concern=concern)) for concern in concerns]
    plan = sorted([*coming, *steps, (until, lambda office: None)], key=lambda step: step[0])
    assert len({at for at, _do in plan}) == len(plan)
    for at, do in plan:
        travel(f"{day} {at}")
        do(office)
        office.works()


# --- at one o'clock -------------------------------------------------------------------------------


def root(concern: Concern) -> str:
    """The concern whose case this one lies in."""
    by_name = {one.name: one for one in EVERYTHING}
    while concern.joins:
        concern = by_name[concern.joins]
    return concern.name


def each_is_one_case_or_rightly_joined(office: Office) -> None:
    expected, found = defaultdict(list), defaultdict(list)
    for concern in EVERYTHING:
        if concern.comes is not COPY.comes:  # of a mail that came twice there is one trace
            expected[root(concern)].append(concern.name)
    for name, case in traces(office):
        found[case.pk].append(name)
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, expected.values()))
    merged = [concern for concern in EVERYTHING if concern.merged]
    assert Case.objects.filter(outcome="duplicate").count() == len(merged)
    assert Case.objects.count() == len(expected) + len(merged)


COPY = next(concern for concern in MAILS if "once more" in concern.name)


def each_has_owner_and_due_date_within_the_rules(office: Office) -> None:
    roots = [concern for concern in EVERYTHING if not concern.joins]
    found = {concern.name: as_it_is(office.case(concern.name)) for concern in roots}
    assert found == {concern.name: as_it_must_be(concern) for concern in roots}


def as_it_is(case: Case) -> tuple[str, ...]:
    came = (case.channel, case.kind)
    if not case.is_open:
        return (*came, case.outcome)
    return (*came, case.owner_name, f"{timezone.localtime(case.due_at):%a %d %H:%M}")


def as_it_must_be(concern: Concern) -> tuple[str, ...]:
    came = (concern.channel, _kind(concern))
    if concern.ended:
        return (*came, concern.ended)
    day = MONDAY if concern in YESTERDAY else TUESDAY
    promised = _at(f"{day} {concern.at}") + timedelta(days=2)
    due = _moment(concern.due) if concern.due else promised
    return (*came, concern.owner, f"{due:%a %d %H:%M}")


def _kind(concern: Concern) -> str:
    """An emergency is a case of somebody who needs help."""
    return "request" if concern.kind == "emergency" else concern.kind


def _moment(due: str) -> datetime:
    day, hour = due.split()
    return _at(f"2026-11-{DAYS[day]:02} {hour}")


def _at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


def everybody_got_each_mail_once(office: Office) -> None:
    """Of the table, of the body that was asked, and the lead's report of yesterday."""
    sent = {mail.message_id: mail for mail in OutgoingMail.objects.all()}
    expected = Counter(
        (concern.email, template) for concern in EVERYTHING for template in concern.told
    )
    expected["schule@stadt.example", "concern_request"] = 1
    expected["renate@team.example", "digest"] = 1
    arrived = list(zip(office.smtp.recipients, office.smtp.mails, strict=True))
    assert all(len(recipients) == 1 for recipients, _mail in arrived)
    got = Counter((to[0], sent[mail["Message-ID"]].template) for to, mail in arrived)
    assert got == expected
    assert Counter(mail["Message-ID"] for _to, mail in arrived) == Counter(list(sent))
    subjects = Counter((to[0], mail["Subject"]) for to, mail in arrived)
    assert set(subjects.values()) == {1}


def what_programs_sent_is_nobodys_case(office: Office) -> None:
    """And of what people sent, every mail was kept and moved, the copy only moved."""
    states = Counter(ReceivedMail.objects.values_list("state", flat=True))
    assert states == {"case": 12, "joined": 3, "bounce": 1, "automatic": 3}
    kept = len(MAILS) - 1 + 1 + 4  # without the copy, with Nadia's of Monday and the machines'
    assert RawMail.objects.count() == kept
    assert (office.account.count("INBOX"), office.account.count("Hilfelotse")) == (0, kept + 1)
    failed = OutgoingMail.objects.exclude(state="sent")
    assert [(mail.state, mail.address) for mail in failed] == [("failed", "olena@post.example")]


def the_ledger_adds_up() -> None:
    new = [concern for concern in MORNING if not concern.joins or concern.merged]
    roots = [concern for concern in EVERYTHING if not concern.joins]
    book = ledger(clock.today())
    assert book.adds_up
    assert book.open_before == 2  # Nadia's question was answered on Monday …
    assert book.back == 1  # … and came back
    assert book.by_channel == Counter(concern.channel for concern in new)
    assert book.by_kind == Counter(map(_kind, new))
    assert book.by_outcome == Counter(concern.ended for concern in roots if concern.ended)
    assert book.merged == sum(concern.merged for concern in MORNING)
    assert book.open_after == sum(not concern.ended for concern in roots)
    assert book.open_after == Case.objects.open().count()


def danger_is_the_leads_alone(office: Office) -> None:
    hidden = [office.case(one.name) for one in MORNING if one.owner in {LEAD, RENATE}]
    assert set(hidden) == set(Case.objects.filter(is_restricted=True))
    lead, jens = office.client("renate"), office.client("jens")
    for case in hidden:
        assert jens.get(f"/desk/cases/{case.pk}/").status_code == 404
        assert lead.get(f"/desk/cases/{case.pk}/").status_code == 200
    pages = [f"/desk/?view={view}" for view in VIEWS]
    lists = ("callbacks", "closing", "duplicates", "post", "mail", "answers")
    pages += [f"/desk/{name}/" for name in lists]
    pages += [f"/desk/search/?q={word}" for word in SECRET]
    pages += [f"/desk/call/callers/?who={word}" for word in SECRET]
    words = {*SECRET, *(case.reference for case in hidden)}
    for page in pages:
        text = jens.get(page).content.decode()
        assert [word for word in words if word in text and word not in page] == [], page
    assert "Mert Bozkurt" in lead.get("/desk/?view=restricted").content.decode()


def the_deputy_sees_what_waits_for_who_is_away(office: Office) -> None:
    jens = office.people["jens"]
    mine = {case.owner_name for case in inbox(user=jens, view="mine")}
    assert mine == {AYSE, JENS}
    theirs = {pile.name: pile for pile in left(user=jens).piles}
    assert theirs[AYSE].deputy == jens
    words = Event.objects.filter(verb="assigned", text=WORD)
    assert words.count() == 4
    owed = Callback.objects.open()
    assert {row.case.pk for row in owed} == {
        office.case(name).pk for name in ("zwei Schränke", "hat Fahrräder", "nur mit Frau Karadağ")
    }


def the_gaps_are_what_nobody_could_answer() -> None:
    """Nothing about danger: everybody reads them."""
    asked_in_vain = {UNKNOWN, "fragt nach den Sprechzeiten"}
    assert set(Gap.objects.values_list("text", flat=True)) == asked_in_vain


def nothing_failed() -> None:
    assert not DBTaskResult.objects.exclude(status="SUCCESSFUL").exists()
    assert not JobRun.objects.filter(finished_at=None).exists()

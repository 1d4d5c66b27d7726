"""What the city and the Region say, as readers meet it: in their language, with every notice."""

import re
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from django.test import Client

from hilfelotse.base import clock
from hilfelotse.base.idempotency import new_key
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Accommodation, Responsibility
from hilfelotse.knowledge.actions import mark_outdated
from hilfelotse.knowledge.actions.text import approve_translation, enter_machine_text, save_text
from hilfelotse.knowledge.models import Page
from hilfelotse.office import deadlines
from hilfelotse.topics.subjects import SUBJECTS
from hilfelotse.web.components import guard
from hilfelotse.web.portal.forms.finder import CONCERNS, FinderForm
from hilfelotse.web.portal.views.help import SENDS_PER_ADDRESS
from tests.factories import directory, knowledge, needs, places, users

pytestmark = pytest.mark.django_db
Kind = Page.Kind


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    monkeypatch.setattr(guard, "QUICKEST_SECONDS", -1)


def rubric(title: str, **fields) -> Page:
    return knowledge.page(title, kind=Kind.RUBRIC, **fields)


def article(title: str = "Wo melde ich mich an?", **fields) -> Page:
    return knowledge.page(title, kind=Kind.ARTICLE, **fields)


def translated(page: Page, language: str, title: str, text: str = "…") -> None:
    enter_machine_text(
        page=page, language=language, title=title, text=text, engine="test", version=page.version
    )


def read(client, page: Page, language: str = "de") -> str:
    return words(client, f"/{language}/info/{page.slug}/")


def words(client, url: str, status: int = 200) -> str:
    """The page without what stands between its words more than once."""
    answer = client.get(url)
    assert answer.status_code == status
    return unescape(re.sub(r"\s+", " ", answer.content.decode()))


# --- one page ---------------------------------------------------------------------------------


def test_a_page_says_where_it_comes_from_and_leads_on(client, travel):
    travel("2026-11-02 12:00")
    top = rubric("Ankommen", audience="refugees")
    body = directory.department(
        name="Amt für Meldewesen", website="https://amt.example/",
        contact={"name": "Kim Geheim", "role": "Empfang", "phone": "0511 168-12",
                 "email": "melden@amt.example", "hours": "Mo bis Fr 8 bis 12 Uhr"},
    )  # fmt: skip
    page = article(
        parent=top, responsible=body, source="hannover.de", valid_until="2026-12-31",
        owner="region", user=users.user("editor_region"),
        text="# So geht es\n\nBringen Sie **alle** Papiere mit. [Frage](/en/frage/)",
    )  # fmt: skip
    article("Was bringe ich mit?", parent=top)
    knowledge.page("Was kostet das?", subject=page.subject)
    shown = read(client, page)
    for said in (
        "Für Geflüchtete", "Region Hannover", "<h2>So geht es</h2>", "<strong>alle</strong>",
        'href="/de/frage/"', "Amt für Meldewesen", "Empfang", 'href="tel:+4951116812"',
        "melden@amt.example", "Mo bis Fr 8 bis 12 Uhr", "Montag, 2. November 2026",
        "Donnerstag, 31. Dezember 2026", "hannover.de", "Was bringe ich mit?", "Was kostet das?",
        'href="/de/rueckmeldung/?seite=', "/de/info/ankommen/",
    ):  # fmt: skip
        assert said in shown, said
    assert "Kim Geheim" not in shown
    assert "Diese Seite wird gerade geprüft" not in shown
    assert len(re.findall("<h1", shown)) == 1


def test_a_rubric_leads_to_what_hangs_in_it(client):
    top = rubric("Helfen")
    rubric("Spenden", parent=top)
    article("Zeit schenken", parent=top)
    article("Nur für das Telefon", parent=top, is_public=False)
    shown = read(client, top)
    assert "/de/info/spenden/" in shown
    assert "/de/info/zeit-schenken/" in shown
    assert "Nur für das Telefon" not in shown


@pytest.mark.parametrize(
    "gone",
    [{"is_public": False}, {"published_at": None}, {"retired_at": clock.now()},
     {"when_old": "hide", "outdated_at": clock.now()}],
)  # fmt: skip
def test_what_is_not_public_is_not_there(client, gone):
    page = article("Ganz intern", text="Nur wir wissen das.")
    Page.objects.filter(pk=page.pk).update(**gone)
    assert "Nur wir" not in words(client, f"/de/info/{page.slug}/", 404)
    for url in ("/de/info/", "/de/fragen/", "/de/aktuelles/", "/de/aktuelles/feed/"):
        assert "Ganz intern" not in words(client, url)


def test_a_doubtful_page_says_so(client):
    page = article()
    mark_outdated(user=users.caseworker(), page=page, note="Frau Muster sagt: falsch")
    shown = read(client, page)
    assert "Diese Seite wird gerade geprüft" in shown
    assert "Frau Muster" not in shown
    old = article("Alt", valid_until=clock.today() - timedelta(days=1))
    assert "Sie galt bis" in read(client, old)


def test_a_body_that_may_not_be_named_is_not(client):
    house = directory.organisation(
        name="Frauenhaus", is_public=False, contact={"phone": "0511 99999"}
    )
    shown = read(client, article(responsible=house))
    assert "Frauenhaus" not in shown
    assert "99999" not in shown


# --- in the reader's language -----------------------------------------------------------------


def test_a_page_that_is_not_translated_says_so_and_marks_its_language(client):
    page = article("Wo melde ich mich an?", text="In der Stadt.")
    shown = read(client, page, "ar")
    assert '<h1 lang="de" dir="ltr">Wo melde ich mich an?</h1>' in shown
    assert 'class="flow page-text" lang="de" dir="ltr"' in shown
    assert "Deutsch" in shown
    assert 'hreflang="de">Zum' not in shown
    translated(page, "en", "Where to register", "[Ask](/de/frage/)")
    shown = read(client, page, "ar")
    assert '<h1 lang="en" dir="ltr">Where to register</h1>' in shown
    assert 'href="/ar/frage/"' in shown


def test_a_machine_is_named_until_somebody_approves(client):
    page = article()
    translated(page, "en", "Where to register")
    german = f'href="/de/info/{page.slug}/" hreflang="de"'
    shown = read(client, page, "en")
    assert "<h1 >Where to register</h1>" in shown
    assert shown.count(german) >= 1
    before = shown.count("alert--info")
    approve_translation(user=users.caseworker(), page=page, language="en", number=1)
    assert read(client, page, "en").count("alert--info") == before - 1


def test_an_outdated_translation_says_since_when(client, travel):
    travel("2026-11-02 12:00")
    page = article()
    translated(page, "en", "Where to register")
    travel("2026-11-09 12:00")
    save_text(user=users.caseworker(), page=page, title="Neu", text="Ganz anders.", base=1)
    shown = read(client, page, "en")
    assert "Where to register" in shown
    assert "2 November 2026" in shown
    assert "9 November 2026" in shown
    assert "alert--warning" in shown
    Page.objects.update(hides_old_translations=True)
    shown = read(client, page, "en")
    assert "Where to register" not in shown
    assert '<h1 lang="de" dir="ltr">Neu</h1>' in shown


# --- lists ------------------------------------------------------------------------------------


def test_the_tree_and_the_ways_into_it(client):
    top = rubric("Für Geflüchtete", audience="refugees", slug="fuer-gefluechtete")
    inner = rubric("Wohnen", parent=top)
    article("Wohnung suchen", parent=inner)
    shown = words(client, "/de/info/")
    order = [shown.index(title) for title in ("Für Geflüchtete", "Wohnen", "Wohnung suchen")]
    assert order == sorted(order)
    assert '<a class="door" href="/de/info/fuer-gefluechtete/">' in words(client, "/de/")


def test_without_pages_every_list_says_so(client):
    assert "Hier stehen bald Antworten" in words(client, "/de/info/")
    assert "Hier stehen bald Antworten" in words(client, "/de/fragen/")
    assert "Zurzeit gibt es nichts Neues" in words(client, "/de/aktuelles/")
    assert "Hier steht noch nichts" in words(client, "/de/unterkuenfte/")
    assert '<a class="door" href="/de/info/">' in words(client, "/de/")


def test_questions_unfold_and_doubtful_ones_are_marked(client):
    top = rubric("Ehrenamt")
    knowledge.page("Brauche ich ein Führungszeugnis?", parent=top, text="# Ja\n\nOft.")
    assert "Wird gerade geprüft" not in words(client, "/de/fragen/")
    page = knowledge.page("Bin ich versichert?", parent=top)
    mark_outdated(user=users.caseworker(), page=page)
    shown = words(client, "/de/fragen/")
    assert shown.count("<summary>") - shown.count('<summary> <span class="kern') >= 2
    assert "<h3>Ja</h3>" in shown
    assert shown.count("Wird gerade geprüft") == 1


def test_news_and_events_and_their_feed(client, travel):
    travel("2026-11-02 12:00")
    knowledge.page("Neue Sprechstunde", kind=Kind.NEWS, text="Ab **Montag**.")
    event = knowledge.page(
        "Offenes Café", kind=Kind.EVENT, place="Nachbarschaftshaus", text="Kommen Sie!",
        starts_at=clock.now() + timedelta(hours=5), ends_at=clock.now() + timedelta(hours=7),
    )  # fmt: skip
    time = "Montag, 2. November 2026, 17:00 bis 19:00"
    for shown in (words(client, "/de/aktuelles/"), read(client, event)):
        assert time in shown
        assert "Nachbarschaftshaus" in shown
    answer = client.get("/de/aktuelles/feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(answer.content).findall(f"{atom}entry")
    said = {row.findtext(f"{atom}title"): row.findtext(f"{atom}summary") for row in entries}
    assert said == {
        "Offenes Café": f"{time}, Nachbarschaftshaus\nKommen Sie!",
        "Neue Sprechstunde": "Ab Montag.",
    }
    assert not answer.cookies


def test_reading_sets_no_cookie_and_asks_little(client, django_assert_max_num_queries):
    page = article(parent=rubric("Oben"), responsible=directory.department())
    translated(page, "ar", "…")
    for url in (
        f"/ar/info/{page.slug}/", "/ar/info/", "/ar/fragen/", "/ar/aktuelles/",
        "/ar/ansprechpartner/?anliegen=german&plz=30449", "/ar/unterkuenfte/", "/ar/rueckmeldung/",
    ):  # fmt: skip
        with django_assert_max_num_queries(7):
            assert not client.get(url).cookies, url


# --- whom to ask ------------------------------------------------------------------------------

FINDER = "/de/ansprechpartner/"


def responsible(subject: str = "german", **fields) -> Responsibility:
    body = fields.pop("organisation", None) or directory.department(
        name="Fachstelle Deutsch", languages=["de", "ar"],
        contact={"name": "Kim Geheim", "role": "Beratung", "phone": "0511 168-77"},
    )  # fmt: skip
    return Responsibility.objects.create(subject=subject, organisation=body, **fields)


def test_every_subject_can_be_asked_for():
    asked = [code for _group, choices in CONCERNS for code, _words in choices]
    assert sorted(asked) == sorted(SUBJECTS)


def test_who_is_responsible_here_comes_first_and_the_office_last(client):
    responsible(note="Bringen Sie Ihren Ausweis mit.")
    near = directory.organisation(name="Kreis Linden", quarter=places.quarter("Linden-Nord"))
    quarter = places.quarter("Linden-Nord")
    quarter.postcodes.add(places.postcode("30451"))
    responsible(organisation=near, district=quarter.district)
    article("Deutsch lernen", subject="german")
    shown = words(client, f"{FINDER}?anliegen=german&plz=30451")
    order = ["Kreis Linden", "Fachstelle Deutsch", "Bringen Sie Ihren Ausweis mit.",
             "Deutsch, Arabisch", "/de/info/deutsch-lernen/", 'href="tel:115"']  # fmt: skip
    places_ = [shown.index(said) for said in order]
    assert places_ == sorted(places_)
    assert 'href="tel:+4951116877"' in shown
    assert "Kim Geheim" not in shown
    elsewhere = words(client, f"{FINDER}?anliegen=german")
    assert "Kreis Linden" not in elsewhere
    assert "Fachstelle Deutsch" in elsewhere


@pytest.mark.parametrize(
    ("moment", "said"),
    [("2026-11-02 11:00", "Jetzt erreichbar"), ("2026-11-02 20:00", "Jetzt nicht erreichbar")],
)
def test_when_they_are_there_and_how_to_get_there(client, travel, moment, said):
    travel(moment)
    body = directory.department(name="Fachstelle Deutsch", contact={
        "hours": "Mo bis Fr 9–12 Uhr", "address": "Leinestraße 901",
        "way_there": "Stadtbahn bis Markthalle, keine Stufen."})  # fmt: skip
    responsible(organisation=body)
    for language in ("de", "ar"):
        shown = words(client, f"/{language}/ansprechpartner/?anliegen=german")
        for word in ("Mo bis Fr 9–12 Uhr", "Leinestraße 901", "bis Markthalle, keine Stufen."):
            assert f'<bdi lang="de">{"Stadtbahn " if "Mark" in word else ""}{word}</bdi>' in shown
    german = words(client, f"{FINDER}?anliegen=german")
    assert f"<strong>{said}</strong>" in german
    assert "So kommen Sie hin:" in german
    directory.contact_person(body, address="", way_there="Durch den Garten")
    assert "Durch den Garten" not in words(client, f"{FINDER}?anliegen=german")


@pytest.mark.parametrize(
    ("postcode", "said"),
    [("99999", "liegt nicht in Hannover"), ("12", "Postleitzahl mit 5 Ziffern"),
     ("<script>", "Postleitzahl mit 5 Ziffern"), ("٣٠٤", "Postleitzahl mit 5 Ziffern")],
)  # fmt: skip
def test_a_wrong_postcode_is_said_and_the_citys_answer_given(client, postcode, said):
    responsible()
    shown = words(client, f"{FINDER}?anliegen=german&plz={postcode}")
    assert said in shown
    assert "Fachstelle Deutsch" in shown
    assert b"<script>" not in client.get(FINDER, {"anliegen": "german", "plz": postcode}).content


def test_there_is_always_an_answer(client):
    shown = words(client, f"{FINDER}?anliegen=press")
    for said in ("Wir finden die richtige Stelle", 'href="tel:115"', "0511 168-0"):
        assert said in shown
    for wrong in ("", "nonsense", "%00"):
        shown = words(client, f"{FINDER}?anliegen={wrong}&plz=30449")
        assert "Wählen Sie, worum es geht." in shown
    assert "Wählen Sie" not in words(client, FINDER)
    assert FinderForm({"anliegen": "german"}).is_valid()


def test_danger_has_its_numbers_first(client):
    shown = words(client, f"{FINDER}?anliegen=violence")
    assert shown.index('href="tel:110"') < shown.index('href="tel:115"')
    assert 'href="tel:110"' not in words(client, f"{FINDER}?anliegen=german")


def test_hidden_and_old_bodies_are_no_answer(client):
    old = clock.now() - timedelta(days=200)
    secret = directory.organisation(
        name="Haus am Geheimweg", is_public=False,
        contact={"phone": "0511 4711", "address": "Pfad 8", "way_there": "am Wald"},
    )  # fmt: skip
    responsible("violence", organisation=secret)
    responsible("violence", organisation=directory.organisation(name="Alt e. V.", confirmed_at=old))
    shown = words(client, f"{FINDER}?anliegen=violence")
    for word in ("Geheimweg", "4711", "Pfad 8", "am Wald", "Alt e. V."):
        assert word not in shown


# --- accommodations ---------------------------------------------------------------------------


def test_accommodations_by_district_and_nothing_of_protected_ones(client):
    public = Accommodation.Protection.PUBLIC
    circle = directory.organisation(name="Kreis Linden")
    house = directory.accommodation(
        name="Unterkunft am Park", protection=public, circle=circle, address="Parkweg 1",
        rules="Bitte klingeln",
    )  # fmt: skip
    needs.open_need(title="Spielen am Mittwoch", accommodation=house)
    closed = directory.organisation(name="Träger ohne Namen", is_public=False)
    directory.accommodation(name="Zu", protection=public, is_active=False, operator=closed)
    directory.accommodation(
        name="Haus der Partner", address="Partnerstraße 2", protection="partners",
        operator=closed, kind="project",
    )  # fmt: skip
    hidden = directory.accommodation(
        name="Zuflucht Rosenhof", address="Rosenweg 3", protection="secret", operator=closed,
        quarter=places.quarter("Döhren"),
    )  # fmt: skip
    needs.open_need(title="Hilfe in der Zuflucht", accommodation=hidden)
    shown = words(client, "/de/unterkuenfte/")
    for said in ("Unterkunft am Park", "Gemeinschaftsunterkunft", "Linden-Nord", "Haus und Halt",
                 "Kreis Linden", "Spielen am Mittwoch", "Dazu 1 Unterkunft"):  # fmt: skip
        assert said in shown, said
    for secret in ("Parkweg", "Bitte klingeln", "Haus der Partner", "Partnerstraße", "Wohnprojekt",
                   "Zuflucht", "Rosen", "Döhren", "Träger ohne Namen", "> Zu <"):  # fmt: skip
        assert secret not in shown, secret


# --- feedback ---------------------------------------------------------------------------------

FEEDBACK = "/de/rueckmeldung/"


def said(**changed) -> dict:
    return {
        "about": "barrier", "text": "Die Schrift ist zu klein.", "page": "/de/info/x/",
        "email": "", "website": "", "started": guard.started_now(), "key": new_key(),
    } | changed  # fmt: skip


def test_feedback_becomes_a_case_that_is_answered_in_time(client, travel):
    travel("2026-11-02 20:00")  # closed: what is due does not move while the test runs
    answer = client.post(FEEDBACK, said(email="Toni@Post.example"))
    assert (answer.status_code, answer["Location"]) == (302, f"{FEEDBACK}danke/")
    assert not answer.cookies
    case = Case.objects.get()
    assert (case.kind, case.queue, case.channel) == ("barrier", "desk", "web")
    assert case.text == (
        "Rückmeldung: Ich kann etwas nicht lesen oder bedienen (Barriere)\nSeite: /de/info/x/\n\n"
        "Die Schrift ist zu klein."
    )
    assert case.due_at == deadlines.first_reply()
    assert case.due_at < clock.now() + timedelta(days=14)
    assert case.party.contact("email").value == "toni@post.example"
    assert "Wir lesen sie" in words(client, f"{FEEDBACK}danke/")


def test_feedback_without_an_address_names_nobody(client):
    assert client.post("/en/rueckmeldung/", said(about="missing")).status_code == 302
    case = Case.objects.get()
    assert case.party is None
    assert case.text.startswith("Rückmeldung: Mir fehlt etwas\n")


def test_the_same_feedback_twice_is_one_case(client):
    data = said()
    for _twice in range(2):
        assert client.post(FEEDBACK, data).status_code == 302
    assert Case.objects.count() == 1


def test_feedback_needs_no_token(client):
    assert Client(enforce_csrf_checks=True).post(FEEDBACK, said()).status_code == 302
    assert "csrfmiddlewaretoken" not in words(client, FEEDBACK)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"text": " "}, "Schreiben Sie kurz auf"),
        ({"about": ""}, "Wählen Sie, worum es geht."),
        ({"about": "nonsense"}, "Wählen Sie, worum es geht."),
        ({"email": "toni"}, "Geben Sie eine E-Mail-Adresse ein"),
        ({"website": "http://spam.example"}, "Bitte lassen Sie das letzte Feld leer"),
        ({"started": "gefälscht"}, "Bitte senden Sie noch einmal ab."),
        ({"text": "x" * 2001}, "2000"),
    ],
)
def test_what_is_wrong_with_feedback_is_said_and_nothing_lost(client, changed, message):
    answer = client.post(FEEDBACK, said(page="/de/info/<b>/") | changed)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert message in unescape(shown)
    assert "/de/info/&lt;b&gt;/" in shown
    assert not Case.objects.exists()


def test_a_flood_of_feedback_is_stopped(client, monkeypatch):
    monkeypatch.setattr("hilfelotse.web.portal.views.feedback.SENDS_PER_ADDRESS", 0)
    client.post(FEEDBACK, said())
    assert client.post(FEEDBACK, said()).status_code == 429
    assert SENDS_PER_ADDRESS > 0
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("came_from", "filled"),
    [
        ("http://testserver/ar/info/anmelden/?q=1#x", "/ar/info/anmelden/"),
        ("http://testserver/de/", "/de/"),
        ("http://testserver/de/rueckmeldung/", ""),
        ("http://testserver/de/status/AAAAAAAAAAAAAAAAAAAAAA/", ""),
        ("http://testserver/desk/", ""),
        ("http://testserver/nirgends", ""),
        ("https://evil.example/de/", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_the_address_of_the_page_is_filled_in(client, came_from, filled):
    shown = client.get(FEEDBACK, headers={"referer": came_from}).content.decode()
    field = re.search(r'<input[^>]*name="page"[^>]*>', shown)[0]
    value = re.search(r'value="([^"]*)"', field)
    assert (value[1] if value else "") == filled

"""The call screen, its fragments and the offer, without a browser."""

import re

import pytest
from django.test import Client

from hilfelotse.calls.models import Callback, CallNote
from hilfelotse.cases.actions.close import end
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import AcceptanceStop, Responsibility
from hilfelotse.knowledge.actions import write_page
from hilfelotse.offers.models import Offer
from hilfelotse.people.consent import FOR_HANDOVER, is_given
from hilfelotse.people.models import Party
from hilfelotse.privacy.models import Access
from hilfelotse.routing.match import forget_rules
from hilfelotse.routing.models import Rule
from tests.factories import calls, cases, directory, goods, needs, offers, places, users

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}
NOTE = {"wish": "question", "text": "Wann ist die Sprechstunde?", "language": "de"}


@pytest.fixture
def desk():
    return users.caseworker(name="Ayşe Karadağ")


@pytest.fixture
def client(desk) -> Client:
    client = Client()
    client.force_login(desk)
    return client


def hidden(response) -> dict[str, str]:
    """Key and clock of the form on a page."""
    found = re.findall(r'name="(key|started)" value="([^"]+)"', response.content.decode())
    return dict(found[:2])


def send(client, result: str, **fields):
    return client.post("/desk/call/", NOTE | {"result": result} | fields, follow=True)


# --- the note -------------------------------------------------------------------------------------


def test_a_saved_note_leads_to_a_blank_one_with_its_number(client, desk):
    page = client.get("/desk/call/")
    response = client.post("/desk/call/", NOTE | hidden(page) | {"result": "answered"})
    assert (response.status_code, response["Location"]) == (302, "/desk/call/?ready=1")
    case = Case.objects.get()
    text = client.get(response["Location"]).content.decode()
    assert f'<a href="/desk/cases/{case.pk}/">{case.reference}</a>' in text
    assert "Sprechstunde" not in text
    assert (case.outcome, case.owner, case.channel) == ("answered", desk, "phone")


def test_sent_twice_it_is_one_note(client):
    page = client.get("/desk/call/")
    for _time in range(2):
        client.post("/desk/call/", NOTE | hidden(page) | {"result": "recorded"})
    assert CallNote.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "name", "phone"),
    [
        ("Petra Lange", "Petra Lange", None),
        ("0511 123456", "N. N.", "+49511123456"),
        ("+43 1 234567", "N. N.", "+431234567"),
    ],
)
def test_by_what_nobody_was_found_is_who_they_are(client, who, name, phone):
    send(client, "recorded", who=who)
    party = Case.objects.get().party
    numbers = list(party.contact_points.values_list("value", flat=True))
    assert (party.name, numbers) == (name, [phone] if phone else [])


@pytest.mark.parametrize("who", ["3456", "KF-26-000001-9"])
def test_the_end_of_a_number_or_a_reference_is_no_name(client, who):
    cases.question(sender=None)
    send(client, "answered", who=who)
    assert Case.objects.order_by("-pk")[0].party is None


def test_a_note_on_the_chosen_case(client):
    case = cases.question()
    send(client, "answered", chosen=f"c{case.pk}", wish="", text="Fragt nach dem Stand.")
    note = CallNote.objects.get()
    assert (note.case, note.wish, note.result) == (case, "question", "answered")
    assert Case.objects.get().is_open


def test_a_new_concern_of_somebody_known(client):
    known = cases.question().party
    send(client, "recorded", chosen=f"p{known.pk}", wish="goods", name="Falsch Geschrieben")
    assert list(known.cases.order_by("-pk").values_list("kind", flat=True)) == ["goods", "question"]
    assert Party.objects.count() == 1


@pytest.mark.parametrize("chosen", ["c999", "p999", "x1", "c", "cabc", "c" + "9" * 40])
def test_whoever_is_not_there_is_nobody(client, chosen):
    send(client, "answered", chosen=chosen)
    assert Case.objects.get().party is None


def test_a_case_that_ended_meanwhile_takes_nothing(client):
    case = cases.question()
    end(case=case, outcome=Case.Outcome.ANSWERED)
    send(client, "answered", chosen=f"c{case.pk}")
    assert CallNote.objects.get().case != case


def test_others_restricted_cases_can_neither_be_found_nor_chosen(client):
    case = cases.question(sender=offers.sender(name="Geheime Person"))
    Case.objects.filter(pk=case.pk).update(is_restricted=True)
    for url in (
        "/desk/call/callers/?who=Geheime",
        f"/desk/call/callers/?chosen=c{case.pk}",
        f"/desk/call/callers/?chosen=p{case.party_id}",
        f"/desk/call/case/?chosen=c{case.pk}",
        f"/desk/call/?case={case.pk}",
    ):
        for headers in ({}, HTMX):
            assert "Geheime Person" not in client.get(url, **headers).content.decode()
    send(client, "answered", chosen=f"c{case.pk}")
    assert CallNote.objects.get().case != case


# --- what a result needs --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("result", "fields", "said"),
    [
        ("answered", {"wish": ""}, "Wählen Sie aus, worum es geht."),
        ("recorded", {"text": ""}, "Schreiben Sie auf, worum es geht."),
        ("callback", {}, "Für einen Rückruf brauchen wir eine Telefonnummer."),
        ("callback", {"phone": "keine"}, "Geben Sie eine Telefonnummer ein"),
        ("passed_on", {}, "Wählen Sie die Stelle aus."),
        ("not_ours", {}, "Sagen Sie, wer zuständig ist."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client, result, fields, said):
    response = send(client, result, who="Petra", **fields)
    text = response.content.decode()
    assert response.status_code == 422
    assert said in text
    assert "Petra" in text
    if result in {"callback", "passed_on", "not_ours"}:
        assert re.search(r"<details[^>]* open>\s*<summary[^>]*>", text)
    assert not Case.objects.exists()


def test_a_call_back(client, desk):
    send(client, "callback", who="Petra Lange", phone="0511 123456", slot="soon",
         asked_for=desk.pk, language="tr", callback_wish="lange klingeln lassen")  # fmt: skip
    row = Callback.objects.get()
    assert (row.language, row.wish, row.asked_for) == ("tr", "lange klingeln lassen", desk)
    assert row.case.party.name == "Petra Lange"


def test_not_ours_in_words(client):
    send(client, "not_ours", instead_words="Finanzamt Nord")
    case = Case.objects.get()
    assert case.outcome == "not_ours"
    assert CallNote.objects.get().text.endswith("Zuständig: Finanzamt Nord")


def test_passed_on(client):
    body = directory.department(name="Fachbereich Schule")
    send(client, "passed_on", to_body=body.pk)
    assert Case.objects.get().referrals.get().organisation == body


def test_a_body_without_a_contact_is_refused_kindly(client):
    body = directory.department()
    body.contacts.all().delete()
    response = send(client, "passed_on", to_body=body.pk)
    assert "keine Ansprechperson" in response.content.decode()
    assert not Case.objects.exists()


@pytest.fixture
def danger():
    Rule.objects.create(phrase="schlägt sein kind", sign=Rule.Sign.DANGER)
    forget_rules()
    yield
    forget_rules()


@pytest.mark.usefixtures("danger")
def test_what_went_to_the_lead_is_no_longer_linked(client):
    response = send(client, "answered", text="Er schlägt sein Kind.")
    text = response.content.decode()
    assert "liegt jetzt bei der Leitung" in text
    assert f"/desk/cases/{Case.objects.get().pk}/" not in text


# --- finding while typing -------------------------------------------------------------------------


def test_callers_come_with_their_open_cases(client):
    case = cases.question(sender=offers.sender(name="Fatma Demir"))
    text = client.get("/desk/call/callers/?who=Fat", **HTMX).content.decode()
    assert "<html" not in text
    assert f'value="c{case.pk}"' in text
    assert f'value="p{case.party_id}"' in text
    assert "1 Person gefunden" in text
    whole = client.get("/desk/call/callers/?who=Fat").content.decode()
    assert "<html" in whole
    assert f'value="c{case.pk}"' in whole


def test_the_chosen_case_stays_whatever_is_typed(client):
    case = cases.question(sender=offers.sender(name="Fatma Demir"))
    url = f"/desk/call/callers/?who=Niemand&chosen=c{case.pk}"
    text = client.get(url, **HTMX).content.decode()
    assert re.search(rf'value="c{case.pk}"[^>]*\s+checked', text)


def test_one_row_of_the_access_log_a_call_however_many_keys(client, desk):
    case = cases.question(sender=offers.sender(name="Fatma Demir"))
    started = hidden(client.get("/desk/call/"))["started"]
    for typed in ("Fat", "Fatm", "Fatma"):
        client.get("/desk/call/callers/", {"who": typed, "started": started}, **HTMX)
    rows = Access.objects.filter(user=desk).values_list("party_id", "case_id", "route")
    assert list(rows) == [(case.party_id, case.pk, "desk:call")]
    started = hidden(client.get("/desk/call/"))["started"]
    client.get("/desk/call/callers/", {"who": "Fatma", "started": started}, **HTMX)
    assert rows.all().count() == 2


def test_somebody_without_an_open_case_is_noted_as_a_person(client, desk):
    case = cases.question(sender=offers.sender(name="Fatma Demir"))
    end(case=case, outcome=Case.Outcome.ANSWERED)
    client.get("/desk/call/callers/?who=Fatma", **HTMX)
    rows = Access.objects.filter(user=desk).values_list("party_id", "case_id")
    assert list(rows) == [(case.party_id, None)]


def test_the_summary_of_the_chosen_case(client, desk):
    row = calls.callback(desk, wish="ab 15 Uhr")
    text = client.get(f"/desk/call/case/?chosen=c{row.case_id}", **HTMX).content.decode()
    assert row.case.reference in text
    assert "ab 15 Uhr" in text
    assert 'name="ends"' in text
    assert client.get("/desk/call/case/?chosen=", **HTMX).content.decode().strip() == ""


def test_everything_about_it_while_typing(client, desk):
    body = directory.department(name="Fachbereich Schule")
    Responsibility.objects.create(subject="school", organisation=body, note="Bitte Termin")
    Rule.objects.create(phrase="schule", sign=Rule.Sign.SUBJECT, subject="school")
    AcceptanceStop.objects.create(goods="furniture", reason="Lager voll", instead="Kleinanzeigen")
    needs.open_need(title="Hausaufgaben in der Schule begleiten")
    write_page(
        user=desk, title="Wie melde ich ein Kind in der Schule an?",
        text="Beim Fachbereich Schule.", subject="school",
    )  # fmt: skip
    forget_rules()
    said = {"text": "Schule Möbel", "wish": "question"}
    text = client.get("/desk/call/lookup/", said, **HTMX).content.decode()
    for words in ("Wie melde ich ein Kind", "Beim Fachbereich Schule.", "Bitte Termin",
                  "Lager voll", "Kleinanzeigen", "Hausaufgaben in der Schule"):  # fmt: skip
        assert words in text
    assert f'data-responsible="{body.pk}"' in text
    assert "<html" not in text
    forget_rules()


@pytest.mark.parametrize("asked", [{"wish": "emergency"}, {"text": "er schlägt sein Kind"}])
@pytest.mark.usefixtures("danger")
def test_the_emergency_numbers_stand_first(client, asked):
    text = client.get("/desk/call/lookup/", asked, **HTMX).content.decode()
    assert 'href="tel:110"' in text
    assert text.index("tel:110") < 700


def test_an_answer_that_is_no_longer_so(client, desk):
    answer = write_page(user=desk, title="Sprechstunde?", text="Mo", subject="other")
    url = f"/desk/call/answers/{answer.pk}/outdated/"
    text = client.post(url, {"note": "jetzt Di"}, **HTMX).content.decode()
    answer.refresh_from_db()
    assert (answer.outdated_note, answer.outdated_by) == ("jetzt Di", desk)
    assert "<html" not in text
    shown = client.get("/desk/call/lookup/?text=Sprechstunde", **HTMX).content.decode()
    assert "stimmt vielleicht nicht mehr" in shown


# --- without JavaScript ---------------------------------------------------------------------------


def test_looking_up_keeps_everything_and_writes_nothing(client):
    case = cases.question(sender=offers.sender(name="Fatma Demir"))
    fields = NOTE | {"who": "Fatma", "result": "look", "slot": "soon", "callback_wish": "spät"}
    page = client.get("/desk/call/")
    response = client.post("/desk/call/", fields | hidden(page))
    text = response.content.decode()
    assert response.status_code == 200
    assert f'value="c{case.pk}"' in text
    for typed in ("Fatma", "Wann ist die Sprechstunde?", "spät", hidden(page)["key"]):
        assert typed in text
    assert re.search(r'value="question"[^>]*checked', text)
    assert not CallNote.objects.exists()


# --- the clock ------------------------------------------------------------------------------------


def test_the_call_begins_with_the_page_or_the_first_key(client, travel):
    travel("2026-11-02 10:00")
    page = client.get("/desk/call/")
    travel("2026-11-02 10:05")
    client.post("/desk/call/", NOTE | hidden(page) | {"result": "recorded", "waited": "120"})
    note = CallNote.objects.get()
    assert note.started_at == travel("2026-11-02 10:02")
    assert note.ended_at == travel("2026-11-02 10:05")


@pytest.mark.parametrize(
    "wrong", [{"started": "gefälscht"}, {"started": ""}, {"waited": "40000"}, {"waited": "x"}]
)
def test_a_wrong_clock_loses_no_note(client, travel, wrong):
    travel("2026-11-02 10:00")
    page = client.get("/desk/call/")
    travel("2026-11-02 10:05")
    client.post("/desk/call/", NOTE | hidden(page) | {"result": "recorded"} | wrong)
    note = CallNote.objects.get()
    assert note.started_at <= note.ended_at


# --- the offer ------------------------------------------------------------------------------------

OFFER = {
    "recorded": "1", "name": "Petra Lange", "phone": "0511 123456", "language": "de",
    "kind": "person", "offer-age": "adult", "offer-activities": ["SPR"],
    "offer-times": ["wd_evening"], "offer-frequency": "weekly", "offer-postcode": "30449",
    "offer-radius_km": "5", "offer-language_1": "uk", "offer-level_1": "6",
    "offer-kinds": ["circle"], "offer-text": "Liest gern vor.",
}  # fmt: skip


def test_the_offer_begins_with_what_was_noted(client):
    note = NOTE | {"result": "offer", "name": "Petra Lange", "phone": "0511 123456",
                   "postcode": "30449"}  # fmt: skip
    text = client.post("/desk/call/offer/", note).content.decode()
    for typed in ("Petra Lange", "+49511123456", "30449", "Wann ist die Sprechstunde?"):
        assert f'value="{typed}"' in text
    assert not Case.objects.exists()


def test_an_offer_is_recorded_with_its_note(client):
    places.postcode()
    response = client.post("/desk/call/offer/", OFFER)
    assert response["Location"] == "/desk/call/?ready=1"
    offer = Offer.objects.get()
    assert (offer.case.channel, offer.case.text) == ("phone", "Liest gern vor.")
    assert (offer.radius_km, offer.languages.get().code) == (5, "uk")
    assert offer.case.call_notes.get().result == "offer"


def test_an_offer_of_somebody_known_asks_the_age_nobody_knows(client, desk):
    places.postcode()
    case = calls.noted(desk, "callback", wish="volunteering")
    page = client.post("/desk/call/offer/", {"chosen": f"c{case.pk}", "result": "offer"})
    text = page.content.decode()
    assert "Petra Lange" in text
    assert 'name="name"' not in text
    fields = OFFER | {"chosen": f"c{case.pk}", "offer-age": "youth", "name": "Anders"}
    client.post("/desk/call/offer/", fields)
    offer = Offer.objects.get()
    assert (offer.party, offer.party.age, offer.is_minor) == (case.party, "youth", True)
    assert offer.party.name == "Petra Lange"
    case.refresh_from_db()
    assert case.outcome == "answered"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Geben Sie den Namen ein."),
        ({"phone": ""}, "Geben Sie eine Telefonnummer oder eine E-Mail-Adresse ein."),
        ({"kind": "group"}, "Geben Sie den Namen der Gruppe oder Firma ein."),
        ({"offer-age": ""}, "Fragen Sie nach dem Alter"),
        ({"offer-times": []}, "Wählen Sie mindestens eine Zeit aus."),
        ({"offer-activities": []}, "Wählen Sie mindestens eine Aufgabe aus."),
        ({"offer-postcode": "x"}, "Geben Sie eine Postleitzahl mit 5 Ziffern ein"),
    ],
)
def test_what_is_missing_in_an_offer(client, changed, said):
    response = client.post("/desk/call/offer/", OFFER | changed)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Case.objects.exists()


def test_an_offer_asks_everything_that_the_public_form_asks(client):
    text = client.get("/desk/call/offer/").content.decode()
    asked = set(re.findall(r'name="(?:offer-)?([a-z_]+?)(?:_\d|_day|_month|_year)?"', text))
    public = {
        "kind", "group_name", "group_size", "with_minors", "circle", "activities", "language",
        "level", "skills", "experience", "times", "frequency", "volume", "postcode", "radius_km",
        "name", "email", "phone", "age", "kinds", "contact",
    }  # fmt: skip
    assert public - asked == set()


# --- speed ----------------------------------------------------------------------------------------


def test_the_number_of_queries_while_typing(client, django_assert_max_num_queries):
    for number in range(6):
        cases.question(sender=offers.sender(name=f"Toni {number}", email=f"t{number}@post.example"))
    with django_assert_max_num_queries(20):
        client.get("/desk/call/callers/?who=Toni", **HTMX)
    with django_assert_max_num_queries(20):
        client.get("/desk/call/lookup/?text=Schule&wish=question", **HTMX)


# --- things ---------------------------------------------------------------------------------------

THINGS = {
    "things-group": "clothing", "things-item": "Herrenjacken", "things-quantity": "3",
    "things-unit": "piece", "things-condition": "2", "things-postcode": "30449",
    "things-if_not": "keep", "things-may_call": "yes", "things-text": "mag gern anrufen",
    "name": "Toni Muster", "phone": "0511 123456", "language": "de", "kind": "person",
}  # fmt: skip


def advised(page) -> str:
    return re.search(r'name="things-advised" value="([^"]+)"', page.content.decode())[1]


def test_a_talk_about_things_leads_to_their_form(client):
    places.postcode()
    note = {"wish": "goods", "text": "Jacken", "name": "Toni Muster", "result": "offer"}
    page = client.post("/desk/call/offer/", note, follow=True)
    assert page.redirect_chain == [("/desk/goods/new/", 307)]
    text = page.content.decode()
    assert 'value="Toni Muster"' in text
    assert "Jacken" in text


def test_things_are_saved_after_their_advice(client, desk):
    places.postcode()
    goods.need()
    page = client.post("/desk/goods/new/", THINGS | {"save": "1"})
    assert "Das wird gerade gebraucht" in page.content.decode()
    assert not Case.objects.exists()
    about = {"things-advised": advised(page), "save": "1"}

    # Other things: other advice.
    other = client.post("/desk/goods/new/", THINGS | about | {"things-group": "furniture"})
    assert (other.status_code, Case.objects.count()) == (200, 0)

    response = client.post("/desk/goods/new/", THINGS | about)
    assert response["Location"] == "/desk/call/?ready=1"
    case = Case.objects.get()
    offer = case.goods_offer
    assert (case.kind, case.channel, case.postcode) == ("goods", "phone", "30449")
    assert (offer.goods, offer.item, offer.quantity) == ("clothing", "Herrenjacken", 3)
    assert is_given(case.party, "contact", FOR_HANDOVER)
    assert CallNote.objects.get().result == "offer"
    assert case.spoken_at is not None


def test_what_is_never_taken_cannot_be_saved(client):
    places.postcode()
    wrong = THINGS | {"things-group": "furniture", "things-item": "Matratze", "save": "1"}
    page = client.post("/desk/goods/new/", wrong)
    text = page.content.decode()
    assert "hygienischen Gründen" in text
    assert 'name="save"' not in text
    about = {"things-advised": advised(page)}
    assert client.post("/desk/goods/new/", wrong | about).status_code == 200
    assert not Case.objects.exists()


def test_wrong_things_come_back_filled(client):
    page = client.post("/desk/goods/new/", THINGS | {"things-quantity": "-3"})
    assert page.status_code == 422
    assert 'value="Herrenjacken"' in page.content.decode()

"""The partners' place by both doors: what is theirs, nothing of anybody else, line by line."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hilfelotse.base import clock, links
from hilfelotse.cases.models import Case
from hilfelotse.directory.models import Membership
from hilfelotse.history import timeline
from hilfelotse.money.actions.advice import advise
from hilfelotse.needs.models import Need
from hilfelotse.placements.models import Placement
from hilfelotse.referrals.models import Referral
from hilfelotse.web.partners.urls import PAGES
from tests.factories import cases, directory, goods, money, needs, offers, referrals, users

pytestmark = pytest.mark.django_db

FOREIGN = "Marka Fremd"


def door(body, valid=timedelta(days=8)) -> str:
    """The beginning of every address behind the link of the body's contact."""
    token = links.issue(purpose="place", subject_id=body.contacts.first().pk, valid=valid)
    return f"/stelle/{token}/"


@pytest.fixture
def circle(db):
    return directory.organisation(
        name="Kreis Nord", quarter=needs.fields()["quarter"], contact={"name": "Kim Nord"}
    )


@pytest.fixture
def foreign(db):
    """Another body's rows, in which everything could leak."""
    body = directory.organisation(name="Kreis Fremd", contact={"name": FOREIGN})
    need = needs.open_need(organisation=body, title=f"Bedarf von {FOREIGN}", quantity=3)
    offer = offers.ready(sender=offers.sender(name=FOREIGN, email="fremd@post.example"))
    referrals.allow_contact(offer, need)
    referrals.accepted(offer=offer, need=need)
    referrals.sent(need=need)
    return body


# --- the doors ----------------------------------------------------------------------------------


def test_nothing_of_another_body_on_any_page_by_either_door(circle, foreign):
    client = Client()
    client.force_login(users.partner(circle))
    for address, _page, _name in PAGES:
        if "<" not in address:
            for start, visitor in (("/partner/", client), (door(circle), Client())):
                text = visitor.get(start + address).content.decode()
                assert "Fremd" not in text, start + address


@pytest.mark.parametrize("wrong", ["expired", "retired", "inactive", "purpose", "guessed"])
def test_every_closed_door_looks_the_same(circle, wrong):
    contact = circle.contacts.get()
    start = door(circle, timedelta(days=-1) if wrong == "expired" else timedelta(days=8))
    if wrong == "retired":
        circle.contacts.update(is_active=False)
    if wrong == "inactive":
        circle.is_active = False
        circle.save()
    if wrong == "purpose":
        token = links.issue(purpose="status", subject_id=contact.pk, valid=timedelta(days=1))
        start = f"/stelle/{token}/"
    if wrong == "guessed":
        start = f"/stelle/{'x' * 22}/"
    response = Client().get(start)
    assert response.status_code == 404
    assert "Dieser Link gilt nicht" in response.content.decode()
    assert "Kreis Nord" not in response.content.decode()


def test_the_link_needs_no_session_and_is_kept_by_nobody(circle):
    client = Client()
    response = client.get(door(circle))
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "sessionid" not in client.cookies


def test_what_is_done_by_the_link_is_the_organisations_with_the_contacts_name(circle):
    need = needs.open_need(organisation=circle)
    client = Client()
    client.post(f"{door(circle)}bedarf/{need.pk}/tun/", {"do": "renew"})
    event = timeline.of(need).first()
    assert (event.verb, event.by, event.user) == ("renewed", "organisation", None)
    assert event.details["speaker"] == "Kim Nord"
    client.post(f"{door(circle)}profil/{circle.pk}/stimmt/")
    circle.refresh_from_db()
    assert circle.confirmed_by == "Kim Nord"


def test_a_user_of_two_bodies_sees_which_is_which_and_chooses_one(circle):
    other = directory.organisation(name="Kreis Süd")
    user = users.partner(circle)
    Membership.objects.create(user=user, organisation=other)
    needs.open_need(organisation=circle, title="Im Norden")
    needs.open_need(organisation=other, title="Im Süden")
    client = Client()
    client.force_login(user)
    both = client.get("/partner/bedarf/").content.decode()
    assert "Im Norden" in both
    assert "Im Süden" in both
    one = client.get(f"/partner/bedarf/?stelle={other.pk}").content.decode()
    assert "Im Norden" not in one
    assert "Im Süden" in one


# --- the list -----------------------------------------------------------------------------------


def test_three_lines_at_once_and_a_bad_one_hinders_none(circle):
    need = needs.open_need(organisation=circle, title="Deutsch", quantity=3)
    ending = needs.open_need(
        organisation=circle, title="Läuft aus", valid_until=clock.today() + timedelta(days=2)
    )
    yes, bad = referrals.sent(need=need), referrals.sent(need=need)
    concern = referrals.passed_on(case=cases.question(), organisation=circle)
    answers = {
        f"a{yes.pk}-answer": "take",
        f"a{bad.pk}-answer": "decline",
        f"a{concern.pk}-answer": "later",
        f"n{ending.pk}-answer": "renew",
    }
    response = Client().post(f"{door(circle)}liste/", answers)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Zugesagt." in text
    assert "Bleibt stehen." in text
    assert "Wählen Sie einen Grund" in text
    states = [Referral.objects.get(pk=row.pk).state for row in (yes, bad, concern)]
    assert states == ["accepted", "sent", "sent"]
    ending.refresh_from_db()
    assert ending.valid_until == clock.today() + timedelta(days=30)


def test_a_line_that_was_answered_meanwhile_says_so_and_the_others_count(circle):
    need = needs.open_need(organisation=circle, quantity=3)
    gone, good = referrals.sent(need=need), referrals.sent(need=need)
    start = door(circle)
    Client().post(f"{start}liste/", {f"a{gone.pk}-answer": "take"})
    again = {f"a{gone.pk}-answer": "take", f"a{good.pk}-answer": "decline",
             f"a{good.pk}-reason": "time"}  # fmt: skip
    response = Client().post(f"{start}liste/", again)
    text = response.content.decode()
    assert response.status_code == 200
    assert "nicht mehr offen" in text
    assert "Abgesagt." in text
    assert Placement.objects.count() == 1
    assert Case.objects.get(pk=good.case_id).state == Case.State.READY


def test_a_line_of_another_body_is_not_answered(circle, foreign):
    theirs = Referral.objects.get(organisation=foreign, state="sent")
    Client().post(f"{door(circle)}liste/", {f"a{theirs.pk}-answer": "take"})
    theirs.refresh_from_db()
    assert theirs.state == "sent"


# --- needs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("posted", "state"),
    [
        ({"do": "pause"}, "paused"),
        ({"do": "pause", "until_day": "1", "until_month": "1", "until_year": "2020"}, "open"),
        ({"do": "finish", "result": "Alles gut"}, "done"),
        ({"do": "cancel"}, "cancelled"),
        ({"do": "approve"}, "open"),
        ({"do": "_end"}, "open"),
        ({}, "open"),
    ],
)
def test_the_steps_of_a_need(circle, posted, state):
    need = needs.open_need(organisation=circle)
    Client().post(f"{door(circle)}bedarf/{need.pk}/tun/", posted)
    need.refresh_from_db()
    assert need.state == state


def test_a_draft_of_a_body_waits_for_the_desk_unless_it_is_trusted(circle):
    for trusted, state in ((False, "submitted"), (True, "open")):
        circle.is_trusted = trusted
        circle.save()
        need = needs.open_need(organisation=circle, state="draft")
        Client().post(f"{door(circle)}bedarf/{need.pk}/tun/", {"do": "submit"})
        need.refresh_from_db()
        assert need.state == state


# --- tables -------------------------------------------------------------------------------------

ROW = "Titel;Art;Anzahl;Aufgabe\n"


def upload(circle, raw: bytes):
    file = SimpleUploadedFile("bedarf.csv", raw)
    start = door(circle)
    data = {"organisation": circle.pk, "file": file}
    return start, Client().post(f"{start}bedarf/einlesen/", data)


def test_good_rows_become_drafts_and_bad_ones_stay_to_be_corrected(circle):
    text = ROW + "Deutsch üben;;2;SPR\n=cmd();;-5;SPR\nUmzug;Unfug;3;SPR\n"
    start, response = upload(circle, text.encode("cp1252"))
    assert "Das haben wir verstanden" in response.content.decode()
    assert not Need.objects.exists()
    form = response.context["form"]
    data = {"organisation": circle.pk, "text": form.initial["text"], "do": "save",
            "key": form.initial["key"]}  # fmt: skip
    for _time in range(2):  # the second one is a slip of the finger
        response = Client().post(f"{start}bedarf/einlesen/", data)
    need = Need.objects.get()
    assert (need.title, need.state, need.quantity) == ("Deutsch üben", "draft", 2)
    text = response.content.decode()
    assert "Geben Sie eine Zahl ein" in text
    assert "„Unfug“ kennen wir nicht." in text
    assert "&#x27;=cmd()" in response.context["form"].as_p()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\x89PNG\x00\x01", "keine Tabelle"),
        (b"", "keine Tabelle"),
        (b"a;b\n1;2\n", "Überschriften"),
        (b"Titel\n" + b"x\n" * 502, "zu groß"),
        (b"Titel\n" + b"x" * 1_100_000, "zu groß"),
    ],
)
def test_what_is_no_table_is_said_clearly(circle, raw, said):
    _start, response = upload(circle, raw)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Need.objects.exists()


def test_the_table_is_the_bodys_own_and_holds_no_formula(circle, foreign):
    needs.open_need(organisation=circle, title="=HYPERLINK(1)")
    text = Client().get(f"{door(circle)}bedarf.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "Fremd" not in text


def test_nobody_enters_needs_for_another_body(circle, foreign):
    before = Need.objects.filter(organisation=foreign).count()
    data = {"organisation": foreign.pk, "file": io.BytesIO((ROW + "A;;2;SPR\n").encode())}
    response = Client().post(f"{door(circle)}bedarf/einlesen/", data)
    assert response.status_code == 422
    assert Need.objects.filter(organisation=foreign).count() == before


# --- people -------------------------------------------------------------------------------------


def admin(body):
    user = users.partner(body, name="Ada Min")
    Membership.objects.filter(user=user).update(role=Membership.Role.ADMIN)
    client = Client()
    client.force_login(user)
    return user, client


def test_an_administrator_invites_and_removes_within_the_own_body(
    circle, foreign, run_tasks, mailoutbox
):
    user, client = admin(circle)
    url = f"/partner/profil/{circle.pk}/konten/"
    client.post(url, {"name": "Neu", "email": "neu@kreis.example", "role": "member"})
    made = Membership.objects.get(user__email="neu@kreis.example")
    assert (made.organisation, made.role) == (circle, "member")
    assert set(made.user.roles) == {"partner"}
    run_tasks()
    assert [mail.to for mail in mailoutbox if "Ihr Konto" in mail.subject] == [
        ["neu@kreis.example"]
    ]
    client.post(f"/partner/konten/{made.pk}/entfernen/")
    assert not Membership.objects.filter(pk=made.pk).exists()
    mine = Membership.objects.get(user=user)
    client.post(f"/partner/konten/{mine.pk}/entfernen/")
    assert Membership.objects.filter(pk=mine.pk).exists()  # the last who keeps the body
    answer = client.post(
        f"/partner/profil/{foreign.pk}/konten/",
        {"name": "Neu", "email": "neu2@kreis.example", "role": "admin"},
    )
    assert answer.status_code == 404


def test_nobody_of_the_office_becomes_somebody_of_a_body(circle):
    _user, client = admin(circle)
    colleague = users.caseworker(email="kollegin@stadt.example")
    client.post(
        f"/partner/profil/{circle.pk}/konten/",
        {"name": "X", "email": colleague.email, "role": "admin"},
    )
    colleague.refresh_from_db()
    assert set(colleague.roles) == {"caseworker"}
    assert not colleague.memberships.exists()


def test_a_name_stands_there_only_where_the_person_agreed(circle):
    need = needs.open_need(organisation=circle, quantity=3)
    asked = offers.ready(sender=offers.sender(name="Noch Nicht", email="nn@post.example"))
    agreed = offers.ready(sender=offers.sender(name="Gern Dabei", email="gd@post.example"))
    referrals.allow_contact(agreed, need)
    for offer in (asked, agreed):
        referrals.accepted(offer=offer, need=need)
    text = Client().get(f"{door(circle)}leute/").content.decode()
    assert "Gern Dabei" in text
    assert "Noch Nicht" not in text


def test_the_calendar_address_is_shown_once_and_opens_the_feed(circle):
    start = door(circle)
    response = Client().post(f"{start}profil/{circle.pk}/kalender/")
    address = response.context["address"]
    assert address in response.content.decode()
    assert address not in Client().get(f"{start}profil/{circle.pk}/kalender/").content.decode()
    feed = Client().get(address)
    assert feed["Content-Type"] == "text/calendar; charset=utf-8"
    assert reverse("place:referrals", kwargs={"token": address.split("/")[-2]})
    assert Client().get(address.replace("kalender.ics", "")).status_code == 404


def test_a_need_from_the_draft_to_the_desk_by_the_link(circle, foreign):
    start, visitor = door(circle), Client()
    assert visitor.get(f"{start}bedarf/neu/").status_code == 200
    page = visitor.get(f"{start}bedarf/neu/?art=goods")
    assert "Fremd" not in page.content.decode()
    form = page.context["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, False)}
    until = clock.today() + timedelta(days=20)
    data |= {
        "title": "Kinderwagen", "description": "Für drei Familien", "quantity": "3",
        "quarter": circle.quarter_id, "urgency": "2", "goods": "prams", "unit": "piece",
        "condition": "2", "valid_until_day": until.day, "valid_until_month": until.month,
        "valid_until_year": until.year,
    }  # fmt: skip
    data["goods"] = next(code for code, _name in form.fields["goods"].choices if code)
    answer = visitor.post(f"{start}bedarf/neu/?art=goods", data | {"organisation": foreign.pk})
    assert answer.status_code == 200  # not for another body
    answer = visitor.post(f"{start}bedarf/neu/?art=goods", data)
    assert answer.status_code == 302, answer.context["form"].errors
    need = Need.objects.get(organisation=circle)
    assert (need.title, need.state) == ("Kinderwagen", "draft")
    visitor.post(f"{start}bedarf/{need.pk}/tun/", {"do": "submit"})
    need.refresh_from_db()
    assert need.state == "submitted"


# --- things and gifts ---------------------------------------------------------------------------


def test_things_from_the_appointment_to_the_receipt_by_the_link(circle, travel):
    travel("2026-11-02 12:00")
    row = goods.reserved(3, need=goods.need(organisation=circle))
    page, visitor = f"{door(circle)}sachen/{row.pk}/", Client()
    when = {
        "day_day": "4",
        "day_month": "11",
        "day_year": "2026",
        "hour": "15:30",
        "place": "Tor 3",
    }
    sent = {f"appoint{row.pk}-{name}": value for name, value in when.items()}
    assert visitor.post(page, sent | {"do": "appoint"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.place) == ("appointed", "Tor 3")
    received = {f"receipt{row.pk}-quantity": "4", f"receipt{row.pk}-condition": "2"}
    assert visitor.post(page, received | {"do": "receipt"}).status_code == 422
    received[f"receipt{row.pk}-quantity"] = "2"
    assert visitor.post(page, received | {"do": "receipt"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.received, row.received_condition) == ("confirmed", 2, 2)
    assert visitor.get(page).status_code == 404  # it is over


@pytest.mark.parametrize("by", ["account", "link"])
def test_a_body_says_what_came_of_a_gift_and_never_of_anothers(circle, foreign, by):
    ours, theirs = (
        advise(user=users.caseworker(), offer=money.offer(), recipients=[recipient])[0]
        for recipient in (
            money.recipient(organisation=circle),
            money.recipient(organisation=foreign),
        )
    )
    visitor, start = Client(), door(circle) if by == "link" else "/partner/"
    if by == "account":
        visitor.force_login(users.partner(circle))
    words = {"text": "200 Euro sind für Schulranzen angekommen."}
    assert visitor.post(f"{start}spenden/{theirs.pk}/", words).status_code == 404
    assert visitor.post(f"{start}spenden/{ours.pk}/", words).status_code == 302
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.result, theirs.result) == (words["text"], "")

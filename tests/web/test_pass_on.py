"""Passing a concern on, over the pages: the desk's, the body's from its mail, the partner's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import links
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.compose import compose
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.directory.models import Organisation, Responsibility
from hilfelotse.history import timeline
from hilfelotse.privacy.models import Access
from hilfelotse.referrals.actions.answer import allow_contact, expire, recall_to_desk
from hilfelotse.referrals.actions.take_on import report, take_on
from hilfelotse.referrals.models import Referral
from tests.factories import cases, directory, offers, referrals, seen, users
from tests.web.world import can_sign_in

pytestmark = pytest.mark.django_db

NAME, MAIL, PHONE, TEXT = "Marke-Name", "marke@privat.example", "+4951155500077", "MARKE-TEXT"
COVER = "Eine Familie sucht einen Kurs."
WHO = [NAME, MAIL, "5550 0077", "55500077"]


@pytest.fixture
def circle() -> Organisation:
    return directory.organisation(name="Kreis Nord")


@pytest.fixture
def department() -> Organisation:
    return directory.department(name="Fachbereich Schule")


@pytest.fixture
def case() -> Case:
    sender = offers.sender(name=NAME, email=MAIL, phone=PHONE)
    case = cases.question(sender=sender, text=TEXT)
    case.party.contact_points.update(confirmed_at=case.received_at)
    Case.objects.filter(pk=case.pk).update(subject="german")
    case.refresh_from_db()
    return case


@pytest.fixture
def colleague() -> User:
    return can_sign_in(users.caseworker())


@pytest.fixture
def desk(client, colleague):
    client.force_login(colleague)
    return client


def fresh(referral: Referral) -> Referral:
    return Referral.objects.select_related("case").get(pk=referral.pk)


def url_of(referral: Referral, purpose: str, route: str) -> str:
    token = links.issue(purpose=purpose, subject_id=referral.pk, valid=timedelta(days=3))
    return reverse(route, kwargs={"token": token})


def answer_url(referral: Referral) -> str:
    return url_of(referral, "referral_answer", "links:answer")


def result_url(referral: Referral) -> str:
    return url_of(referral, "referral_result", "links:result")


def found(response, *words: str) -> list[str]:
    body = response.content.decode()
    return [word for word in words if word in body]


def partner_client(client, body: Organisation):
    client.force_login(can_sign_in(users.partner(body)))
    return client


# --- the desk -------------------------------------------------------------------------------


def test_the_responsible_body_stands_first_and_is_chosen(desk, case, circle, department):
    Responsibility.objects.create(
        subject="german", organisation=department, note="Bitte Alter nennen"
    )
    body = desk.get(f"/desk/cases/{case.pk}/pass-on/").content.decode()
    assert "Bitte Alter nennen" in body
    assert f'<option value="{department.pk}" selected' in body
    assert body.index(f'value="{department.pk}"') < body.index(f'value="{circle.pk}"')


def test_without_a_subject_the_rules_suggest_the_body(desk, circle, department):
    Responsibility.objects.create(subject="goods", organisation=circle)
    case = cases.question(kind=Case.Kind.GOODS)
    url = f"/desk/cases/{case.pk}/"
    assert found(desk.get(url), f"{url}pass-on/?organisation={circle.pk}")
    chosen = [
        desk.get(address).context["form"]["organisation"].value()
        for address in (f"{url}pass-on/", f"{url}pass-on/?organisation={department.pk}")
    ]
    assert chosen == [circle.pk, str(department.pk)]


def test_bodies_that_nobody_can_write_to_are_not_offered(desk, case, circle):
    circle.contacts.update(is_active=False)
    assert not found(desk.get(f"/desk/cases/{case.pk}/pass-on/"), f'value="{circle.pk}"')


@pytest.mark.parametrize("kind", ["department", "circle"])
def test_the_preview_is_what_leaves(desk, case, circle, department, kind):
    body = {"department": department, "circle": circle}[kind]
    url = f"/desk/cases/{case.pk}/pass-on/"
    typed = {"organisation": body.pk, "cover": COVER, "step": "preview"}
    preview = desk.post(url, typed)
    assert not Referral.objects.exists()
    rows = preview.context["profile"]
    assert desk.post(url, typed | {"step": "change"}).context["form"]["cover"].value() == COVER
    assert desk.post(url, typed | {"step": "send"}).status_code == 302
    answered = desk.get(answer_url(Referral.objects.get()))
    assert answered.context["profile"] == rows
    assert bool(found(answered, TEXT)) is (kind == "department")


def test_a_body_outside_the_city_needs_the_colleagues_words(desk, case, circle):
    typed = {"organisation": circle.pk, "cover": " ", "step": "send"}
    response = desk.post(f"/desk/cases/{case.pk}/pass-on/", typed)
    assert list(response.context["form"].errors) == ["cover"]
    assert not Referral.objects.exists()


def test_a_double_click_asks_once(desk, case, circle):
    typed = {"organisation": circle.pk, "cover": COVER, "step": "send", "key": "k" * 22}
    for _click in range(2):
        response = desk.post(f"/desk/cases/{case.pk}/pass-on/", typed, follow=True)
        assert not found(response, "schon bei einer Stelle")
    assert Referral.objects.count() == 1


def test_a_case_that_is_with_a_body_says_so(desk, case, circle, department):
    referrals.passed_on(case=case, organisation=circle)
    typed = {"organisation": department.pk, "step": "send"}
    response = desk.post(f"/desk/cases/{case.pk}/pass-on/", typed, follow=True)
    assert found(response, "schon bei einer Stelle")


def test_a_restricted_case_is_shown_to_its_owner_only(client, desk, case, circle):
    referral = referrals.passed_on(case=case, organisation=circle)
    Case.objects.filter(pk=case.pk).update(is_restricted=True)
    for method, url in (
        ("get", f"/desk/cases/{case.pk}/pass-on/"),
        ("post", f"/desk/referrals/{referral.pk}/answer/"),
        ("post", f"/desk/referrals/{referral.pk}/result/"),
        ("post", f"/desk/referrals/{referral.pk}/recall/"),
    ):
        assert getattr(desk, method)(url).status_code == 404
    page = desk.get(f"/desk/organisations/{circle.pk}/")
    assert not found(page, case.reference, "Deutschkurse")
    assert fresh(referral).state == "sent"


def test_the_desk_writes_down_what_the_body_says(desk, case, circle):
    referral = referrals.passed_on(case=case, organisation=circle)
    address = f"/desk/referrals/{referral.pk}/"
    empty = desk.post(f"{address}answer/", {"answer-answer": "decline"})
    assert (empty.status_code, list(empty.context["answer_form"].errors)) == (422, ["reason"])
    desk.post(f"{address}answer/", {"answer-answer": "take", "answer-words": "Gern"})
    assert (fresh(referral).state, fresh(referral).words) == ("accepted", "Gern")
    again = desk.post(f"{address}answer/", {"answer-answer": "take"}, follow=True)
    assert found(again, "nicht mehr offen")
    assert desk.post(f"{address}result/", {f"result-{referral.pk}-result": ""}).status_code == 422
    desk.post(f"{address}result/", {f"result-{referral.pk}-result": "Am Montag."})
    assert fresh(referral).state == "done"
    assert found(desk.get(f"/desk/cases/{case.pk}/"), "Am Montag.")


def test_offers_are_answered_at_the_desk_alike(desk):
    referral = referrals.sent()
    url = f"/desk/referrals/{referral.pk}/answer/"
    desk.post(url, {"answer-answer": "decline", "answer-reason": "time"})
    assert (fresh(referral).state, fresh(referral).reason) == ("declined", "time")


def test_forwarded_is_offered_once_a_body_has_it(desk, case, circle):
    def offered() -> list[str]:
        form = desk.get(f"/desk/cases/{case.pk}/").context["close_form"]
        return [value for value, _label in form.fields["outcome"].choices]

    assert "forwarded" not in offered()
    referrals.taken_on(case=case, organisation=circle)
    assert "forwarded" in offered()


def test_not_ours_tells_the_person_whom_to_ask(desk, case, circle):
    typed = {"close-outcome": "not_ours", "close-turn_to": circle.pk, "close-text": ""}
    desk.post(f"/desk/cases/{case.pk}/close/", typed)
    token = links.issue(purpose="status", subject_id=case.pk, valid=timedelta(days=3))
    page = desk.get(reverse("links:status", kwargs={"token": token}))
    assert found(page, "Dafür ist „Kreis Nord“ zuständig. Bitte wenden Sie sich dorthin.")
    (closed,) = timeline.of(case).filter(verb="closed")
    assert closed.details["turn_to"] == circle.pk


# --- the body, from its mail ----------------------------------------------------------------


def test_nothing_of_the_person_is_in_a_mail_to_the_body(case, department):
    referral = referrals.passed_on(case=case, organisation=department, text="MARKE-COVER")
    take_on(referral=referral)
    report(referral=referral, text="MARKE-ERGEBNIS")
    for mail in OutgoingMail.objects.exclude(template__in=["confirm", "confirmed"]):
        letter = compose(mail)
        text = letter.subject + letter.body
        assert not [word for word in [*WHO, "MARKE", "Deutsch", "Frage"] if word in text]


def test_before_the_answer_nobody_is_named(client, case, circle, department):
    for body, reads in ((circle, False), (department, True)):
        referral = referrals.passed_on(case=case, organisation=body, text=COVER)
        page = client.get(answer_url(referral))
        assert page.status_code == 200
        assert not found(page, *WHO)
        assert bool(found(page, TEXT)) is reads
        assert found(page, COVER, "Deutschkurse") == [COVER, "Deutschkurse"]
        row = Access.objects.latest("pk")
        assert (row.case_id, row.organisation_id, row.route) == (case.pk, body.pk, "links:answer")
        recall_to_desk(user=users.caseworker(), referral=referral)


def test_the_circle_answers_from_the_mail_and_reports(client, case, circle, run_tasks, mailoutbox):
    referral = referrals.passed_on(case=case, organisation=circle, text=COVER)
    url = answer_url(referral)
    client.get(url)
    client.head(url)
    assert fresh(referral).state == "sent"  # mail scanners open links
    assert client.post(url, {}).status_code == 200
    assert found(client.post(url, {"answer": "take"}), "Danke, dass Sie sich kümmern")
    assert client.get(url).status_code == 404
    assert client.post(url, {"answer": "decline", "reason": "other"}).status_code == 404
    run_tasks()
    (letter,) = [sent for sent in mailoutbox if "Danke, dass Sie sich kümmern" in sent.subject]
    address = (
        "/"
        + next(line for line in letter.body.splitlines() if "/ergebnis/" in line).split("/", 3)[3]
    )
    page = client.get(address)
    assert page.status_code == 200
    assert not found(page, *WHO, TEXT)
    allow_contact(referral=referral, given=True)
    assert found(client.get(address), NAME, MAIL) == [NAME, MAIL]
    assert not found(client.get(address), TEXT)
    assert Access.objects.latest("pk").route == "links:result"
    assert client.post(address, {"result": " "}).status_code == 200
    assert found(client.post(address, {"result": "Am Montag."}), "Danke für Ihre Antwort")
    assert (fresh(referral).state, fresh(referral).case.state) == ("done", "advising")
    for method in ("get", "post"):
        gone = getattr(client, method)(address, {"result": "noch einmal"})
        assert gone.status_code == 404
        assert not found(gone, *WHO)


def test_no_longer_waiting_no_longer_shown(client, case, department, travel):
    referral = referrals.passed_on(case=case, organisation=department)
    url = answer_url(referral)
    travel(referral.due_at)
    expire(referral=referral)
    page = client.get(url)
    assert page.status_code == 404
    assert not found(page, *WHO, TEXT, COVER)


def test_an_ended_case_shows_nothing_to_the_body(client, case, department):
    waiting = referrals.passed_on(case=case, organisation=department)
    taken = referrals.taken_on(case=cases.question(), organisation=department)
    Case.objects.update(state="closed", outcome="answered", closed_at=case.received_at)
    for url in (answer_url(waiting), result_url(taken)):
        for method in ("get", "post"):
            page = getattr(client, method)(url, {"answer": "take", "result": "x"})
            assert page.status_code == 404
            assert not found(page, *WHO, TEXT)


def test_a_forwarded_case_stays_readable_for_the_body(client, desk, case, department):
    referral = referrals.taken_on(case=case, organisation=department)
    desk.post(f"/desk/cases/{case.pk}/close/", {"close-outcome": "forwarded"})
    client.logout()
    page = client.get(result_url(referral))
    assert found(page, NAME, TEXT) == [NAME, TEXT]
    assert not found(page, "<textarea")


def test_a_link_opens_its_own_door_only(client, case, circle):
    referral = referrals.taken_on(case=case, organisation=circle)
    wrong = url_of(referral, "referral_contact", "links:result")
    assert client.get(wrong).status_code == 404
    waiting = referrals.passed_on(organisation=circle)
    assert client.get(result_url(waiting)).status_code == 404


# --- partners -------------------------------------------------------------------------------


def test_a_partner_sees_both_kinds_and_answers(client, case, circle):
    concern = referrals.passed_on(case=case, organisation=circle)
    partner = partner_client(client, circle)
    assert found(partner.get("/partner/"), "Deutschkurse")
    address = f"/partner/anfragen/{concern.pk}/"
    page = partner.get(address)
    assert found(page, referrals.COVER)
    assert not found(page, *WHO, TEXT)
    partner.post(address, {"answer": "take"})
    assert not found(partner.get(address), *WHO, TEXT)
    allow_contact(referral=concern, given=True)
    assert found(partner.get(address), NAME)
    empty = partner.post(f"{address}ergebnis/", {"result": ""})
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["result"])
    partner.post(f"{address}ergebnis/", {"result": "Am Montag."})
    assert fresh(concern).state == "done"
    assert not found(partner.get(address), *WHO, TEXT, referrals.COVER)
    assert partner.post(f"{address}ergebnis/", {"result": "x"}).status_code == 404


def test_a_foreign_partner_learns_nothing(client, case, circle):
    concern = referrals.taken_on(case=case, organisation=circle)
    stranger = partner_client(client, directory.organisation())
    assert not found(stranger.get("/partner/"), "Deutschkurse", *WHO)
    before = seen.database()["referrals.Referral"]
    for method, url in (
        ("get", f"/partner/anfragen/{concern.pk}/"),
        ("post", f"/partner/anfragen/{concern.pk}/"),
        ("post", f"/partner/anfragen/{concern.pk}/ergebnis/"),
    ):
        page = getattr(stranger, method)(url, {"answer": "take", "result": "x"})
        assert page.status_code == 404
        assert not found(page, *WHO, TEXT)
    assert seen.database()["referrals.Referral"] == before


# --- the person -----------------------------------------------------------------------------


def status(client, case: Case):
    token = links.issue(purpose="status", subject_id=case.pk, valid=timedelta(days=3))
    return client.get(reverse("links:status", kwargs={"token": token}))


def test_the_status_page_tells_the_truth(client, travel, case, circle, department):
    travel("2026-11-05 12:00")
    lead = users.user(Role.LEAD)
    first = referrals.passed_on(case=case, organisation=circle)
    assert found(status(client, case), "Wir haben „Kreis Nord“ gefragt, ohne Ihren Namen.")
    recall_to_desk(user=lead, referral=first)
    assert found(status(client, case), "Wir kümmern uns darum")
    second = referrals.passed_on(case=case, organisation=department)
    page = status(client, case)
    assert found(page, "Wir haben „Fachbereich Schule“ gefragt. Antwort bis")
    assert found(page, "Ihr Anliegen, wie Sie es geschrieben haben")
    take_on(referral=second)
    page = status(client, case)
    assert found(page, "„Fachbereich Schule“ kümmert sich. Eine Antwort erwarten wir bis")
    assert found(page, "wie Sie es geschrieben haben; Name und Kontaktdaten")
    report(referral=second, text="MARKE-ERGEBNIS")
    page = status(client, case)
    assert not found(page, "MARKE-ERGEBNIS")  # the desk sends it
    assert found(page, "Name und Kontaktdaten, jetzt nicht mehr")


def test_the_person_says_yes_on_the_status_page(client, case, circle):
    referral = referrals.taken_on(case=case, organisation=circle)
    page = status(client, case)
    assert found(page, "Darf die Stelle Ihren Namen und Ihre Kontaktdaten bekommen?")
    url = next(
        part for part in page.content.decode().split('"') if f"/kontakt/{referral.pk}/" in part
    )
    client.post(url, {"answer": "yes"})
    assert fresh(referral).contact_released_at is not None
    assert found(status(client, case), "Zustimmung zurücknehmen")

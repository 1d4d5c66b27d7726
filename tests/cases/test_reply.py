"""Answering somebody by mail: whom, what, once, and how it travels."""

import pytest
from django.core.exceptions import PermissionDenied

from hilfelotse.accounts.roles import Role
from hilfelotse.base.links import open_link
from hilfelotse.cases.actions.note import add_note
from hilfelotse.cases.actions.reply import CannotReply, Hindrance, hindrance, preview, reply
from hilfelotse.cases.actions.undo import undo
from hilfelotse.cases.models import Case
from hilfelotse.cases.search import search
from hilfelotse.correspondence.compose import compose
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.correspondence.reply import WrongPlaceholder
from hilfelotse.history import timeline
from hilfelotse.intake.address import change_contacts
from tests.factories import cases, offers, received, seen, users

pytestmark = pytest.mark.django_db

TEXT = "Guten Tag {{name}},\n\nder Kurs beginnt am Montag. Stand: {{status_link}}\n\n{{colleague}}"


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")


@pytest.fixture
def user():
    return users.caseworker(name="Ayşe Karadağ")


@pytest.fixture
def case() -> Case:
    """A question whose sender has confirmed the address."""
    case = cases.question()
    offers.confirm(case)
    OutgoingMail.objects.all().delete()
    return Case.objects.get(pk=case.pk)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def answers() -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(template="reply").order_by("pk"))


# --- what leaves --------------------------------------------------------------------------------


def test_the_mail_says_what_was_written_and_where_it_stands(case, user):
    add_note(user=user, case=case, text="Geheime Notiz")
    mail = reply(user=user, case=case, text=TEXT, key="k")
    message = compose(mail)
    assert message.subject == f"Ihr Anliegen [{case.reference}]"
    assert (message.to, message.reply_to) == (
        ["toni@post.example"], ["koordinierungsstelle@hilfelotse.example"],
    )  # fmt: skip
    assert message.from_email == (
        "Koordinierungsstelle Flüchtlingshilfe <koordinierungsstelle@hilfelotse.example>"
    )
    urls = [word for word in message.body.split() if "/status/" in word]
    assert len(urls) == 2
    assert urls[0] == urls[1]
    assert open_link(purpose="status", token=urls[0].split("/")[-2]).subject_id == case.pk
    assert message.body.startswith(
        f"Guten Tag Toni Muster,\n\nder Kurs beginnt am Montag. Stand: {urls[0]}\n\nAyşe Karadağ\n"
    )
    assert "0511 168-30088" in message.body
    assert "Freundliche Grüße" not in message.body, "the greeting is the colleague's"
    assert "Geheime Notiz" not in message.body
    assert "Deutsch lernen" not in message.subject + message.body, "no concern is repeated"


def test_it_is_from_a_person_and_no_other_mail_is(case, user):
    headers = compose(reply(user=user, case=case, text="Ja.", key="k")).extra_headers
    assert "Auto-Submitted" not in headers
    offers.receive()
    (other,) = OutgoingMail.objects.exclude(template="reply")
    assert compose(other).extra_headers["Auto-Submitted"] == "auto-generated"


def test_it_hangs_in_the_thread_of_the_persons_last_mail(case, user, travel):
    received.mail(case, subject="Alt")
    travel("2026-11-05 12:30")
    last = received.mail(case, subject="AW: Deutsch lernen")
    travel("2026-11-05 13:00")
    received.mail(case, sender_address="fremd@post.example", subject="Vertrauliches von Dritten")
    message = compose(reply(user=user, case=case, text="Ja.", key="k"))
    assert message.subject == f"Re: Deutsch lernen [{case.reference}]"
    assert message.extra_headers["In-Reply-To"] == last.message_id
    assert message.extra_headers["References"] == last.message_id


@pytest.mark.parametrize("message_id", ["", "no brackets", "<a@b>\r\nBcc: x@y.example", "<ä@b>"])
def test_a_strange_message_id_is_not_repeated(case, user, message_id):
    received.mail(case, message_id=message_id)
    message = compose(reply(user=user, case=case, text="Ja.", key="k"))
    assert "In-Reply-To" not in message.extra_headers
    message.message().as_bytes()


@pytest.mark.parametrize(("language", "word"), [("en", "[KF-"), ("ar", "[KF-")])
def test_the_frame_is_in_the_persons_language(user, language, word):
    case = cases.question(sender=offers.sender(language=language))
    offers.confirm(case)
    message = compose(reply(user=user, case=case, text="{{hours}}|{{name}}", key="k"))
    assert word in message.subject
    assert "Montag" not in message.body
    assert f"/{language}/status/" in message.body


def test_the_preview_is_the_mail_and_writes_nothing(case, user):
    received.mail(case)
    before = seen.database()
    shown = preview(user=user, case=case, text=TEXT)
    assert seen.database() == before
    message = compose(reply(user=user, case=case, text=TEXT, key="k"))
    url = next(word for word in message.body.split() if "/status/" in word)
    assert (shown.address, shown.subject) == (message.to[0], message.subject)
    assert shown.body == message.body.replace(url, "(Hier steht der Link zum Stand des Anliegens.)")


def test_nothing_but_the_placeholders_is_run(case, user):
    with pytest.raises(WrongPlaceholder):
        reply(user=user, case=case, text="{{ office.email }}", key="k")
    case.party.name = "{{colleague}} {% debug %}"
    case.party.save()
    message = compose(reply(user=user, case=case, text="Tag {{name}}", key="k"))
    assert message.body.startswith("Tag {{colleague}} {% debug %}\n")


# --- what happens to the case -------------------------------------------------------------------


def test_history_search_and_state(case, user):
    reply(user=user, case=case, text="Der Sprachkurs beginnt. {{status_link}}", key="k")
    event = timeline.of(case).first()
    assert (event.verb, event.text) == ("replied", "Der Sprachkurs beginnt. (Link zum Stand)")
    assert [found.pk for found in search(user=user, text="Sprachkurs")] == [case.pk]
    changed = fresh(case)
    assert (changed.state, changed.waiting_on, changed.due_at) == ("advising", "", case.due_at)


def test_whoever_was_asked_something_has_a_week(case, user):
    reply(user=user, case=case, text="Wann passt es?", key="k", expects_answer=True)
    changed = fresh(case)
    assert changed.waiting_on == "citizen"
    assert f"{changed.due_at:%Y-%m-%d %H:%M}" == "2026-11-12 16:00"  # closing time, in UTC


def test_the_answer_that_ends_the_question_is_its_last_mail(case, user):
    reply(user=user, case=case, text="Ja.", key="k", closes=True)
    changed = fresh(case)
    assert (changed.state, changed.outcome) == ("closed", "answered")
    assert seen.mails() == [("reply", "toni@post.example")]
    assert seen.verbs(case)[-2:] == [("replied", "staff"), ("closed", "staff")]
    undo(user=user, case=case)
    assert fresh(case).state == "advising"
    assert seen.mails() == [("reply", "toni@post.example")]


def test_an_offer_is_not_ended_by_a_mail(user):
    offer = offers.received()
    with pytest.raises(ValueError, match="cannot end"):
        reply(user=user, case=offer.case, text="Ja.", key="k", closes=True)
    reply(user=user, case=offer.case, text="Ja.", key="k")
    assert fresh(offer.case).state == "new"


def test_a_question_to_the_person_does_not_end_the_case(case, user):
    with pytest.raises(ValueError, match="cannot end"):
        reply(user=user, case=case, text="Ja?", key="k", closes=True, expects_answer=True)


def test_a_double_click_is_one_mail(case, user):
    first = reply(user=user, case=case, text="Ja.", key="k", closes=True)
    assert reply(user=user, case=case, text="Ja.", key="k", closes=True) == first
    assert len(answers()) == 1
    assert len([verb for verb, _by in seen.verbs(case) if verb == "replied"]) == 1


def test_going_back_and_writing_something_else_is_another_mail(case, user):
    reply(user=user, case=case, text="Ja.", key="k")
    reply(user=user, case=case, text="Doch nicht.", key="k")
    assert [mail.context["text"] for mail in answers()] == ["Ja.", "Doch nicht."]


# --- whom ---------------------------------------------------------------------------------------


def refused(case: Case, user, text: str = "Ja.") -> Hindrance:
    with pytest.raises(CannotReply) as caught:
        reply(user=user, case=case, text=text, key="k")
    with pytest.raises(CannotReply):
        preview(user=user, case=fresh(case), text=text)
    assert str(caught.value) == caught.value.hindrance.label
    assert answers() == []
    return caught.value.hindrance


def test_an_empty_answer(case, user):
    assert refused(case, user, text=" \n\u202e ") == Hindrance.EMPTY


def test_an_ended_case(case, user):
    Case.objects.filter(pk=case.pk).update(
        state="closed", outcome="answered", closed_at=case.received_at
    )
    assert refused(case, user) == Hindrance.CLOSED


def test_nobody_and_no_address(case, user):
    case.party.contact_points.filter(kind="email").delete()
    assert refused(case, user) == Hindrance.NO_ADDRESS
    Case.objects.filter(pk=case.pk).update(party=None)
    assert refused(case, user) == Hindrance.NOBODY


def test_an_address_that_nobody_knows_to_be_theirs(case, user):
    case.party.contact_points.update(confirmed_at=None)
    received.mail(cases.question())  # from there, but about something else
    received.mail(case, sender_address="fremd@post.example")
    received.mail(case, state="automatic")
    assert refused(case, user) == Hindrance.UNCONFIRMED


def test_whoever_wrote_from_there_is_answered_there(case, user, run_tasks, mailoutbox):
    case.party.contact_points.update(confirmed_at=None)
    received.mail(case)
    assert hindrance(user=user, case=case) is None
    reply(user=user, case=case, text="Ja.", key="k")
    run_tasks()
    assert [message.to for message in mailoutbox] == [["toni@post.example"]]


def test_an_answer_that_waits_does_not_follow_to_a_strange_address(
    case, user, run_tasks, mailoutbox
):
    received.mail(case)
    reply(user=user, case=case, text="Nur für Toni.", key="k")
    change_contacts(case=case, email="fremd@post.example", phone="")
    run_tasks()
    assert [message.body for message in mailoutbox if "Nur für Toni." in message.body] == []
    assert answers()[0].state == "waiting"


@pytest.mark.parametrize("role", [Role.SWITCHBOARD, Role.PARTNER, Role.DPO])
def test_only_the_desk_answers(case, role):
    with pytest.raises(PermissionDenied):
        reply(user=users.user(role), case=case, text="Ja.", key="k")
    with pytest.raises(PermissionDenied):
        preview(user=users.user(role), case=case, text="Ja.")


# --- merged -------------------------------------------------------------------------------------


def test_the_mails_of_a_merged_case_count(case, user):
    from hilfelotse.cases import post

    case.party.contact_points.update(confirmed_at=None)
    merged, hidden = cases.question(), cases.question()
    for part in (merged, hidden):
        Case.objects.filter(pk=part.pk).update(
            state="closed", outcome="duplicate", closed_at=part.received_at, merged_into=case
        )
    secret = received.mail(hidden)
    Case.objects.filter(pk=hidden.pk).update(is_restricted=True)
    assert refused(case, user) == Hindrance.UNCONFIRMED
    mail = received.mail(merged)
    assert list(post.received(case, user)) == [mail]
    assert list(post.received(case, users.user(Role.LEAD))) == [mail, secret]
    reply(user=user, case=case, text="Ja.", key="k")
    assert answers()[0].in_reply_to == mail.message_id

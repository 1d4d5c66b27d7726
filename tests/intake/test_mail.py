"""What becomes of a mail: exactly one thing, and the right one."""

import logging

import pytest
from django.core import mail as outgoing
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.actions.close import answer_and_close
from hilfelotse.cases.actions.locked import move
from hilfelotse.cases.models import Case, MailInCase, SearchKey
from hilfelotse.correspondence import mailbox, outbox
from hilfelotse.correspondence.models import OutgoingMail, ReceivedMail
from hilfelotse.history import timeline
from hilfelotse.intake import mail as filing
from hilfelotse.people.models import ContactPoint, Party
from hilfelotse.referrals.actions.finish import withdraw
from hilfelotse.routing.match import forget_rules
from hilfelotse.routing.models import Rule
from tests.correspondence import mails
from tests.factories import cases, directory, offers, referrals, seen, users

pytestmark = pytest.mark.django_db
OFFICE = "koordinierungsstelle@hilfelotse.example"


@pytest.fixture(autouse=True)
def now(travel):
    return travel("2026-11-05 12:00")  # a Thursday


def arrives(content: bytes, box: str = "office@mail.example/INBOX") -> ReceivedMail:
    """The mail is stored and filed."""
    return filing.file_mail(mailbox.store(mailbox=box, content=content).mail_id)


def case_of(mail: ReceivedMail) -> Case:
    return Case.objects.get(mails__mail=mail)


def letter(number: int = 1, **given) -> bytes:
    return mails.letter(message_id=f"<frage-{number}@post.example>", **given).as_bytes()


def answer_to(ours: OutgoingMail, **given) -> bytes:
    return letter(99, **({"subject": "AW: Ihre Nachricht", "In_Reply_To": ours.message_id} | given))


# --- a case of its own ----------------------------------------------------------------------------


def test_a_mail_becomes_a_case_and_gets_one_answer(run_tasks):
    mail = arrives(letter())
    case = case_of(mail)
    assert (mail.state, mail.language, mail.sender_name) == ("case", "", "Toni Muster")
    assert (case.kind, case.channel, case.queue, case.state) == ("question", "mail", "desk", "new")
    assert case.text == "Frage\n\nGuten Tag,\n\nwo kann ich Deutsch lernen?"
    assert f"{timezone.localtime(case.due_at):%Y-%m-%d %H:%M}" == "2026-11-09 13:00"
    point = case.party.contact(ContactPoint.Kind.EMAIL)
    assert (case.party.name, point.value) == ("Toni Muster", "toni@post.example")
    assert point.confirmed_at is not None
    assert seen.mails() == [("mail_received", "toni@post.example")]
    run_tasks()
    (answer,) = outgoing.outbox
    assert answer.subject == f"Wir haben Ihre E-Mail: {case.reference}"
    assert "bis zum 9. November 2026" in answer.body
    assert "/status/" in answer.body
    headers = answer.message()
    assert headers["In-Reply-To"] == headers["References"] == "<frage-1@post.example>"
    assert (headers["Auto-Submitted"], headers["X-Loop"]) == ("auto-replied", OFFICE)
    assert filing.outcome(mail) == f"new case {case.reference}"


def test_filing_again_changes_nothing():
    mail = arrives(letter())
    before = seen.database()
    assert filing.file_mail(mail.pk).state == "case"
    assert filing.file_stored() == 0
    assert seen.database() == before


def test_somebody_is_answered_in_their_language():
    arabic = mails.letter(mails.ARABIC, "نور <nour@post.example>", "سؤال").as_bytes()
    assert case_of(arrives(arabic)).party.language == "ar"
    assert OutgoingMail.objects.get().language == "ar"


def test_a_mail_is_found_by_its_words_and_its_sender():
    case = case_of(arrives(letter()))
    keys = set(SearchKey.objects.filter(case=case).values_list("key", flat=True))
    assert {"c:toni@post.example", "n:muster"} <= keys
    assert any(key.startswith("w:deutsch") for key in keys)


def test_without_an_address_it_is_a_case_of_nobody():
    case = case_of(arrives(mails.shapes()["no sender"]))
    assert (case.party, case.text) == (None, "Frage\n\nGuten Tag")
    assert seen.mails() == []


def test_a_form_that_writes_in_somebodys_name():
    content = letter(sender="Formular <no-reply@formular.example>", Reply_To="toni@post.example")
    assert case_of(arrives(content)).party.contact("email").value == "toni@post.example"
    assert seen.mails() == [("mail_received", "toni@post.example")]


def test_nobody_answers_to_a_noreply_address():
    arrives(letter(sender="noreply@shop.example"))
    assert seen.mails() == []


def test_the_case_says_which_body_the_sender_is_of():
    directory.organisation(name="Kreis Linden", contact={"email": "kreis@linden.example"})
    case = case_of(arrives(letter(sender="kreis@LINDEN.example")))
    event = timeline.of(case).get(verb="mail_from_body")
    assert event.details == {"organisation": "Kreis Linden"}


def test_danger_goes_to_the_lead():
    Rule.objects.create(phrase="schlägt mich", sign=Rule.Sign.DANGER)
    forget_rules()
    case = case_of(arrives(letter(text="Mein Mann schlägt mich.")))
    assert (case.is_restricted, case.queue) == (True, "lead")
    forget_rules()


def test_a_huge_mail_says_where_the_rest_is():
    stored = mailbox.store(mailbox="box", content=letter(), size=52 * 1024**2)
    case = case_of(filing.file_mail(stored.mail_id))
    assert case.text.endswith("ist 52 MB groß. Nur ihr Anfang liegt hier; ganz liegt sie im "
                              "Postfach im Ordner „Hilfelotse“.)")  # fmt: skip


def test_one_id_in_two_mailboxes_is_two_cases():
    first, second = arrives(letter(), "a"), arrives(letter(), "b")
    assert case_of(first) != case_of(second)
    assert len(seen.mails()) == 1


# --- joined ---------------------------------------------------------------------------------------


def test_an_answer_to_our_mail_joins_its_case_whoever_sends_it():
    case = case_of(arrives(letter()))
    ours = OutgoingMail.objects.get()
    move(case, waiting_on="citizen", due_at=timezone.make_aware(timezone.datetime(2026, 12, 1)))
    mail = arrives(answer_to(ours, sender="andere@post.example", text="Noch eine Sache"))
    case.refresh_from_db()
    assert (mail.state, case_of(mail)) == ("joined", case)
    assert (case.waiting_on, f"{timezone.localtime(case.due_at):%m-%d %H:%M}") == (
        "",
        "11-06 12:00",
    )
    assert seen.verbs(case) == [("received", "citizen"), ("mail_joined", "citizen")]
    assert filing.outcome(mail) == f"joined to {case.reference}"
    assert len(seen.mails()) == 1
    assert SearchKey.objects.filter(case=case, key="w:sach").exists()


def test_a_due_date_that_is_sooner_stays():
    case = case_of(arrives(letter()))
    soon = timezone.make_aware(timezone.datetime(2026, 11, 5, 14))
    move(case, due_at=soon)
    arrives(answer_to(OutgoingMail.objects.get()))
    case.refresh_from_db()
    assert case.due_at == soon


@pytest.mark.parametrize("subject", ["AW: [%s] Frage", "Re: Ihr Anliegen %s", "wg. %s!"])
def test_a_number_in_the_subject_joins_if_the_sender_is_known_from_there(subject):
    case = cases.question()
    mail = arrives(letter(sender="TONI@post.example", subject=subject % case.reference))
    assert (mail.state, case_of(mail)) == ("joined", case)


def test_a_number_in_the_subject_of_a_stranger_proves_nothing():
    case = cases.question()
    mail = arrives(letter(sender="fremd@post.example", subject=f"AW: [{case.reference}]"))
    assert mail.state == "case"
    assert case_of(mail) != case
    assert seen.verbs(case) == [("received", "citizen")]


def test_a_wrong_or_missing_number_is_no_number():
    case = cases.question()
    wrong = case.reference[:-1] + str((int(case.reference[-1]) + 1) % 10)
    assert arrives(letter(1, subject=f"[{wrong}]")).state == "case"
    assert arrives(letter(2, subject="[KF-26-999999-9]")).state == "case"


def test_a_second_mail_in_ones_own_thread_joins():
    case = case_of(arrives(letter(1)))
    mail = arrives(letter(2, References="<x@y.example> <frage-1@post.example>"))
    assert (mail.state, case_of(mail)) == ("joined", case)


def test_somebody_elses_thread_is_not_joined():
    arrives(letter(1))
    mail = arrives(letter(2, sender="fremd@post.example", References="<frage-1@post.example>"))
    assert mail.state == "case"


def test_forged_references_join_nothing():
    cases.question()
    for shape in ("forged references", "our token", "with a number"):
        assert arrives(mails.shapes()[shape]).state == "case"


def test_an_ended_case_is_taken_up_again():
    case = case_of(arrives(letter()))
    answer_and_close(user=users.caseworker(), case=case, outcome=Case.Outcome.ANSWERED)
    mail = arrives(answer_to(OutgoingMail.objects.first()))
    case.refresh_from_db()
    assert (mail.state, case_of(mail)) == ("joined", case)
    assert (case.state, case.outcome, case.queue, case.owner) == ("advising", "", "desk", None)
    assert case.closed_at is None
    assert seen.verbs(case)[-2:] == [("reopened", "citizen"), ("mail_joined", "citizen")]


def test_an_ended_restricted_case_goes_back_to_the_lead():
    case = case_of(arrives(letter()))
    answer_and_close(user=users.caseworker(), case=case, outcome=Case.Outcome.ANSWERED)
    Case.objects.filter(pk=case.pk).update(is_restricted=True)
    arrives(answer_to(OutgoingMail.objects.first()))
    case.refresh_from_db()
    assert (case.is_restricted, case.queue) == (True, "lead")


def test_an_ended_offer_stays_ended_and_a_new_case_follows():
    offer = offers.received()
    withdraw(offer=offer, by="citizen")
    mail = arrives(letter(subject=f"[{offer.case.reference}] doch wieder"))
    assert mail.state == "case"
    event = timeline.of(case_of(mail)).get(verb="mail_follows")
    assert event.details["reference"] == offer.case.reference
    offer.case.refresh_from_db()
    assert offer.case.state == "closed"


def test_what_follows_a_restricted_case_is_restricted_too():
    offer = offers.received()
    withdraw(offer=offer, by="citizen")
    Case.objects.filter(pk=offer.case_id).update(is_restricted=True)
    case = case_of(arrives(letter(subject=f"[{offer.case.reference}] doch wieder")))
    assert (case.is_restricted, case.queue, case.owner) == (True, "lead", None)


def test_a_merged_case_hands_its_mails_on():
    old, new = cases.question(), cases.question()
    Case.objects.filter(pk=old.pk).update(
        state="closed", outcome="duplicate", closed_at=timezone.now(), merged_into=new
    )
    mail = arrives(letter(subject=f"[{old.reference}]"))
    assert (mail.state, case_of(mail)) == ("joined", new)


def test_danger_in_a_later_mail_goes_to_the_lead():
    Rule.objects.create(phrase="schlägt mich", sign=Rule.Sign.DANGER)
    forget_rules()
    case = cases.question()
    arrives(letter(subject=f"[{case.reference}]", text="Er schlägt mich wieder."))
    case.refresh_from_db()
    assert (case.is_restricted, case.queue) == (True, "lead")
    forget_rules()


def test_a_bodys_answer_to_our_request_joins_and_ends_no_waiting():
    referral = referrals.sent()
    request = OutgoingMail.objects.get(template="referral_request")
    before = referral.case.waiting_on
    mail = arrives(answer_to(request, sender=request.address))
    assert mail.state == "joined"
    case = case_of(mail)
    assert (case, case.waiting_on) == (referral.case, before)
    assert seen.verbs(case)[-2:] == [("mail_joined", "organisation"), ("body_wrote", "system")]


def test_who_was_not_asked_gives_no_answer_for_a_body():
    """Even with our own mail in hand: only an address that stands for the asked body counts."""
    referral = referrals.sent()
    request = OutgoingMail.objects.get(template="referral_request")
    directory.organisation(contact={"email": "andere@kreis.example"})
    arrives(answer_to(request, sender="andere@kreis.example"))
    assert seen.verbs(referral.case)[-1] == ("mail_joined", "organisation")
    referral.refresh_from_db()
    assert referral.state == "sent"


# --- from programs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shape",
    ["vacation", "old vacation", "x-autoreply", "null sender", "newsletter", "list", "our own loop",
     "from ourselves", "read receipt", "feedback report"],
)  # fmt: skip
def test_what_a_program_sends_is_no_case_and_gets_no_answer(shape):
    mail = arrives(mails.shapes()[shape])
    assert mail.state == "automatic"
    assert (Case.objects.count(), seen.mails()) == (0, [])
    assert filing.outcome(mail) == "automatic reply"


def test_a_vacation_notice_is_a_quiet_note_in_its_case():
    case = case_of(arrives(letter()))
    due = case.due_at
    mail = arrives(answer_to(OutgoingMail.objects.get(), Auto_Submitted="auto-replied"))
    case.refresh_from_db()
    assert (mail.state, case.due_at) == ("automatic", due)
    assert seen.verbs(case)[-1] == ("mail_automatic", "system")
    assert MailInCase.objects.filter(mail=mail, case=case).exists()


def test_a_person_who_answers_over_a_list_joins():
    arrives(letter())
    ours = OutgoingMail.objects.get()
    assert arrives(answer_to(ours, List_Id="Verteiler <v.example>")).state == "joined"


def test_our_own_mail_that_comes_back_is_no_case():
    arrives(letter())
    ours = OutgoingMail.objects.get()
    content = mails.letter(message_id=ours.message_id).as_bytes()
    assert arrives(content).state == "automatic"


def test_a_colleague_finds_a_concern_in_a_newsletter():
    mail = arrives(mails.shapes()["newsletter"])
    user = users.caseworker()
    case = filing.make_case(user=user, mail_id=mail.pk)
    mail.refresh_from_db()
    assert (mail.state, case_of(mail), case.party.name) == ("case", case, "Toni Muster")
    assert seen.verbs(case) == [("received", "staff")]
    assert seen.mails() == []
    assert filing.make_case(user=user, mail_id=mail.pk) is None
    with pytest.raises(PermissionDenied):
        filing.make_case(user=users.user(Role.SWITCHBOARD), mail_id=mail.pk)


def test_what_is_in_a_case_or_not_yet_read_makes_no_second_one():
    joined = arrives(letter(1))
    waiting = mailbox.store(mailbox="box", content=letter(2))
    for mail_id in (joined.pk, waiting.mail_id):
        assert filing.make_case(user=users.caseworker(), mail_id=mail_id) is None
    assert Case.objects.count() == 1


def test_a_bounce_marks_the_mail_and_the_case(run_tasks):
    case = case_of(arrives(letter()))
    run_tasks()
    ours = OutgoingMail.objects.get()
    mail = arrives(mails.bounce(ours.message_id.encode()))
    ours.refresh_from_db()
    assert (mail.state, ours.state, ours.last_error) == ("bounce", "failed", "bounced")
    assert list(outbox.needs_attention()) == [ours]
    assert seen.verbs(case)[-1] == ("mail_bounced", "system")
    assert Case.objects.count() == 1


def test_a_mail_that_is_only_late_is_not_marked(run_tasks):
    case = case_of(arrives(letter()))
    run_tasks()
    ours = OutgoingMail.objects.get()
    assert arrives(mails.bounce(ours.message_id.encode(), b"delayed")).state == "bounce"
    ours.refresh_from_db()
    assert ours.state == "sent"
    assert seen.verbs(case)[-1] == ("mail_delayed", "system")


def test_a_bounce_of_somebody_elses_mail_touches_nothing():
    case = cases.question()
    assert arrives(mails.bounce()).state == "bounce"
    assert seen.verbs(case) == [("received", "citizen")]
    assert not outbox.needs_attention().exists()


def test_one_answer_a_day(travel):
    arrives(letter(1))
    arrives(letter(2, sender="TONI@post.example"))
    travel("2026-11-06 11:59")
    arrives(letter(3))
    assert len(seen.mails()) == 1
    travel("2026-11-06 12:01")
    arrives(letter(4))
    assert len(seen.mails()) == 2
    assert Case.objects.count() == 4


@pytest.mark.parametrize("threaded", [True, False])
def test_two_programs_that_answer_each_other_stop(run_tasks, threaded):
    """The other one says nothing of being a program, and answers everything at once."""
    arrives(letter(1))
    answered = 0
    for round_ in range(2, 8):
        run_tasks()
        new = outgoing.outbox[answered:]
        answered = len(outgoing.outbox)
        for ours in new:
            thread = {"In_Reply_To": ours.extra_headers["Message-ID"]} if threaded else {}
            arrives(letter(round_, text="Danke für Ihre Nachricht!", **thread))
    assert len(outgoing.outbox) == 1
    assert ReceivedMail.objects.count() == 2


# --- what cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["nothing", "one newline", "only NUL"])
def test_what_cannot_be_read_is_a_case_with_its_file(shape):
    mail = arrives(mails.shapes()[shape])
    case = case_of(mail)
    assert (mail.state, mail.is_readable) == ("case", False)
    assert (case.party, case.text, case.queue) == (None, filing.UNREADABLE, "desk")
    assert filing.content_of(mail) == mails.shapes()[shape]
    assert filing.outcome(mail) == f"unreadable, new case {case.reference}"


def test_a_parser_that_fails_makes_an_unreadable_case_and_tells_no_content(monkeypatch, caplog):
    def fail(_raw):
        raise ValueError("Toni Muster schreibt")

    monkeypatch.setattr(filing, "parse", fail)
    mail = arrives(letter())
    assert (mail.state, mail.is_readable, case_of(mail).text) == ("case", False, filing.UNREADABLE)
    assert "ValueError in fail:" in caplog.text
    assert "Toni" not in caplog.text


def test_a_mail_that_cannot_be_filed_is_tried_again_and_stops_nobody(monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL)
    bad = mailbox.store(mailbox="box", content=letter(1, text="Kaputt")).mail_id
    good = mailbox.store(mailbox="box", content=letter(2)).mail_id
    guess = filing.language.guess

    def fail_for_the_first(text):
        if "Kaputt" in text and fails:
            fails.pop()
            raise RuntimeError
        return guess(text)

    fails = [True] * filing.ATTEMPTS
    monkeypatch.setattr(filing.language, "guess", fail_for_the_first)
    assert filing.file_stored() == 1
    assert ReceivedMail.objects.get(pk=good).state == "case"
    for _round in range(filing.ATTEMPTS - 1):
        assert filing.file_stored() == 0
    assert filing.file_stored() == 1
    mail = ReceivedMail.objects.get(pk=bad)
    assert (mail.state, mail.is_readable, mail.attempts) == ("case", False, filing.ATTEMPTS + 1)


@pytest.mark.parametrize("shape", sorted(mails.shapes()))
def test_every_shape_ends_as_exactly_one_thing(shape, caplog):
    mail = arrives(mails.shapes()[shape])
    assert_ended(mail)
    assert "cannot be" not in caplog.text


@pytest.mark.parametrize("seed", [11, 12])
def test_broken_mails_end_as_exactly_one_thing(seed, caplog):
    for content in mails.mutations(seed, 120):
        assert_ended(arrives(content))
    assert "cannot be" not in caplog.text
    assert not ReceivedMail.objects.filter(state="stored").exists()


def assert_ended(mail: ReceivedMail) -> None:
    links = MailInCase.objects.filter(mail=mail).count()
    assert mail.state in {"case", "joined", "bounce", "automatic"}
    assert links == 1 if mail.state in {"case", "joined"} else links <= 1


# --- by hand --------------------------------------------------------------------------------------


def test_fetch_mail_prints_what_became_of_each(dovecot, capsys):
    shapes = mails.shapes()
    dovecot.put(
        shapes["plain"], shapes["vacation"].replace(b"frage-1", b"frage-2"), shapes["plain"]
    )
    left_over = mailbox.store(mailbox="earlier", content=letter(7)).mail_id
    call_command("fetch_mail")
    box = f"{dovecot.user}@127.0.0.1/INBOX"
    first, second = Case.objects.order_by("pk")
    lines = [line.split("  ", 1) for line in capsys.readouterr().out.splitlines()]
    assert [(name.rpartition(":")[0], what) for name, what in lines] == [
        (box, f"new case {first.reference}"),
        (box, "automatic reply"),
        (box, f"already known: new case {first.reference}"),
        ("earlier", f"new case {second.reference}"),
    ]
    assert ReceivedMail.objects.get(pk=left_over).state == "case"
    assert Party.objects.count() == 2

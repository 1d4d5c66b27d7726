"""The outbox against a real mail server on this machine, which does what mail servers do."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP
from django.core.mail import get_connection
from django.db import connection

from hilfelotse.base import clock
from hilfelotse.correspondence import outbox, tasks
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.intake.address import change_contacts
from tests.factories import needs, offers, referrals, users

pytestmark = pytest.mark.django_db

TAKEN = "250 OK"


class Mailbox:
    """What the server took; ``answers`` are given one after the other, then it says yes."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.rcpt_answers: list[str] = []
        self.data_answers: list[str] = []
        self.cut_after_data = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.rcpt_answers:
            return self.rcpt_answers.pop(0)
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(self, server, session, envelope):
        if self.data_answers:
            return self.data_answers.pop(0)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.append(envelope.rcpt_tos)
        if self.cut_after_data:
            self.cut_after_data -= 1
            server.transport.abort()  # it has the mail, and we never hear of it
        return TAKEN


class Server(Controller):
    """Without the port that the class would look for itself: the test has chosen one."""

    def factory(self) -> SMTP:
        return SMTP(self.handler, enable_SMTPUTF8=True)


@pytest.fixture
def port(settings) -> int:
    """A free port, to which Django now sends its mail."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", number, 5
    return number


@pytest.fixture
def server(port: int) -> Iterator[Mailbox]:
    handler = Mailbox()
    controller = Server(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler
    controller.stop()


@pytest.fixture
def now(travel):
    return travel("2026-11-05 12:00")


@pytest.fixture
def mail(now) -> OutgoingMail:
    """A citizen's mail that waits."""
    offers.receive()
    return OutgoingMail.objects.get()


def fresh(mail: OutgoingMail) -> OutgoingMail:
    return OutgoingMail.objects.select_related("contact_point", "contact").get(pk=mail.pk)


def state_of(mail: OutgoingMail) -> tuple[str, int, bool, str]:
    mail = fresh(mail)
    return mail.state, mail.attempts, mail.repeated, mail.last_error


def test_a_mail_is_delivered_once(server, mail, now):
    outbox.deliver(mail.pk)
    outbox.deliver(mail.pk)
    (arrived,) = server.mails
    assert server.recipients == [["toni@post.example"]]
    assert arrived["Message-ID"] == mail.message_id
    assert arrived["To"] == "toni@post.example"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Reply-To"] == "koordinierungsstelle@hilfelotse.example"
    assert state_of(mail) == ("sent", 1, False, "")
    assert fresh(mail).sent_at == now


def test_the_task_of_the_action_delivers(server, mail, run_tasks):
    assert run_tasks() == 1
    assert len(server.mails) == 1
    assert tasks.deliver_waiting() == 0


def test_a_server_that_is_away_gets_the_mail_later(port, mail, now, travel):
    outbox.deliver(mail.pk)
    assert state_of(mail) == ("waiting", 1, False, "ConnectionRefusedError")
    assert fresh(mail).next_try_at == now + timedelta(minutes=1)
    outbox.deliver(mail.pk)  # too early: not even tried
    assert state_of(mail)[:2] == ("waiting", 1)
    assert tasks.deliver_waiting() == 0

    handler = Mailbox()
    controller = Server(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        travel(now + timedelta(minutes=1))
        assert tasks.deliver_waiting() == 1
    finally:
        controller.stop()
    assert [arrived["Message-ID"] for arrived in handler.mails] == [mail.message_id]
    assert state_of(mail) == ("sent", 2, False, "")


def test_three_days_of_trying_and_then_a_person_looks(port, mail, now, travel):
    waits = []
    while fresh(mail).state == "waiting":
        waiting_since = clock.now()
        travel(fresh(mail).next_try_at)
        waits.append(clock.now() - waiting_since)
        assert tasks.deliver_waiting() == 0
    assert timedelta(hours=72) < clock.now() - now <= timedelta(hours=74)
    assert waits == sorted(waits)
    assert max(waits) == timedelta(hours=2)
    assert state_of(mail)[0] == "failed"
    assert list(outbox.needs_attention()) == [mail]


@pytest.mark.parametrize("answers", ["rcpt_answers", "data_answers"])
def test_a_temporary_no_is_tried_again(server, mail, now, travel, answers):
    getattr(server, answers).append("451 4.7.1 Greylisted")
    outbox.deliver(mail.pk)
    assert state_of(mail)[:3] == ("waiting", 1, False)
    assert server.mails == []
    travel(fresh(mail).next_try_at)
    outbox.deliver(mail.pk)
    assert [arrived["Message-ID"] for arrived in server.mails] == [mail.message_id]
    assert state_of(mail) == ("sent", 2, False, "")


@pytest.mark.parametrize("answers", ["rcpt_answers", "data_answers"])
def test_a_no_for_good_is_shown_to_a_person(server, mail, now, travel, answers):
    getattr(server, answers).append("550 5.1.1 No such user")
    outbox.deliver(mail.pk)
    assert state_of(mail) == ("failed", 1, False, "550")
    assert list(outbox.needs_attention()) == [mail]
    travel(now + timedelta(days=1))
    assert tasks.deliver_waiting() == 0
    assert server.mails == []


def test_a_line_that_broke_after_the_data_repeats_once_with_the_same_id(server, mail, travel):
    server.cut_after_data = 1
    outbox.deliver(mail.pk)
    assert state_of(mail)[:3] == ("waiting", 1, True)
    travel(fresh(mail).next_try_at)
    outbox.deliver(mail.pk)
    assert [arrived["Message-ID"] for arrived in server.mails] == [mail.message_id] * 2
    assert state_of(mail) == ("sent", 2, True, "")
    assert list(outbox.needs_attention()) == [mail]  # the desk sees that it may have come twice


def test_a_line_that_broke_twice_is_left_to_a_person(server, mail, travel):
    server.cut_after_data = 9
    for _ in range(2):
        outbox.deliver(mail.pk)
        travel(fresh(mail).next_try_at)
    assert state_of(mail)[:3] == ("unclear", 2, True)
    assert tasks.deliver_waiting() == 0
    assert len(server.mails) == 2
    assert list(outbox.needs_attention()) == [mail]


def test_a_worker_that_died_while_sending_is_followed_by_one_repeat(server, mail, now, travel):
    claimed = outbox._claim(mail.pk)
    assert claimed == mail
    assert state_of(mail)[:3] == ("sending", 1, False)
    travel(now + outbox.CLAIM_LASTS)
    assert tasks.deliver_waiting() == 0  # perhaps it is only slow
    travel(now + outbox.CLAIM_LASTS + timedelta(seconds=1))
    assert tasks.deliver_waiting() == 1
    assert [arrived["Message-ID"] for arrived in server.mails] == [mail.message_id]
    assert state_of(mail) == ("sent", 2, True, "")


def test_workers_that_die_twice_leave_it_to_a_person(server, mail, now, travel):
    for minutes in (6, 12):
        outbox._claim(mail.pk)
        travel(now + timedelta(minutes=minutes))
        assert outbox.recover() == 1
    assert state_of(mail)[:3] == ("unclear", 2, True)
    assert tasks.deliver_waiting() == 0
    assert server.mails == []


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_many_workers_send_a_mail_once(server):
    workers = 8
    with ThreadPoolExecutor(workers) as pool:
        for _ in range(10):
            offers.receive()
            mail_id = OutgoingMail.objects.order_by("-pk").values_list("pk", flat=True)[0]
            start = threading.Barrier(workers)

            def deliver(_number: int, mail_id: int = mail_id, start=start) -> None:
                start.wait()
                outbox.deliver(mail_id)
                connection.close()

            list(pool.map(deliver, range(workers), timeout=60))
    ids = list(OutgoingMail.objects.order_by("pk").values_list("message_id", flat=True))
    assert [arrived["Message-ID"] for arrived in server.mails] == ids
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_a_changed_address_gets_only_the_question_until_it_is_confirmed(server, now, travel):
    offer = offers.ready()
    OutgoingMail.objects.update(state="sent")
    referrals.sent(offer=offer)  # the citizen's mail about it still waits
    travel(now + timedelta(minutes=1))
    change_contacts(case=offer.case, email="fremd@post.example", phone="")
    for mail in OutgoingMail.objects.order_by("pk"):
        outbox.deliver(mail.pk)
    tasks.deliver_waiting()
    to_stranger = [arrived["Subject"] for arrived in server.mails if "fremd" in str(arrived["To"])]
    assert len(to_stranger) == 1
    assert OutgoingMail.objects.get(template="referred").state == "waiting"
    offers.confirm(offer)
    assert tasks.deliver_waiting() == 1
    assert OutgoingMail.objects.get(template="referred").state == "sent"


INJECTION = "Deutsch\r\nBcc: alle@post.example\r\n\r\n<script>x</script>\u2028X: y"


def test_no_title_adds_a_header(server, now):
    need = needs.open_need(title=INJECTION)
    referrals.sent(offer=offers.ready(), need=need, user=users.caseworker())
    for mail in OutgoingMail.objects.order_by("pk"):
        outbox.deliver(mail.pk)
    assert len(server.mails) == 3
    for arrived in server.mails:
        assert "Bcc" not in arrived
        assert "X" not in arrived
        assert arrived.get_content_type() == "text/plain"
    assert [names for names in server.recipients if "alle@post.example" in names] == []
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"sent"}


def test_the_connection_is_the_one_under_test(port):
    assert get_connection().port == port

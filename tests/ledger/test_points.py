"""The ledger: a process dies at every named point, and everything acknowledged is there once.

The client writes down each acknowledgement before it goes on, as a person keeps a receipt; who got
none tries again with the same form. Nobody is written to twice for one reason – but for the one
window at the mail server that no program can close: then once more, with the same Message-ID.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.correspondence import mailbox, outbox, tasks
from hilfelotse.correspondence.models import OutgoingMail, RawMail, ReceivedMail
from hilfelotse.history.models import Event
from hilfelotse.intake.mail import file_stored
from hilfelotse.intake.receive import receive_concern
from tests.correspondence.mails import letter
from tests.correspondence.test_outbox import Mailbox, Server
from tests.factories import offers
from tests.journeys.serving import free_port
from tests.ledger.dying import dies_at, durable, named

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

PEOPLE = 4
# The one undecidable window: the server has the mail, and we died before we wrote it down.
UNDECIDABLE = "outbox: sent"
INTAKE = ["intake: before commit", "intake: committed"]
MAILBOX = [
    "mail: fetched", "mail: storing", "mail: stored", "mail: moved", "mail: filing", "mail: filed",
]  # fmt: skip
OUTBOX = ["outbox: claimed", UNDECIDABLE, "outbox: marked"]


@pytest.fixture(autouse=True)
def _durable() -> Iterator[None]:
    with durable():
        yield


@pytest.fixture
def post(settings) -> Iterator[Mailbox]:
    """A real mail server in this process, which survives the death of ours."""
    handler = Mailbox()
    server = Server(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    yield handler
    server.stop()


def sends(ledger: Path) -> None:
    """Everybody who has no receipt sends the form, and keeps what comes back."""
    kept = receipts(ledger)
    for number in range(PEOPLE):
        if f"Frage {number}" not in kept:
            _ask(number, ledger)


def _ask(number: int, ledger: Path) -> None:
    receipt = receive_concern(
        key=f"formular-{number}",
        kind=Case.Kind.QUESTION,
        channel=Case.Channel.WEB,
        sender=offers.sender(name=f"Frage {number}", email=f"frage{number}@post.example"),
        text=f"Wo finde ich Hilfe {number}?",
    )
    with ledger.open("a") as file:
        file.write(f"Frage {number}\t{receipt.case.reference}\n")
        file.flush()
        os.fsync(file.fileno())


def receipts(ledger: Path) -> dict[str, str]:
    lines = ledger.read_text().splitlines() if ledger.exists() else []
    return dict(line.split("\t") for line in lines)


def delivers() -> None:
    """What the worker does once a minute."""
    tasks.deliver_waiting.run() if hasattr(
        tasks.deliver_waiting, "run"
    ) else tasks.deliver_waiting()


def until_nothing_waits(do: Callable[[], None]) -> None:
    """The next worker, after the lease of the dead one has run out."""
    for minutes in (0, 6, 12):
        with clock.travel(clock.now() + timedelta(minutes=minutes)):
            do()


@pytest.mark.parametrize("point", INTAKE)
def test_what_was_acknowledged_is_there_once(point: str, tmp_path: Path) -> None:
    ledger = tmp_path / "receipts"
    assert dies_at(point, lambda: sends(ledger))
    acknowledged = receipts(ledger)
    sends(ledger)  # the others try again, and who was in doubt, too

    assert acknowledged.items() <= receipts(ledger).items()
    cases = {case.party.name: case.reference for case in Case.objects.select_related("party")}
    assert cases == receipts(ledger)
    assert Case.objects.count() == PEOPLE
    assert all(case.due_at and case.queue == "desk" for case in Case.objects.all())
    assert Counter(Event.objects.values_list("subject_id", "verb")) == {
        (case.pk, "received"): 1 for case in Case.objects.all()
    }
    reasons = Counter(OutgoingMail.objects.values_list("reason", flat=True))
    assert len(reasons) == PEOPLE
    assert set(reasons.values()) == {1}


@pytest.mark.parametrize("point", OUTBOX)
def test_nobody_is_written_to_twice(point: str, tmp_path: Path, post: Mailbox) -> None:
    sends(tmp_path / "receipts")
    assert dies_at(point, delivers)
    until_nothing_waits(delivers)

    ids = Counter(mail["Message-ID"] for mail in post.mails)
    assert set(ids) == set(OutgoingMail.objects.values_list("message_id", flat=True))
    repeats = sum(ids.values()) - PEOPLE
    assert repeats == (1 if point == UNDECIDABLE else 0)
    # Counted and shown: the desk sees that one mail may have gone out twice.
    shown = outbox.needs_attention().filter(repeated=True).count()
    assert shown == (1 if point in {UNDECIDABLE, "outbox: claimed"} else 0)
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"sent"}


def fetches_and_files() -> None:
    """What the worker does with the mailbox once a minute."""
    list(mailbox.fetch_all())
    file_stored()


@pytest.mark.parametrize("point", MAILBOX)
def test_each_mail_is_one_case(point: str, dovecot) -> None:
    dovecot.put(
        *(
            letter(
                f"Ich habe ein Anliegen, Nummer {number}.",
                sender=f"Frage {number} <frage{number}@post.example>",
                message_id=f"<brief-{number}@post.example>",
            ).as_bytes()
            for number in range(PEOPLE)
        )
    )
    assert dies_at(point, fetches_and_files)
    fetches_and_files()
    fetches_and_files()

    assert (dovecot.count("INBOX"), dovecot.count("Hilfelotse")) == (0, PEOPLE)
    assert RawMail.objects.count() == PEOPLE
    filed = ReceivedMail.objects.values_list("message_id", "state", "in_cases__case__party__name")
    assert sorted(filed) == [
        (f"<brief-{number}@post.example>", "case", f"Frage {number}") for number in range(PEOPLE)
    ]
    assert Case.objects.count() == PEOPLE
    # Each sender is told once that the mail has come.
    assert OutgoingMail.objects.filter(template="mail_received").count() == PEOPLE


def test_every_point_has_its_test() -> None:
    assert named() == {*INTAKE, *MAILBOX, *OUTBOX}

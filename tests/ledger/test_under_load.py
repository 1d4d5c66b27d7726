"""The ledger under load: people send, mail comes in, and processes are killed at random.

The real `manage.py serve` with a real mail server on either side. Whoever gets no answer sends the
same form again, as a browser does.
"""

import http.cookiejar
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller

from tests.correspondence.mails import letter
from tests.journeys.serving import ROOT, Serving, eventually, free_port, serving
from tests.journeys.test_make_run import Postbox

pytestmark = [pytest.mark.slow, pytest.mark.one_engine]

SENDERS = 3
SECONDS = float(os.environ.get("LEDGER_SECONDS", "15"))  # longer by hand: LEDGER_SECONDS=600
READS_FOR = 2.1  # the guard against robots: nobody fills in a form in less
NUMBER = re.compile(r"KF-\d\d-\d{6}-\d")

# What would take the lease of minutes: a dead worker's mail is free again, the jobs are due.
NOBODY_WAITS_ANY_LONGER = """
from datetime import timedelta
from hilfelotse.base import clock
from hilfelotse.base.models import JobRun
from hilfelotse.correspondence.models import OutgoingMail
OutgoingMail.objects.filter(state="waiting").update(next_try_at=clock.now())
OutgoingMail.objects.filter(state="sending").update(claimed_at=clock.now() - timedelta(hours=1))
JobRun.objects.all().delete()
"""
THE_BOOKS = """
import json
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.models import OutgoingMail, ReceivedMail
print("BOOKS" + json.dumps({
    "cases": [
        [case.party.name, case.reference, bool(case.due_at), bool(case.owner_id or case.queue)]
        for case in Case.objects.filter(party__name__startswith="Ledger").select_related("party")
    ],
    "unread": ReceivedMail.objects.filter(state="stored").count(),
    "received": ReceivedMail.objects.filter(sender_name__startswith="Ledger").count(),
    "mails": [
        [mail.message_id, mail.address, mail.state, mail.repeated]
        for mail in OutgoingMail.objects.filter(contact_point__value__startswith="ledger-")
    ],
}))
"""


@dataclass
class Ledger:
    """What was acknowledged, written down before anything else happens."""

    path: Path
    lock: threading.Lock = field(default_factory=threading.Lock)
    lines: list[tuple[str, str]] = field(default_factory=list)

    def acknowledge(self, who: str, what: str) -> None:
        with self.lock, self.path.open("a") as file:
            self.lines.append((who, what))
            file.write(f"{who}\t{what}\n")
            file.flush()
            os.fsync(file.fileno())


def ask(run: Serving, who: str) -> str:
    """Send a question until it is acknowledged; the number that the page shows."""
    browser = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    page = _get(browser, f"{run.url}/de/frage/")
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)) | {
        "text": f"Wo bekomme ich Hilfe? {who}",
        "sure": "1",  # known answers do not hold it up
        "name": who,
        "email": f"{who.replace(' ', '-').lower()}@post.example",
        "phone": "",
        "website": "",
    }
    time.sleep(READS_FOR)
    page = _get(browser, f"{run.url}/de/frage/", urllib.parse.urlencode(fields).encode())
    return NUMBER.search(page)[0]


def _get(browser, url: str, data: bytes | None = None) -> str:
    """The page; again and again while the server is down."""
    for _attempt in range(200):
        request = urllib.request.Request(url, data, {"Referer": url})
        try:
            return browser.open(request, timeout=30).read().decode()
        except (OSError, urllib.error.URLError):
            time.sleep(0.25)
    raise AssertionError(f"{url} did not come back")


def books(run: Serving) -> dict:
    """What is in the database."""
    command = [sys.executable, str(ROOT / "manage.py"), "shell", "-c", THE_BOOKS]
    out = subprocess.run(
        command, cwd=ROOT, env=run.environment, check=True, timeout=60, capture_output=True
    ).stdout.decode()
    return json.loads(out.partition("BOOKS")[2])


def kill_somebody(run: Serving, dice: random.Random) -> str:
    """A web process or the worker, by kill -9."""
    word = dice.choice(["gunicorn", "gunicorn", "manage.py worker"])
    processes = [pid for pid, command in run.children().items() if word in command]
    if word == "gunicorn" and len(processes) > 1:
        processes = processes[1:]  # its parent starts the next one at once
    for pid in processes[:1]:
        os.kill(pid, signal.SIGKILL)
    return word if processes else ""


def test_nothing_acknowledged_is_lost_and_nobody_is_written_to_twice(
    tmp_path: Path, dovecot_server
) -> None:
    dice = random.Random(4711)
    from tests.mailserver import Account

    account = Account(dovecot_server, "ledger")
    box, ledger = Postbox(), Ledger(tmp_path / "ledger")
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    outside = {
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "MAILBOX_URL": account.url(),
        "WORKER_LEASE_SECONDS": "4",
    }
    try:
        with serving(tmp_path / "data", **outside) as run:
            run.wait()
            kills = _play(run, account, ledger, dice)
            eventually(lambda: _settled(run), 90)
            _the_books_agree(books(run), ledger, box, kills)
            run.stop()
    finally:
        server.stop()


def _play(run: Serving, account, ledger: Ledger, dice: random.Random) -> Counter:
    end, kills = time.monotonic() + SECONDS, Counter()

    def people(number: int) -> None:
        turn = 0
        while time.monotonic() < end:
            who = f"Ledger {number}-{turn}"
            ledger.acknowledge(who, ask(run, who))
            turn += 1

    def post() -> None:
        turn = 0
        while time.monotonic() < end:
            who = f"Ledger m-{turn}"
            sender = f"{who} <{who.replace(' ', '-').lower()}@post.example>"
            account.put(letter(sender=sender, message_id=f"<{who[7:]}@post.example>").as_bytes())
            ledger.acknowledge(who, "by mail")
            turn += 1
            time.sleep(0.4)

    threads = [threading.Thread(target=people, args=(number,)) for number in range(SENDERS)]
    threads.append(threading.Thread(target=post))
    for thread in threads:
        thread.start()
    while time.monotonic() < end:
        time.sleep(dice.uniform(0.5, 2))
        kills[kill_somebody(run, dice)] += 1
    for thread in threads:
        thread.join(90)
    return kills


def _settled(run: Serving) -> bool:
    """Everything read and everything sent; leases of minutes are cut short."""
    run.shell(NOBODY_WAITS_ANY_LONGER)
    time.sleep(2)
    now = books(run)
    waiting = [mail for mail in now["mails"] if mail[2] in {"waiting", "sending"}]
    by_mail = now["received"]
    return not now["unread"] and not waiting and by_mail == _came_by_mail(now)


def _came_by_mail(now: dict) -> int:
    return sum(name.startswith("Ledger m-") for name, *_ in now["cases"])


def _the_books_agree(now: dict, ledger: Ledger, box: Postbox, kills: Counter) -> None:
    assert kills["gunicorn"]
    assert kills["manage.py worker"]
    # Everything acknowledged is there once, with an owner and a due date, and nothing else is.
    assert Counter(name for name, *_ in now["cases"]) == Counter(who for who, _ in ledger.lines)
    numbers = {name: number for name, number, *_ in now["cases"]}
    assert all(numbers[who] == what for who, what in ledger.lines if what != "by mail")
    assert all(due and owner for *_, due, owner in now["cases"])
    # One mail a person; a second copy only in the undecidable window, and then it is known.
    sent = Counter()
    for addresses, content in box.received:
        if addresses[0].startswith("ledger-"):
            sent[message_from_bytes(content, policy=policy.default)["Message-ID"]] += 1
    assert len(now["mails"]) == len(ledger.lines)
    assert set(sent) == {message_id for message_id, *_ in now["mails"]}
    repeated = {message_id for message_id, _to, _state, repeated in now["mails"] if repeated}
    assert {message_id for message_id, times in sent.items() if times > 1} <= repeated
    assert max(sent.values()) <= 2
    assert len(repeated) <= kills["manage.py worker"]

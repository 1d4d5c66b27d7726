"""`make soak`: 20,000 mails broken byte by byte, through the whole way into an empty database.

    python tools/soak.py [--mails 20000] [--seed 1]

Prints how each ended, the slowest and the memory; ends with status 1 if one crashed, was logged as
trouble, or did not end as exactly one thing.
"""

import logging
import os
import resource
import signal
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

from tools import notice, postgres

SLOWEST_SECONDS, MEMORY_MB = 2.0, 200
ENDS = ("case", "joined", "bounce", "automatic", "unreadable")


class Trouble(logging.Handler):
    """Counts what the product complains of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def main() -> int:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mails", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if not postgres.ensure():
        print(notice.framed("No PostgreSQL server: nothing to soak."))
        return 1
    with postgres.server(fast=True) as url, tempfile.TemporaryDirectory() as data:
        set_up(url, data)
        return soak(options.mails, options.seed)


def set_up(url: str, data: str) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "HILFELOTSE_MODE": "demo",
        "HILFELOTSE_DATA": data,
        "DATABASE_URL": url,
    }
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def soak(count: int, seed: int) -> int:
    from hilfelotse.correspondence import mailbox
    from hilfelotse.correspondence.models import ReceivedMail
    from hilfelotse.intake.mail import file_mail
    from tests.correspondence.mails import mutations

    a_thread_to_join()
    trouble = Trouble()
    logging.getLogger("hilfelotse").addHandler(trouble)
    ends, slowest = Counter(), 0.0
    for number, content in enumerate(mutations(seed, count), start=1):
        begin = time.process_time()
        stored = mailbox.store(mailbox="soak", content=content)
        mail = file_mail(stored.mail_id)
        slowest = max(slowest, time.process_time() - begin)
        if stored.is_new:
            ends[mail.state if mail.is_readable else "unreadable"] += 1
        else:
            ends["already known"] += 1
        if number % 2_000 == 0:
            print(f"{number:7,} mails, {_memory():.0f} MB", flush=True)
    wrong = not_one_thing(ReceivedMail)
    return report(ends, slowest, wrong, trouble.lines)


def a_thread_to_join() -> None:
    """One case whose mail has the Message-ID that some of the mails refer to."""
    from hilfelotse.correspondence import mailbox
    from hilfelotse.correspondence.models import OutgoingMail
    from hilfelotse.intake.mail import file_mail
    from tests.correspondence.mails import OUR_ID, letter

    first = letter(message_id="<erste@post.example>").as_bytes()
    file_mail(mailbox.store(mailbox="soak", content=first).mail_id)
    OutgoingMail.objects.update(message_id=OUR_ID.decode())


def not_one_thing(received) -> int:
    """Mails that did not end, or ended twice: a case or a thread has one case, the rest at most."""
    from django.db.models import Count, Q

    counted = received.objects.annotate(cases=Count("in_cases"))
    ended = Q(state__in=["case", "joined"], cases=1) | Q(
        state__in=["bounce", "automatic"], cases__lte=1
    )
    return counted.exclude(ended).count()


def report(ends: Counter, slowest: float, wrong: int, trouble: list[str]) -> int:
    for end in (*ENDS, "already known"):
        print(f"{end:>14}  {ends[end]:7,}")
    print(f"{'slowest':>14}  {slowest:7.2f} s of CPU (limit {SLOWEST_SECONDS:.0f} s)")
    print(f"{'memory':>14}  {_memory():7.0f} MB at most (limit {MEMORY_MB} MB)")
    print(f"{'not one thing':>14}  {wrong:7,}")
    print(f"{'complaints':>14}  {len(trouble):7,}", *trouble[:5], sep="\n" if trouble else "")
    failed = wrong or trouble or slowest > SLOWEST_SECONDS or _memory() > MEMORY_MB
    return 1 if failed else 0


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())

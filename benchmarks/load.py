"""Many people send at once, through gunicorn on the same machine, while five colleagues work."""

import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from benchmarks.archive import Archive
from benchmarks.meter import LIMITS_BELONG_TO_MS, waited, worked
from benchmarks.offering import Offering
from benchmarks.staff import signed_in
from benchmarks.table import Table
from benchmarks.visitor import Visitor
from hilfelotse.cases.models import Case
from hilfelotse.cases.queries import VIEWS
from hilfelotse.correspondence.models import OutgoingMail
from hilfelotse.offers.models import Offer
from hilfelotse.people.models import Consent
from hilfelotse.web.components.guard import QUICKEST_SECONDS

SENDERS, COLLEAGUES, CORES = 8, 5, 2
RATE, P95_MS, DESK_P95_MS = 60, 400, 500
THINK_SECONDS = 2.0  # between two clicks of a colleague
MOST = 120  # submissions a second that are prepared
_TICK = os.sysconf("SC_CLK_TCK")


class Http:
    """A WSGI application that asks a server on this machine, over kept connections."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.kept = threading.local()

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> "Body":
        for attempt in (1, 2):
            try:
                answer, body = self._ask(environ)
                break
            except (http.client.HTTPException, OSError):
                self.kept.connection = None  # closed meanwhile; nothing was sent twice unseen:
                if attempt == 2 or environ["REQUEST_METHOD"] == "POST":
                    raise
        start_response(f"{answer.status} {answer.reason}", answer.getheaders())
        return Body([body])

    def _ask(self, environ: dict[str, Any]) -> tuple[http.client.HTTPResponse, bytes]:
        kept = getattr(self.kept, "connection", None)
        if kept is None:
            kept = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            self.kept.connection = kept
        query = environ["QUERY_STRING"]
        headers = {
            "Host": environ["HTTP_HOST"],
            "Origin": environ["HTTP_ORIGIN"],
            "Cookie": environ["HTTP_COOKIE"],
            "Content-Type": environ["CONTENT_TYPE"],
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": environ["REMOTE_ADDR"],
        }
        kept.request(
            environ["REQUEST_METHOD"],
            environ["PATH_INFO"] + (f"?{query}" if query else ""),
            environ["wsgi.input"].read() or None,
            headers,
        )
        answer = kept.getresponse()
        return answer, answer.read()


class Body(list):
    def close(self) -> None:
        """WSGI wants it."""


class Load:
    """Senders without a pause, and colleagues with one; what they wait for is noted."""

    def __init__(
        self, archive: Archive, bare_page: Callable[[], object], table: Table, seconds: int
    ) -> None:
        self.archive, self.bare_page, self.table, self.seconds = archive, bare_page, table, seconds
        self.sent: list[float] = []
        self.looked: list[float] = []
        self.faults: list[str] = []

    def run(self) -> None:
        from config.wsgi import application

        offering = Offering(application)
        copies = offering.copies(self.seconds * MOST)
        team = [signed_in_again(application, user) for user in self.archive.team]
        team.append(signed_in_again(application, self.archive.lead))
        time.sleep(QUICKEST_SECONDS + 1)  # quicker than that only robots are
        before = _rows()
        with served() as (server, port):
            asked = Http(port)
            for visitor in team:
                visitor.application = asked
            self._warm_up(offering, asked, copies)
            self.sent.clear()
            before = _rows()
            bare, used, begun = self._bare(), _cpu(server), time.monotonic()
            self._all_at_once(offering, asked, copies, team[:COLLEAGUES], begun + self.seconds)
            took, used = time.monotonic() - begun, _cpu(server) - used
            bare = statistics.fmean([bare, self._bare()])
        self._report(took, used, bare, {name: n - before[name] for name, n in _rows().items()})

    def _bare(self) -> float:
        return statistics.median(worked(self.bare_page) for _ in range(60))

    def _warm_up(self, offering: Offering, asked: Http, copies: Iterator[Visitor]) -> None:
        for _ in range(20):
            self._send(offering, asked, next(copies))

    def _all_at_once(
        self,
        offering: Offering,
        asked: Http,
        copies: Iterator[Visitor],
        team: list[Visitor],
        end: float,
    ) -> None:
        lock = threading.Lock()

        def send() -> None:
            while time.monotonic() < end:
                with lock:
                    visitor = next(copies, None)
                if visitor is None:
                    return
                self._send(offering, asked, visitor)

        def work(number: int) -> None:
            dice = random.Random(number)
            while time.monotonic() < end:
                self._work(team[number], dice)
                time.sleep(dice.uniform(0.5, 1.5) * THINK_SECONDS)

        threads = [threading.Thread(target=send) for _ in range(SENDERS)]
        threads += [threading.Thread(target=work, args=[number]) for number in range(len(team))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _send(self, offering: Offering, asked: Http, visitor: Visitor) -> None:
        visitor.application = asked
        try:
            self.sent.append(waited(lambda: offering.send(visitor)))
        except Exception as fault:  # each is counted and fails the run
            self.faults.append(repr(fault)[:80])

    def _work(self, visitor: Visitor, dice: random.Random) -> None:
        """Look at the inbox, or at a case."""
        number = self.archive.count - dice.randrange(2000)
        url = dice.choice(
            [
                f"/desk/?view={dice.choice(list(VIEWS))}",
                f"/desk/cases/{number}/",
                "/desk/search/?q=Wohnung",
            ]
        )
        answers: list[int] = []
        self.looked.append(waited(lambda: answers.append(visitor.get(url).status)))
        if answers[0] not in (200, 404):  # 404: a restricted case
            self.faults.append(f"{url}: {answers[0]}")

    def _report(self, took: float, used: float, bare: float, new: dict[str, int]) -> None:
        """The limits are scaled by what the machine gave us: by the share of both cores that was
        ours, and by how much CPU the bare page cost meanwhile.
        """
        count, share = len(self.sent), min(1.0, used / (took * CORES))
        slowness = max(1.0, bare / LIMITS_BELONG_TO_MS)
        self.table.head(
            f"intake over HTTP, {SENDERS} senders without a pause, {COLLEAGUES} colleagues, "
            f"{took:.0f} s"
        )
        rate = count / took
        note = self.table.at_least
        note("submissions a second", rate, RATE * share / slowness)
        note(f"the same, had we had both cores ({share:.0%})", rate / share, RATE / slowness)
        limit = self.table.number
        limit("CPU for one, everything included", round(used / count * 1000, 1),
              round(CORES * 1000 / RATE * slowness, 1), " ms")  # fmt: skip
        limit("sender waits, p95", round(_p95(self.sent)), round(P95_MS * slowness / share), " ms")
        limit("colleague waits, p95", round(_p95(self.looked)),
              round(DESK_P95_MS * slowness / share), " ms")  # fmt: skip
        wrong = [f"{name}: {n}, not {count}" for name, n in new.items() if n != count]
        self.table.right("each is there once: case, offer, mail", [*self.faults[:3], *wrong])


def signed_in_again(application: Any, user: Any) -> Visitor:
    user.authenticator_set.all().delete()
    return signed_in(application, user)


def _p95(samples: list[float]) -> float:
    return sorted(samples)[int(len(samples) * 0.95)] if samples else 0.0


def _rows() -> dict[str, int]:
    kinds = Consent.objects.filter(purpose="ask").count()
    return {
        "cases": Case.objects.count(),
        "offers": Offer.objects.count(),
        "mails": OutgoingMail.objects.count(),
        "consents": kinds // 4,
    }


# --- the server -----------------------------------------------------------------------------------


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """gunicorn as `make run` starts it, with a process for each core; its id and port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
        *("--chdir", str(settings.BASE_DIR), "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--threads", "4", "--workers", str(CORES)),
        *("--log-level", "error", "--no-control-socket"),
    ]
    process = subprocess.Popen(command)
    try:
        _wait_for(port)
        yield process.pid, port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("gunicorn did not start")


# --- CPU ------------------------------------------------------------------------------------------


def _cpu(server: int) -> float:
    """Seconds that the server, PostgreSQL and we have used so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        postmaster = _stat(cursor.fetchone()[0])[1]
    tree = _tree()
    pids = [*_below(server, tree), *_below(postmaster, tree)]
    return sum(_stat(pid)[0] for pid in pids) / _TICK + time.process_time()


def _tree() -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found.setdefault(_stat(int(folder.name))[1], []).append(int(folder.name))
        except OSError:
            continue  # ended meanwhile
    return found


def _below(pid: int, tree: dict[int, list[int]]) -> list[int]:
    return [pid, *(other for child in tree.get(pid, []) for other in _below(child, tree))]


def _stat(pid: int) -> tuple[int, int]:
    """Ticks of the process with those of its ended children, and its parent."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]), int(fields[1])

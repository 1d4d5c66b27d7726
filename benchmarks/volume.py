"""A full archive: inbox, search, case page, and how many submissions a second come in meanwhile.

python -m benchmarks volume           PostgreSQL with 250,000 cases and 1,000,000 mails
python -m benchmarks.volume 20000     SQLite with as many cases
"""

import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

CASES, ON_SQLITE = 250_000, 20_000
INBOX_MS, COUNTS_MS, CALL_MS, SEARCH_MS, CASE_MS, QUERIES = 300, 15, 200, 300, 300, 15
DOUBLES_MS = 50
# Of the 33 ms that two cores have for each of 60 a second; the rest is for the machine that sends,
# HTTP and the colleagues.
POST_MS = 24
SEARCHES = {
    "a name": "Müller",
    "a name, misspelt": "Schmdit",
    "two names, other spelling": "Muhamed Hussain",
    "a word of 100,000 texts": "Wohnung",
    "three frequent words": "Wohnung Zimmer Deutschkurs",
    "six frequent words": "Wohnung Zimmer Deutschkurs Kinder Fahrrad Hilfe",
    "words that rarely meet": "Gitarre Drucker Computer",
    "a name and a word": "Kovalenko Wohnung",
    "a mail address": "post4711@privat.example",
    "nothing": "Xylophonspieler",
}
ALSO_WAITED = {
    "inbox: all", "inbox: a caseworker's", "a case", "the counts of all tabs",
    "search: six frequent words", "search page", "caller: a name",
}  # fmt: skip


class Volume:
    """One archive, looked at by the lead, who sees the most."""

    def __init__(self, cases: int, rounds: int) -> None:
        # Only now, because Django is set up by who calls.
        from benchmarks import bare, course
        from benchmarks.archive import Archive
        from benchmarks.staff import signed_in
        from benchmarks.table import Table
        from benchmarks.visitor import Visitor

        course.set_up()
        from config.wsgi import application

        self.rounds, self.table = rounds, Table()
        begun = time.monotonic()
        self.archive = Archive(cases)
        self.archive.fill()
        self.seconds = time.monotonic() - begun
        self.count = cases
        self.bare_page = course.getter(Visitor(bare.application()), "/")
        self.lead = signed_in(application, self.archive.lead)
        self.colleague = signed_in(application, self.archive.team[0])

    def head(self) -> None:
        engine = connection.vendor
        print(f"\n{engine}: {self.count:,} cases, filled in {self.seconds:.0f} s", flush=True)

    def desk(self) -> None:
        """What a colleague waits for; each beside the bare page."""
        from benchmarks.meter import measure, waited
        from hilfelotse.cases.queries import VIEWS
        from hilfelotse.cases.search import search

        self.table.head(f"{connection.vendor}, {self.count:,} cases: milliseconds of CPU")
        items = [self.page(f"inbox: {view}", f"/desk/?view={view}", INBOX_MS) for view in VIEWS]
        items += [
            self.page("inbox: filtered", "/desk/?view=all&kind=question&urgent=on", INBOX_MS),
            self.page("inbox: with words", "/desk/?view=all&text=Wohnung+Zimmer", INBOX_MS),
            self.page("inbox: a caseworker's", "/desk/?view=mine", INBOX_MS, self.colleague),
            self.page("a case", f"/desk/cases/{self.count - 7}/", CASE_MS),
        ]
        counts = partial(self._counts, self.archive.lead)
        items.append(self.item("the counts of all tabs", counts, COUNTS_MS))
        for name, text in SEARCHES.items():
            find = partial(search, user=self.archive.lead, text=text)
            items.append(self.item(f"search: {name}", find, SEARCH_MS))
        items.append(self.page("search page", f"/desk/search/?q={quote('Wohnung')}", SEARCH_MS))
        items += [*self.callers(), self.doubles()]
        measure(items, self.bare_page, self.rounds)
        self.table.costs(items)
        self.queries(VIEWS)
        self.table.head("the same, waited: no limit, for it grows with what else is running")
        some = [replace(item, limit=None, rounds=[], bare=[]) for item in items
                if item.name in ALSO_WAITED]  # fmt: skip
        measure(some, self.bare_page, self.rounds, waited)
        self.table.costs(some)

    def callers(self) -> list[Any]:
        """While somebody types into the call screen; each letter asks."""
        from benchmarks.archive import phone_of
        from hilfelotse.cases.callers import search_callers

        typed = {
            "a number": phone_of(4711)[3:],
            "its last digits": phone_of(4711)[-5:],
            "a name": "Müller",
            "the beginning of one": "Schewt",
        }
        return [
            self.item(
                f"caller: {name}",
                partial(search_callers, user=self.archive.lead, text=text),
                CALL_MS,
            )
            for name, text in typed.items()
        ]

    def doubles(self) -> Any:
        """Comparing a case with all others, as its page does."""
        from hilfelotse.cases.models import Case
        from hilfelotse.duplicates.candidates import for_case

        newest = itertools.cycle(Case.objects.open().order_by("-pk")[:100])

        def compare() -> None:
            for_case(user=self.archive.lead, case=next(newest))

        return self.item("what may be double", compare, DOUBLES_MS)

    def _counts(self, user: Any) -> None:
        from hilfelotse.cases.queries import counts

        counts(user=user)

    def item(self, name: str, call: Callable[[], object], limit: float) -> Any:
        from benchmarks.meter import Item

        return Item(name, call, limit, times=8)

    def page(self, name: str, url: str, limit: float, visitor: Any = None) -> Any:
        from benchmarks.course import getter

        return self.item(name, getter(visitor or self.lead, url), limit)

    def queries(self, views: Any) -> None:
        most = 0
        for view in views:
            with CaptureQueriesContext(connection) as asked:
                self.lead.get(f"/desk/?view={view}")
            most = max(most, len(asked))
        self.table.number("inbox: queries, the most of any view", most, QUERIES)

    def posting(self) -> None:
        """The last click of an offer, in CPU: what decides how many come in a second."""
        from benchmarks.meter import Item, measure
        from benchmarks.offering import Offering
        from config.wsgi import application
        from hilfelotse.web.components.guard import QUICKEST_SECONDS

        offering = Offering(application)
        copies = offering.copies(20 * (self.rounds + 1))
        time.sleep(QUICKEST_SECONDS + 1)
        item = Item("posting an offer", lambda: offering.send(next(copies)), POST_MS, times=20)
        measure([item], self.bare_page, self.rounds)
        self.table.costs([item])

    def intake(self, seconds: int) -> None:
        from benchmarks.load import Load

        Load(self.archive, self.bare_page, self.table, seconds).run()


def run(*, quick: bool) -> int:
    """On PostgreSQL, in the database that is there, which is emptied; then on SQLite."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    volume = Volume(CASES // 10 if quick else CASES, 1 if quick else 3)
    volume.head()
    volume.desk()
    volume.posting()
    volume.intake(8 if quick else 30)
    status = volume.table.finish()
    return max(status, _on_sqlite(ON_SQLITE // 10 if quick else ON_SQLITE))


def _on_sqlite(cases: int) -> int:
    """In a process of its own: a process has one database."""
    import subprocess

    command = [sys.executable, "-m", "benchmarks.volume", str(cases)]
    return subprocess.run(command, check=False).returncode


def main() -> int:
    import django

    with tempfile.TemporaryDirectory(prefix="hilfelotse-bench-") as data:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "HILFELOTSE_MODE": "demo",  # production wants PostgreSQL
            "HILFELOTSE_DATA": data,
            "DATABASE_URL": f"sqlite:///{data}/archive.sqlite3",
        }
        django.setup()
        from benchmarks.visitor import HOST

        settings.ALLOWED_HOSTS.append(HOST)
        volume = Volume(int(sys.argv[1]) if sys.argv[1:] else ON_SQLITE, 2)
        volume.head()
        volume.desk()
        return volume.table.finish()


if __name__ == "__main__":
    sys.exit(main())

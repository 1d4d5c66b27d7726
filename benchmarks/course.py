"""The whole course: the town grows, and at each size things are measured beside a bare page."""

import itertools
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import bare, mails, ranking
from benchmarks.meter import Item, measure
from benchmarks.offering import START, Offering
from benchmarks.staff import signed_in
from benchmarks.table import Table
from benchmarks.town import Town
from benchmarks.visitor import Visitor
from hilfelotse.base.catalogs import compile_catalogs
from hilfelotse.base.management.commands.serve import collect_static, migrate
from hilfelotse.matching.queries import best_needs, best_offers
from hilfelotse.needs.models import Need
from hilfelotse.offers.models import Offer
from hilfelotse.places.actions import load_places
from hilfelotse.web.components.guard import QUICKEST_SECONDS

BOARD = "/de/bedarf/"
FORM_PAGE_MS, BOARD_MS, POST_MS, RANKING_MS, LARGE_RANKING_MS = 3.4, 20, 40, 20, 100
PARTNER_MS = 30
BOARD_KB, BOARD_QUERIES, BOARD_GROWTH = 60, 10, 1.3
SET = 100  # random needs or offers that a ranking is measured over


class Course:
    def __init__(self, rounds: int) -> None:
        set_up()
        from config.wsgi import application  # wants the static files collected

        self.application = application
        self.bare_page = getter(Visitor(bare.application()), "/")
        self.rounds = rounds
        self.table = Table()
        self.town = Town()

    def run(self) -> int:
        """Measure everything; 1 when a limit is broken or a ranking is wrong."""
        self.small()
        self.usual()
        self.large()
        mails.run(self.table)
        return self.table.finish()

    # --- the three sizes ----------------------------------------------------------------------

    def small(self) -> None:
        """Where brute force is quick, and a board to compare with a ten times larger one."""
        self.grow(needs=500, offers=2_000)
        self.rankings_are_right(20)
        self.small_board = self.get("needs board", BOARD, BOARD_MS)
        self.measure([self.small_board])

    def usual(self) -> None:
        """The size that the limits are set for."""
        self.grow(needs=5_000, offers=20_000)
        self.rankings_are_right(3)
        offering = Offering(self.application)
        board = self.get("needs board", BOARD, BOARD_MS)
        items = [
            board,
            self.get("needs board, filtered", f"{BOARD}?bezirk=10&aufgabe=SPR", BOARD_MS),
            self.get("form: first page", START, FORM_PAGE_MS),
            *(
                Item(f"form: step „{name}“", getter(visitor, url), FORM_PAGE_MS)
                for name, (visitor, url) in offering.fresh.items()
            ),
            *(
                Item(f"form: back at „{name}“, filled", getter(offering.visitor, url))
                for name, (_visitor, url) in offering.fresh.items()
                if name in {"sprachen", "wann"}
            ),
            self.last_click(offering),
            *self.rankings(RANKING_MS),
            self.get("start page", "/de/"),
            *self.partner_pages(),
            *self.desk_pages(),
        ]
        self.measure(items)
        self.board_is_light()
        growth = relative(board) / relative(self.small_board)
        self.table.number("board: cost at 5,000 needs / at 500", round(growth, 2), BOARD_GROWTH)

    def large(self) -> None:
        self.grow(needs=5_000, offers=100_000)
        self.measure(self.rankings(LARGE_RANKING_MS))

    def grow(self, *, needs: int, offers: int) -> None:
        self.table.head(f"{needs:,} open needs, {offers:,} offers")
        self.town.grow(needs=needs, offers=offers)

    # --- items --------------------------------------------------------------------------------

    def get(self, name: str, url: str, limit: float | None = None) -> Item:
        return Item(name, anew(getter(Visitor(self.application), url)), limit)

    def last_click(self, offering: Offering) -> Item:
        """The POST that turns a complete draft into a case."""
        times = 10
        copies = offering.copies(times * (self.rounds + 1))
        time.sleep(QUICKEST_SECONDS + 1)  # quicker than that only robots are
        return Item("posting an offer", lambda: offering.send(next(copies)), POST_MS, times)

    def rankings(self, limit: float) -> list[Item]:
        ready = Offer.objects.filter(availability="available", ready_at__isnull=False)
        offers = over(best_needs, ready.select_related("party"), pick(ready))
        wanted = Need.objects.public()
        needs = over(best_offers, wanted.select_related("organisation"), pick(wanted))
        return [
            Item("20 best needs for an offer", offers, limit),
            Item("20 best offers for a need", needs, limit),
        ]

    def desk_pages(self) -> list[Item]:
        visitor = signed_in(self.application, self.town.staff)
        pages = {"inbox": "/desk/", "a case": "/desk/cases/17/", "a need": "/desk/needs/17/"}
        return [Item(f"desk: {name}", getter(visitor, url)) for name, url in pages.items()]

    def partner_pages(self) -> list[Item]:
        """The place of a body, by an account, at the size of the town."""
        visitor = signed_in(self.application, self.town.partner)
        pages = {"referrals": "/partner/", "needs": "/partner/bedarf/"}
        return [
            Item(f"partner: {name}", getter(visitor, url), PARTNER_MS)
            for name, url in pages.items()
        ]

    # --- measuring and checking -----------------------------------------------------------------

    def measure(self, items: list[Item]) -> None:
        measure(items, self.bare_page, self.rounds)
        self.table.costs(items)

    def board_is_light(self) -> None:
        visitor = Visitor(self.application)
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            answer = visitor.get(BOARD)
        times = Counter(query["sql"] for query in queries)
        self.table.number("board: size", round(len(answer.body) / 1000, 1), BOARD_KB, " kB")
        self.table.number("board: queries", len(queries), BOARD_QUERIES)
        self.table.number("board: repeated queries", len(queries) - len(times), 0)

    def rankings_are_right(self, count: int) -> None:
        needs, offers = Need.objects.open(), Offer.objects.filter(availability="available")
        found = ranking.differences(pick(needs, count), pick(offers, count))
        self.table.right("ranking = brute force", found)


def run(*, quick: bool) -> int:
    return Course(rounds=3 if quick else 9).run()


def set_up() -> None:
    """What `make run` does before it serves, in an empty database."""
    compile_catalogs(Path(settings.LOCALE_PATHS[0]))
    migrate()
    call_command("createcachetable", verbosity=0)
    collect_static()
    load_places()


def relative(item: Item) -> float:
    """What it would cost on the machine that the limits belong to."""
    return item.mean / item.slowness


def getter(visitor: Visitor, url: str) -> Callable[[], None]:
    """Fetches the page, which must be there."""

    def fetch() -> None:
        answer = visitor.get(url)
        assert answer.status == 200, (url, answer.status)

    return fetch


def anew(fetch: Callable[[], None]) -> Callable[[], None]:
    """As the first reader of the minute finds the page: none is kept."""

    def call() -> None:
        caches["pages"].clear()
        fetch()

    return call


def over(rank: Callable[[Any], Any], rows: Any, ids: Iterable[int]) -> Callable[[], Any]:
    """Ranks for one after the other, each read anew, as a page of the desk does."""
    turn = itertools.cycle(ids)
    return lambda: rank(rows.get(pk=next(turn)))


def pick(rows: Any, count: int = SET) -> list[int]:
    """Ids of a random few, the same in each run."""
    return random.Random(1).sample(sorted(rows.values_list("pk", flat=True)), count)

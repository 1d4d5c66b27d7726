"""The portal's search: 500 pages in ten languages, 300 bodies, 1,000 needs.

Texts are put together from the words of the test's query pairs, so that letters, lengths and
endings are those of the languages.
"""

import random
from collections.abc import Iterator
from typing import Any

from benchmarks.meter import Item, measure
from benchmarks.table import Table

PAGES, BODIES, NEEDS = 500, 300, 1_000
SEARCH_MS = 50
WORDS_OF_A_TEXT = 120


def run(*, quick: bool = False) -> int:
    """Print the costs of one search in each language, and of a pasted letter."""
    from benchmarks import bare, course
    from benchmarks.visitor import Visitor
    from hilfelotse.knowledge.search import search
    from hilfelotse.needs.search import search_needs
    from tests.knowledge.query_pairs import QUERIES

    course.set_up()
    _fill(random.Random(5))
    chance = random.Random(6)

    def one(language: str, typed: list[str]) -> Any:
        def call() -> None:
            text = chance.choice(typed)
            search(text, language)
            search_needs(text, language)

        return call

    items = [
        Item(f"search: {language}", one(language, list(queries)), SEARCH_MS)
        for language, queries in QUERIES.items()
    ]
    letter = " ".join(QUERIES["de"]) * 8
    items.append(Item("search: 5,000 characters", one("de", [letter[:5_000]]), 2 * SEARCH_MS))
    bare_page = course.getter(Visitor(bare.application()), "/")
    measure(items, bare_page, rounds=2 if quick else 5)
    table = Table()
    table.head(f"Search: {PAGES} pages in ten languages, {BODIES} bodies, {NEEDS:,} needs")
    table.costs(items)
    return table.finish()


def _fill(chance: random.Random) -> None:
    from hilfelotse.base import clock
    from hilfelotse.directory.models import Organisation
    from hilfelotse.knowledge.models import Page, PageWord, Translation
    from hilfelotse.knowledge.words import weigh
    from hilfelotse.needs.models import Need
    from hilfelotse.places.models import Quarter
    from tests.factories import needs
    from tests.knowledge.query_pairs import PAGES as TEXTS

    words = {
        code: " ".join(" ".join(texts[code]) for texts in TEXTS.values()).split()
        for code in TEXTS["doctor"]
    }

    def text(code: str) -> str:
        return " ".join(chance.choices(words[code], k=WORDS_OF_A_TEXT))

    titles = list(TEXTS.values())
    pages = Page.objects.bulk_create(
        Page(slug=f"seite-{number}", title=titles[number % 25]["de"][0], text=text("de"),
             version="1", subject="other", published_at=clock.now())
        for number in range(PAGES)
    )  # fmt: skip
    rows = Translation.objects.bulk_create(
        Translation(page=page, language=code, title=titles[number % 25][code][0],
                    text=text(code), source_version="1")
        for number, page in enumerate(pages) for code in words if code != "de"
    )  # fmt: skip

    def indexed() -> Iterator[PageWord]:
        german = ((page, "de", page.title, page.text) for page in pages)
        others = ((row.page, row.language, row.title, row.text) for row in rows)
        for page, code, title, said in (*german, *others):
            for word, weight in weigh(title, said, code).items():
                yield PageWord(page=page, language=code, word=word, weight=weight)

    PageWord.objects.bulk_create(indexed(), batch_size=5_000)
    bodies = Organisation.objects.bulk_create(
        Organisation(name=f"Kreis {number}", kind="circle", about=text("de")[:300])
        for number in range(BODIES)
    )
    quarters = list(Quarter.objects.all())
    fields = needs.fields(bodies[0])
    Need.objects.bulk_create(
        Need(**fields | {"organisation": chance.choice(bodies), "state": Need.State.OPEN,
                         "quarter": (place := chance.choice(quarters)), "east_m": place.east_m,
                         "north_m": place.north_m, "title": f"Hilfe {number}"})
        for number in range(NEEDS)
    )  # fmt: skip

"""The portal's pages for readers, with what the demo says in all languages: kept and made anew."""

from collections.abc import Callable

from benchmarks.meter import Item, measure
from benchmarks.table import Table

PAGE = "info/ankommen-und-registrieren/"
KEPT_MS, MADE_MS = 1.2, 8
KEPT = {"start page": "/de/", "page": f"/de/{PAGE}", "page, Arabic": f"/ar/{PAGE}"}
MADE = KEPT | {
    "start page, Tigrinya": "/ti/",
    "all pages": "/de/info/",
    "frequent questions": "/de/fragen/",
    "news": "/de/aktuelles/",
    "whom to ask": "/de/ansprechpartner/?anliegen=school&plz=30449",
    "accommodation": "/de/unterkuenfte/",
}


def run(*, quick: bool = False) -> int:
    """Print what each page costs; limits are those of the mission."""
    from benchmarks import bare, course
    from benchmarks.visitor import Visitor

    course.set_up()
    from config.wsgi import application  # wants the static files collected
    from demo.seed import seed

    seed()
    visitor = Visitor(application)

    def get(url: str) -> Callable[[], None]:
        return course.getter(visitor, url)

    items = [Item(f"{name}: kept", get(url), KEPT_MS) for name, url in KEPT.items()]
    items += [Item(f"{name}: made", course.anew(get(url)), MADE_MS) for name, url in MADE.items()]
    measure(items, course.getter(Visitor(bare.application()), "/"), rounds=2 if quick else 9)
    table = Table()
    table.head("pages for readers")
    table.costs(items)
    return table.finish()

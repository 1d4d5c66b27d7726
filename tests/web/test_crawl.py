"""Every public page in every language, as one visitor who follows every link finds them.

``make test`` reads the pages that differ; ``make a11y`` (A11Y=full) all of them. How many there
were says ``pytest -rP``.
"""

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction

from demo import pages as demo_pages
from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.directory.models import Organisation, Responsibility
from hilfelotse.knowledge.actions import mark_outdated, save_text
from hilfelotse.knowledge.models import Page, Translation
from hilfelotse.needs.models import Need
from hilfelotse.places.models import District, Quarter
from tests.factories import directory, goods, knowledge, needs, places, users
from tests.web import crawling
from tests.web.crawling import CODES, Portal
from tests.web.world import ROUTES
from tests.web.wrong_language import wrong_words

SOON = timedelta(days=3)
PAGES = 3  # of the demo's core pages, where not all are asked for
FULL = os.environ.get("A11Y") == "full"
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.walk]
Kind = demo_pages.KIND
PLANS = [plan.slug for plan in demo_pages.CORE]


class Bodies(defaultdict):
    """A body of each name that the demo's pages ask for."""

    def __missing__(self, name: str) -> Organisation:
        self[name] = made = directory.department(
            name=name, website="https://stelle.example/", languages=["de", "ar"],
            contact={"role": "Beratung für alle", "phone": "0511 168-12",
                     "hours": "Mo bis Fr von 8 bis 12 Uhr"},
        )  # fmt: skip
        return made


def build() -> None:
    """The demo's pages in all languages, and one of each thing that readers meet."""
    team = {
        demo_pages.CITY: users.user(Role.EDITOR_CITY, name="Clara"),
        demo_pages.THE_REGION: users.user(Role.EDITOR_REGION, name="Hauke"),
        "lead": users.user(Role.LEAD),
    }
    bodies = Bodies()
    editor = team[demo_pages.CITY]
    _demo_pages(editor, bodies)
    # Addresses that are names of parts of every page, too.
    for name in ("inhalt", "weitere", "suche-oben"):
        knowledge.page(name.title(), slug=name, user=editor, kind=Kind.RUBRIC, text="")
    old = knowledge.page("Wo lerne ich Deutsch?", user=editor, text="In der Schule und zu Hause.")
    save_text(user=editor, page=old, title="أين أتعلم الألمانية؟", text="في المدرسة.", base=0,
              language="ar", source_version=old.version)  # fmt: skip
    save_text(user=editor, page=old, title=old.title, text="Nur in der Schule.", base=1)
    doubtful = knowledge.page("Was ist mit der Kita?", user=editor, subject="school")
    mark_outdated(user=team["lead"], page=doubtful)
    knowledge.page("Das ist neu für Sie", user=editor, kind=Kind.NEWS)
    knowledge.page("Ein Fest für alle und mit allen", user=editor, kind=Kind.EVENT,
                   place="im Haus der Jugend", starts_at=clock.now() + SOON)  # fmt: skip
    _bodies_and_needs(bodies)


def _demo_pages(editor: User, bodies: Bodies) -> None:
    """The demo's rubrics and core pages; their translations without what they were made by."""
    rubrics = {
        slug: _page(editor, slug, kind=Kind.RUBRIC, audience=audience, is_core=True, position=place)
        for place, (slug, audience, _keeper) in enumerate(demo_pages.RUBRICS)
    }
    for plan in demo_pages.CORE:
        _page(
            editor, plan.slug, kind=Kind.ARTICLE, is_core=True, parent=rubrics[plan.parent],
            source=plan.source, subject=plan.subject,
            responsible=bodies[plan.body] if plan.body else None,
        )  # fmt: skip


def _page(editor: User, slug: str, **fields) -> Page:
    german = demo_pages.words_of(slug)
    page = knowledge.page(german.title, slug=slug, text=german.text, user=editor, **fields)
    rows = {code: demo_pages.words_of(slug, code) for code in CODES
            if code != "de" and (demo_pages.FOLDER / code / f"{slug}.md").exists()}  # fmt: skip
    Translation.objects.bulk_create(
        Translation(page=page, language=code, title=row.title, text=row.text, is_machine=True,
                    source_version=page.version, translated_at=clock.now())
        for code, row in rows.items()
    )  # fmt: skip
    return page


def _bodies_and_needs(bodies: Bodies) -> None:
    places.postcode("30449")
    quarter = places.quarter()
    responsible = bodies[demo_pages.EVENING]
    note = "Bringen Sie den Ausweis mit und kommen Sie nicht zu spät."
    for district in (None, quarter.district):
        Responsibility.objects.create(
            subject="german", district=district, organisation=responsible, note=note
        )
    circle = directory.organisation(name="Kreis Linden", quarter=quarter)
    house = directory.accommodation(
        name="Unterkunft am Park", protection="public", circle=circle, operator=responsible
    )
    more = {"organisation": circle}
    needs.open_need(title="Spielen mit den Kindern im Hof", accommodation=house,
                    description="Wir sind nett und wir üben mit Ihnen.", languages={"ar": 3},
                    urgency=Need.Urgency.ACUTE, needs_clearance=True, adults_only=True,
                    **more)  # fmt: skip
    goods.need(title="Jacken für den Winter", **more)
    begins = clock.now() + timedelta(days=5)
    needs.open_need(title="Fest mit den Nachbarn aufbauen", kind=Need.Kind.SHIFT, starts_at=begins,
                    ends_at=begins + timedelta(hours=3), **more)  # fmt: skip


# The same in all languages: names, what programs are called, and words of the law and of offices
# that readers need as they stand on papers (WCAG 3.1.2 leaves names and technical terms alone).
NAMES = frozenset(
    """
Hilfelotse|Nummer gegen Kummer|TelefonSeelsorge|Hilfetelefon|Web Content Accessibility Guidelines
WCAG|AA|BITV|Feed|Cookie|Cookies|JPEG|PNG|WebP|PDF|DSGVO|NDSG|NBGG|KF|Gemarkung|Flur|Flurstück
Landesbeauftragte für den Datenschutz Niedersachsen|Schlichtungsstelle|Leichte Sprache|Region
Impressum|Führungszeugnis|Finanzamt|Artikel|Absatz|Buchstabe|Gewalt gegen Frauen|cm|MB|cookie
Medizinische Kinderschutzhotline|Niedersächsisches Behindertengleichstellungsgesetz|hannoverhilft
Kinderschutzhotline|QR|EN|NBITVO|SGB VIII|nora|Musterweg
""".strip()
    .replace("\n", "|")
    .split("|")
)


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker) -> Iterator[Portal]:
    """Everything that is linked from the start pages and stands in the lists for search engines."""
    with django_db_blocker.unblock(), transaction.atomic():
        build()
        starts = [f"/{code}/{rest}" for code in CODES for rest in ["", *ASKED]]
        found = crawling.crawl([*starts, "/sitemap.xml", "/robots.txt"], Follow())
        yield found
        transaction.set_rollback(True)


def _names_in_the_world() -> set[str]:
    found: set[str] = {settings.OFFICE["city"]}
    for model in (Organisation, Quarter, District):
        found |= set(model.objects.values_list("name", flat=True))
    return found | {part for name in found for part in name.split("-")}


# What nobody links to in this form: answers to questions.
ASKED = [
    "suche/?q=Deutsch", "suche/?q=xylophonkonzert", "suche/?q=%3F%21",
    "ansprechpartner/?anliegen=german&plz=30449", "ansprechpartner/?anliegen=violence&plz=99999",
    "ansprechpartner/?anliegen=&plz=1", "bedarf/?aufgabe=SPR", "rueckmeldung/danke/",
    "offline/", "offline/seiten.json", "app.webmanifest", "aktuelles/feed/", "bedarf/feed/",
]  # fmt: skip


# In `make test` these stand for themselves in German and Arabic alone.
SELDOM = re.compile(rf"/(?!de/|ar/)[^/]+/info/(?:(?:{'|'.join(PLANS[PAGES:])})/$|seiten\.pdf)")


class Follow:
    """Which addresses the crawl goes to."""

    def __init__(self) -> None:
        self.kinds: set[tuple] = set()

    def __call__(self, url: str) -> bool:
        if url.startswith((settings.STATIC_URL, "/demo/")):
            return False
        if not FULL and SELDOM.match(url):
            return False
        if "?" in url and crawling.rest(url).removeprefix("/") not in ASKED:
            kind = crawling.kind_of(url)
            if kind in self.kinds:
                return False
            self.kinds.add(kind)
        return True


# Forms of several steps, or that may be sent once: the cookie keeps what was typed, or a token.
FORMS_WITH_A_COOKIE = {
    "portal:help", "portal:goods", "portal:home", "portal:money", "portal:property_room",
    "portal:property_building", "portal:question", "portal:idea", "portal:organisation",
    "links:lost", "account_login", "account_reset_password",
}  # fmt: skip


def said(findings: list[str]) -> None:
    assert not findings, f"{len(findings)} findings\n" + "\n".join(sorted(findings)[:200])


def test_everything_was_found(portal):
    """Each kind of page in each language: else the tests below look at nothing."""
    routes = defaultdict(set)
    for page in portal.pages:
        routes[page.route].add(page.language)
    expected = {name for name in ROUTES if name.startswith("portal:")} - NO_PAGE
    missing = {name: set(CODES) - routes[name] for name in expected if set(CODES) - routes[name]}
    assert not missing
    print(f"{len(portal.visits)} addresses, {len(portal.pages)} pages")


# Behind a form that somebody sends, or for programs.
NO_PAGE = {
    f"portal:{name}" for name in (
        "help_step", "help_done", "goods_step", "goods_done", "home_step", "home_done", "thanks",
        "need_picture", "needs_feed", "news_feed", "sitemap", "core_list", "manifest", "pages_pdf",
        "search_missing",
    )
}  # fmt: skip


def test_nothing_comes_from_elsewhere(portal):
    files = crawling.static_files(portal)
    assert {name.rpartition(".")[2] for name in files} >= {"css", "js", "woff2", "svg"}
    said(portal.findings(crawling.from_elsewhere) + crawling.wrong_files(files))


def test_no_cookie_where_no_form_needs_one(portal):
    said(portal.findings(lambda page, _portal: crawling.cookies(page, FORMS_WITH_A_COOKIE)))
    with_one = {page.route for page in portal.visits.values() if page.cookies}
    assert with_one == FORMS_WITH_A_COOKIE


def test_no_link_is_broken(portal):
    said(portal.findings(crawling.broken_links))


def test_the_same_page_in_other_languages_names_this_one(portal):
    said(portal.findings(crawling.wrong_alternates))


def test_html_is_valid(portal):
    said(portal.findings(crawling.invalid_html))


def test_words_are_in_the_language_that_their_element_says(portal):
    names = NAMES | _names_in_the_world()
    said(portal.findings(lambda page, _portal: wrong_words(page.root, names | page.asked)))

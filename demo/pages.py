"""The pages of the demo's portal: rubrics, core pages in all languages, news and events.

Their words are files in ``demo/pages/<language>/<slug>.md``, so that translators can work on them.
No page names a number or an address of an office, but those that everybody in Germany can call.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from config.languages import PUBLIC
from demo import pictures
from demo.bodies import (
    EVENING,
    HEALTH,
    INTERPRETERS,
    JOBS,
    LAW,
    ORDER,
    REGION,
    SCHOOL,
    SHARING,
    SOCIAL,
    YOUTH,
)
from demo.stage import Journey, Stage
from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.base.photos import Drawn
from hilfelotse.directory.models import Organisation
from hilfelotse.knowledge.actions import (
    add_picture,
    approve,
    describe_page,
    save_text,
    start_translating,
    write_page,
)
from hilfelotse.knowledge.actions.text import enter_machine_text, newest
from hilfelotse.knowledge.models import Page
from hilfelotse.office.hours import ZONE

FOLDER = Path(__file__).with_name("pages")
ENGINE = "Vorführung (maschinell)"
OWN = "Eigene Regeln der Koordinierungsstelle"
CITY, THE_REGION = "clara", "hauke"  # who keeps the pages
KIND, AUDIENCE = Page.Kind, Page.Audience


@dataclass(frozen=True)
class Plan:
    """A page: where it hangs, what it is about, who is responsible, and where it comes from.

    No body where no office should be called first, as in an emergency.
    """

    slug: str
    parent: str
    subject: str
    body: str
    source: str
    keywords: str = ""
    more: dict[str, Any] = field(default_factory=dict)


class Words(NamedTuple):
    """A page in one language."""

    title: str
    text: str


_PICTURES = {
    "kita-und-schule": pictures.school_desk,
    "danke-fuer-die-schulranzen": pictures.satchel,
}
# slug, audience, who keeps it; in the order of the portal
RUBRICS = [
    ("fuer-gefluechtete", AUDIENCE.REFUGEES, CITY),
    ("helfen", AUDIENCE.HELPERS, CITY),
    ("ansprechpartner", AUDIENCE.ALL, CITY),
    ("unterkuenfte", AUDIENCE.ALL, CITY),
    ("haeufige-fragen", AUDIENCE.ALL, CITY),
    ("aktuelles", AUDIENCE.ALL, CITY),
    ("region", AUDIENCE.ALL, THE_REGION),
]
_FOR_REFUGEES = {"audience": AUDIENCE.REFUGEES}
_LAW = {"hides_old_translations": True}  # an old text could cost somebody a right or their health

CORE = [
    Plan(
        "notfall-112", "fuer-gefluechtete", "health", "",
        "116117.de; hilfetelefon.de; nummergegenkummer.de; telefonseelsorge.de",
        "Notruf, Notarzt, Feuerwehr, Polizei, Rettungsdienst, Gewalt, Selbstmord, Gift", _LAW,
    ),
    Plan(
        "ankommen-und-registrieren", "fuer-gefluechtete", "registration", ORDER,
        "§§ 18 bis 22 AsylG; § 24 AufenthG",
        "registrieren, neu, angekommen, Asyl beantragen, Ukraine, Erstaufnahme, Schlafplatz",
        _FOR_REFUGEES | _LAW,
    ),
    Plan(
        "anmelden-und-ausweise", "fuer-gefluechtete", "registration", ORDER,
        "§§ 17 und 19 Bundesmeldegesetz",
        "anmelden, ummelden, Bürgeramt, Ausweis, Pass, verlängern, Briefkasten", _FOR_REFUGEES,
    ),
    Plan(
        "geld-und-leistungen", "fuer-gefluechtete", "benefits", SOCIAL,
        "AsylbLG; SGB II; § 31 Zahlungskontengesetz",
        "Geld, Sozialamt, Jobcenter, Bezahlkarte, Konto, Antrag", _FOR_REFUGEES | _LAW,
    ),
    Plan(
        "gesundheit-und-arzt", "fuer-gefluechtete", "health", SOCIAL,
        "§§ 4 und 6 AsylbLG; 116117.de",
        "Arzt, krank, Krankenschein, Praxis, schwanger, Hebamme, Psyche", _FOR_REFUGEES | _LAW,
    ),
    Plan(
        "deutsch-lernen", "fuer-gefluechtete", "german", EVENING, "§§ 43 bis 44a AufenthG",
        "Deutschkurs, Sprachkurs, Integrationskurs, Sprachcafé, lesen", _FOR_REFUGEES,
    ),
    Plan(
        "kita-und-schule", "fuer-gefluechtete", "school", SCHOOL,
        "§ 24 SGB VIII; §§ 63 und 64 NSchG; § 20 IfSG",
        "Schule, Kita, Kindergarten, anmelden, Masern, Bildung und Teilhabe", _FOR_REFUGEES,
    ),
    Plan(
        "wohnen-und-unterkunft", "fuer-gefluechtete", "accommodation", SOCIAL,
        "Fachbereich Soziales", "Unterkunft, Wohnung suchen, Mietvertrag, Miete", _FOR_REFUGEES,
    ),
    Plan(
        "arbeit-und-ausbildung", "fuer-gefluechtete", "work", JOBS,
        "§ 4a AufenthG; § 61 AsylG; MiLoG",
        "arbeiten, Job, Erlaubnis, Ausbildung, Zeugnis, Mindestlohn", _FOR_REFUGEES | _LAW,
    ),
    Plan(
        "asylverfahren-beratung", "fuer-gefluechtete", "residence", LAW,
        "§§ 12a, 25 und 74 AsylG; Rechtsdienstleistungsgesetz",
        "Asyl, Anhörung, Bescheid, gelber Brief, Frist, Klage, Anwalt",
        _FOR_REFUGEES | _LAW | {"needs_approval": True},
    ),
    Plan(
        "unbegleitete-minderjaehrige", "fuer-gefluechtete", "minors", YOUTH,
        "§§ 42 und 42a SGB VIII", "unter 18, allein, Jugendamt, Vormund", _FOR_REFUGEES | _LAW,
    ),
    Plan(
        "dolmetschen", "fuer-gefluechtete", "interpreting", INTERPRETERS,
        "§ 17 AsylG; Auskunft des Pools", "übersetzen, Dolmetscher, Sprache, Termin", _FOR_REFUGEES,
    ),
    Plan(
        "an-wen-wenden", "ansprechpartner", "other", SHARING, OWN,
        "zuständig, Auskunft, Telefon, 115, Beschwerde",
    ),
    Plan(
        "wie-kann-ich-helfen", "helfen", "volunteering", SHARING, OWN,
        "Ehrenamt, mitmachen, freiwillig, sich engagieren, Zeit schenken",
        {"audience": AUDIENCE.HELPERS},
    ),
    Plan(
        "sachen-spenden", "helfen", "goods", SHARING, "Absprache mit den Kleiderkammern",
        "Kleiderspende, Sachspende, abgeben, Möbel", {"audience": AUDIENCE.HELPERS},
    ),
    Plan(
        "wohnung-anbieten", "helfen", "flat_offer", SOCIAL, "Fachbereich Soziales",
        "vermieten, Zimmer, Wohnraum, aufnehmen", {"audience": AUDIENCE.HELPERS},
    ),
]  # fmt: skip
HOMES = Plan(
    "arten-von-unterkuenften", "unterkuenfte", "accommodation", SOCIAL, "Fachbereich Soziales",
    "Wohnheim, Wohnprojekt, Notunterkunft, Besuch",
)  # fmt: skip
OF_THE_REGION = [
    Plan("stadt-oder-region", "region", "other", REGION, "Region Hannover", "zuständig, Rathaus"),
    Plan("gesundheit-in-der-region", "region", "health", HEALTH, "Region Hannover", "impfen"),
    Plan(
        "mitmachen-in-der-region", "region", "volunteering", REGION, "Region Hannover", "Umland",
        {"audience": AUDIENCE.HELPERS},
    ),
]  # fmt: skip


def create_pages(users: dict[str, User], organisations: dict[str, Organisation]) -> dict[str, Page]:
    """Rubrics and pages in every language that has a file; the rubrics by their addresses."""
    rubrics: dict[str, Page] = {}
    for position, (slug, audience, keeper) in enumerate(RUBRICS, start=1):
        rubrics[slug] = _write(
            users[keeper], slug, kind=KIND.RUBRIC, position=position, audience=audience,
            subject="other", is_core=True,
        )  # fmt: skip
    for position, plan in enumerate(CORE, start=1):
        _write_plan(users[CITY], plan, rubrics, organisations, position=position, is_core=True)
    for plan in OF_THE_REGION:
        _write_plan(users[THE_REGION], plan, rubrics, organisations)
    _write_plan(users[CITY], HOMES, rubrics, organisations, words=_earlier(words_of(HOMES.slug)))
    law = Page.objects.get(needs_approval=True)
    approve(user=users["lead"], revision=newest(law))
    return rubrics


def _write_plan(
    user: User, plan: Plan, rubrics: dict[str, Page], organisations: dict[str, Organisation],
    words: Words | None = None, **fields: Any,
) -> Page:  # fmt: skip
    return _write(
        user, plan.slug, words, **{"kind": KIND.ARTICLE} | plan.more | fields,
        parent=rubrics[plan.parent], subject=plan.subject, keywords=plan.keywords,
        responsible=organisations[plan.body] if plan.body else None, source=plan.source,
    )  # fmt: skip


def _write(user: User, slug: str, words: Words | None = None, **fields: Any) -> Page:
    """The German page and what the machine made of it."""
    words, drawn = words or words_of(slug), _PICTURES.get(slug)
    page = write_page(
        user=user, slug=slug, title=words.title, text=words.text, editor=user,
        as_draft=drawn is not None, **fields,
    )  # fmt: skip
    number = _show(user, page, words, drawn()) if drawn else 0
    for language, _name in PUBLIC:
        if language != "de" and (FOLDER / language / f"{slug}.md").exists():
            theirs = words_of(slug, language)
            enter_machine_text(
                page=page, language=language, title=theirs.title, text=_numbered(theirs, number),
                engine=ENGINE, version=page.version,
            )  # fmt: skip
    return page


def _show(user: User, page: Page, words: Words, drawn: Drawn) -> int:
    """Published with its picture; the number that the picture got."""
    number = add_picture(
        user=user, page=page, drawn=drawn, is_decorative=False, credit="Hilfelotse", licence="cc0"
    ).pk
    save_text(user=user, page=page, title=words.title, text=_numbered(words, number), base=1)
    page.refresh_from_db()
    return number


def _numbered(words: Words, number: int) -> str:
    """In the files the picture of a page is called „bild:1“."""
    return words.text.replace("(bild:1)", f"(bild:{number})")


def words_of(slug: str, language: str = "de") -> Words:
    """What the file says: the title in its first line; links lead to pages in the same language."""
    whole = (FOLDER / language / f"{slug}.md").read_text("utf-8")
    title, _line, text = whole.replace("/LANG/", f"/{language}/").partition("\n")
    if language == "de-simple":
        text = _one_line_a_sentence(text)
    return Words(title.removeprefix("# ").strip(), text.strip())


def _one_line_a_sentence(text: str) -> str:
    """Leichte Sprache keeps the ends of its lines (DIN SPEC 33429): Markdown wants a mark there."""
    return re.sub(r"(?m)^(?!#|- |\d+\. )(.+)\n(?=[^\s#-])", r"\1\\\n", text)


def _earlier(words: Words) -> Words:
    """As it was before its last section was written."""
    return Words(words.title, words.text.rpartition("\n## ")[0].rstrip())


# What happened on the portal: slug, working days ago, more about it
_NEWS = [
    ("danke-fuer-die-schulranzen", 24, {}),
    ("fahrdienst-zum-impfen", 18, {"valid_days": 9, "when_old": Page.WhenOld.HIDE}),
    ("kleiderkammer-macht-pause", 15, {"valid_days": 10}),
    ("portal-in-vielen-sprachen", 4, {}),
]
# slug, days ahead, hour, how many hours, where; the first not yet in Tigrinya: English is shown
_EVENTS = [
    ("infoabend-fuer-neue", 9, 18, 2, "Freizeitheim in der Nordstadt, Saal"),
    ("kochen-in-linden", 16, 16, 3, "Küche von „Linden-Nord hilft“"),
]


def page_journeys(stage: Stage) -> list[Journey]:
    """News, events, an edit that makes a translation old, one that waits, and one for next week."""
    return [
        *(_news(stage, slug, ago, **more) for slug, ago, more in _NEWS),
        _events(stage),
        _edit(stage),
        _waits_for_somebody(stage),
        _planned(stage),
    ]


def _news(stage: Stage, slug: str, ago: int, valid_days: int | None = None, **more: Any) -> Journey:
    yield stage.days.at_work(ago, Random(slug))
    until = clock.today() + timedelta(days=valid_days) if valid_days else None
    _announce(stage, slug, kind=KIND.NEWS, valid_until=until, **more)


def _events(stage: Stage) -> Journey:
    yield stage.days.at_work(6, Random(1))
    for slug, ahead, hour, hours, place in _EVENTS:
        begins = datetime.combine(stage.days.today(ahead), time(hour), ZONE)
        _announce(
            stage, slug, kind=KIND.EVENT, starts_at=begins,
            ends_at=begins + timedelta(hours=hours), place=place,
        )  # fmt: skip


def _announce(stage: Stage, slug: str, **fields: Any) -> Page:
    return _write(
        stage.users[CITY],
        slug,
        parent=Page.objects.get(slug="aktuelles"),
        subject="other",
        **fields,
    )


def _edit(stage: Stage) -> Journey:
    """The German page gets a section: its English text is old now, and the French one begun."""
    yield stage.days.at_work(11, Random(2))
    page, words = Page.objects.get(slug=HOMES.slug), words_of(HOMES.slug)
    save_text(user=stage.users[CITY], page=page, title=words.title, text=words.text, base=1)
    until = stage.days.today(days_ahead=12)  # soon: somebody has to look at it again
    describe_page(user=stage.users[CITY], page=page, valid_until=until)
    yield stage.days.at_work(2, Random(3))
    start_translating(user=stage.users[CITY], page=page, language="fr")


def _waits_for_somebody(stage: Stage) -> Journey:
    """A page on the law is changed only when a second person has read it."""
    yield stage.days.at_work(1, Random(4))
    page = Page.objects.get(slug="asylverfahren-beratung")
    text = page.text + "\n\nGehen Sie nicht allein, wenn Sie sich allein nicht sicher fühlen."
    save_text(user=stage.users[CITY], page=page, title=page.title, text=text, base=1)


def _planned(stage: Stage) -> Journey:
    """Written today for next week."""
    yield stage.days.at_work(0, Random(5))
    words, user = words_of("sprachcafes-in-den-ferien"), stage.users[CITY]
    page = write_page(
        user=user, slug="sprachcafes-in-den-ferien", kind=KIND.NEWS, as_draft=True, editor=user,
        title=words.title, text=words.text, parent=Page.objects.get(slug="aktuelles"),
        subject="german",
    )  # fmt: skip
    save_text(
        user=user, page=page, title=words.title, text=words.text, base=1,
        publish_at=clock.now() + timedelta(days=7),
    )  # fmt: skip

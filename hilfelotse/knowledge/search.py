"""The search of the portal: pages and bodies, in the words of any of our languages.

A page is found by its words in the reader's language and in those that it would be shown in
instead, and shown as ``freshness.shown`` says. No search is kept: what is missing is counted only
when somebody says so (``actions.gaps``).
"""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hilfelotse.base import clock
from hilfelotse.base.stems import words
from hilfelotse.base.text import clean_line
from hilfelotse.directory import freshness
from hilfelotse.directory.models import Organisation, Responsibility
from hilfelotse.knowledge.freshness import SOURCE, Shown, chain
from hilfelotse.knowledge.markdown import first_paragraph
from hilfelotse.knowledge.models import Page
from hilfelotse.knowledge.queries import scores
from hilfelotse.knowledge.ranking import texts_in
from hilfelotse.knowledge.reading import as_read, not_over
from hilfelotse.knowledge.words import Vocabulary, vocabularies
from hilfelotse.topics.subjects import SUBJECTS

Known = Mapping[str, Vocabulary]  # by language
# Id, name, quarter, what it does, the subjects it is responsible for.
BodyRow = tuple[int, str, str | None, str, tuple[str, ...]]
AT_MOST = 30
EXCERPT = 180  # letters
_OTHER_LANGUAGE = 0.9  # what a hit is worth there
# Who reads German pages may ask in their own letters.
_SCRIPTS = {("\u0600", "\u06ff"): ("ar", "fa"), ("\u0400", "\u04ff"): ("uk", "ru"),
            ("\u1200", "\u139f"): ("ti",)}  # fmt: skip


class Kind(models.TextChoices):
    """What a hit is, as the list of results says it."""

    RUBRIC = "rubric", _("Rubrik")
    ARTICLE = "article", _("Seite")
    QUESTION = "question", _("Häufige Frage")
    NEWS = "news", _("Meldung")
    EVENT = "event", _("Termin")
    BODY = "body", _("Anlaufstelle")


class Hit(NamedTuple):
    """One result; ``language`` is that of title and excerpt. Either a page or a body."""

    kind: Kind
    title: str
    excerpt: str
    language: str
    page: Page | None = None
    body: Organisation | None = None
    subject: str = ""  # what the body is responsible for, if anything


def asks_something(text: str, language: str) -> bool:
    """Whether there is a word to look for: not only marks, and not only words such as „wo“."""
    return any(not word.stops for word in words(text, language))


def search(text: str, language: str, limit: int = AT_MOST) -> list[Hit]:
    """What everybody may read about it, the best first; pages before bodies."""
    line = clean_line(text)
    known = spoken(line, language)
    return _pages(line, language, known, limit) + _bodies(line, known, limit)


def _pages(text: str, language: str, known: Known, limit: int) -> list[Hit]:
    public = Page.objects.public().filter(~Q(kind=Page.Kind.EVENT) | not_over())
    pages = set(public.values_list("pk", flat=True))
    best: dict[int, float] = {}
    for code in known:
        factor = 1 if code == language else _OTHER_LANGUAGE
        for page, score in scores(text, known[code], pages).items():
            best[page] = max(best.get(page, 0), score * factor)
    found = sorted(best, key=lambda pk: (-best[pk], pk))[:limit]
    by_id = Page.objects.in_bulk(found)
    return [_hit(row) for row in as_read([by_id[pk] for pk in found], language)]


def spoken(text: str, language: str) -> Known:
    """The languages in which a text may be meant, with their words."""
    return vocabularies(_languages(text, language))


def _languages(text: str, language: str) -> list[str]:
    """The reader's, what they would read instead, and those that are written so."""
    written = (
        code
        for (first, last), codes in _SCRIPTS.items()
        if any(first <= char <= last for char in text)
        for code in codes
    )
    return list(dict.fromkeys((language, *chain(language), *written)))


def _hit(row: Shown) -> Hit:
    excerpt = first_paragraph(row.text, EXCERPT)
    return Hit(Kind(row.page.kind), row.title, excerpt, row.language, page=row.page)


def _bodies(text: str, known: Known, limit: int) -> list[Hit]:
    """By name, quarter, what they do, and what they are responsible for."""
    public = Organisation.objects.filter(freshness.shown(), is_public=True, is_active=True)
    subjects = _responsibilities()
    fields = public.order_by("name").values_list("pk", "name", "quarter__name", "about")
    rows = tuple((*row, subjects.get(row[0], ())) for row in fields)
    best: dict[int, float] = {}
    for code in known:
        found = texts_in(code, rows, _body_text).find(text, known[code].same)
        for place, score in found.items():
            best[place] = max(best.get(place, 0), score)
    places = sorted(best, key=lambda place: (-best[place], place))[:limit]
    by_id = Organisation.objects.in_bulk([rows[place][0] for place in places])
    return [_body_hit(by_id[rows[place][0]], rows[place][-1]) for place in places]


def _responsibilities() -> dict[int, tuple[str, ...]]:
    """The subjects of each body that is responsible for some."""
    subjects: dict[int, list[str]] = {}
    rows = Responsibility.objects.on(clock.today()).order_by("subject")
    for body, subject in rows.values_list("organisation", "subject").distinct():
        subjects.setdefault(body, []).append(subject)
    return {body: tuple(found) for body, found in subjects.items()}


def _body_text(row: BodyRow, language: str) -> tuple[str, str]:
    _pk, name, quarter, about, subjects = row
    topics = (str(SUBJECTS[subject]) for subject in subjects)
    return " ".join([name, quarter or "", *topics]), about if language == SOURCE else ""


def _body_hit(row: Organisation, subjects: tuple[str, ...]) -> Hit:
    excerpt = first_paragraph(row.about, EXCERPT)
    subject = subjects[0] if subjects else ""
    return Hit(Kind.BODY, row.name, excerpt, SOURCE, body=row, subject=subject)

"""What readers see: the tree of rubrics, one page with what is around it, questions, news.

Few queries, whatever the number of pages: the pages, then their translations.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone

from hilfelotse.base import clock
from hilfelotse.directory.models import Contact, Organisation
from hilfelotse.directory.rules import may_be_named
from hilfelotse.knowledge.freshness import SOURCE, Shown, chain, shown
from hilfelotse.knowledge.models import Page, PageQuerySet, Translation

Kind = Page.Kind
NEWS_AT_MOST = 50
RELATED_AT_MOST = 6
_FOR_LINKS = ("slug", "kind", "parent", "title", "subject", "audience", "version", "position",
              "hides_old_translations")  # fmt: skip
NEWS_KEPT = timedelta(days=365)  # older ones have their address, but stand in no list


class Branch(NamedTuple):
    """A rubric and what hangs in it; the root has no rubric of its own."""

    rubric: Shown | None
    rubrics: list["Branch"]
    pages: list[Shown]

    @property
    def all_pages(self) -> list[Shown]:
        """Its own, then those of the rubrics in it."""
        return [*self.pages, *(page for inner in self.rubrics for page in inner.all_pages)]


class Questions(NamedTuple):
    """The questions of a rubric; without one those that hang in none."""

    rubric: Shown | None
    questions: list[Shown]


class Reading(NamedTuple):
    """One page, and where to go from it."""

    shown: Shown
    languages: list[str]  # in which readers see it in its own words
    above: list[Shown]  # rubrics, the outermost first
    beside: list[Shown]  # other pages of its rubric
    rubrics: list[Shown]  # what hangs in it, if it is a rubric
    pages: list[Shown]
    questions: list[Shown]  # its own, or those of its subject
    body: Organisation | None  # who is responsible, if everybody may know
    contacts: list[Contact]


class News(NamedTuple):
    """What was said last, and what takes place next."""

    news: list[Shown]
    events: list[Shown]


def tree(language: str) -> Branch:
    """All public rubrics with their pages. A page whose rubric is not public hangs in the root."""
    found = _titles(Page.objects.public().filter(kind__in=(Kind.RUBRIC, Kind.ARTICLE)), language)
    return _branch(None, _by_rubric(found))


def _branch(rubric: Shown | None, by_rubric: dict[int | None, list[Shown]]) -> Branch:
    inside = by_rubric[rubric.page.pk if rubric else None]
    return Branch(
        rubric,
        [_branch(row, by_rubric) for row in inside if row.page.kind == Kind.RUBRIC],
        [row for row in inside if row.page.kind != Kind.RUBRIC],
    )


def _by_rubric(found: Iterable[Shown]) -> dict[int | None, list[Shown]]:
    rows = list(found)
    rubrics = {row.page.pk for row in rows if row.page.kind == Kind.RUBRIC}
    inside: dict[int | None, list[Shown]] = defaultdict(list)
    for row in rows:
        inside[row.page.parent_id if row.page.parent_id in rubrics else None].append(row)
    return inside


def faq(language: str) -> list[Questions]:
    """All public questions by rubric, in the rubrics' order; those without one come last."""
    found = as_read(Page.objects.public().filter(kind__in=(Kind.RUBRIC, Kind.QUESTION)), language)
    inside = _by_rubric(found)
    rubrics = [row for row in found if row.page.kind == Kind.RUBRIC]
    groups = [Questions(row, _questions(inside[row.page.pk])) for row in rubrics]
    groups.append(Questions(None, _questions(inside[None])))
    return [group for group in groups if group.questions]


def _questions(found: Iterable[Shown]) -> list[Shown]:
    return [row for row in found if row.page.kind == Kind.QUESTION]


def read(slug: str, language: str) -> Reading | None:
    """A public page by its address; None if there is none that everybody may read."""
    try:
        page = Page.objects.public().select_related("responsible").get(slug=slug)
    except Page.DoesNotExist:
        return None
    translations = {row.language: row for row in page.translations.all()}
    others = _titles(_around(page), language)
    rubrics = {row.page.pk: row for row in others if row.page.kind == Kind.RUBRIC}
    above = _above(page, rubrics)
    children = [row for row in others if row.page.parent_id == page.pk]
    beside = [row for row in others if above and row.page.parent_id == above[-1].page.pk]
    body = page.responsible if page.responsible and may_be_named(page.responsible) else None
    return Reading(
        shown=shown(page, language, translations),
        languages=_own_words(page, translations),
        above=above,
        beside=[row for row in beside if row.page.kind == Kind.ARTICLE],
        rubrics=[row for row in children if row.page.kind == Kind.RUBRIC],
        pages=[row for row in children if row.page.kind == Kind.ARTICLE],
        questions=_questions(children) or _of_subject(page, others),
        body=body,
        contacts=list(body.contacts.filter(is_active=True).order_by("pk")) if body else [],
    )


def _around(page: Page) -> PageQuerySet:
    """Rubrics for the way up, what hangs in it or beside it, and questions of its subject."""
    near = Q(parent=page.pk) | Q(kind=Kind.RUBRIC)
    if page.kind != Kind.RUBRIC:
        near |= Q(kind=Kind.QUESTION, subject=page.subject)
        if page.parent_id:
            near |= Q(parent=page.parent_id)
    return Page.objects.public().filter(near, ~Q(pk=page.pk))


def _titles(pages: PageQuerySet, language: str) -> list[Shown]:
    """For links: no texts are fetched."""
    return as_read(pages.only(*_FOR_LINKS), language, Translation.objects.defer("text"))


def _above(page: Page, rubrics: dict[int, Shown]) -> list[Shown]:
    above: list[Shown] = []
    parent = page.parent_id
    while parent in rubrics and len(above) < len(rubrics):  # a ring, if there were one, ends
        above.insert(0, rubrics[parent])
        parent = rubrics[parent].page.parent_id
    return above


def _of_subject(page: Page, others: list[Shown]) -> list[Shown]:
    if page.kind == Kind.RUBRIC:
        return []
    return [row for row in _questions(others) if row.page.subject == page.subject][:RELATED_AT_MOST]


def about(subject: str, language: str) -> list[Shown]:
    """Pages and questions about a subject, pages first; for links."""
    rows = Page.objects.public().filter(kind__in=(Kind.ARTICLE, Kind.QUESTION), subject=subject)
    return _titles(rows.order_by("kind", "position", "title")[:RELATED_AT_MOST], language)


def news(language: str) -> News:
    """News of the last year, the newest first, and what has not ended yet, the next first."""
    found = as_read([*_news_rows(), *_coming_events()], language)
    return News(
        [row for row in found if row.page.kind == Kind.NEWS],
        [row for row in found if row.page.kind == Kind.EVENT],
    )


def _news_rows() -> Iterable[Page]:
    rows = Page.objects.public().filter(kind=Kind.NEWS, published_at__gt=clock.now() - NEWS_KEPT)
    return rows.order_by("-published_at", "-pk")[:NEWS_AT_MOST]


def _coming_events() -> Iterable[Page]:
    rows = Page.objects.public().filter(not_over(), kind=Kind.EVENT)
    return rows.order_by("starts_at", "pk")[:NEWS_AT_MOST]


def not_over() -> Q:
    """Of events: one without an end is over with its day."""
    now = clock.now()
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(ends_at__gte=now) | Q(ends_at=None, starts_at__gte=today)


def core(language: str) -> list[Shown]:
    """What everybody should have with them, also without a network."""
    return as_read(Page.objects.public().filter(is_core=True), language)


def with_sign_video(language: str) -> list[Shown]:
    """What is also there in German Sign Language."""
    return as_read(Page.objects.public().exclude(sign_video=""), language)


def chosen(slugs: Sequence[str], language: str) -> list[Shown] | None:
    """Public pages in the order of their addresses; None if one of them is not there."""
    pages = {page.slug: page for page in Page.objects.public().filter(slug__in=slugs)}
    if pages.keys() != set(slugs):
        return None
    return as_read([pages[slug] for slug in slugs], language)


def listed(language: str) -> list[Shown]:
    """Public pages that have words in this language; nothing that is shown instead."""
    return [row for row in as_read(Page.objects.public(), language) if not row.is_fallback]


def _own_words(page: Page, translations: dict[str, Translation]) -> list[str]:
    here = (
        code for code in sorted(translations) if shown(page, code, translations).language == code
    )
    return [SOURCE, *here]


def refugees_branch() -> str:
    """The address of the rubric for refugees; empty if there is none."""
    rows = Page.objects.public().filter(
        kind=Kind.RUBRIC, audience=Page.Audience.REFUGEES, parent=None
    )
    return rows.values_list("slug", flat=True).first() or ""


def as_read(
    pages: Iterable[Page], language: str, among: QuerySet[Translation] | None = None
) -> list[Shown]:
    """As somebody reads them who chose ``language``: one query for all translations."""
    among = Translation.objects.all() if among is None else among
    rows = list(pages)
    translations: dict[int, dict[str, Translation]] = defaultdict(dict)
    wanted = [code for code in (language, *chain(language)) if code != SOURCE]
    if rows and wanted and language != SOURCE:
        ids = [page.pk for page in rows]
        for row in among.filter(page__in=ids, language__in=wanted):
            translations[row.page_id][row.language] = row
    return [shown(page, language, translations[page.pk]) for page in rows]

"""What editors need to see: the tree, what waits for whom, how fresh each language is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Q, QuerySet

from hilfelotse.accounts.models import User
from hilfelotse.base import clock
from hilfelotse.knowledge.freshness import SOURCE, Freshness, freshness
from hilfelotse.knowledge.models import Page, Revision, Translation
from hilfelotse.knowledge.rules import KEEPERS

State = Revision.State
SOON = timedelta(days=14)  # before its end a page's editor is told


class Branch(NamedTuple):
    """A page and what hangs in it."""

    page: Page
    children: list["Branch"]


def tree(pages: Iterable[Page]) -> list[Branch]:
    """Rubrics with their pages, in the order of ``pages``; what hangs in none of them is on top."""
    branches = {page.pk: Branch(page, []) for page in pages}
    tops: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.page.parent_id or 0)
        (above.children if above else tops).append(branch)
    return tops


def with_rubrics(found: Sequence[Page], everything: Iterable[Page]) -> list[Page]:
    """``found`` and the rubrics above them, in the order of ``everything``."""
    everything = list(everything)
    above = {page.pk: page.parent_id for page in everything}
    wanted: set[int] = set()
    for page in found:
        step: int | None = page.pk
        while step is not None and step not in wanted:
            wanted.add(step)
            step = above.get(step)
    return [page for page in everything if page.pk in wanted]


def rubrics() -> list[tuple[int, Page]]:
    """All rubrics in the order of the tree, each with its depth (0 is on top)."""
    return list(_in_a_row(tree(Page.objects.filter(kind=Page.Kind.RUBRIC, retired_at=None))))


def _in_a_row(branches: list[Branch], depth: int = 0) -> Iterator[tuple[int, Page]]:
    for branch in branches:
        yield depth, branch.page
        yield from _in_a_row(branch.children, depth + 1)


def unpublished() -> dict[tuple[int, str], list[Revision]]:
    """What was written and is not out, by page and language, the newest last.

    A draft counts while it is the newest; what waits or is planned, until a newer text is out.
    """
    newest: dict[tuple[int, str], int] = {}
    out: dict[tuple[int, str], int] = {}
    numbers = Revision.objects.filter(page__retired_at=None).order_by()
    for page, language, number, state in numbers.values_list("page", "language", "number", "state"):
        key = (page, language)
        newest[key] = max(newest.get(key, 0), number)
        if state == State.PUBLISHED:
            out[key] = max(out.get(key, 0), number)
    rows = Revision.objects.exclude(state=State.PUBLISHED).filter(page__retired_at=None)
    found: dict[tuple[int, str], list[Revision]] = defaultdict(list)
    for row in rows.select_related("page", "written_by").defer("text").order_by("number"):
        key = (row.page_id, row.language)
        is_newest = row.number == newest[key]
        if row.number > out.get(key, 0) and (is_newest or row.state != State.DRAFT):
            found[key].append(row)
    return found


def waiting_for(user: User) -> list[Revision]:
    """What this user may approve: others wrote it."""
    rows = (row for rows in unpublished().values() for row in rows)
    return [
        row
        for row in rows
        if row.state == State.WAITING
        and row.written_by_id != user.pk
        and user.has_any(KEEPERS[row.page.owner])
    ]


def old_or_soon(user: User) -> QuerySet[Page]:
    """The user's pages that are doubtful or end within two weeks, the doubtful ones first."""
    own = [owner for owner, keepers in KEEPERS.items() if user.has_any(keepers)]
    ends = clock.today() + SOON
    found = Page.objects.filter(retired_at=None, owner__in=own)
    found = found.filter(Q(outdated_at__isnull=False) | Q(valid_until__lte=ends))
    return found.select_related("editor").order_by("outdated_at", "valid_until", "title")


def is_ending(page: Page) -> bool:
    """Its last day is near, and not over."""
    return page.valid_until is not None and (
        clock.today() <= page.valid_until <= clock.today() + SOON
    )


class BoardRow(NamedTuple):
    """A page and how fresh it is in each of the languages."""

    page: Page
    cells: list[tuple[str, Freshness]]


def board(languages: Sequence[str]) -> list[BoardRow]:
    """All published pages in the order of the tree, in two queries."""
    rows: dict[int, dict[str, Translation]] = defaultdict(dict)
    for row in Translation.objects.defer("text"):
        rows[row.page_id][row.language] = row
    return [
        BoardRow(page, [(code, freshness(page, code, rows[page.pk])) for code in languages])
        for _depth, page in _in_a_row(tree(Page.objects.in_use().defer("text")))
    ]


def german_of(page: Page, version: str) -> Revision | None:
    """The published German text of that version, the newest of its wordings."""
    return page.revisions.filter(
        language=SOURCE, version=version, published_at__isnull=False
    ).first()


class Which(StrEnum):
    """What of a language goes to an agency."""

    OPEN = "open"  # what is missing or outdated
    MACHINE = "machine"  # that, and what a machine wrote and nobody approved
    ALL = "all"


_WANTED = {
    Which.OPEN: set(Freshness) - {Freshness.UP_TO_DATE, Freshness.MACHINE},
    Which.MACHINE: set(Freshness) - {Freshness.UP_TO_DATE},
    Which.ALL: set(Freshness),
}


def for_agency(user: User, language: str, *, which: str, only_core: bool) -> list[Page]:
    """The user's own published pages, in the order of the tree."""
    own = [owner for owner, keepers in KEEPERS.items() if user.has_any(keepers)]
    return [
        row.page
        for row in board([language])
        if row.page.owner in own
        and (row.page.is_core or not only_core)
        and row.cells[0][1] in _WANTED[Which(which)]
    ]

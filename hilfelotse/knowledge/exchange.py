"""Texts to a translation agency and back, as PO: one entry for each paragraph.

An entry's context names the page, the German revision, the revision of the translation that it
replaces, and the paragraph: whatever changed meanwhile is noticed, and nothing is overwritten.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from hilfelotse.accounts.models import User
from hilfelotse.base.text import clean_text
from hilfelotse.knowledge.actions.text import Conflict, newest, save_text
from hilfelotse.knowledge.freshness import SOURCE
from hilfelotse.knowledge.models import Page, Revision
from hilfelotse.knowledge.plain import refusals
from hilfelotse.knowledge.rules import keeps

LARGEST = 2_000_000  # bytes; all pages of a city in one language are far less
_CONTEXT = re.compile(r"^([a-z0-9-]{1,80}) (\d{1,6}) (\d{1,6}) (\d{1,4})$")


class Problem(NamedTuple):
    """Why a page did not come back."""

    code: str  # "unknown", "missing", "extra", "changed", "overtaken", "refused", "not_yours"
    slug: str
    where: str = ""


class BadFile(ValueError):
    """No PO file, none of ours, or one that is too large."""


class Returned(NamedTuple):
    """What an import did."""

    saved: list[Page]
    problems: list[Problem]


def paragraphs(title: str, text: str) -> list[str]:
    """The title and the paragraphs of a text, as an agency gets them."""
    return [title, *(part for part in text.split("\n\n") if part.strip())]


def export_po(pages: Iterable[Page], language: str) -> bytes:
    """The published German of the pages; a translation that is up to date goes along."""
    catalog = Catalog(fuzzy=False)
    for page in pages:
        german = page.revisions.filter(language=SOURCE, state=Revision.State.PUBLISHED).first()
        if german is None:
            continue
        last = newest(page, language)
        known: list[str] = []
        if last is not None and last.version == german.version:
            known = paragraphs(last.title, last.text)
        parts = paragraphs(german.title, german.text)
        for number, part in enumerate(parts):
            context = f"{page.slug} {german.number} {last.number if last else 0} {number}"
            said = known[number] if len(known) == len(parts) else ""
            # The message's own text differs from any other's by its context alone.
            catalog.add(part, said, context=context)
    out = BytesIO()
    write_po(out, catalog, omit_header=True, width=0)
    header = (
        'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Language: {language}\\n"\n\n'
    )
    return header.encode() + out.getvalue()


def import_po(*, user: User, data: bytes, language: str) -> Returned:
    """Publish (or hand to a second person) each page that came back whole; say what did not.

    Raises BadFile. A page is taken whole or not at all; the others do not wait for it.
    """
    if len(data) > LARGEST:
        raise BadFile("too large")
    pages, problems = _by_page(data)
    saved = []
    for (slug, german, base), said in pages.items():
        found = _page(slug, german, user)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        page, revision = found
        if wrong := _whole(revision, said, slug):
            problems += wrong
            continue
        title, *parts = (clean_text(str(said[number].string)) for number in sorted(said))
        text = "\n\n".join(parts)
        if refused := refusals(text):
            problems += [Problem("refused", slug, row.words) for row in refused]
            continue
        try:
            save_text(
                user=user, page=page, title=title, text=text, base=base, language=language,
                source_version=revision.version,
            )  # fmt: skip
        except Conflict:
            problems.append(Problem("overtaken", slug))
        else:
            saved.append(page)
    return Returned(saved, problems)


_Said = dict[int, Message]


def _by_page(data: bytes) -> tuple[dict[tuple[str, int, int], _Said], list[Problem]]:
    try:
        catalog = read_po(BytesIO(data), abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, LookupError) as error:
        raise BadFile("not readable") from error
    pages: dict[tuple[str, int, int], _Said] = defaultdict(dict)
    problems = []
    for message in catalog:
        if not message.id:
            continue
        ours = _CONTEXT.match(message.context or "")
        if ours is None or not isinstance(message.id, str):
            problems.append(Problem("extra", "", str(message.id)[:80]))
            continue
        german, base, number = (int(part) for part in ours.groups()[1:])
        pages[ours[1], german, base][number] = message
    if not pages:
        raise BadFile("nothing of ours")
    return dict(pages), problems


def _page(slug: str, german: int, user: User) -> tuple[Page, Revision] | Problem:
    page = Page.objects.filter(slug=slug, retired_at=None).first()
    if page is None:
        return Problem("unknown", slug)
    if not keeps(user, page.owner):
        return Problem("not_yours", slug)
    revision = page.revisions.filter(
        language=SOURCE, number=german, published_at__isnull=False
    ).first()
    return (page, revision) if revision else Problem("unknown", slug)


def _whole(revision: Revision, said: _Said, slug: str) -> list[Problem]:
    """Every paragraph of the German text, each with its translation, and no other."""
    parts = paragraphs(revision.title, revision.text)
    problems = [
        Problem("extra", slug, str(said[number].id)[:80]) for number in said if number >= len(parts)
    ]
    for number, part in enumerate(parts):
        message = said.get(number)
        if message is None or message.fuzzy or not str(message.string or "").strip():
            problems.append(Problem("missing", slug, part[:80]))
        elif message.id != part:
            problems.append(Problem("changed", slug, part[:80]))
    return problems

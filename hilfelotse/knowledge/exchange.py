"""Texts to a translation agency and back, as PO: one entry for each paragraph.

An entry's context names the page, the German revision, the revision of the translation that it
replaces, and the paragraph: whatever changed meanwhile is noticed, and nothing is overwritten.
"""

import re
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from io import BytesIO
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base.text import clean_line, clean_markdown
from hilfelotse.knowledge.actions.text import Conflict, newest, save_text
from hilfelotse.knowledge.freshness import SOURCE
from hilfelotse.knowledge.models import Page, Revision
from hilfelotse.knowledge.pictures import decorative
from hilfelotse.knowledge.plain import refusals
from hilfelotse.knowledge.rules import EDITORS, keeps

LARGEST = 2_000_000  # bytes; all pages of a city in one language are far less
LONGEST_TITLE, LONGEST_TEXT = 200, 20_000
_CONTEXT = re.compile(r"^([a-z0-9-]{1,80}) (\d{1,6}) (\d{1,6}) (\d{1,4})$")
_HEADING = re.compile(r"^#{1,6}(?=\s)")
_TARGET = re.compile(r"\]\(([^)\s]*)")
_OWN_ADDRESS = re.compile(r"^/[a-z]{2,3}(?:-[a-z]+)?/")


class Code(StrEnum):
    """What hinders a page from coming back."""

    UNKNOWN = "unknown"  # no such page, or no such German text
    ENDED = "ended"  # nobody is shown the page any more
    NOT_YOURS = "not_yours"
    UNTOUCHED = "untouched"  # nothing of the page is translated
    MISSING = "missing"
    EXTRA = "extra"
    CHANGED = "changed"  # the agency wrote into the German
    LINKS = "links"  # other targets than the German
    HEADING = "heading"  # one became a paragraph, or the other way round
    REFUSED = "refused"
    TOO_LONG = "too_long"
    OVERTAKEN = "overtaken"  # somebody saved another translation meanwhile
    SAME = "same"  # these very words are there already


class Problem(NamedTuple):
    """Why a page did not come back, and where."""

    code: Code
    slug: str
    where: str = ""


class Fault(StrEnum):
    """What is wrong with a file."""

    TOO_LARGE = "too_large"
    NOT_READABLE = "not_readable"
    ENCODING = "encoding"
    LANGUAGE = "language"  # of another language, or of none
    NOT_OURS = "not_ours"


class BadFile(ValueError):
    """No PO file, none of ours, of another language, or too large."""

    def __init__(self, fault: Fault, words: str = "") -> None:
        super().__init__(fault)
        self.fault = fault
        self.words = words


class Entry(NamedTuple):
    """A paragraph: in German, as it was translated, and as the file has it."""

    german: str
    before: str
    after: str


class Came(NamedTuple):
    """What became of one page of a file."""

    slug: str
    page: Page | None
    entries: list[Entry]
    problems: list[Problem]
    saved: Revision | None = None


class Returned(NamedTuple):
    """What an import did."""

    pages: list[Came]
    strangers: list[Problem]  # entries that belong to no page

    @property
    def saved(self) -> list[Page]:
        return [came.page for came in self.pages if came.page and came.saved]

    @property
    def problems(self) -> list[Problem]:
        return [*self.strangers, *(row for came in self.pages for row in came.problems)]


def paragraphs(title: str, text: str) -> list[str]:
    """The title and the paragraphs of a text, as an agency gets them."""
    return [title, *(part for part in text.split("\n\n") if part.strip())]


def export_po(pages: Iterable[Page], language: str) -> bytes:
    """The published German of the pages; a translation that is up to date goes along.

    What a machine wrote goes along as „fuzzy“: an agency has to look at it.
    """
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
        flags = ["fuzzy"] if last is not None and _is_machines(page, last) else []
        for number, part in enumerate(parts):
            context = f"{page.slug} {german.number} {last.number if last else 0} {number}"
            said = known[number] if len(known) == len(parts) else ""
            # The message's own text differs from any other's by its context alone.
            catalog.add(part, said, context=context, flags=flags if said else ())
    out = BytesIO()
    write_po(out, catalog, omit_header=True, width=0)
    header = (
        'msgid ""\nmsgstr ""\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Language: {language}\\n"\n\n'
    )
    return header.encode() + out.getvalue()


def _is_machines(page: Page, last: Revision) -> bool:
    """Nobody with a name stands for these words."""
    rows = page.translations.filter(language=last.language, approved_at__isnull=False)
    return last.is_machine and not rows.exists()


def import_po(*, user: User, data: bytes, language: str) -> Returned:
    """Publish (or hand to a second person) each page that came back whole; say what did not.

    Raises BadFile. A page is taken whole or not at all; the others do not wait for it.
    """
    require(user, EDITORS)
    if len(data) > LARGEST:
        raise BadFile(Fault.TOO_LARGE)
    pages, strangers = _by_page(data, language)
    came = [
        _take(user, language, slug, german, base, said)
        for (slug, german, base), said in pages.items()
    ]
    return Returned(came, strangers)


_Said = dict[int, Message]


def _by_page(data: bytes, language: str) -> tuple[dict[tuple[str, int, int], _Said], list[Problem]]:
    catalog = _read(data)
    pages: dict[tuple[str, int, int], _Said] = defaultdict(dict)
    strangers = []
    for message in catalog:
        if not message.id:
            continue
        ours = _CONTEXT.match(message.context or "")
        if ours is None or not isinstance(message.id, str):
            strangers.append(Problem(Code.EXTRA, "", str(message.id)[:80]))
            continue
        german, base, number = (int(part) for part in ours.groups()[1:])
        pages[ours[1], german, base][number] = message
    if not pages:
        raise BadFile(Fault.NOT_OURS)
    of = (catalog.locale_identifier or "").replace("_", "-").lower()
    if of != language and not of.startswith(f"{language}-"):  # „fr_FR“ is French
        raise BadFile(Fault.LANGUAGE, of[:20])
    return dict(pages), strangers


def _read(data: bytes) -> Catalog:
    try:
        return read_po(BytesIO(data.removeprefix(BOM_UTF8)), abort_invalid=True)
    except (UnicodeDecodeError, LookupError) as error:
        raise BadFile(Fault.ENCODING) from error
    except (PoFileError, ValueError) as error:
        raise BadFile(Fault.NOT_READABLE) from error


def _take(user: User, language: str, slug: str, german: int, base: int, said: _Said) -> Came:
    page, revision, hindrance = _page(slug, german, user)
    after = {number: str(row.string or "") for number, row in said.items()}
    if page is None or revision is None:
        entries = [Entry(str(row.id), "", after[number]) for number, row in sorted(said.items())]
        return Came(slug, page, entries, [hindrance] if hindrance else [])
    parts = paragraphs(revision.title, revision.text)
    entries = _entries(parts, newest(page, language), after)
    if hindrance is not None:
        return Came(slug, page, entries, [hindrance])
    if problems := _whole(parts, said, slug):
        return Came(slug, page, entries, problems)
    first, *others = (after[number] for number in sorted(after))
    title, text = clean_line(first), "\n\n".join(map(clean_markdown, others))
    if problems := _wrong(page, title, text) or _there(page, language, title, text, revision):
        return Came(slug, page, entries, problems)
    try:
        saved = save_text(
            user=user, page=page, title=title, text=text, base=base, language=language,
            source_version=revision.version,
        )  # fmt: skip
    except Conflict:
        return Came(slug, page, entries, [Problem(Code.OVERTAKEN, slug)])
    return Came(slug, page, entries, [], saved)


def _page(
    slug: str, german: int, user: User
) -> tuple[Page | None, Revision | None, Problem | None]:
    page = Page.objects.filter(slug=slug).first()
    if page is None:
        return None, None, Problem(Code.UNKNOWN, slug)
    if not keeps(user, page.owner):
        return None, None, Problem(Code.NOT_YOURS, slug)
    revision = page.revisions.filter(
        language=SOURCE, number=german, published_at__isnull=False
    ).first()
    if page.retired_at is not None:
        return page, revision, Problem(Code.ENDED, slug)
    return page, revision, None if revision else Problem(Code.UNKNOWN, slug)


def _entries(parts: list[str], last: Revision | None, after: dict[int, str]) -> list[Entry]:
    """Side by side, as they follow each other; what is too much comes last."""
    german = dict(enumerate(parts))
    before = dict(enumerate(paragraphs(last.title, last.text))) if last else {}
    return [
        Entry(german.get(number, ""), before.get(number, ""), after.get(number, ""))
        for number in sorted(german.keys() | before.keys() | after.keys())
    ]


def _whole(parts: list[str], said: _Said, slug: str) -> list[Problem]:
    """Every paragraph of the German text, each with its translation, and no other."""
    if not any(_is_done(message) for message in said.values()):
        return [Problem(Code.UNTOUCHED, slug)]
    problems = [
        Problem(Code.EXTRA, slug, str(said[number].id)[:80])
        for number in sorted(said)
        if number >= len(parts)
    ]
    for number, part in enumerate(parts):
        message = said.get(number)
        if message is None or not _is_done(message):
            problems.append(Problem(Code.MISSING, slug, part[:80]))
        elif message.id != part:
            problems.append(Problem(Code.CHANGED, slug, part[:80]))
        else:
            problems += _marks(part, str(message.string), slug)
    return problems


def _is_done(message: Message) -> bool:
    return not message.fuzzy and bool(clean_markdown(str(message.string or "")))


def _marks(german: str, said: str, slug: str) -> list[Problem]:
    """Headings stay headings, and links lead where the German ones do."""
    problems = []
    if _targets(german) != _targets(said):
        problems.append(Problem(Code.LINKS, slug, german[:80]))
    if _level(german) != _level(said):
        problems.append(Problem(Code.HEADING, slug, german[:80]))
    return problems


def _targets(text: str) -> list[str]:
    """Of all links, whatever the language of our own pages."""
    return sorted(_OWN_ADDRESS.sub("/", target) for target in _TARGET.findall(text))


def _level(text: str) -> int:
    found = _HEADING.match(text.lstrip())
    return len(found[0]) if found else 0


def _wrong(page: Page, title: str, text: str) -> list[Problem]:
    if len(title) > LONGEST_TITLE or len(text) > LONGEST_TEXT:
        return [Problem(Code.TOO_LONG, page.slug, title[:80])]
    found = refusals(text, decorative(page))
    return [Problem(Code.REFUSED, page.slug, row.words) for row in found]


def _there(page: Page, language: str, title: str, text: str, german: Revision) -> list[Problem]:
    """Nothing to save; but whoever takes away „fuzzy“ from a machine's words stands for them."""
    last = newest(page, language)
    if last is None or (last.title, last.text, last.version) != (title, text, german.version):
        return []
    return [] if _is_machines(page, last) else [Problem(Code.SAME, page.slug)]

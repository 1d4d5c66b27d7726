"""Looking up answers while somebody types."""

from collections.abc import Iterable, Set

from hilfelotse.directory.rules import may_be_named
from hilfelotse.knowledge.models import Page, PageWord
from hilfelotse.knowledge.ranking import Row, ranked
from hilfelotse.knowledge.words import Vocabulary, vocabularies


def lookup(text: str, limit: int = 5) -> list[Page]:
    """The answers that fit what was typed so far, the best first; doubtful ones among them.

    Umlauts are folded, words cut to their stems, and any word may be the beginning of one in a
    question. Words of the question count more than words of the text, rare words more than those
    of many answers. One word of the text alone is no answer to a long question.
    """
    german = vocabularies(["de"])["de"]
    pages = Page.objects.in_use().exclude(kind=Page.Kind.RUBRIC).values_list("pk", flat=True)
    found = scores(text, german, set(pages))
    by_id = Page.objects.select_related("responsible").in_bulk(
        sorted(found, key=lambda page_id: (-found[page_id], page_id))[: limit * 2]
    )
    best = sorted(by_id.values(), key=lambda row: (-found[row.pk], row.is_doubtful, row.title))
    return best[:limit]


def public_answers(text: str, limit: int = 3) -> list[Page]:
    """What we may show to everybody who asks: no doubtful pages, and no hidden bodies."""
    found = lookup(text, limit=limit * 3)
    return [row for row in found if _may_be_shown(row)][:limit]


def _may_be_shown(page: Page) -> bool:
    body = page.responsible
    return page.is_public and not page.is_doubtful and (body is None or may_be_named(body))


def scores(text: str, known: Vocabulary, pages: Set[int]) -> dict[int, float]:
    """How well each of the pages fits a text in a language, as far as it fits at all.

    ``pages``: their ids, because a join costs more than rows that are left out.
    """

    def read(words: set[str]) -> Iterable[Row]:
        rows = PageWord.objects.filter(language=known.language, word__in=words)
        return [row for row in rows.values_list("word", "page", "weight") if row[1] in pages]

    return ranked(text, known, read)

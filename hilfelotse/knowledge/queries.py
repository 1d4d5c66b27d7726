"""Looking up answers while somebody types."""

from collections import Counter, defaultdict
from math import log

from hilfelotse.knowledge.models import Page, PageWord
from hilfelotse.knowledge.words import ASKED, Wanted, asked_for


def lookup(text: str, limit: int = 5) -> list[Page]:
    """The answers that fit what was typed so far, the best first; doubtful ones among them.

    Umlauts are folded, words cut to their stems, and any word may be the beginning of one in a
    question. Words of the question count more than words of the text, rare words more than those
    of many answers. One word of the text alone is no answer to a long question.
    """
    wanted = asked_for(text)
    if not wanted:
        return []
    found = _scores(wanted)
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
    may_be_named = body is None or (body.is_public and body.is_active)
    return page.is_public and not page.is_doubtful and may_be_named


def _scores(wanted: list[Wanted]) -> dict[int, float]:
    """How well each page fits, as far as it fits at all."""
    forms = set().union(*(asked.forms | asked.ends for asked in wanted))
    rows = list(
        PageWord.objects.filter(
            word__in=forms, language="de", page__retired_at=None, page__published_at__isnull=False
        )
        .exclude(page__kind=Page.Kind.RUBRIC)
        .values_list("page", "word", "weight")
    )
    pages_with = Counter(word for _page, word, _weight in rows)
    weights: dict[int, dict[str, int]] = defaultdict(dict)
    for page, word, weight in rows:
        weights[page][word] = weight
    known = pages_with.keys()
    asked_words = [asked.forms & known or asked.ends & known for asked in wanted]
    scores = {}
    for page, words in weights.items():
        hits = [max(found, key=words.__getitem__) for asked in asked_words
                if (found := asked & words.keys())]  # fmt: skip
        if any(words[hit] == ASKED for hit in hits) or 2 * len(hits) >= len(wanted):
            scores[page] = sum(words[hit] / (1 + log(pages_with[hit])) for hit in hits)
    return scores

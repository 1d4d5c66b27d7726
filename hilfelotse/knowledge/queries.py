"""Looking up answers while somebody types."""

from collections import Counter, defaultdict
from math import log

from hilfelotse.directory.models import Organisation
from hilfelotse.knowledge.models import Answer, AnswerWord
from hilfelotse.knowledge.words import ASKED, Wanted, asked_for


def lookup(text: str, limit: int = 5) -> list[Answer]:
    """The answers that fit what was typed so far, the best first; doubtful ones among them.

    Umlauts are folded, words cut to their stems, and any word may be the beginning of one in a
    question. Words of the question count more than words of the text, rare words more than those
    of many answers. One word of the text alone is no answer to a long question.
    """
    wanted = asked_for(text)
    if not wanted:
        return []
    found = _scores(wanted)
    by_id = Answer.objects.select_related("responsible").in_bulk(
        sorted(found, key=lambda answer_id: (-found[answer_id], answer_id))[: limit * 2]
    )
    best = sorted(by_id.values(), key=lambda row: (-found[row.pk], row.is_doubtful, row.question))
    return best[:limit]


def public_answers(text: str, limit: int = 3) -> list[Answer]:
    """What we may show to everybody who asks: no doubtful answers, and no hidden bodies."""
    found = lookup(text, limit=limit * 3)
    shown = [row for row in found if not row.is_doubtful and _may_be_named(row.responsible)]
    return shown[:limit]


def _may_be_named(body: Organisation | None) -> bool:
    return body is None or (body.is_public and body.is_active)


def _scores(wanted: list[Wanted]) -> dict[int, float]:
    """How well each answer fits, as far as it fits at all."""
    forms = set().union(*(asked.forms | asked.ends for asked in wanted))
    rows = list(
        AnswerWord.objects.filter(word__in=forms, answer__retired_at=None).values_list(
            "answer", "word", "weight"
        )
    )
    answers_with = Counter(word for _answer, word, _weight in rows)
    weights: dict[int, dict[str, int]] = defaultdict(dict)
    for answer, word, weight in rows:
        weights[answer][word] = weight
    known = answers_with.keys()
    asked_words = [asked.forms & known or asked.ends & known for asked in wanted]
    scores = {}
    for answer, words in weights.items():
        hits = [max(found, key=words.__getitem__) for asked in asked_words
                if (found := asked & words.keys())]  # fmt: skip
        if any(words[hit] == ASKED for hit in hits) or 2 * len(hits) >= len(wanted):
            scores[answer] = sum(words[hit] / (1 + log(answers_with[hit])) for hit in hits)
    return scores

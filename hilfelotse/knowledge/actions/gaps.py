"""Counting what people ask and what has no answer yet."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base import clock
from hilfelotse.base.stems import stems
from hilfelotse.base.text import clean_line
from hilfelotse.history.timeline import record
from hilfelotse.knowledge.models import Gap, Page
from hilfelotse.knowledge.rules import EDITORS

# Addresses and telephone numbers say who asked, not what.
_WHO = re.compile(r"\S+@\S+|\+?\d[\d\s/()-]{5,}\d")


@transaction.atomic
def count_gap(*, text: str, subject: str = "") -> Gap | None:
    """Somebody asked what has no answer: once more the same question, if it has the same words.

    For the actions that note a call, which checked who may. A gap that was closed is open again:
    the answer did not help. None for a text without words.
    """
    asked, words = _asked(text)
    if not words:
        return None
    gap, is_new = Gap.objects.get_or_create(
        words=words, defaults={"text": asked, "subject": subject}
    )
    if not is_new:
        Gap.objects.filter(pk=gap.pk).update(
            times=F("times") + 1, last_at=clock.now(), state=Gap.State.OPEN, page=None
        )
        gap.refresh_from_db()
    return gap


def _asked(text: str) -> tuple[str, str]:
    """A question as it is shown, and the words by which it is the same question."""
    asked = clean_line(_WHO.sub("…", text))[:200]
    return asked, " ".join(sorted(stems(asked)))[:200]


def forget_gaps(texts: Iterable[str]) -> int:
    """Who asked is erased, and their question with them: a note may say more than a question."""
    return Gap.objects.filter(words__in={_asked(text)[1] for text in texts if text}).delete()[0]


@transaction.atomic
def close_gap(*, user: User, gap: Gap, page: Page | None = None) -> Gap:
    """The question has an answer now; without one it needs none."""
    require(user, EDITORS)
    gap = Gap.objects.select_for_update(of=("self",)).get(pk=gap.pk)
    gap.page = page
    gap.state = Gap.State.ANSWERED if page else Gap.State.DISMISSED
    gap.save(update_fields=["page", "state"])
    record(subject=gap, verb=f"gap_{gap.state}", user=user)
    return gap

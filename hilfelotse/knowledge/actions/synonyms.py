"""Words that mean the same to who searches, kept by the editors."""

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.base.stems import words
from hilfelotse.base.text import clean_line
from hilfelotse.history.timeline import record
from hilfelotse.knowledge.models import Synonym
from hilfelotse.knowledge.rules import EDITORS

LONGEST = 300


class NotTwo(ValueError):
    """One word means the same as itself; words that every text has find nothing."""


@transaction.atomic
def add_synonyms(*, user: User, language: str, text: str) -> Synonym:
    """Words that mean the same, by commas; each may be of several. They hold at once.

    The same line again is the same row. Raises NotTwo for fewer than two that can be searched.
    """
    require(user, EDITORS)
    terms = dict.fromkeys(term for part in text.split(",") if (term := clean_line(part)))
    usable = [term for term in terms if any(not word.stops for word in words(term, language))]
    line = ", ".join(usable)
    if len(usable) < 2 or len(line) > LONGEST:
        raise NotTwo
    row, is_new = Synonym.objects.get_or_create(language=language, words=line)
    if is_new:
        record(subject=row, verb="synonyms_added", user=user, language=language, words=line)
    return row


@transaction.atomic
def remove_synonyms(*, user: User, synonym: Synonym) -> None:
    """They do not mean the same after all. Removing them twice is one removal."""
    require(user, EDITORS)
    row = Synonym.objects.select_for_update().filter(pk=synonym.pk).first()
    if row is None:
        return
    record(subject=row, verb="synonyms_removed", user=user, language=row.language, words=row.words)
    row.delete()

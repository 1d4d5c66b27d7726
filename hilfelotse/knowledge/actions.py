"""Keeping answers right, and counting what has none."""

import re
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import DESK, Role
from hilfelotse.base import clock
from hilfelotse.base.stems import stems
from hilfelotse.base.text import clean_line
from hilfelotse.history.timeline import record
from hilfelotse.knowledge.models import Answer, Gap
from hilfelotse.knowledge.words import index

CALLED = DESK | {Role.SWITCHBOARD}  # whoever hears that something is no longer so
# Addresses and telephone numbers say who asked, not what.
_WHO = re.compile(r"\S+@\S+|\+?\d[\d\s/()-]{5,}\d")
_RIGHT_AGAIN = {"outdated_at": None, "outdated_by": None, "outdated_note": ""}


@transaction.atomic
def write_answer(*, user: User, **fields: Any) -> Answer:
    """A new answer, checked today by who writes it."""
    require(user)
    answer = Answer.objects.create(**fields, checked_on=clock.today(), checked_by=user)
    index(answer)
    record(subject=answer, verb="entered", user=user)
    return answer


@transaction.atomic
def change_answer(*, user: User, answer: Answer, **fields: Any) -> Answer:
    """Correct an answer: who changes it has checked it, so it is no longer doubtful."""
    require(user)
    answer = _locked(answer)
    _write(answer, **fields, **_RIGHT_AGAIN, checked_on=clock.today(), checked_by=user)
    index(answer)
    record(subject=answer, verb="changed", user=user, fields=sorted(fields))
    return answer


@transaction.atomic
def confirm_answer(*, user: User, answer: Answer) -> Answer:
    """Checked today, and still so. An end date that has passed is taken away."""
    require(user)
    answer = _locked(answer)
    passed = answer.valid_until and answer.valid_until < clock.today()
    until = None if passed else answer.valid_until
    _write(answer, **_RIGHT_AGAIN, valid_until=until, checked_on=clock.today(), checked_by=user)
    record(subject=answer, verb="confirmed", user=user)
    return answer


@transaction.atomic
def mark_outdated(*, user: User, answer: Answer, note: str = "") -> Answer:
    """„Stimmt nicht mehr“: it stays to be seen, with its mark. The first to say so is kept."""
    require(user, CALLED)
    answer = _locked(answer)
    if answer.outdated_at is None:
        note = clean_line(note)[:300]
        _write(answer, outdated_at=clock.now(), outdated_by=user, outdated_note=note)
        record(subject=answer, verb="outdated", user=user, text=note)
    return answer


@transaction.atomic
def retire_answer(*, user: User, answer: Answer) -> Answer:
    """Nobody finds it any more; the history of calls keeps it."""
    require(user)
    answer = _locked(answer)
    if answer.retired_at is None:
        _write(answer, retired_at=clock.now())
        record(subject=answer, verb="retired", user=user)
    return answer


def _locked(answer: Answer) -> Answer:
    return Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)


def _write(answer: Answer, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(answer, name, value)
    answer.save(update_fields=list(fields))


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
            times=F("times") + 1, last_at=clock.now(), state=Gap.State.OPEN, answer=None
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
def close_gap(*, user: User, gap: Gap, answer: Answer | None = None) -> Gap:
    """The question has an answer now; without one it needs none."""
    require(user)
    gap = Gap.objects.select_for_update(of=("self",)).get(pk=gap.pk)
    gap.answer = answer
    gap.state = Gap.State.ANSWERED if answer else Gap.State.DISMISSED
    gap.save(update_fields=["answer", "state"])
    record(subject=gap, verb=f"gap_{gap.state}", user=user)
    return gap

"""The lead keeps the rules; a file brings the first ones."""

import csv
import re
from pathlib import Path

from django.db import transaction

from hilfelotse.accounts.models import User
from hilfelotse.accounts.permissions import require
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.base.text import clean_line, fold
from hilfelotse.history.timeline import record
from hilfelotse.routing.match import forget_rules
from hilfelotse.routing.models import Rule

DATA = Path(__file__).parent / "data"
LEAD = frozenset({Role.LEAD})
SHORTEST = 3  # letters beside a *
_STARS_IN_A_WORD = 2


class BadPhrase(ValueError):
    """Too short, or nearly anything would match it."""


class AlreadyThere(ValueError):
    """The same phrase points to the same already."""


@transaction.atomic
def add_rule(*, user: User, phrase: str, sign: str, subject: str = "") -> Rule:
    """A phrase points to a subject, to haste or to danger from now on.

    Raises BadPhrase for one that is too short or nothing but ``*``, AlreadyThere for a living one.
    """
    require(user, LEAD)
    phrase = clean_phrase(phrase)
    if Rule.objects.filter(phrase=phrase, sign=sign, subject=subject, ended_at=None).exists():
        raise AlreadyThere
    rule = Rule.objects.create(
        phrase=phrase, sign=Rule.Sign(sign), subject=subject, since=clock.now(), changed_by=user
    )
    record(subject=rule, verb="entered", user=user)
    transaction.on_commit(forget_rules)
    return rule


@transaction.atomic
def end_rule(*, user: User, rule: Rule) -> Rule:
    """The rule points nowhere any more; its row stays, to explain what was suggested."""
    require(user, LEAD)
    rule = Rule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if rule.ended_at is None:
        rule.ended_at, rule.changed_by = clock.now(), user
        rule.save(update_fields=["ended_at", "changed_by"])
        record(subject=rule, verb="ended", user=user)
        transaction.on_commit(forget_rules)
    return rule


@transaction.atomic
def load_rules(*, path: Path = DATA / "rules.csv") -> int:
    """Add the rules of the file that were never there; returns how many. Safe to run again.

    What the lead has ended since does not come back. For the administrator's command.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (clean_phrase(row["phrase"]), row["sign"], row["subject"])
            for row in csv.DictReader(file)
        ]
    known = set(Rule.objects.values_list("phrase", "sign", "subject"))
    new = [row for row in dict.fromkeys(rows) if row not in known]
    Rule.objects.bulk_create(
        Rule(phrase=phrase, sign=Rule.Sign(sign), subject=subject, since=clock.now())
        for phrase, sign, subject in new
    )
    transaction.on_commit(forget_rules)
    return len(new)


def clean_phrase(phrase: str) -> str:
    """One line, lower case, single spaces. Raises BadPhrase."""
    cleaned = clean_line(phrase).lower()[:100]
    words = fold(cleaned).split()
    letters = [re.sub(r"\W", "", word) for word in words]
    too_open = any(word.count("*") > _STARS_IN_A_WORD for word in words)
    # A star of its own in the middle stands for one word; at an end it stands for nothing.
    loose_end = bool(words) and not (letters[0] and letters[-1])
    if too_open or loose_end or max(map(len, letters), default=0) < SHORTEST:
        raise BadPhrase(phrase)
    return cleaned

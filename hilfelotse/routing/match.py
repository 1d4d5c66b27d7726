"""Does a text hold a phrase? Words in a row, umlauts folded; a ``*`` stands for any ending."""

import re
import time as process_time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from hilfelotse.base.text import fold
from hilfelotse.routing.models import Rule

_FRESH_SECONDS = 20


@dataclass(frozen=True)
class Hit:
    """A rule and the words of the text that it matched, as they were written."""

    phrase: str
    sign: str
    subject: str
    words: str


@lru_cache(maxsize=2000)
def pattern(phrase: str) -> re.Pattern[str]:
    """The phrase for folded text."""
    parts = [re.escape(word).replace(r"\*", r"\w*") for word in fold(phrase).split()]
    return re.compile(r"\b" + r"\W+".join(parts) + r"\b")


def in_force() -> list[tuple[str, str, str]]:
    """The living rules, read anew every few seconds: each keystroke of the telephone asks."""
    return _rules(int(process_time.monotonic() // _FRESH_SECONDS))


@lru_cache(maxsize=1)
def _rules(_tick: int) -> list[tuple[str, str, str]]:
    return list(Rule.objects.filter(ended_at=None).values_list("phrase", "sign", "subject"))


def forget_rules() -> None:
    """Read the rules anew at the next question (after one was changed)."""
    _rules.cache_clear()


def hits(text: str, signs: Iterable[str] = Rule.Sign.values) -> list[Hit]:
    """The rules that the text fulfils, in the order of the rules."""
    folded, wanted = fold(text), set(signs)
    found = []
    for phrase, sign, subject in in_force():
        if sign in wanted and (match := pattern(phrase).search(folded)):
            found.append(Hit(phrase, sign, subject, match.group()))
    return found


def smells_of_danger(text: str) -> list[Hit]:
    """Words that may mean danger to a child or another person: the lead looks at once."""
    return hits(text, [Rule.Sign.DANGER])

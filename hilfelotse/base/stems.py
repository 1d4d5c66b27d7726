"""Words of a text as they are searched for: folded, without endings."""

import re
from functools import lru_cache

import snowballstemmer

from hilfelotse.base.text import fold

_WORD = re.compile(r"\w{2,}")
_WORD_LENGTH = 60  # longer ones are no words, and the stemmer takes its time over them
_GERMAN = snowballstemmer.stemmer("german")
# Words that stand in every text and find nothing.
STOP = frozenset(
    "aber alle als also am an auch auf aus bei bin bis bitte da dann das dass dem den der des die "
    "dies diese dieser dir du ein eine einem einen einer er es etwas fuer gibt habe haben hallo "
    "hat ich ihnen ihr ihre im in ist ja kann kein keine koennen man mehr mein meine mich mir mit "
    "nach nicht noch nur oder schon sehr sein sich sie sind so ueber um und uns unser von vor war "
    "was wenn wer werden wie wir wird wo zu zum zur gruss gruesse freundlichen guten tag danke "
    "moechte moechten wuerde wuerden gern gerne fragt frage brauche braucht "
    "the and of to".split()
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one folded word (Snowball German; words of other languages keep most letters)."""
    return str(_GERMAN.stemWord(word))[:32]


def stems(text: str, at_most: int | None = None) -> list[str]:
    """The different stems of a text, in the order in which they first stand there.

    ``at_most``: no more words are looked at than it takes to find so many.
    """
    found: dict[str, None] = {}
    for word in _WORD.finditer(fold(text)):
        if word[0] not in STOP:
            found[stem(word[0][:_WORD_LENGTH])] = None
        if at_most is not None and len(found) >= at_most:
            break
    return list(found)

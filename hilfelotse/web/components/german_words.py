"""German words in a text of another language get a mark, so that they are read aloud as German.

Our translations keep the words that readers meet on papers and doors: „(Ausländerbehörde)“. In
another script every Latin word is German; in a Latin one we know only what stands in quotes or
brackets and has a small word or a letter in it that is German alone.
"""

import re
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

_OTHER_SCRIPT = {"ar", "fa", "prs", "ps", "ckb", "ur", "ti", "am", "uk", "ru"}
_TAG = re.compile(r"(<[^>]*>)")
_WORD = r"[A-Za-zÀ-ɏ]{2,}"
# Not in an entity, an address or the number of a case.
_LATIN = re.compile(rf"(?<![&#@/.\w-]){_WORD}(?:[ -]{_WORD})*\.?(?![@/\w]|://|\.\w|-\d)")
_SMALL = r"(?:[Ii]ch|und|für|nicht|nur|mit|übersetzt)"
_INSIDE = "(?:&nbsp;|[^“„”«»()<>&])*"  # French has a hard space within its quotes


def _said(letters: str) -> re.Pattern[str]:
    """What stands in quotes or brackets and has a German word, or one of ``letters``."""
    return re.compile(rf"(?<=[“„”«»(]){_INSIDE}(?:\b{_SMALL}\b|[{letters}]){_INSIDE}(?=[“”«»)])")


_SAID, _SAID_IN_TURKISH = _said("äöüßÄÖÜ"), _said("äßÄ")


@lru_cache(maxsize=2_000)
def mark_german(html: str, language: str) -> SafeString:
    """``html``: safe HTML of a text in ``language``."""
    if language.startswith("de"):
        return mark_safe(html)  # noqa: S308 – as it came
    pattern = _SAID_IN_TURKISH if language == "tr" else _SAID
    pattern = _LATIN if language in _OTHER_SCRIPT else pattern
    parts = _TAG.split(html)
    parts[::2] = [
        pattern.sub(r'<span lang="de" dir="ltr">\g<0></span>', text) for text in parts[::2]
    ]
    return mark_safe("".join(parts))  # noqa: S308 – safe as it came; we add marks alone

"""Letters that people type for one another, by language: folded, so that either finds the other.

German and everything that is not a page's text stays with ``base.text.fold``.
"""

import re
import unicodedata
from typing import Any

_ARABIC = str.maketrans({
    "ي": "ی", "ى": "ی", "ې": "ی", "ێ": "ی", "ے": "ی", "ك": "ک", "ګ": "گ", "ة": "ه", "ە": "ه",
    "ھ": "ه", "ہ": "ه", "ۀ": "ه", "ٱ": "ا", "ۆ": "و", "ڵ": "ل", "ڕ": "ر", "ء": None,
    "ـ": None,
})  # fmt: skip
_TURKISH = str.maketrans({"ı": "i", "I": "i", "İ": "i"})
_CYRILLIC = str.maketrans({"ґ": "г"})
_INSIDE = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")  # Ukrainian сім'я: not the end of a word
# Tigrinya writes one sound with several letters. Rows of eight (the vowels) in Unicode; of the
# throat's sounds the first and the fourth vowel are one, too: አብ and ኣብ.
_ROWS = {
    "ሐ": "ሀ", "ኀ": "ሀ", "ኸ": "ከ", "ሠ": "ሰ", "ዐ": "አ", "ፀ": "ጸ", "ቐ": "ቀ",
}  # fmt: skip
_FOURTH = {ord("ሃ"): ord("ሀ"), ord("ኣ"): ord("አ")}
_ETHIOPIC = _FOURTH | {
    ord(row) + vowel: _FOURTH.get(ord(other) + vowel, ord(other) + vowel)
    for row, other in _ROWS.items()
    for vowel in range(7)
}
_FOLDED: dict[str, dict[int, Any]] = {
    "tr": _TURKISH,
    "uk": _CYRILLIC,
    "ti": _ETHIOPIC,
    **dict.fromkeys(("ar", "fa", "prs", "ps", "ckb", "ur"), _ARABIC),
}


def lower(text: str, language: str) -> str:
    """Lower case as the language has it: the Turkish I is no i. Composed, apostrophes gone."""
    composed = unicodedata.normalize("NFC", text)
    if language == "tr":
        composed = composed.replace("I", "ı").replace("İ", "i")
    if language == "uk":
        composed = _INSIDE.sub("", composed)
    return composed.casefold().replace("ـ", "")


def fold_letters(text: str, language: str) -> str:
    """Without accents, vowel marks and invisible joints; digits and letters that look alike as one.

    >>> fold_letters("ثبتِ‌نام ٣", "fa") == fold_letters("ثبتنام 3", "fa")
    True
    """
    decomposed = unicodedata.normalize("NFKD", lower(text, language))
    plain = "".join(filter(_stays, decomposed))
    folded = plain.translate(_FOLDED.get(language, {}))
    return "".join(_digit(char) for char in folded)


def _stays(char: str) -> bool:
    return not unicodedata.combining(char) and unicodedata.category(char) != "Cf"


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdigit() else char

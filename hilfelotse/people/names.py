"""Names as they are heard, typed and written in other scripts.

Three keys, each for another kind of difference: ``koelner`` for German ears (H. J. Postel, 1969),
``skeleton`` for the many Latin spellings of one Arabic, Persian or Ukrainian name, ``shortened``
for a slip of the finger.
"""

import re
import unicodedata

from hilfelotse.base.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 24

# Ukrainian and Russian after the Ukrainian table of 2010, without its special first letters.
_CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "w", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "je", "ж": "zh",
    "з": "z", "и": "y", "і": "i", "ї": "ji", "й": "j", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "ju", "я": "ja", "ё": "jo", "ъ": "", "ы": "y",
    "э": "e", "’": "", "ʼ": "",
})  # fmt: skip
# Arabic and Persian: consonants and long vowels; the short ones are not written.
_ARABIC = str.maketrans({
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th",
    "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a",
    "و": "w", "ي": "y", "ی": "y", "ى": "a", "ئ": "y", "ؤ": "w", "ء": "", "ـ": "",
})  # fmt: skip


def words(name: str) -> list[str]:
    """The words of a name: folded, in Latin letters whatever they were written in."""
    plain = "".join(char for char in name if unicodedata.category(char) != "Mn" or char < "\u0600")
    latin = fold(plain).translate(_CYRILLIC).translate(_ARABIC)
    return [word[:_LONGEST] for word in _WORD.findall(latin.replace("'", "").replace("ʹ", ""))]


_KOELNER_PLAIN = dict.fromkeys("aeijouy", "0") | {
    "b": "1", "f": "3", "v": "3", "w": "3", "g": "4", "k": "4", "q": "4", "l": "5",
    "m": "6", "n": "6", "r": "7", "s": "8", "z": "8",
}  # fmt: skip


def koelner(word: str) -> str:
    """Kölner Phonetik of one folded word: ``meier``, ``mayr`` and ``maier`` are all ``67``."""
    codes = [
        _koelner_letter(char, word[i - 1] if i else "", word[i + 1 : i + 2])
        for i, char in enumerate(word)
    ]
    joined = "".join(codes)
    squeezed = re.sub(r"(.)\1+", r"\1", joined)
    return squeezed[:1] + squeezed[1:].replace("0", "")


def _koelner_letter(char: str, before: str, after: str) -> str:
    if char == "p":
        return "3" if after == "h" else "1"
    if char in "dt":
        return "8" if after and after in "csz" else "2"
    if char == "x":
        return "8" if before and before in "ckq" else "48"
    if char == "c":
        if not before:
            return "4" if after and after in "ahkloqrux" else "8"
        if before in "sz":
            return "8"
        return "4" if after and after in "ahkoqux" else "8"
    return _KOELNER_PLAIN.get(char, "")


_SAME_SOUND = (
    (r"^(?:al|el|ul)(?=[^aeiouy]{1,2}[aeiouy])", ""),
    (r"dsch|dzh|dj|dsh", "j"),
    (r"schtsch|shch|stsch", "S"),
    (r"tsch|tch|ch(?=[aeiouy])", "C"),
    (r"sch|sh|zh|sz", "S"),
    (r"kh|ch|gh", "h"),
    (r"ph", "f"),
    (r"th|dt", "t"),
    (r"dh", "d"),
    (r"tz|ts|zz", "z"),
    (r"ck|qu|q|c", "k"),
    (r"x", "ks"),
    (r"g", "h"),
    (r"[vw]|ou(?=[aeiouy])", "w"),
    (r"z", "s"),
    (r"j(?=[aeouy])|[iy](?=[aeou])", ""),
    (r"yy|ij|iy|yj|ii|ej$|ei|ey|ay|ai", "i"),
)
_SAME_SOUND_RE = [(re.compile(pattern), sound) for pattern, sound in _SAME_SOUND]


def skeleton(word: str) -> str:
    """What the spellings of one name in Latin letters have in common: ``muhammad``, ``mohamed``.

    Consonants that are written in many ways become one, doubled letters one, vowels inside go.
    """
    for pattern, sound in _SAME_SOUND_RE:
        word = pattern.sub(sound, word)
    word = re.sub(r"(.)\1+", r"\1", word)
    first = "A" if word[:1] in set("aeiouy") else word[:1]
    rest = re.sub(r"[aeiouyw]|h$", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", first + rest)


def shortened(word: str) -> set[str]:
    """The word, and the word with any one letter left out: two words that share one of them are at
    most a letter (or two neighbours swapped) apart. Short words have too many neighbours."""
    word = word[:14]
    if len(word) < 4:
        return {word}
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}

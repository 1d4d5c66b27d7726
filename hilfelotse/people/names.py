"""Names as they are heard, typed and written in other scripts.

Keys, each for another kind of difference: ``koelner`` for German ears (H. J. Postel, 1969),
``skeletons`` for the many Latin spellings of one Arabic, Persian, Turkish or Ukrainian name,
``shortened`` for a slip of the finger, ``given_names.own_forms`` for short forms.
"""

import itertools
import re
import unicodedata
from functools import lru_cache

from hilfelotse.base.text import fold

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 24
_APOSTROPHES = re.compile(r"['’ʼʹʿʾ`´‘]")

# As in passports: Ukraine's table of 2010; Russian letters beside it. The first letter differs.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
    "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "ё": "e", "ъ": "", "ы": "y",
    "э": "e",
}  # fmt: skip
_CYRILLIC_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# Arabic and Persian: consonants and long vowels; the short ones are not written.
_ARABIC = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "پ": "p", "ت": "t", "ث": "th",
    "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "ژ": "zh",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f",
    "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a",
    "و": "u", "ي": "i", "ی": "i", "ى": "a", "ئ": "y", "ؤ": "w", "ء": "", "ـ": "",
}  # fmt: skip
_ARABIC_FIRST = {"ع": "a", "و": "w", "ي": "y", "ی": "y"}
_LATIN = {"ı": "i", "ł": "l", "ø": "oe", "đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th",
          "ə": "a"}  # fmt: skip
_LETTERS = str.maketrans(_CYRILLIC | _ARABIC | _LATIN)
_FIRST = _CYRILLIC_FIRST | _ARABIC_FIRST
_FIRST_LETTER = re.compile(rf"(?<!\w)[{''.join(_FIRST)}]")


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name: folded, in Latin letters whatever they were written in."""
    # NFKC: Arabic letters come in four shapes. Composed, because й is no и.
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", name).casefold())
    without_short_vowels = "".join(char for char in plain if not unicodedata.combining(char))
    led = _FIRST_LETTER.sub(lambda first: _FIRST[first[0]], without_short_vowels)
    latin = fold(led.translate(_LETTERS))
    return tuple(word[:_LONGEST] for word in _WORD.findall(latin))


# --- words that belong together --------------------------------------------------------------

_ARTICLES = frozenset({"al", "el", "ul", "il"})
_SUN_ARTICLE = re.compile(
    r"[aeu](?:[rsztdn]|sh|th|dh)"
)  # ar-Rahman: the l sounds like what follows
_SERVANT = re.compile(r"abd(?:[aeiou](?:[lrsztdn]|sh|th|dh))?")  # abd, abdul, abdel, abder …


def parts(name: str) -> list[str]:
    """The words of a name without Arabic articles; „Abd ur Rahman“ is one, as „Abdulrahman“ is.

    The last name last: „Meier, Anna“ is Anna Meier.
    """
    found: list[str] = []
    waiting = ""
    last, _comma, first = name.partition(",")
    every = (*words(first), *words(last))
    for word, following in itertools.zip_longest(every, every[1:], fillvalue=""):
        if _is_article(word, following):
            continue
        if following and _SERVANT.fullmatch(word):
            waiting = "abdul"
            continue
        found.append(waiting + re.sub(r"^[aeu]l(?=.{3})", "", word) if waiting else word)
        waiting = ""
    return [part[:_LONGEST] for part in found]


def _is_article(word: str, following: str) -> bool:
    if word in _ARTICLES:
        return bool(following)
    return bool(_SUN_ARTICLE.fullmatch(word)) and following.startswith(word[1:])


def joined(every: list[str]) -> list[str]:
    """Each two neighbours as one: „Hans Peter“ is also looked for as „Hanspeter“."""
    return [(one + other)[:_LONGEST] for one, other in itertools.pairwise(every)]


# --- Kölner Phonetik ---------------------------------------------------------------------------

_KOELNER_PLAIN = dict.fromkeys("aeijouy", "0") | {
    "b": "1", "f": "3", "v": "3", "w": "3", "g": "4", "k": "4", "q": "4", "l": "5",
    "m": "6", "n": "6", "r": "7", "s": "8", "z": "8",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def koelner(word: str) -> str:
    """Kölner Phonetik of one folded word: ``meier``, ``mayr`` and ``maier`` are all ``67``.

    Empty for a word without any sound that German knows.
    """
    codes = [
        _koelner_letter(char, word[i - 1] if i else "", word[i + 1 : i + 2])
        for i, char in enumerate(word)
    ]
    squeezed = re.sub(r"(.)\1+", r"\1", "".join(codes))
    return squeezed[:1] + squeezed[1:].replace("0", "")


def _koelner_letter(char: str, before: str, after: str) -> str:
    if char == "p":
        return "3" if after == "h" else "1"
    if char in "dt":
        return "8" if after and after in "csz" else "2"
    if char == "x":
        return "8" if before and before in "ckq" else "48"
    if char == "c":
        return _koelner_c(before, after)
    return _KOELNER_PLAIN.get(char, "")


def _koelner_c(before: str, after: str) -> str:
    if before and before in "sz":
        return "8"
    hard = "ahkoqux" if before else "ahkloqrux"
    return "4" if after and after in hard else "8"


# --- what the Latin spellings of a name have in common -----------------------------------------


def _compiled(*rules: tuple[tuple[str, str], ...]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(pattern), sound) for some in rules for pattern, sound in some]


# Capital letters stand for a sound, so that no later rule touches it.
_FIRST_RULES = (
    (r"^abd(?:[aeiou]?l)?[aeiou]?l{1,2}(?:ah?|h)$", "abdala"),
    (r"^abd(?:[aeiou]?l|[aeiou]([rsztdn])(?=\1))(?=.{3})", "abd"),
    (r"ph", "f"),
    (r"dsch|dzh|dsh|dj", "J"),
    (r"schtsch|shch|stsch|tsch|tch|cz", "X"),
    (r"sch|sh|zh|sz", "X"),
    (r"kh|gh", "H"),
    (r"chs", "ks"),
    (r"ch(?=[rl])", "k"),
)
# ch, j, w and a leading al mean different things to a German and to the rest of the world.
_GERMAN_RULES = ((r"ch", "H"), (r"j", "y"), (r"w", "F"), (r"g", "H"))
_FOREIGN_RULES = (
    (r"^[aeu]l(?=[^aeiouy].{2})", ""),
    (r"ch", "X"),
    (r"[jg](?=[aeiouy])", "J"),
    (r"j", "y"),
    (r"g", "H"),
    (r"(?<!^)w", "u"),
    (r"w", "F"),
    (r"dh", "s"),
)
_LAST_RULES = (
    (r"(?<=[aeiou])h$", ""),
    (r"[td]h|dt", "t"),
    (r"t[sz]|[zc](?=[eiy])|z", "s"),
    (r"[ckq]+", "k"),
    (r"x", "ks"),
    (r"[fv]", "F"),
    (r"h", "H"),
    (r"t$", "d"),
    (r"p$", "b"),
    (r"(.)\1+", r"\1"),
)
_VOWELS = _compiled(((r"^[aeiouy]+", "A"), (r"[aeiouy]+", "")))


_READINGS = (
    _compiled(_FIRST_RULES, _GERMAN_RULES, _LAST_RULES),
    _compiled(_FIRST_RULES, _FOREIGN_RULES, _LAST_RULES),
)


@lru_cache(maxsize=20_000)
def skeletons(word: str) -> frozenset[str]:
    """What the spellings of one name have in common: ``muhammad``, ``mohamed`` are both ``mHmd``.

    Vowels inside go, consonants that are written in many ways become one. One or two, because
    letters are read differently: „Aicha“ is Aischa to the French, „Chalid“ Khaled to a German.
    """
    return frozenset(_read(word, rules) for rules in _READINGS)


def _read(word: str, rules: list[tuple[re.Pattern[str], str]]) -> str:
    sounds = _applied(rules, word)
    bare = _applied(_VOWELS, sounds)
    # Of „Zoya“ and „Soja“ only an s would be left, of „Ia“ nothing.
    return bare if len(bare) > 1 else re.sub(r"(?<!^)y", "", sounds) or word


def _applied(rules: list[tuple[re.Pattern[str], str]], word: str) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word


def shortened(word: str) -> set[str]:
    """The word, and the word with any one letter left out: two words that share one of them are at
    most a letter (or two neighbours swapped) apart. Short words have too many neighbours."""
    word = word[:14]
    if len(word) < 4:
        return {word}
    return {word} | {word[:i] + word[i + 1 :] for i in range(len(word))}

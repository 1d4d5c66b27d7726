"""The languages of the public pages. Names stand in their own language, for the switcher.

A further language is one entry here with ``is_on=True`` and one catalogue in locale/ (see
docs/languages.md). Partner pages have German and English, desk and editors have German.
"""

from typing import NamedTuple


class Language(NamedTuple):
    """A language by its tag (BCP 47, as the registry writes it)."""

    code: str
    name: str
    english: str
    is_on: bool = False
    is_rtl: bool = False


KNOWN = [
    Language("de", "Deutsch", "German", is_on=True),
    Language("de-simple", "Leichte Sprache", "German in easy language", is_on=True),
    Language("en", "English", "English", is_on=True),
    Language("fr", "Français", "French", is_on=True),
    Language("ar", "العربية", "Arabic", is_on=True, is_rtl=True),
    Language("fa", "فارسی", "Persian", is_on=True, is_rtl=True),
    Language("kmr", "Kurmancî", "Northern Kurdish", is_on=True),
    Language("ti", "ትግርኛ", "Tigrinya", is_on=True),
    Language("uk", "Українська", "Ukrainian", is_on=True),
    Language("ru", "Русский", "Russian", is_on=True),
    Language("tr", "Türkçe", "Turkish", is_on=True),
    Language("prs", "دری", "Dari", is_rtl=True),
    Language("ps", "پښتو", "Pashto", is_rtl=True),
    Language("ckb", "کوردیی ناوەندی", "Central Kurdish", is_rtl=True),
    Language("sq", "Shqip", "Albanian"),
    Language("sr-latn", "Srpski", "Serbian"),
    Language("so", "Soomaali", "Somali"),
    Language("ur", "اردو", "Urdu", is_rtl=True),
    Language("ro", "Română", "Romanian"),
]
PUBLIC = [(language.code, language.name) for language in KNOWN if language.is_on]
PARTNER = ("de", "en")
RTL = [language.code for language in KNOWN if language.is_rtl]
# What people and browsers write for one of ours.
ALIASES = {
    "ku": "kmr", "ku-tr": "kmr", "fa-af": "prs", "sr": "sr-latn", "de-x-leicht": "de-simple",
    "de-leicht": "de-simple",
}  # fmt: skip


def info() -> dict[str, dict[str, object]]:
    """For Django's register of languages: it lacks some of ours."""
    return {
        language.code: {
            "code": language.code,
            "name": language.english,
            "name_local": language.name,
            "bidi": language.is_rtl,
        }
        for language in KNOWN
    }

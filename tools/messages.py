"""Translations without GNU gettext: templates and Python code -> locale/*/LC_MESSAGES/django.po.

    python tools/messages.py extract    bring the .po files in step with the sources
    python tools/messages.py compile    .po -> .mo, where newer
    python tools/messages.py check      what is missing or wrong; exit 1 if anything is

msgids are German, so German needs no catalogue. A language only gets the texts of the pages it
has: the desk is German, partner pages are in ``languages.PARTNER``, the rest in all languages.
"""

import calendar
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from config import languages
from hilfelotse.base.catalogs import compile_catalogs

SOURCES = ("config", "hilfelotse", "demo")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# Pages that do not exist in all languages.
SCOPES: dict[str, tuple[str, ...]] = {
    "hilfelotse/correspondence/templates/mail/page_ends.txt": (),  # to an editor
    "hilfelotse/correspondence/templates/mail/statement_review.txt": (),  # to the lead
    "hilfelotse/knowledge/search.py": tuple(code for code, _name in languages.PUBLIC),
    "hilfelotse/knowledge/": (),  # the editors' words; readers have the portal's
    "hilfelotse/web/desk/": (),
    "hilfelotse/web/switchboard/": (),
    "hilfelotse/web/editors/": (),
    "hilfelotse/web/partners/": languages.PARTNER,
}
# Texts that may read the same as in German, one msgid a line; "ar: Text" for one language only.
SAME_AS_GERMAN = "same_as_german.txt"
SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "ckb", "ps", "prs", "ur"), re.compile(r"[\u0600-\u06ff]")),
    **dict.fromkeys(("uk", "ru"), re.compile(r"[\u0400-\u04ff]")),
    **dict.fromkeys(("ti", "am"), re.compile(r"[\u1200-\u137f]")),
}
# Languages that Babel does not know, and whose plural rules they share.
PLURALS_OF = {"prs": "fa_AF", "de-simple": "de"}
# Babel swaps the last two Arabic forms (this is the order that translators and Django know), and
# has one form where CLDR tells one and many apart.
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);",
    "fa": "nplurals=2; plural=(n > 1);",
    "tr": "nplurals=2; plural=(n != 1);",
}
# Easy German has words of its own only where the usual ones are too hard.
MAY_LEAVE_OUT = ("de-simple",)
# Django brings no words for these languages, not even for the months.
WITHOUT_DJANGO = ("kmr", "ti", "prs", "ps", "so")
DATES = [
    *calendar.month_name[1:], *(name.lower() for name in calendar.month_abbr[1:]),
    *calendar.day_name, *calendar.day_abbr,
]  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[a-zA-Z]|%[sd]|\{\w*\}")

Key = tuple[str | tuple[str, ...], str | None]


# --- reading the sources ------------------------------------------------------------------------


def source_files(root: Path) -> list[Path]:
    """Python files and templates that may hold texts."""
    python = (path for top in SOURCES for path in (root / top).rglob("*.py"))
    templates = (path for top in SOURCES for path in (root / top).glob("**/templates/**/*.*"))
    found = [path for path in {*python, *templates} if "migrations" not in path.parts]
    return sorted(path for path in found if path.suffix in {".py", ".html", ".txt"})


def texts_of(path: Path) -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    """Each text in a file: message id (a pair if it has a plural), comments, context."""
    source = path.read_text()
    if path.suffix != ".py":
        # What is left of the markup is indented at random, which Python's tokenizer refuses.
        source = re.sub(r"(?m)^[ \t]+", "", templatize(source, origin=str(path)))
    for _line, found, comments, context in extract(
        "python", BytesIO(source.encode()), KEYWORDS, comment_tags=("Translators:",)
    ):
        yield found, comments, context


def blank(language: str) -> Catalog:
    """A catalogue without messages, with the language's plural forms."""
    catalog = Catalog(locale=Locale.parse(PLURALS_OF.get(language, language), sep="-"))
    if language in PLURAL_FORMS:
        catalog.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    return catalog


def extracted(root: Path, language: str) -> Catalog:
    """A catalogue of all texts that the pages of this language show, without translations."""
    catalog = blank(language)
    if language in WITHOUT_DJANGO:
        for text in DATES:
            catalog.add(text, locations=[("django/utils/dates.py", 0)])
    for path in source_files(root):
        name = path.relative_to(root).as_posix()
        if language not in scope(name, language):
            continue
        for text, comments, context in texts_of(path):
            # No line numbers: moving code must not change the .po files.
            catalog.add(text, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def scope(name: str, language: str) -> tuple[str, ...]:
    """The languages that texts of this file are shown in; everything public is in all."""
    return next(
        (has for folder, has in SCOPES.items() if name.startswith(folder)),
        (language,),
    )


# --- catalogues ---------------------------------------------------------------------------------


def po_path(root: Path, language: str) -> Path:
    """Where the catalogue of a language lies."""
    return root / "locale" / to_locale(language) / "LC_MESSAGES" / "django.po"


def translated_languages() -> list[str]:
    """The languages of the public pages, without German."""
    return [code for code, _name in languages.PUBLIC if code != "de"]


def existing(path: Path, like: Catalog) -> dict[Key, Message]:
    """The translations a .po file holds, by message."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {
            key(message): message for message in read_po(file, locale=like.locale) if message.id
        }


def key(message: Message) -> Key:
    """What makes two messages the same."""
    text = message.id if isinstance(message.id, str) else tuple(message.id)
    return text, message.context


def in_step(root: Path, language: str) -> str:
    """The text of the .po file as it should be: today's texts with the translations there are."""
    catalog = extracted(root, language)
    old = existing(po_path(root, language), catalog)
    for message in catalog:
        before = old.get(key(message))
        if message.id and before:
            message.string = before.string
            message.user_comments = before.user_comments
            message.flags |= before.flags & {"fuzzy"}
    if language in MAY_LEAVE_OUT:
        left_out = [message for message in catalog if message.id and not any(message.string or ())]
        for message in left_out:
            catalog.delete(message.id, message.context)
    return header(language, catalog) + body(catalog)


def header(language: str, catalog: Catalog) -> str:
    """A header without dates and names, so that it never changes by itself."""
    fields = {
        "Language": to_locale(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS.get(language, catalog.plural_forms),
    }
    lines = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    return f'msgid ""\nmsgstr ""\n{lines}\n'


def body(catalog: Catalog) -> str:
    """All messages, in the order of files and of the texts in them."""
    out = BytesIO()
    write_po(out, catalog, omit_header=True, include_lineno=False, width=100)
    return out.getvalue().decode().rstrip("\n") + "\n"


# --- the three commands -------------------------------------------------------------------------


def extract_all(root: Path) -> None:
    """Write each .po file that is not in step."""
    for language in translated_languages():
        path, text = po_path(root, language), in_step(root, language)
        if not path.exists() or path.read_text() != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            print(f"{path.relative_to(root)} written")


def check_all(root: Path) -> list[str]:
    """Everything that is missing or wrong in the .po files."""
    return [problem for language in translated_languages() for problem in problems(root, language)]


def problems(root: Path, language: str) -> list[str]:
    """What is missing or wrong in one language."""
    path = po_path(root, language)
    name = path.relative_to(root)
    if not path.exists() or path.read_text() != in_step(root, language):
        return [f"{name}: not in step with the sources; run `make messages`"]
    same = allowed_same(root, language)
    with path.open("rb") as file:
        catalog = read_po(file, locale=blank(language).locale)
    return [
        f"{name}: {what}: {str(message.id)[:90]!r}"
        for message in catalog
        if message.id
        for what in faults(message, language, catalog.num_plurals, same)
    ]


def allowed_same(root: Path, language: str) -> set[str]:
    """Texts that may read the same as in German."""
    path = root / "locale" / SAME_AS_GERMAN
    lines = path.read_text().splitlines() if path.exists() else []
    own = f"{language}: "
    return {line.removeprefix(own) for line in lines if line and not line.startswith("#")}


def faults(message: Message, language: str, plurals: int, same: set[str]) -> Iterator[str]:
    """What is wrong with one translation."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    if message.fuzzy:
        yield "fuzzy"
    if len(ids) > 1 and len(strings) != plurals:
        yield f"{len(strings)} plural forms instead of {plurals}"
    if not all(strings):
        yield "not translated"
        return
    if not placeholders_fit(ids, strings):
        yield "placeholders differ"
    if same.isdisjoint(ids):
        if not set(ids).isdisjoint(strings) and any(map(has_words, ids)):
            yield f"same as German (if meant so: locale/{SAME_AS_GERMAN})"
        elif not all(in_script(string, language) for string in strings if has_words(string)):
            yield "in another script than the language's"


def placeholders_fit(ids: list[str], strings: list[str]) -> bool:
    """One form: exactly the same placeholders. Plural forms: none that German lacks.

    "one person" may leave out the number, and Arabic has words for none, one and two.
    """
    known = {placeholder for text in ids for placeholder in PLACEHOLDER.findall(text)}
    if len(ids) == 1:
        return sorted(PLACEHOLDER.findall(ids[0])) == sorted(PLACEHOLDER.findall(strings[0]))
    return all(set(PLACEHOLDER.findall(string)) <= known for string in strings)


def has_words(text: str) -> bool:
    """True if there is anything to translate beside placeholders, markup, digits and signs."""
    return bool(re.search(r"[^\W\d_]{2}", re.sub(r"<[^>]*>|&\w+;", "", PLACEHOLDER.sub("", text))))


def in_script(text: str, language: str) -> bool:
    """True if the text has letters of the language's script (Latin languages: always)."""
    letters = SCRIPTS.get(language)
    return letters is None or bool(letters.search(text))


def main(arguments: list[str]) -> int:
    match arguments:
        case ["extract"]:
            extract_all(ROOT)
        case ["compile"]:
            compile_catalogs(ROOT / "locale")
        case ["check"]:
            found = check_all(ROOT)
            print(*found, sep="\n")
            return bool(found)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

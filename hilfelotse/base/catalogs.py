"""Compiles the committed ``.po`` files to the ``.mo`` files that Django reads; no GNU gettext."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_catalogs(folder: Path) -> list[Path]:
    """Write each ``.mo`` that is missing or older than its ``.po``; returns those written."""
    return [_compile(po) for po in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_newer(po)]


def _is_newer(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


def _compile(po: Path) -> Path:
    with po.open("rb") as file:
        catalog = read_po(file)  # the header has the plural forms; Babel lacks some languages
    mo = po.with_suffix(".mo")
    # Written beside and moved into place: a second process never reads half a file.
    part = mo.with_suffix(".mo.part")
    with part.open("wb") as file:
        write_mo(file, catalog)
    part.replace(mo)
    return mo

"""Pages to take along, as PDF, in the reader's language.

The Markdown is taken apart into data as on the web pages: no text of anybody becomes typst code.
"""

import json
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from markdown_it.tree import SyntaxTreeNode

from hilfelotse.knowledge.freshness import SOURCE, Shown
from hilfelotse.knowledge.markdown import SCHEMES, Placed, parsed
from hilfelotse.knowledge.models import Page, Picture
from hilfelotse.knowledge.pictures import of_texts
from hilfelotse.web.components import dates, pdf
from hilfelotse.web.portal.pages import facts, when

MOST_PAGES = 40
KEPT_AT_MOST = 24
_OWN_PAGE = re.compile(rf"^/(?:{'|'.join(code for code, _name in settings.LANGUAGES)})/")
_TEMPLATE = Path(__file__).parent / "pages.typ"
_kept: OrderedDict[str, bytes] = OrderedDict()
_lock = Lock()


class Booklet:
    """Some pages as one file. ``is_ready``: it was made before and costs nothing."""

    def __init__(self, rows: list[Shown]) -> None:
        self._data = _data(rows)
        self._key = json.dumps(self._data)

    @property
    def is_ready(self) -> bool:
        return self._key in _kept

    def content(self) -> bytes:
        """The PDF; the last ones are kept, by all that stands in them."""
        with _lock:
            found = _kept.get(self._key)
        if found is None:
            found = pdf.compiled(_TEMPLATE, self._data, _files(self._data))
        with _lock:
            _kept[self._key] = found
            _kept.move_to_end(self._key)
            while len(_kept) > KEPT_AT_MOST:
                _kept.popitem(last=False)
        return found


def _data(rows: list[Shown]) -> dict[str, Any]:
    language = get_language() or SOURCE
    pictures = of_texts((row.page, row.text) for row in rows)
    title = rows[0].title if len(rows) == 1 else _("Informationen zum Mitnehmen")
    return {
        **_spoken(language),
        "title": pdf.printable(title),
        "office": pdf.printable(_(settings.OFFICE["name"])),
        "date": pdf.printable(pdf.today(language)),
        "contents": _("Inhalt"),
        "found": _("Diese Seite im Internet:"),
        "pages": [_page(row, pictures.get(row.page.pk, [])) for row in rows],
    }


def _spoken(language: str) -> dict[str, Any]:
    """For typst, which knows languages by two or three letters."""
    return {"lang": language.split("-")[0], "rtl": bool(get_language_info(language)["bidi"])}


def _page(row: Shown, pictures: list[Picture]) -> dict[str, Any]:
    url = f"{settings.SITE_URL}{reverse('portal:page', args=[row.page.slug])}"
    return {
        **_spoken(row.language),
        "title": pdf.printable(row.title),
        "notices": [
            {"title": pdf.printable(title), "text": pdf.printable(text)}
            for title, text in _notices(row)
        ],
        "lead": pdf.printable(_lead(row.page)),
        "blocks": _blocks(row.text, {one.pk: one for one in pictures}),
        "facts": [_fact(fact) for fact in facts(row.page)],
        "url": url,
        "address": _breakable(url),
    }


def _lead(page: Page) -> str:
    return " · ".join(filter(None, [when(page), page.place])) if page.starts_at else ""


def _fact(fact: dict[str, Any]) -> dict[str, Any]:
    language = fact.get("language") or get_language() or SOURCE
    return {
        **_spoken(language),
        "label": pdf.printable(str(fact["label"])),
        "value": pdf.printable(str(fact["value"])),
    }


def _notices(row: Shown) -> list[tuple[str, str]]:
    """What stands above the text on the page, too: see portal/page_notices.html."""
    page, found = row.page, []
    if page.is_doubtful:
        text = _(
            "Vielleicht stimmt hier etwas nicht mehr. Bitte fragen Sie nach, bevor Sie sich danach "
            "richten."
        )
        if not page.outdated_at:
            text = _("Sie galt bis %(day)s. Bitte fragen Sie nach, bevor Sie sich danach richten.")
            text %= {"day": dates.day(page.valid_until)}
        found.append((_("Diese Seite wird gerade geprüft"), text))
    if row.is_fallback:
        name = get_language_info(row.language)["name_local"]
        text = f"{_('Sie lesen sie in dieser Sprache:')} {name}"
        found.append((_("Diese Seite gibt es noch nicht in Ihrer Sprache"), text))
    if row.is_outdated and row.translation:
        text = _(
            "Diese Übersetzung ist vom %(day)s. Der deutsche Text wurde am %(changed)s geändert."
        ) % {"day": dates.day(row.translation.translated_at), "changed": dates.day(page.changed_at)}
        found.append((_("Diese Übersetzung ist älter als der deutsche Text"), text))
    elif row.is_machine:
        text = _("Noch hat kein Mensch die Übersetzung geprüft. Sie kann Fehler haben.")
        found.append((_("Eine Maschine hat diesen Text übersetzt"), text))
    return found


def _files(data: dict[str, Any]) -> dict[str, bytes]:
    """The pictures that the pages show."""
    nodes = (node for page in data["pages"] for node in page["blocks"])
    numbers = {node["file"].removesuffix(".jpg") for node in nodes if node["t"] == "picture"}
    if not numbers:
        return {}
    rows = Picture.objects.filter(pk__in=numbers).values_list("pk", "content")
    return {f"{number}.jpg": bytes(content) for number, content in rows}


def _blocks(text: str, pictures: dict[int, Picture]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in parsed(text):
        if not isinstance(part, Placed):
            found += _each(_block, part.children)
        elif part.number in pictures:
            found.append(_picture(part, pictures[part.number]))
    return found


def _picture(place: Placed, picture: Picture) -> dict[str, Any]:
    credit = " · ".join((picture.credit, picture.get_licence_display()))
    return {
        "t": "picture",
        "file": f"{picture.pk}.jpg",
        "alt": pdf.printable(place.words),
        "credit": pdf.printable(credit),
    }


_Read = Callable[[SyntaxTreeNode], dict[str, Any] | None]


def _each(read: _Read, nodes: list[SyntaxTreeNode]) -> list[dict[str, Any]]:
    return [found for node in nodes if (found := read(node)) is not None]


def _block(node: SyntaxTreeNode) -> dict[str, Any] | None:
    match node.type:
        case "paragraph":
            return {"t": "p", "c": _words(node)}
        case "heading":
            return {"t": "h", "level": int(node.tag[1]), "c": _words(node)}
        case "bullet_list":
            return {"t": "ul", "c": _points(node)}
        case "ordered_list":
            start = int(node.attrs.get("start", 1))
            return {"t": "ol", "start": min(start, 999_999), "c": _points(node)}
        case "blockquote":
            return {"t": "quote", "c": _each(_block, node.children)}
        case "hr":
            return {"t": "hr"}
    return None


def _points(node: SyntaxTreeNode) -> list[list[dict[str, Any]]]:
    return [_each(_block, point.children) for point in node.children]


def _words(node: SyntaxTreeNode) -> list[dict[str, Any]]:
    """Of a paragraph or heading: its one child is the line."""
    return [found for line in node.children for found in _each(_inline, line.children)]


def _inline(node: SyntaxTreeNode) -> dict[str, Any] | None:
    match node.type:
        case "text" | "text_special":
            return {"t": "text", "s": pdf.printable(node.content)}
        case "softbreak":
            return {"t": "text", "s": " "}
        case "hardbreak":
            return {"t": "br"}
        case "strong" | "em":
            return {"t": node.type, "c": _each(_inline, node.children)}
        case "link":
            return _link(str(node.attrs.get("href", "")), _each(_inline, node.children))
    return None


def _link(address: str, words: list[dict[str, Any]]) -> dict[str, Any]:
    """With its address in print; one that leads nowhere on paper is only words."""
    if address.startswith("/") and not address.startswith("//"):
        own = _OWN_PAGE.sub(f"/{get_language()}/", address)
        address = f"{settings.SITE_URL}{own}"
    scheme, _colon, rest = address.partition(":")
    if scheme not in SCHEMES:
        return {"t": "span", "c": words}
    said = address if scheme.startswith("http") else unquote(rest)
    shown = "".join(_plain(words))
    is_said = _bare(said) in _bare(shown)
    return {
        "t": "a",
        "url": address,
        "c": words,
        "said": "" if is_said else _breakable(said),
        "ltr": is_said,
    }


def _plain(words: list[dict[str, Any]]) -> Iterator[str]:
    for word in words:
        yield word.get("s", "")
        yield from _plain(word.get("c", []))


def _bare(address: str) -> str:
    """„0511 168-0“ says tel:+495111680, „www.hannover.de“ says https://www.hannover.de/."""
    found = re.sub(r"^https?://|[\s()/\u200b-]", "", address.lower())
    return re.sub(r"^(?:\+49|0)(?=\d)", "", found)


def _breakable(address: str) -> str:
    """It may be broken after a stroke."""
    return re.sub(r"(?<![:/])/(?=[^/])", "/\u200b", pdf.printable(address))

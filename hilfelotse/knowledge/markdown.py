"""The small Markdown that editors write, as HTML and as plain words.

Paragraphs, headings of two levels, bold, italic, links, lists, and pictures of the page, which
stand alone: ``![Ein Kind malt](bild:7)``. No HTML, no tables: what a telephone can read aloud and
eleven languages can say. The page has the first heading.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "backticks"])
_TAGS = {"p", "h2", "h3", "strong", "em", "a", "ul", "ol", "li", "br", "hr", "blockquote"}
SCHEMES = {"https", "http", "mailto", "tel"}
_LEVEL = re.compile(r"(?m)^(#{1,6})(?=\s)")
_TAG_OF_HEADING = re.compile(r"(</?h)([23])>")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
# „0511 168-0“, not inside a tag: right to left its groups would change places.
_GROUPS = re.compile(r"(?<![\w+/-])(\+?\d[\d/-]*(?: \d[\d/-]*)+)(?!\w)(?![^<>]*>)")
_MARKS = re.compile(
    r"(?m)^\s{0,3}(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s?)|(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)|\\(?=\W)"
)  # „Helfer*innen“ keeps its star
# A block of its own, at the margin: what looks like a picture and is none is not saved (plain.py).
PICTURE = re.compile(
    r"(?:\A|(?<=\n\n))!\[((?:\\.|[^\\\[\]\n])*)\]\(bild:([1-9][0-9]{0,8})\)(?=\n\n|\n?\Z)"
)


class Placed(NamedTuple):
    """A picture where a text shows it; ``words`` say what it shows, in the text's language."""

    number: int
    words: str


class Image(NamedTuple):
    """A picture of the page as readers get it: where it lies, and who made it."""

    number: int
    address: str
    width: int
    height: int
    caption: SafeString


def placed(text: str) -> list[Placed]:
    """The pictures that a text shows, in their order."""
    return [Placed(int(number), _said(words)) for words, number in PICTURE.findall(text)]


def _said(words: str) -> str:
    """The words of a picture without signs of Markdown."""
    pieces = (token.content for top in _PARSER.parseInline(words) for token in top.children or ())
    return " ".join("".join(pieces).split())


@lru_cache(maxsize=2_000)
def to_html(text: str, top: int = 2, images: tuple[Image, ...] = ()) -> SafeString:
    """HTML without anything that could run; its headings begin at level ``top`` (up to 5).

    ``images``: the pictures of the page; where a text names another one, nothing is shown.
    """
    known = {image.number: image for image in images}
    parts = PICTURE.split(text)
    html = _blocks(parts[0], top)
    for words, number, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        image = known.get(int(number))
        html += (_figure(image, _said(words)) if image else "") + _blocks(after, top)
    return mark_safe(html)  # noqa: S308 – both parts are safe


def parsed(text: str) -> list[SyntaxTreeNode | Placed]:
    """The blocks of a text and its pictures, for what is not HTML; headings as in ``to_html``.

    Addresses of links are as somebody wrote them: of ``SCHEMES`` only, or of our own pages.
    """
    parts = PICTURE.split(text)
    found: list[SyntaxTreeNode | Placed] = [_tree(parts[0])]
    for words, number, after in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        found += [Placed(int(number), _said(words)), _tree(after)]
    return found


def _tree(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_PARSER.parse(_own_levels(text)))


def _own_levels(text: str) -> str:
    """Two levels of headings, below the title of the page."""
    return _LEVEL.sub(lambda found: "##" if len(found[1]) < 3 else "###", text)


def _figure(image: Image, words: str) -> SafeString:
    return format_html(
        '<figure><img src="{}" alt="{}" width="{}" height="{}" loading="lazy">{}</figure>\n',
        image.address, words, image.width, image.height, image.caption,
    )  # fmt: skip


def _blocks(text: str, top: int) -> SafeString:
    html = _PARSER.render(_own_levels(text))
    clean = nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes=SCHEMES,
        link_rel=None,
    )  # fmt: skip
    clean = _TAG_OF_HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + top - 2}>", clean)
    whole = _GROUPS.sub(r'<bdi class="nowrap">\1</bdi>', clean)
    return mark_safe(whole)  # noqa: S308 – cleaned, and numbers set apart


def to_words(text: str) -> str:
    """Without marks and addresses: for searching, counting and mails. Of pictures their words."""
    return _MARKS.sub("", _LINK.sub(r"\1", PICTURE.sub(r"\1", text)))


def first_paragraph(text: str, at_most: int = 200) -> str:
    """What a list shows below the title; whole words."""
    parts = PICTURE.sub("", text).split("\n\n")
    paragraphs = [part for part in parts if part.strip() and not part.startswith("#")]
    words = " ".join(to_words(paragraphs[0]).split()) if paragraphs else ""
    if len(words) <= at_most:
        return words
    return words[:at_most].rsplit(" ", 1)[0] + " …"

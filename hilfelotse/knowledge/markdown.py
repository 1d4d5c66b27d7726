"""The small Markdown that editors write, as HTML and as plain words.

Paragraphs, headings of two levels, bold, italic, links and lists; no HTML, no pictures, no tables:
what a telephone can read aloud and eleven languages can say. The page has the first heading.
"""

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["image", "code", "fence", "backticks"])
_TAGS = {"p", "h2", "h3", "strong", "em", "a", "ul", "ol", "li", "br", "hr", "blockquote"}
_SCHEMES = {"https", "http", "mailto", "tel"}
_LEVEL = re.compile(r"(?m)^(#{1,6})(?=\s)")
_TAG_OF_HEADING = re.compile(r"(</?h)([23])>")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(
    r"(?m)^\s{0,3}(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s?)|(?<!\w)[*_]{1,3}|[*_]{1,3}(?!\w)|\\(?=\W)"
)  # „Helfer*innen“ keeps its star


@lru_cache(maxsize=2_000)
def to_html(text: str, top: int = 2) -> SafeString:
    """HTML without anything that could run; its headings begin at level ``top`` (up to 5)."""
    own_levels = _LEVEL.sub(lambda found: "##" if len(found[1]) < 3 else "###", text)
    html = _PARSER.render(own_levels)
    clean = nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}, "ol": {"start"}}, url_schemes=_SCHEMES,
        link_rel=None,
    )  # fmt: skip
    clean = _TAG_OF_HEADING.sub(lambda tag: f"{tag[1]}{int(tag[2]) + top - 2}>", clean)
    return mark_safe(clean)  # noqa: S308 – cleaned in the line above


def to_words(text: str) -> str:
    """Without marks and addresses of links: for searching, counting and mails."""
    return _MARKS.sub("", _LINK.sub(r"\1", text))


def first_paragraph(text: str, at_most: int = 200) -> str:
    """What a list shows below the title; whole words."""
    paragraphs = [part for part in text.split("\n\n") if part.strip() and not part.startswith("#")]
    words = " ".join(to_words(paragraphs[0]).split()) if paragraphs else ""
    if len(words) <= at_most:
        return words
    return words[:at_most].rsplit(" ", 1)[0] + " …"

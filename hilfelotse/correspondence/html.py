"""Foreign HTML: made harmless for showing, or read as plain text.

Two steps. First a reader of our own walks over the tags once, however broken they are, and writes
down only the few it knows, closed again and never nested deeply: no mail can make what follows
slow. Then nh3 has the last word on what is safe.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

import nh3

LONGEST = 300_000  # characters of HTML that are read; the raw mail keeps the rest
DEEPEST = 40
TAGS_AT_MOST = 20_000
_LONGEST_TAG = 3_000
_LONGEST_ADDRESS = 2_000

_KEPT = {
    "p": "p", "div": "p", "h1": "p", "h2": "p", "h3": "p", "h4": "p", "h5": "p", "h6": "p",
    "tr": "p", "center": "p", "section": "p", "article": "p", "dt": "p", "dd": "p", "address": "p",
    "ul": "ul", "ol": "ol", "li": "li", "blockquote": "blockquote", "pre": "pre",
    "b": "b", "strong": "b", "i": "i", "em": "i", "u": "u", "a": "a",
}  # fmt: skip
_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "pre"}
_VOID = {"br", "hr"}
_CELLS = {"td", "th"}
# Their content is no text for people.
_DROPPED = {
    "script", "style", "title", "template", "svg", "math", "object", "iframe", "noscript",
    "textarea", "select", "xml", "noembed", "noframes",
}  # fmt: skip
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9]*")
# Begins at the beginning of a word and gives nothing back: a word of 3,000 letters is read once.
_ATTRIBUTE = re.compile(
    r"""(?<![a-zA-Z])([a-zA-Z]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
)
_WHITE = re.compile(r"\s+")
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def harmless(html: str) -> str:
    """HTML that shows text, lists, quotes and links, and does nothing: no pictures, no styles."""
    return nh3.clean(
        "".join(_rewritten(html[:LONGEST])),
        tags=set(_KEPT.values()) | _VOID,
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}, "p": {"dir"}, "blockquote": {"dir"}, "li": {"dir"}},
        url_schemes={"http", "https", "mailto", "tel"},
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
    )


def as_text(html: str) -> str:
    """What somebody reads who sees no HTML; a link stands behind its words."""
    return unescape("".join(_spoken(html[:LONGEST])))


# --- reading --------------------------------------------------------------------------------------

_Token = tuple[str, str, dict[str, str]]  # kind ("text", "open", "close"), name or text, attributes


def _tokens(html: str) -> Iterator[_Token]:
    """Text and tags from left to right. Each letter is looked at once: find, and jump there."""
    place, tags, lower = 0, 0, _lower(html)
    last = html.rfind(">")
    while place < len(html):
        begin = html.find("<", place)
        if begin < 0 or begin > last or tags >= TAGS_AT_MOST:
            yield "text", html[place:].replace("<", "&lt;"), {}
            return
        if begin > place:
            yield "text", html[place:begin], {}
        tags += 1
        place, token = _tag(html, lower, begin)
        if token:
            yield token


def _tag(html: str, lower: str, begin: int) -> tuple[int, _Token | None]:
    """Where it goes on behind the ``<`` at ``begin``, and what was found there."""
    if html.startswith("<!--", begin):
        return _behind(html, "-->", begin + 4), None
    if html.startswith(("<!", "<?"), begin):
        return _behind(html, ">", begin), None
    name = _NAME.match(html, begin + 1)
    if not name:
        return begin + 1, ("text", "&lt;", {})
    end = html.find(">", begin)  # there is one: see _tokens
    word = name[0].lower()
    if word in _DROPPED:
        close = lower.find(f"</{word}", end)
        return (len(html) if close < 0 else _behind(html, ">", close)), None
    if word.startswith("/"):
        return end + 1, ("close", word[1:], {})
    inside = html[name.end() : min(end, begin + _LONGEST_TAG)]
    return end + 1, ("open", word, _attributes(inside) if "=" in inside else {})


def _lower(html: str) -> str:
    """In lower case and of the same length: ``İ`` would become two letters."""
    lower = html.lower()
    return lower if len(lower) == len(html) else html.translate(_ASCII_LOWER)


_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _behind(html: str, mark: str, start: int) -> int:
    found = html.find(mark, start)
    return len(html) if found < 0 else found + len(mark)


def _attributes(inside: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(inside):
        found.setdefault(name.lower(), unescape(double or single or bare).strip())
    return found


# --- writing --------------------------------------------------------------------------------------


def _rewritten(html: str) -> Iterator[str]:
    """Well-formed HTML of the few kept tags."""
    stack: list[str] = []
    for kind, word, attributes in _tokens(html):
        if kind == "text":
            yield word.replace(">", "&gt;")
        elif word == "img" and kind == "open":
            yield f" {escape(_picture(attributes))} "
        elif word in _VOID:
            yield f"<{word}>"
        elif word in _CELLS:
            yield " "
        elif tag := _KEPT.get(word):
            yield from _opened(stack, tag, attributes) if kind == "open" else _closed(stack, tag)
    yield "".join(f"</{tag}>" for tag in reversed(stack))


def _opened(stack: list[str], tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag in _BLOCKS:
        # A paragraph ends where the next block begins, and words are never bold for ever.
        while stack and stack[-1] in {"p", "b", "i", "u", "a"}:
            yield f"</{stack.pop()}>"
    elif tag in stack:
        return
    if len(stack) >= DEEPEST:
        return
    stack.append(tag)
    yield f"<{tag}{_kept(tag, attributes)}>"


def _closed(stack: list[str], tag: str) -> Iterator[str]:
    if tag not in stack:
        return
    while True:
        top = stack.pop()
        yield f"</{top}>"
        if top == tag:
            return


def _kept(tag: str, attributes: dict[str, str]) -> str:
    if tag == "a":
        address = _address(attributes)
        return f' href="{escape(address)}"' if address else ""
    direction = attributes.get("dir", "").lower()
    return f' dir="{direction}"' if direction in {"rtl", "ltr", "auto"} else ""


def _address(attributes: dict[str, str]) -> str:
    address = _WHITE.sub("", attributes.get("href", ""))[:_LONGEST_ADDRESS]
    return address if address.lower().startswith(_SCHEMES) else ""


def _picture(attributes: dict[str, str]) -> str:
    words = attributes.get("alt", "")[:200]
    return f"[{words}]" if words else ""


def _spoken(html: str) -> Iterator[str]:
    link = ""
    for kind, word, attributes in _tokens(html):
        if kind == "text":
            yield _WHITE.sub(" ", word)
        elif word == "img" and kind == "open":
            yield f" {escape(_picture(attributes))} "
        elif word == "br" or word in _CELLS:
            yield "\n" if word == "br" else " "
        elif word == "a":
            if kind == "close" and link:
                yield f" <{escape(link)}>"
            link = _address(attributes) if kind == "open" else ""
        elif word == "li" and kind == "open":
            yield "\n- "
        elif _KEPT.get(word) in _BLOCKS or word == "hr":
            yield "\n"

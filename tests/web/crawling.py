"""Reading the whole portal as a visitor would: every link followed, every page taken apart.

``Portal`` is what a crawl brought home; each function below it names one class of finding and
returns the findings as lines.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from urllib.parse import parse_qs, unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

HOST = "testserver"
OWN_HOSTS = {"", HOST, urlsplit(settings.SITE_URL).netloc}
CODES = [code for code, _name in settings.LANGUAGES]
_LANGUAGE = re.compile(rf"^/({'|'.join(sorted(CODES, key=len, reverse=True))})(/.*)$")


@dataclass
class Visit:
    """One answer of the portal."""

    url: str
    status: int
    kind: str
    text: str
    cookies: tuple[str, ...] = ()
    route: str = ""
    leads_to: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.kind.startswith("text/html")

    @property
    def language(self) -> str:
        match = _LANGUAGE.match(self.url)
        return match[1] if match else "de"

    @property
    def asked(self) -> set[str]:
        """What the reader typed, which stands on the page again."""
        return {word for words in parse_qs(urlsplit(self.url).query).values() for word in words}

    @cached_property
    def root(self) -> Element:
        """The document as browsers build it; what they had to repair stands in ``errors``."""
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(self.text)
        self.errors = [f"line {line}: {name}" for (line, _column), name, _data in parser.errors]
        return root

    @cached_property
    def ids(self) -> Counter[str]:
        return Counter(element.get("id") for element in elements(self.root) if element.get("id"))


@dataclass
class Portal:
    """All visits by their address, without what stands behind ``#``."""

    visits: dict[str, Visit] = field(default_factory=dict)

    @property
    def pages(self) -> list[Visit]:
        return [visit for visit in self.visits.values() if visit.is_page]

    def findings(self, look: Callable[[Visit, "Portal"], Iterable[str]]) -> list[str]:
        return [f"{page.url}: {line}" for page in self.pages for line in look(page, self)]


def elements(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def local(element: Element) -> str:
    """The name of the tag; of drawings, without their namespace."""
    return element.tag.rpartition("}")[2]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


# --- going around ------------------------------------------------------------------------------


def visit(client: Client, url: str) -> Visit:
    """Each address for itself: a cookie of one page must not hide that of the next."""
    client.cookies.clear()
    answer = client.get(url)
    match = getattr(answer, "resolver_match", None)
    is_text = not answer.streaming and answer.get("Content-Type", "").startswith(
        ("text/", "application/json", "application/xml", "application/atom", "application/manifest")
    )
    return Visit(
        url=url,
        status=answer.status_code,
        kind=answer.get("Content-Type", ""),
        text=answer.content.decode() if is_text else "",
        cookies=tuple(answer.cookies),
        route=match.view_name if match else "",
        leads_to=answer.get("Location", ""),
    )


def crawl(starts: Iterable[str], follows: Callable[[str], bool]) -> Portal:
    """Everything that links, embedded files and lists of pages lead to from ``starts``."""
    client, portal = Client(raise_request_exception=False), Portal()
    waiting = list(starts)
    while waiting:
        url = waiting.pop()
        if url in portal.visits or not follows(url):
            continue
        portal.visits[url] = found = visit(client, url)
        if found.leads_to:
            waiting += [target for target in [own_address(url, found.leads_to)] if target]
        elif found.is_page:
            waiting += {own_address(url, link) for link in links(found.root)} - {None}
        elif "xml" in found.kind:
            waiting += {own_address(url, link) for link in re.findall(r"<loc>([^<]+)", found.text)}
    return portal


def links(root: Element) -> Iterator[str]:
    """Every address that a reader or a browser can go to from here by GET."""
    for element in elements(root):
        is_post = element.tag == "form" and element.get("method", "").lower() == "post"
        for name in ("href", "src", "action", "poster", "data"):
            if element.get(name) is not None and not is_post:
                yield element.get(name, "")
        for part in element.get("srcset", "").split(","):
            if part.strip():
                yield part.split()[0]


def own_address(base: str, link: str) -> str | None:
    """Where a link of ours leads, without its anchor; None for others', telephones, mails."""
    parts = urlsplit(urljoin(f"http://{HOST}{base}", link.strip()))
    if parts.scheme not in ("http", "https") or parts.netloc not in OWN_HOSTS:
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


# --- nothing from elsewhere, no cookie -----------------------------------------------------------

_LOADED = {
    "script": ["src"], "img": ["src", "srcset"], "iframe": ["src"], "source": ["src", "srcset"],
    "video": ["src", "poster"], "audio": ["src"], "track": ["src"], "embed": ["src"],
    "object": ["data"], "input": ["src"], "form": ["action"], "button": ["formaction"],
    "use": ["href"], "image": ["href"], "link": ["href"],
}  # fmt: skip
_ONLY_NAMED = {"alternate", "canonical"}
_IN_CSS = re.compile(r"""(?:url\(\s*|@import\s+)['"]?([^'")\s;]+)""")
_IN_SCRIPT = re.compile(r"""\b(?:from|import)\s*\(?\s*["']([^"']+)["']""")
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z+.-]*:)?//", re.IGNORECASE)


def from_elsewhere(page: Visit, portal: Portal) -> Iterator[str]:
    """What a browser would fetch from, or send to, another host."""
    for element in elements(page.root):
        if element.tag == "link" and element.get("rel") in _ONLY_NAMED:
            continue
        found = [element.get(name, "") for name in _LOADED.get(local(element), [])]
        found += _IN_CSS.findall(element.get("style", ""))
        if element.tag == "style":
            found += _IN_CSS.findall(element.text or "")
        for address in found:
            if _ELSEWHERE.match(address) and urlsplit(address).netloc not in OWN_HOSTS:
                yield f"<{local(element)}> loads {address}"


def static_files(portal: Portal) -> set[str]:
    """All files of ours that pages load, and that these load in turn."""
    waiting = {
        address
        for page in portal.pages
        for link in links(page.root)
        if (address := own_address(page.url, link)) and address.startswith(settings.STATIC_URL)
    }
    known: set[str] = set()
    while waiting:
        name = waiting.pop()
        known.add(name)
        waiting |= {target for target in _needed_by(name) if _is_ours(target)} - known
    return known


def _needed_by(name: str) -> list[str]:
    """What a style sheet or a script asks for."""
    pattern = {"css": _IN_CSS, "js": _IN_SCRIPT}.get(name.rpartition(".")[2])
    path = finders.find(name.removeprefix(settings.STATIC_URL))
    if pattern is None or path is None:
        return []
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.DOTALL)
    found = [unquote(link) for link in pattern.findall(text)]
    relative = [link for link in found if not link.startswith(("data:", "#"))]
    return [urljoin(name, link).split("#")[0].split("?")[0] for link in relative]


def _is_ours(address: str) -> bool:
    return address.startswith(settings.STATIC_URL)


def wrong_files(names: Iterable[str]) -> list[str]:
    """Files that are not there, and files that ask others for something."""
    wrong = []
    for name in sorted(names):
        if finders.find(name.removeprefix(settings.STATIC_URL)) is None:
            wrong.append(f"{name} is not there")
        wrong += [f"{name} asks for {other}" for other in _needed_by(name) if not _is_ours(other)]
    return wrong


def cookies(page: Visit, allowed: set[str]) -> Iterator[str]:
    """A cookie on a page that needs none."""
    if page.cookies and page.route not in allowed:
        yield f"sets {', '.join(page.cookies)}"


# --- links ---------------------------------------------------------------------------------------


def broken_links(page: Visit, portal: Portal) -> Iterator[str]:
    """Addresses of ours that answer with an error, and anchors that nobody set.

    What the crawl left out on purpose was not visited and is not judged.
    """
    for link in sorted(set(links(page.root))):
        if not (target := own_address(page.url, link)):
            continue
        found = _landed(target, portal)
        if found is None:
            continue
        anchor = unquote(link.partition("#")[2])
        if found.status != 200:
            yield f"{link} answers {found.status}"
        elif (
            anchor
            and found.is_page
            and not (anchor == "top" or anchor in found.ids or _asks_first(page, link))
        ):
            yield f"{link}: no element has this id"


def _landed(target: str, portal: Portal) -> Visit | None:
    for _hop in range(5):
        found = portal.visits.get(target)
        if found is None or not found.leads_to:
            return found
        target = own_address(found.url, found.leads_to) or ""
    return Visit(target, 310, "", "")  # a ring of redirections


def _asks_first(page: Visit, link: str) -> bool:
    """A form leads to its answer, which is not there before somebody asked."""
    return any(form.get("action") == link for form in page.root.iter("form"))


# --- the same page in other languages ----------------------------------------------------------

_TAG = re.compile(r"^(?:[a-z]{2,3}(?:-[a-z]{4,8})?|x-default)$")


def alternates(page: Visit) -> dict[str, str]:
    return {
        link.get("hreflang", ""): link.get("href", "")
        for link in page.root.iter("link")
        if link.get("rel") == "alternate" and link.get("hreflang") is not None
    }


def wrong_alternates(page: Visit, portal: Portal) -> Iterator[str]:
    """Not itself among them, not answered by the others, or a tag that is none."""
    found = alternates(page)
    for tag in found:
        if not _TAG.match(tag):
            yield f"hreflang {tag!r} is no tag"
    own = f"{settings.SITE_URL}{page.url}"
    if found and found.get(page.language) != own:
        yield f"does not name itself: {found.get(page.language)}"
    if found and "x-default" not in found:
        yield "has no x-default"
    for tag, address in found.items():
        other = portal.visits.get(own_address("/", address) or "")
        if tag == "x-default" or other is None:
            continue
        if not other.is_page:
            yield f"{address} answers {other.status}"
        elif alternates(other) != found:
            yield f"{address} does not name it in turn"
        elif other.language != tag:
            yield f"{address} is not in {tag}"
    for anchor in page.root.iter("a"):
        said, leads = anchor.get("hreflang"), own_address(page.url, anchor.get("href", ""))
        match = _LANGUAGE.match(leads or "")
        if said and match and match[1] != said:
            yield f"a link to {leads} says hreflang {said}"


# --- valid HTML ----------------------------------------------------------------------------------

_REFERENCES = (
    "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
    "aria-activedescendant", "aria-errormessage", "aria-flowto", "for", "list", "form", "headers",
    "popovertarget",
)  # fmt: skip
_INTERACTIVE = {"a", "button", "input", "select", "textarea", "summary", "label", "iframe"}
_HOLDS_NONE = {"a", "button", "summary", "label"}
_LABELLED = {"input", "select", "textarea", "button", "output", "meter", "progress"}
_BLOCK = {
    "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
_PHRASES = {
    "p", "span", "button", "label", "bdi", "bdo", "strong", "em", "b", "i", "small", "abbr", "time",
    "code", "mark", "sub", "sup", "q", "cite", "kbd", "h1", "h2", "h3", "h4", "h5", "h6", "pre",
    "summary", "legend",
}  # fmt: skip
_HEADED = {"summary", "legend"}  # these may hold a heading
_CHILDREN = {
    "ul": {"li", "script", "template"}, "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "select": {"option", "optgroup", "hr"}, "tr": {"td", "th"},
}  # fmt: skip


def invalid_html(page: Visit, portal: Portal) -> Iterator[str]:
    """What a browser had to repair, and what it cannot."""
    root = page.root
    yield from page.errors
    yield from (f"id {name!r} {count} times" for name, count in page.ids.items() if count > 1)
    by_id = {element.get("id"): element for element in elements(root)}
    yield from _wrong_below(root, ())
    for element in elements(root):
        for name in _REFERENCES:
            if name == "for" and element.tag not in ("label", "output"):
                continue
            for target in element.get(name, "").split():
                if target not in by_id:
                    yield f"<{element.tag} {name}={target!r}>: no such id"
                elif element.tag == "label" and by_id[target].tag not in _LABELLED:
                    yield f"<label for={target!r}> labels a <{by_id[target].tag}>"
        for name in ("id", "href", "src", "action"):
            if element.get(name) is not None and element.get(name, "").strip() == "":
                yield f"<{element.tag}> with an empty {name}"
        if re.search(r"\s", element.get("id", "")):
            yield f"a space in id {element.get('id')!r}"
        if element.tag == "img" and element.get("alt") is None:
            yield "<img> without alt"
        if element.tag in ("a", "button") and not _name(element):
            yield f"<{element.tag}> without a name"
    if len(list(root.iter("h1"))) != 1:
        yield f"{len(list(root.iter('h1')))} × <h1>"
    if len(list(root.iter("main"))) != 1:
        yield f"{len(list(root.iter('main')))} × <main>"


def _wrong_below(element: Element, above: tuple[str, ...]) -> Iterator[str]:
    """Elements in places where they may not stand."""
    tag = element.tag
    for child in element:
        if not isinstance(child.tag, str):
            continue
        inside = (*above, str(tag))
        if child.tag in _INTERACTIVE and not _hidden(child):
            for outer in _HOLDS_NONE & set(inside):
                if not (outer == "label" and child.tag in _LABELLED):
                    yield f"<{child.tag}> inside <{outer}>"
        if child.tag in _BLOCK:
            for outer in _PHRASES & set(inside):
                if not (outer in _HEADED and child.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}):
                    yield f"<{child.tag}> inside <{outer}>"
        if tag in _CHILDREN and child.tag not in _CHILDREN[tag]:
            yield f"<{child.tag}> as a child of <{tag}>"
        yield from _wrong_below(child, inside)


def _hidden(element: Element) -> bool:
    return element.tag == "input" and element.get("type") == "hidden"


def _name(element: Element) -> str:
    labels = [element.get("aria-label", ""), element.get("aria-labelledby", ""), words(element)]
    labels += [image.get("alt", "") for image in element.iter("img")]
    labels += [words(part) for part in elements(element) if local(part) == "title"]
    return "".join(labels).strip()


# --- addresses ---------------------------------------------------------------------------------


def kind_of(url: str) -> tuple[str, tuple[str, ...]]:
    """Addresses that differ only in what a query says are of one kind."""
    parts = urlsplit(url)
    return parts.path, tuple(sorted(parse_qs(parts.query, keep_blank_values=True)))


@cache
def rest(url: str) -> str:
    """The address without its language."""
    match = _LANGUAGE.match(url)
    return match[2] if match else url

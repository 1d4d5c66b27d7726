"""Reading a page the way a browser's security policy does."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

_DATA = {"application/json", "application/ld+json"}  # script elements that no browser runs
_LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}


class Page(HTMLParser):
    """What of a page would need `unsafe-inline`, what it loads, where it leads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.fields: list[str] = []
        self.posts = False
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.inline += [f"<{tag} {name}>" for name in given if name.startswith("on")]
        self.inline += [f"<{tag} style>"] * ("style" in given)
        self.inline += ["<style>"] * (tag == "style")
        runs = tag == "script" and "src" not in given and given.get("type") not in _DATA
        self.inline += ["<script>"] * runs
        addresses = [given.get(name, "") for name in ("href", "src", "action", "formaction")]
        self.inline += [url for url in addresses if url.strip().lower().startswith("javascript:")]
        only_named = tag == "link" and given.get("rel") in {"alternate", "canonical"}
        if tag in _LOADING and given.get(_LOADING[tag]) and not only_named:
            self.loaded.append(given[_LOADING[tag]])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("input", "select", "textarea") and given.get("name"):
            self.fields.append(given["name"])
        if tag == "form" and given.get("method", "").lower() == "post":
            self.posts = True

    @property
    def from_elsewhere(self) -> list[str]:
        """What is loaded from another host."""
        return [url for url in self.loaded if urlsplit(url).netloc]


def is_page(response) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")

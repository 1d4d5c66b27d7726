"""Links in published texts: which of our own lead nowhere. Nothing is fetched."""

import re
from collections import Counter
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

from hilfelotse.knowledge.freshness import SOURCE
from hilfelotse.knowledge.models import Page, Translation

_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)")


class Broken(NamedTuple):
    """A link of ours that readers cannot follow; ``is_hidden``: the page is there, not for them."""

    page: Page
    language: str
    words: str
    address: str
    is_hidden: bool


class Found(NamedTuple):
    broken: list[Broken]
    outside: list[tuple[str, int]]  # hosts with the number of links, the most first
    ours: int


def check() -> Found:
    """All links of what the public reads, in all languages."""
    public = set(Page.objects.public().values_list("slug", flat=True))
    everything = set(Page.objects.values_list("slug", flat=True))
    broken, hosts, ours = [], Counter(), 0
    for page, language, text in _texts():
        for words, address in _LINK.findall(text):
            path = _own_path(address)
            if path is None:
                if address.startswith(("http://", "https://")):
                    hosts[urlsplit(address).hostname or address] += 1
                continue
            ours += 1
            found = _target(path)
            if found is None or (found and found not in public):
                is_hidden = found in everything
                broken.append(Broken(page, language, words, address, is_hidden))
    return Found(broken, hosts.most_common(), ours)


def _texts():
    pages = list(Page.objects.public())
    yield from ((page, SOURCE, page.text) for page in pages)
    by_id = {page.pk: page for page in pages}
    rows = Translation.objects.filter(page__in=by_id).exclude(source_version="")
    for row in rows.order_by("page", "language"):
        yield by_id[row.page_id], row.language, row.text


def _own_path(address: str) -> str | None:
    """The path of a link to our own pages; None for all others."""
    if address.startswith(f"{settings.SITE_URL}/"):
        address = address.removeprefix(settings.SITE_URL)
    if not address.startswith("/") or address.startswith("//"):
        return None
    return address.partition("#")[0].partition("?")[0]


def _target(path: str) -> str | None:
    """The slug that it leads to, "" for another page of ours; None if there is nothing."""
    with override(get_language_from_path(path) or SOURCE):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    return match.kwargs.get("slug", "") if match.view_name == "portal:page" else ""

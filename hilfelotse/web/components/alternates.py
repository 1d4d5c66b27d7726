"""The same page in other languages, for search engines (standards L-12).

Only pages that everybody may find by searching, and only languages in which the page has words of
its own: what is shown instead is not offered as a translation.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_from_path

SOURCE = "de"
# What the sitemaps list without asking the database.
FIXED = (
    "portal:start", "portal:info", "portal:faq", "portal:news", "portal:contact_finder",
    "portal:accommodations", "portal:needs", "portal:help", "portal:goods", "portal:home",
    "portal:money", "portal:property", "portal:question", "portal:idea", "portal:organisation",
    "portal:privacy", "portal:imprint", "portal:accessibility",
    "portal:sign_language",
)  # fmt: skip
_INDEXED = frozenset(FIXED) | {"portal:need", "portal:page"}


def alternates(request: HttpRequest, codes: Iterable[str] | None = None) -> dict[str, Any]:
    """What stands in the head of a public page; ``codes``: the languages that it has words in.

    A page that has none in its own language is found by no search engine. Addresses with a query
    are a view of the page without it.
    """
    here = get_language_from_path(request.path_info)
    match = request.resolver_match
    if not here or match is None or match.view_name not in _INDEXED:
        return {}
    have = [code for code, _name in settings.LANGUAGES if codes is None or code in set(codes)]
    if here not in have:
        return {"noindex": True}
    rest = request.path[len(here) + 1 :]
    canonical = f"{settings.SITE_URL}/{here}{rest}"
    if request.META.get("QUERY_STRING"):
        return {"canonical": canonical}
    links = [(code, f"{settings.SITE_URL}/{code}{rest}") for code in have]
    default = f"{settings.SITE_URL}/" if rest == "/" else f"{settings.SITE_URL}/{SOURCE}{rest}"
    return {"canonical": canonical, "links": [*links, ("x-default", default)]}

"""Data for search engines (schema.org): nothing that the page does not say in the same words."""

from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hilfelotse.knowledge.freshness import Shown
from hilfelotse.knowledge.markdown import to_html
from hilfelotse.knowledge.models import Page

IN_SHORT_CHARACTERS = 160
_CONTEXT = "https://schema.org"
Data = dict[str, Any]


def office() -> Data:
    """Who speaks here, on the start page."""
    return {
        "@context": _CONTEXT,
        "@type": "GovernmentOffice",
        "name": _(settings.OFFICE["name"]),
        "telephone": settings.OFFICE["phone"],
        "email": settings.OFFICE["email"],
        "url": settings.SITE_URL + reverse("portal:start"),
    }


def questions(rows: Iterable[Shown]) -> Data:
    """Frequent questions with their answers."""
    return {
        "@context": _CONTEXT,
        "@type": "FAQPage",
        "inLanguage": get_language(),
        "mainEntity": [_question(row) for row in rows],
    }


def _question(row: Shown) -> Data:
    return {
        "@type": "Question",
        "inLanguage": row.language,
        "name": row.title,
        "acceptedAnswer": {"@type": "Answer", "text": words(row.text)},
    }


@lru_cache(maxsize=1000)
def words(text: str) -> str:
    """What a reader sees of a text, without marks."""
    spaced = to_html(text).replace("<", " <")
    return " ".join(unescape(strip_tags(spaced)).split())


def in_short(text: str) -> str:
    """The first sentences of a text, as much as search engines show of them."""
    first = next((part for part in text.split("\n\n") if part.strip()[:1] not in "#!|>-"), "")
    said = unescape(strip_tags(to_html(first)))
    return shorten(said, IN_SHORT_CHARACTERS, placeholder=" …")


def event(row: Shown) -> Data:
    """When and where something takes place."""
    page = row.page
    data: Data = {
        "@context": _CONTEXT,
        "@type": "Event",
        "inLanguage": row.language,
        "name": row.title,
        "startDate": localtime(page.starts_at).isoformat(),
    }
    if page.ends_at:
        data["endDate"] = localtime(page.ends_at).isoformat()
    if page.place:
        data["location"] = {"@type": "Place", "name": page.place, "address": page.place}
    return data


def of_page(row: Shown) -> Data | None:
    """Of a page that is a question or an event."""
    if row.page.kind == Page.Kind.QUESTION:
        return questions([row])
    return event(row) if row.page.kind == Page.Kind.EVENT else None

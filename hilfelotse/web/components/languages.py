"""The language of a page is in its address; only ``/`` and the partners'
pages look at what the browser prefers."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language_from_path, get_language_from_request
from django.utils.translation.trans_real import parse_accept_lang_header

from config.languages import ALIASES

LONGEST = 1000  # of an address that the switcher repeats with its query


class UrlLanguage:
    """Activates the language of the address; addresses without one (the desk) are German."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = get_language_from_path(request.path_info) or _without_address(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _without_address(request: HttpRequest) -> str:
    """The desk is German; partners may read English, as their browser says."""
    if request.path_info.startswith(("/partner/", "/stelle/")):
        wanted = get_language_from_request(request)
        return wanted if wanted in settings.PARTNER_LANGUAGES else settings.LANGUAGE_CODE
    return settings.LANGUAGE_CODE


def canonical(tag: str) -> str | None:
    """Our code for a language tag as people and browsers write it; None if we lack it."""
    lowered = tag.lower()
    code = ALIASES.get(lowered, lowered)
    return code if code in dict(settings.LANGUAGES) else None


def preferred(request: HttpRequest) -> str:
    """The first of the browser's languages that we have (RFC 4647, lookup), else German."""
    for tag, _weight in parse_accept_lang_header(request.META.get("HTTP_ACCEPT_LANGUAGE", "")):
        parts = tag.split("-")
        for end in range(len(parts), 0, -1):
            if code := canonical("-".join(parts[:end])):
                return code
    return settings.LANGUAGE_CODE


def links(request: HttpRequest) -> list[dict[str, object]]:
    """This page in every language, for the switcher; empty where the address has none."""
    current = get_language_from_path(request.path_info)
    if not current:
        return []
    whole = request.get_full_path()
    # A search for a whole letter would stand here eleven times.
    rest = (whole if len(whole) <= LONGEST else request.path)[len(current) + 1 :]
    return [
        {
            "code": code,
            "name": name,
            "url": f"/{code}{rest}",
            "current": code == current,
            "dir": "rtl" if translation.get_language_info(code)["bidi"] else "ltr",
        }
        for code, name in settings.LANGUAGES
    ]

"""The languages that pages are translated into."""

from django.conf import settings
from django.http import Http404

from hilfelotse.knowledge.freshness import SOURCE


def wanted() -> list[tuple[str, str]]:
    """Code and own name of each public language but German."""
    return [(code, name) for code, name in settings.LANGUAGES if code != SOURCE]


def name_of(language: str) -> str:
    """404 for one that we do not have."""
    if language == SOURCE:
        return "Deutsch"
    try:
        return dict(wanted())[language]
    except KeyError:
        raise Http404 from None


def direction(language: str) -> str:
    return "rtl" if language in settings.LANGUAGES_BIDI else "ltr"

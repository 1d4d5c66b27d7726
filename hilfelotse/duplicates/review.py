"""How many undecided pairs wait: counted now and then, because counting means comparing."""

from django.core.cache import cache

from hilfelotse.cases.models import Case
from hilfelotse.duplicates.candidates import pairs

PAGES = 4  # the newest REVIEWED cases of each: older ones were looked at when they were new
_KEY = "duplicates:waiting"
_KEPT = 3600


def count() -> int:
    """Count anew, without restricted cases, and keep the number for the tab."""
    cases = Case.objects.filter(is_restricted=False)
    number, before = 0, None
    for _page in range(PAGES):
        found, before = pairs(cases, before=before)
        number += len(found)
        if before is None:
            break
    cache.set(_KEY, number, _KEPT)
    return number


def known_count() -> int | None:
    """The last count; None if there was none for an hour."""
    return cache.get(_KEY)

"""How entries age: when a body is asked, when its entry is doubtful, when it is no longer shown.

The first step is what bagfa asks of those who keep entries: look at them every three months.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from hilfelotse.base import clock

ASK_AFTER = timedelta(days=90)
ASK_AGAIN_AFTER = timedelta(days=14)
STALE_AFTER = timedelta(days=104)  # asked, and silent for two weeks
HIDDEN_AFTER = timedelta(days=180)


def is_due(confirmed_at: datetime) -> bool:
    """Somebody should ask whether the entry is still right."""
    return confirmed_at <= clock.now() - ASK_AFTER


def is_stale(confirmed_at: datetime) -> bool:
    """The entry may no longer be right, and says so wherever a colleague reads it."""
    return confirmed_at <= clock.now() - STALE_AFTER


def is_hidden(confirmed_at: datetime) -> bool:
    """Too old to be shown to the public."""
    return confirmed_at <= clock.now() - HIDDEN_AFTER


def shown(prefix: str = "") -> Q:
    """The same for the database; ``prefix`` such as ``organisation__``."""
    return Q(**{f"{prefix}confirmed_at__gt": clock.now() - HIDDEN_AFTER})

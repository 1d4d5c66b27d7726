"""What stands around the words of a page, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hilfelotse.knowledge.freshness import SOURCE
from hilfelotse.knowledge.models import Page
from hilfelotse.knowledge.reading import Reading
from hilfelotse.web.components import dates

__all__ = ["SOURCE", "facts", "marks", "when"]

_AUDIENCES = {
    Page.Audience.HELPERS: gettext_lazy("Für Menschen, die helfen"),
    Page.Audience.REFUGEES: gettext_lazy("Für Geflüchtete"),
    Page.Audience.ORGANISATIONS: gettext_lazy("Für Organisationen"),
}
_OWNERS = {
    Page.Owner.CITY: gettext_lazy("Stadt Hannover"),
    Page.Owner.REGION: gettext_lazy("Region Hannover"),
}


def marks(reading: Reading) -> list[str]:
    """For whom the page is, or the nearest rubric that says so, and who wrote it."""
    rows = [*reading.above, reading.shown]
    meant = [row.page.audience for row in rows if row.page.audience != Page.Audience.ALL]
    audience = [str(_AUDIENCES[Page.Audience(meant[-1])])] if meant else []
    return [*audience, str(_OWNERS[Page.Owner(reading.shown.page.owner)])]


def when(page: Page) -> str:
    """„Montag, 7. Dezember 2026, 17:00 bis 19:00“ – or with the day on which it ends."""
    if page.ends_at is None:
        return dates.moment(page.starts_at)
    start, end = dates.moment(page.starts_at), dates.moment(page.ends_at)
    if dates.day(page.starts_at) == dates.day(page.ends_at):
        end = dates.time(page.ends_at)
    return _("%(start)s bis %(end)s") % {"start": start, "end": end}


def facts(page: Page) -> list[dict[str, Any]]:
    """Where a page comes from, and how long it holds."""
    until = dates.day(page.valid_until) if page.valid_until and not page.is_doubtful else ""
    rows = [
        {"label": _("Geprüft am"), "value": dates.day(page.checked_on)},
        {"label": _("Gilt bis"), "value": until},
        {"label": _("Quelle"), "value": page.source, "language": SOURCE},
    ]
    return [row for row in rows if row["value"]]

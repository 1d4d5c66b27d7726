"""Pages × languages: what is fresh, what is old, what is missing."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hilfelotse.knowledge import editing
from hilfelotse.knowledge.freshness import Freshness
from hilfelotse.web.editors import languages
from hilfelotse.web.editors.views.found import editors

# The sign repeats in a shape what the colour says; the words are short, for there are many.
SIGNS = {
    Freshness.UP_TO_DATE: ("check", "success", _("aktuell")),
    Freshness.IN_WORK: ("edit", "info", _("in Arbeit")),
    Freshness.OUTDATED: ("warning", "warning", _("veraltet")),
    Freshness.MACHINE: ("autorenew", "info", _("Maschine")),
    Freshness.FALLBACK: ("language", "neutral", _("Ersatz")),
    Freshness.MISSING: ("close", "danger", _("fehlt")),
}


@require_safe
@editors
def board(request: HttpRequest) -> HttpResponse:
    """All published pages; by language and by state if wanted."""
    known = languages.wanted()
    language, state = request.GET.get("language", ""), request.GET.get("state", "")
    shown = [pair for pair in known if pair[0] == language] or known
    rows = editing.board([code for code, _name in shown])
    counts = Counter(state for row in rows for _code, state in row.cells)
    if state in Freshness.values:
        rows = [row for row in rows if any(cell == state for _code, cell in row.cells)]
    names = dict(shown)
    context = {
        "languages": shown,
        "all_languages": known,
        "language": language if len(shown) == 1 else "",
        "state": state if state in Freshness.values else "",
        "counts": [(one, SIGNS[one], counts[one]) for one in Freshness],
        "rows": [
            (row.page, [(code, names[code], SIGNS[cell]) for code, cell in row.cells])
            for row in rows
        ],
    }
    return render(request, "editors/board.html", context)

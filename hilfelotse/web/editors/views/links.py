"""Links in published texts that lead nowhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hilfelotse.web.editors import linkcheck
from hilfelotse.web.editors.views.found import editors


@require_safe
@editors
def links(request: HttpRequest) -> HttpResponse:
    """Our own that do not exist or are hidden; the others only counted."""
    return render(request, "editors/links.html", {"found": linkcheck.check()})

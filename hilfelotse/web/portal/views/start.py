from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hilfelotse.needs.queries import board
from hilfelotse.web.components.access import public
from hilfelotse.web.portal.cards import cards

ON_START = 6


@require_safe
@public
def start(request: HttpRequest) -> HttpResponse:
    """Three doors, and what is needed now."""
    needed = board().needs[:ON_START]
    return render(request, "portal/start.html", {"needs": cards(needed)})


def _page(template: str):
    @require_safe
    @public
    def page(request: HttpRequest) -> HttpResponse:
        return render(request, template)

    return page


privacy = _page("portal/privacy.html")
imprint = _page("portal/imprint.html")
accessibility = _page("portal/accessibility.html")

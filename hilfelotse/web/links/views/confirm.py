from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hilfelotse.base import links
from hilfelotse.intake import address
from hilfelotse.intake.receive import CONFIRM_LINK
from hilfelotse.web.components.access import by_link
from hilfelotse.web.links.views.doors import closed_door, find


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for one more click, because mail scanners open links too."""
    if request.method != "POST":
        if find(CONFIRM_LINK, token) is None:
            return closed_door(request, "links/confirm_closed.html")
        return render(request, "links/confirm.html")
    try:
        case = address.confirm(token=token)
    except links.LinkRefused:
        return closed_door(request, "links/confirm_closed.html")
    return render(request, "links/confirmed.html", {"case": case})

"""A form that came too late: what was typed is offered again instead of being lost."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

# Public forms give nobody any rights, and behind a link it is the link that gives them: sending
# such a form again by hand is safe; no other page may.
_RESENDABLE = {"portal", "links"}
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 with the typed fields, to be sent again with a fresh token."""
    try:
        resendable = resolve(request.path_info).namespace in _RESENDABLE
    except Resolver404:
        resendable = False
    fields = []
    if resendable and request.method == "POST":
        fields = [
            (name, value)
            for name, values in request.POST.lists()
            if name != _TOKEN
            for value in values
        ]
    return render(request, "403_csrf.html", {"typed": fields}, status=403)

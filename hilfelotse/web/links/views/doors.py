"""Opening a link: a wrong, used or expired one looks the same to everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hilfelotse.base import links


def closed_door(request: HttpRequest, template: str = "links/closed.html") -> HttpResponse:
    """404 with what to do next."""
    return render(request, template, status=404)


def find(purpose: str, token: str) -> "links.Link | None":
    """The link, or None whatever is wrong with it."""
    try:
        return links.open_link(purpose=purpose, token=token)
    except links.LinkRefused:
        return None

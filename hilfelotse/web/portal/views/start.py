from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hilfelotse.knowledge.reading import refugees_branch
from hilfelotse.needs.queries import board
from hilfelotse.web.components.access import public
from hilfelotse.web.components.kept import kept
from hilfelotse.web.portal.cards import cards
from hilfelotse.web.portal.structured import office

ON_START = 6


@require_safe
@public
@kept
def start(request: HttpRequest) -> HttpResponse:
    """Doors for those who help and those who came, and what is needed now."""
    needed = board(limit=ON_START).needs
    context = {"needs": cards(needed), "refugees_url": _for_refugees(), "structured": office()}
    return render(request, "portal/start.html", context)


def _for_refugees() -> str:
    slug = refugees_branch()
    return reverse("portal:page", args=[slug]) if slug else reverse("portal:info")

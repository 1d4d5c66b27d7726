"""Finding a page, a body or a need. Nothing is kept of what somebody types, unless they say so."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.base.text import clean_line
from hilfelotse.knowledge.actions.gaps import count_gap
from hilfelotse.knowledge.search import Kind, asks_something, search
from hilfelotse.needs.search import search_needs
from hilfelotse.web.components.access import public
from hilfelotse.web.components.guard import too_many
from hilfelotse.web.portal.cards import cards

LONGEST = 200  # of what is shown again
COUNTED_PER_ADDRESS, WINDOW_SECONDS = 30, 600


@require_safe
@public
def find(request: HttpRequest) -> HttpResponse:
    """What fits the words of the address, which can be sent on."""
    asked = clean_line(request.GET.get("q", ""))
    context = {"asked": asked[:LONGEST], "was_asked": "q" in request.GET, "is_empty": True}
    if asks_something(asked, get_language()):
        context |= _found(asked)
    context["is_noted"] = "notiert" in request.GET
    return render(request, "portal/search.html", context)


def _found(asked: str) -> dict[str, object]:
    language = get_language()
    hits = search(asked, language)
    needs = cards(search_needs(asked, language))
    return {
        "is_empty": False,
        "pages": [hit for hit in hits if hit.kind != Kind.BODY],
        "bodies": [hit for hit in hits if hit.kind == Kind.BODY],
        "needs": needs,
        "count": len(hits) + len(needs),
    }


@require_POST
@public
@csrf_exempt
def missing(request: HttpRequest) -> HttpResponse:
    """„Das habe ich nicht gefunden“: counted, so that somebody writes it.

    No token against forged forms: that would be a cookie, and nobody is signed in for this.
    """
    asked = clean_line(request.POST.get("q", ""))[:LONGEST]
    if not too_many(request, "gap", COUNTED_PER_ADDRESS, WINDOW_SECONDS):
        count_gap(text=asked)
    query = urlencode({"q": asked, "notiert": "1"})
    return redirect(f"{reverse('portal:search')}?{query}#notiert")

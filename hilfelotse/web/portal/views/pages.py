"""What the city and the Region say: rubrics, pages, frequent questions, news."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hilfelotse.knowledge import reading
from hilfelotse.web.components.access import public
from hilfelotse.web.components.alternates import alternates
from hilfelotse.web.components.kept import kept
from hilfelotse.web.portal import structured
from hilfelotse.web.portal.feed import news_atom
from hilfelotse.web.portal.pages import SOURCE, facts, marks, when


@require_safe
@public
@kept
def info(request: HttpRequest) -> HttpResponse:
    """All rubrics with their pages."""
    return render(request, "portal/info.html", {"tree": reading.tree(get_language())})


@require_safe
@public
@kept
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A rubric or a page, and where to go from it."""
    found = reading.read(slug, get_language())
    if found is None:
        raise Http404
    with override(SOURCE):
        german_url = reverse("portal:page", args=[slug])
    context = {
        "reading": found,
        "shown": found.shown,
        "page": found.shown.page,
        "marks": marks(found),
        "facts": facts(found.shown.page),
        "german_url": german_url,
        "event_time": when(found.shown.page) if found.shown.page.starts_at else "",
    }
    context["alternates"] = alternates(request, found.languages)
    context["structured"] = structured.of_page(found.shown)
    return render(request, "portal/page.html", context)


@require_safe
@public
@kept
def faq(request: HttpRequest) -> HttpResponse:
    """All questions by rubric; each unfolds, and has an address of its own."""
    groups = reading.faq(get_language())
    data = structured.questions(row for group in groups for row in group.questions)
    return render(request, "portal/faq.html", {"groups": groups, "structured": data})


@require_safe
@public
@kept
def news(request: HttpRequest) -> HttpResponse:
    """What is new, and what takes place next."""
    found = reading.news(get_language())
    events = [{"shown": row, "when": when(row.page)} for row in found.events]
    return render(request, "portal/news.html", {"news": found.news, "events": events})


@require_safe
@public
@cache_control(public=True, max_age=900)
def news_feed(request: HttpRequest) -> HttpResponse:
    """The same for newsreaders."""
    content = news_atom()
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")

"""What the city and the Region say: rubrics, pages, frequent questions, news."""

from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hilfelotse.knowledge import reading
from hilfelotse.knowledge.models import Page
from hilfelotse.web.components.access import public
from hilfelotse.web.components.alternates import alternates
from hilfelotse.web.components.guard import TOO_MANY, too_many
from hilfelotse.web.components.kept import kept
from hilfelotse.web.components.pdf import pdf_response
from hilfelotse.web.components.pictures import public_images
from hilfelotse.web.portal import structured
from hilfelotse.web.portal.feed import news_atom
from hilfelotse.web.portal.pages import SOURCE, facts, marks, when
from hilfelotse.web.portal.pages_pdf import MOST_PAGES, Booklet

PDFS_PER_ADDRESS, WINDOW_SECONDS = 100, 600  # each takes a fifth of a second
MANY_PAGES = gettext_lazy("Das sind mehr als 40 Seiten. Bitte wählen Sie höchstens 40 aus.")


@require_safe
@public
@kept
def info(request: HttpRequest) -> HttpResponse:
    """All rubrics with their pages."""
    return _tree(request)


def _tree(request: HttpRequest, not_made: Promise | str = "", status: int = 200) -> HttpResponse:
    """``not_made``: why there is no PDF."""
    context = {"tree": reading.tree(get_language()), "not_made": not_made}
    return render(request, "portal/info.html", context, status=status)


@require_safe
@public
def pages_pdf(request: HttpRequest) -> HttpResponse:
    """Some pages to take along, in the order of the address; without any the core pages."""
    language = get_language()
    slugs = list(dict.fromkeys(request.GET.getlist("seite")))
    if len(slugs) > MOST_PAGES:
        return _tree(request, MANY_PAGES, 422)
    if not all(slug_re.fullmatch(slug) for slug in slugs):  # PostgreSQL knows no NUL
        raise Http404
    if slugs:
        rows = reading.chosen(slugs, language)
    else:
        rows = [row for row in reading.core(language) if row.page.kind != Page.Kind.RUBRIC]
    if not rows:
        raise Http404
    booklet = Booklet(rows)
    if not booklet.is_ready and too_many(request, "pdf", PDFS_PER_ADDRESS, WINDOW_SECONDS):
        return _tree(request, TOO_MANY, 429)
    name = slugs[0] if len(slugs) == 1 else "hilfelotse"
    response = pdf_response(booklet.content(), f"{name}-{language}")
    response["Cache-Control"] = "public, max-age=300"
    response["X-Robots-Tag"] = "noindex"  # the pages themselves are to be found
    return response


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
        "images": public_images([(found.shown.page, found.shown.text)]),
        "event_time": when(found.shown.page) if found.shown.page.starts_at else "",
    }
    context["alternates"] = alternates(request, found.languages)
    context["structured"] = structured.of_page(found.shown)
    context["in_short"] = structured.in_short(found.shown.text)
    return render(request, "portal/page.html", context)


@require_safe
@public
@kept
def faq(request: HttpRequest) -> HttpResponse:
    """All questions by rubric; each unfolds, and has an address of its own."""
    groups = reading.faq(get_language())
    rows = [row for group in groups for row in group.questions]
    context = {
        "groups": groups,
        "structured": structured.questions(rows),
        "images": public_images((row.page, row.text) for row in rows),
    }
    return render(request, "portal/faq.html", context)


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

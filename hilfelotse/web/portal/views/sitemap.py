"""What search engines should know: one list a language, of pages that have words in it."""

from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hilfelotse.knowledge.freshness import Shown
from hilfelotse.knowledge.reading import listed
from hilfelotse.needs.models import Need
from hilfelotse.web.components.access import public
from hilfelotse.web.components.alternates import FIXED, SOURCE

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_AN_HOUR = 3600


@require_safe
@public
@cache_control(public=True, max_age=_AN_HOUR)
def index(request: HttpRequest) -> HttpResponse:
    """The list of the lists."""
    rows = [
        f"<sitemap><loc>{settings.SITE_URL}/{code}/sitemap.xml</loc></sitemap>"
        for code, _name in settings.LANGUAGES
    ]
    return _xml(f"<sitemapindex {_XMLNS}>", rows, "</sitemapindex>")


@require_safe
@public
@cache_control(public=True, max_age=_AN_HOUR)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Fixed pages and what is written in this language: needs are in German. No fallbacks."""
    rows = [_url(reverse(name)) for name in FIXED]
    rows += [
        _url(reverse("portal:page", args=[row.page.slug]), _changed(row))
        for row in listed(get_language())
    ]
    needs = Need.objects.public().order_by("pk").values_list("pk", "confirmed_at")
    needs = needs if get_language() == SOURCE else needs.none()
    rows += [_url(reverse("portal:need", args=[pk]), confirmed) for pk, confirmed in needs]
    return _xml(f"<urlset {_XMLNS}>", rows, "</urlset>")


def _changed(row: Shown) -> datetime:
    translated = row.translation.translated_at if row.translation else None
    return translated or row.page.changed_at


def _url(path: str, changed: datetime | None = None) -> str:
    when = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<url><loc>{escape(settings.SITE_URL + path)}</loc>{when}</url>"


def _xml(begin: str, rows: list[str], end: str) -> HttpResponse:
    content = "\n".join([begin, *rows, end])
    return HttpResponse(_HEAD + content, content_type="application/xml; charset=utf-8")

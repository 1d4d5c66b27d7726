"""Addresses without a language: the root, the way after signing in, and what machines ask for."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from hilfelotse.accounts.roles import DESK, PARTNERS, Role
from hilfelotse.knowledge.rules import EDITORS
from hilfelotse.web.components import languages
from hilfelotse.web.components.access import public, signed_in


@require_safe
@public
def choose_language(request: HttpRequest) -> HttpResponse:
    """The only page that looks at the browser's languages."""
    response = redirect(f"/{languages.preferred(request)}/")
    response["Vary"] = "Accept-Language"
    return response


@require_safe
@public
def other_tag(request: HttpRequest, tag: str, rest: str) -> HttpResponse:
    """``/ku/…`` and ``/AR/…``: each language has one address."""
    code = languages.canonical(tag)
    if code is None or code == tag:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"/{code}/{rest}" + (f"?{query}" if query else ""), permanent=True)


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """To the pages of the user's role."""
    if request.user.has_any(DESK):
        return redirect("desk:inbox")
    if request.user.has_any(frozenset({Role.SWITCHBOARD})):
        return redirect("switchboard:note")
    if request.user.has_any(frozenset({Role.INSPECTOR})):
        return redirect("desk:certificates")
    if request.user.has_any(frozenset({Role.DPO})):
        return redirect("desk:access_log")
    if request.user.has_any(EDITORS):
        return redirect("editors:pages")
    if request.user.has_any(PARTNERS):
        return redirect("partners:referrals")
    return redirect("desk:welcome")


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read the public pages and nothing reached by a link."""
    lines = ["User-agent: *"]
    for code, _ in settings.LANGUAGES:
        lines += [f"Disallow: /{code}/{word}/" for word in ("status", "anfrage", "bestaetigen")]
    inside = ("desk", "switchboard", "redaktion", "partner", "konto")
    lines += [f"Disallow: /{part}/" for part in inside]
    lines += ["", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@public
def health(request: HttpRequest) -> HttpResponse:
    """For the watchdog: the process answers and the database does too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})

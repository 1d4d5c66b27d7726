"""What a phone keeps for the time without a network: core pages, numbers, what one has read."""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hilfelotse.knowledge.reading import core
from hilfelotse.routing.emergency import numbers
from hilfelotse.web.components.access import public

# What each page needs to look like itself; fonts come as they are used.
ASSETS = [
    "vendor/kern/kern.css", "hilfelotse/hilfelotse.css",
    "hilfelotse/forms.css", "hilfelotse/pieces.css", "hilfelotse/hilfelotse.js",
    "hilfelotse/logo.svg",
]  # fmt: skip

# For the home screen; drawn from the logo by tools/icons.py. A maskable one may lose its corners.
ICONS = [
    ("logo.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
]


@require_safe
@public
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root: it may answer for all public pages."""
    assets = [static(name) for name in ASSETS]
    version = hashlib.sha256("".join(assets).encode()).hexdigest()[:12]
    given = {
        "version": version,
        "assets": assets,
        "static": settings.STATIC_URL,
        "languages": [code for code, _name in settings.LANGUAGES],
    }
    context = {"given": json.dumps(given)}
    return render(request, "portal/sw.js", context, content_type="text/javascript; charset=utf-8")


@require_safe
@public
def offline(request: HttpRequest) -> HttpResponse:
    """What one sees instead of a page that the phone does not have."""
    context = {"numbers": numbers(), "pages": core(get_language())}
    return render(request, "portal/offline.html", context)


@require_safe
@public
@cache_control(public=True, max_age=300)
def core_list(request: HttpRequest) -> JsonResponse:
    """The addresses that the phone fetches beforehand, in this language."""
    pages = [reverse("portal:page", args=[shown.page.slug]) for shown in core(get_language())]
    own = [reverse(f"portal:{name}") for name in ("start", "offline", "info")]
    return JsonResponse({"pages": own + pages})


@require_safe
@public
@cache_control(public=True, max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """For installing the portal like an app, in the language of the page."""
    answer = JsonResponse(
        {
            "name": f"Hilfelotse – {settings.OFFICE['name']}",
            "short_name": "Hilfelotse",
            "description": _("Hilfe für Geflüchtete: fragen, helfen, finden."),
            "lang": get_language(),
            "start_url": reverse("portal:start"),
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#ffffff",
            "theme_color": "#00425b",
            "icons": [
                {
                    "src": static(f"hilfelotse/{name}"),
                    "sizes": sizes,
                    "type": kind,
                    "purpose": purpose,
                }
                for name, sizes, kind, purpose in ICONS
            ],
        }
    )
    answer["Content-Type"] = "application/manifest+json"
    return answer

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from hilfelotse.directory.models import Organisation
from hilfelotse.needs.queries import newest
from hilfelotse.web.components.access import public
from hilfelotse.web.portal.cards import cards

AT_MOST = 10


@require_safe
@public
@cache_control(public=True, max_age=300)
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embed(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """A body's needs within the body's own pages: the one page that others may frame.

    Rendered without the request, so that nothing can ask for a session or set a cookie.
    """
    bodies = Organisation.objects.filter(is_public=True, is_active=True)
    body = get_object_or_404(bodies, pk=organisation_id)
    needs = cards(newest(organisation_id=body.pk, limit=AT_MOST))
    response = HttpResponse(
        render_to_string("portal/embed.html", {"organisation": body, "needs": needs})
    )
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hilfelotse.needs.models import Need
from hilfelotse.web.components.access import public
from hilfelotse.web.portal.picture import picture as drawn
from hilfelotse.web.portal.share import HASHTAG


@require_safe
@public
@cache_control(public=True, max_age=3600)
def picture(request: HttpRequest, need_id: int) -> HttpResponse:
    """What a network shows beside the link to a need; only of what has a public page."""
    needs = Need.objects.published().select_related("organisation", "quarter")
    need = get_object_or_404(needs, pk=need_id)
    content = drawn(need.title, need.quarter.name, need.organisation.name, HASHTAG)
    response = HttpResponse(content, content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # it is made for others' pages
    return response

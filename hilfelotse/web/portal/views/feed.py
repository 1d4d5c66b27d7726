from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hilfelotse.web.components.access import public
from hilfelotse.web.portal.feed import atom


@require_safe
@public
@cache_control(public=True, max_age=900)
def feed(request: HttpRequest) -> HttpResponse:
    """For newsreaders and the pages of others."""
    content = atom(request.GET)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")

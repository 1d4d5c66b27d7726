from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from hilfelotse.knowledge.models import Page, Picture
from hilfelotse.web.components.access import public
from hilfelotse.web.components.photo import picture_response


@require_safe
@public
def picture(request: HttpRequest, picture_id: int, digest: str) -> HttpResponse:
    """A picture of a public page, the same in all languages; of another page there is none."""
    rows = Picture.objects.filter(page__in=Page.objects.public(), digest__startswith=digest)
    return picture_response(get_object_or_404(rows, pk=picture_id), is_public=True)

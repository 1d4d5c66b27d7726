"""Finding what an address names; who does not keep a page finds nothing to change."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hilfelotse.knowledge.freshness import SOURCE
from hilfelotse.knowledge.models import Page, Revision
from hilfelotse.knowledge.rules import EDITORS, keeps
from hilfelotse.web.components.access import roles

editors = roles(*EDITORS)


def any_page(page_id: int) -> Page:
    """Everybody's page, for looking at it."""
    rows = Page.objects.select_related(
        "parent", "responsible", "editor", "checked_by", "outdated_by"
    )
    return get_object_or_404(rows, pk=page_id)


def own_page(request: HttpRequest, page_id: int) -> Page:
    """A page that the user may change."""
    page = any_page(page_id)
    if page.retired_at is not None or not keeps(request.user, page.owner):
        raise Http404
    return page


def loses_no_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For views that save words: of a page that ended meanwhile they are shown, to be copied."""

    @wraps(view)
    def shown_again(request: HttpRequest, page_id: int, **more: str) -> HttpResponse:
        page = any_page(page_id) if request.method == "POST" else None
        if page is None or page.retired_at is None or not keeps(request.user, page.owner):
            return view(request, page_id=page_id, **more)
        typed = {name: request.POST.get(name, "") for name in ("title", "text")}
        context = {"page": page, "language": more.get("language", SOURCE), **typed}
        return render(request, "editors/ended.html", context, status=404)

    return shown_again


def own_revision(request: HttpRequest, revision_id: int) -> Revision:
    """A text of a page that the user may change."""
    row = get_object_or_404(Revision.objects.select_related("page"), pk=revision_id)
    own_page(request, row.page_id)
    return row

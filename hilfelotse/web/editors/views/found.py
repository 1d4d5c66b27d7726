"""Finding what an address names; who does not keep a page finds nothing to change."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

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


def own_revision(request: HttpRequest, revision_id: int) -> Revision:
    """A text of a page that the user may change."""
    row = get_object_or_404(Revision.objects.select_related("page"), pk=revision_id)
    own_page(request, row.page_id)
    return row

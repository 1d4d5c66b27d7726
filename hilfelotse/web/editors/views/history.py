"""What was written before: read, compared, approved, brought back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.knowledge import actions
from hilfelotse.knowledge.actions.text import newest
from hilfelotse.knowledge.difference import Piece, difference
from hilfelotse.knowledge.freshness import SOURCE
from hilfelotse.knowledge.models import Revision
from hilfelotse.knowledge.rules import keeps
from hilfelotse.web.editors import languages
from hilfelotse.web.editors.views.found import any_page, editors, own_revision
from hilfelotse.web.editors.words import saved

AT_MOST = 100


@require_safe
@editors
def history(request: HttpRequest, page_id: int) -> HttpResponse:
    """All texts in a language, the newest first; one of them compared with the one before."""
    page = any_page(page_id)
    language = request.GET.get("language", SOURCE)
    name = languages.name_of(language)
    rows = page.revisions.filter(language=language).select_related("written_by", "approved_by")
    revisions = list(rows[:AT_MOST])
    chosen = _chosen(request, revisions)
    context = {
        "page": page,
        "language": language,
        "language_name": name,
        "direction": languages.direction(language),
        "languages": [(SOURCE, languages.name_of(SOURCE)), *languages.wanted()],
        "revisions": revisions,
        "chosen": chosen,
        "pieces": _changes(chosen) if chosen else [],
        "base": revisions[0].number if revisions else 0,
        "may_edit": page.retired_at is None and keeps(request.user, page.owner),
    }
    return render(request, "editors/history.html", context)


def _chosen(request: HttpRequest, revisions: list[Revision]) -> Revision | None:
    wanted = request.GET.get("number", "")
    found = (row for row in revisions if str(row.number) == wanted)
    return next(found, revisions[0] if revisions else None)


def _changes(revision: Revision) -> list[Piece]:
    """Against the text before; the first one has nothing to be compared with."""
    before = revision.page.revisions.filter(
        language=revision.language, number__lt=revision.number
    ).first()
    new = f"{revision.title}\n\n{revision.text}"
    return difference(f"{before.title}\n\n{before.text}" if before else new, new)


def _back(revision: Revision) -> HttpResponse:
    url = reverse("editors:history", args=[revision.page_id])
    return redirect(f"{url}?language={revision.language}")


@require_POST
@editors
def approve(request: HttpRequest, revision_id: int) -> HttpResponse:
    """A second person has read it."""
    revision = own_revision(request, revision_id)
    try:
        done = actions.approve(user=request.user, revision=revision)
    except actions.NeedsAnother:
        messages.error(
            request, _("Freigeben kann nur eine zweite Person: Sie haben das geschrieben.")
        )
    except actions.NotWaiting:
        messages.error(request, _("Dieser Text wartet nicht mehr auf eine Freigabe."))
    else:
        messages.success(request, saved(done))
    return _back(revision)


@require_POST
@editors
def restore(request: HttpRequest, revision_id: int) -> HttpResponse:
    """An old text again."""
    revision = own_revision(request, revision_id)
    last = newest(revision.page, revision.language)
    seen = request.POST.get("base", "")
    if last is None or seen != str(last.number):
        messages.error(request, _("Inzwischen gibt es einen neuen Text. Sehen Sie ihn zuerst an."))
        return _back(revision)
    try:
        done = actions.restore(user=request.user, revision=revision, base=last.number)
    except actions.Conflict:
        messages.error(request, _("Inzwischen gibt es einen neuen Text. Sehen Sie ihn zuerst an."))
    else:
        messages.success(request, saved(done))
    return _back(revision)

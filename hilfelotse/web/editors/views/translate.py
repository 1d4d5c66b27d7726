"""One page in one language, with the German text beside it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hilfelotse.knowledge import actions, editing
from hilfelotse.knowledge.actions.text import newest
from hilfelotse.knowledge.difference import Piece, difference
from hilfelotse.knowledge.freshness import SOURCE, Freshness, freshness
from hilfelotse.knowledge.markdown import to_html
from hilfelotse.knowledge.models import Page, Revision, Translation
from hilfelotse.web.components.pictures import own_images
from hilfelotse.web.editors import languages
from hilfelotse.web.editors.forms import DRAFT, PREVIEW, PUBLISH, TranslationForm
from hilfelotse.web.editors.views.board import SIGNS
from hilfelotse.web.editors.views.found import editors, loses_no_words, own_page
from hilfelotse.web.editors.views.text import met, preview, save, tell


def _page(request: HttpRequest, page_id: int, language: str) -> Page:
    """The user's page; German is written elsewhere, and other languages we do not have."""
    if language == SOURCE:
        raise Http404
    languages.name_of(language)
    return own_page(request, page_id)


@require_http_methods(["GET", "HEAD", "POST"])
@editors
@loses_no_words
def translate(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Title and text in the language; what changed in German since it was translated."""
    page = _page(request, page_id, language)
    row = page.translations.filter(language=language).first()
    if request.method != "POST":
        return _shown(request, TranslationForm.of(page, language, row), row)
    form = TranslationForm(request.POST, page=page, language=language)
    if not form.is_valid() or form.does not in (PREVIEW, DRAFT, PUBLISH):
        return _shown(request, form, row, status=422)
    if form.does == PREVIEW:
        return _shown(request, form, row, **preview(form, language))
    try:
        revision = save(request, form)
    except actions.Conflict as conflict:
        return _shown(request, form, row, status=409, **met(form, conflict.newest))
    tell(request, revision, form.cleaned_data["text"])
    page.refresh_from_db()
    if revision.version != page.version:
        messages.warning(
            request,
            _("Der deutsche Text hat sich inzwischen geändert. Sehen Sie noch einmal nach."),
        )
    return redirect("editors:translate", page_id=page.pk, language=language)


def _shown(
    request: HttpRequest, form: TranslationForm, row: Translation | None, status: int = 200,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    page, language = form.page, form.language
    rows = {one.language: one for one in page.translations.all()}
    fresh = freshness(page, language, rows)
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "html": to_html(page.text, images=own_images(page)),
        "language": language,
        "language_name": languages.name_of(language),
        "direction": languages.direction(language),
        "sign": SIGNS[fresh],
        "row": row,
        "to_approve": _to_approve(form, fresh),
        "is_begun": row is not None and row.in_work_for == page.version,
        "changes": _changes(page, row),
        "preview": None,
        "conflict": None,
    }
    return render(request, "editors/translate.html", context | more, status=status)


def _to_approve(form: TranslationForm, fresh: Freshness) -> Revision | None:
    """What a machine wrote, if these very words stand in the form."""
    last = newest(form.page, form.language)
    is_shown = not form.is_bound and last is not None and last.state == Revision.State.PUBLISHED
    return last if is_shown and fresh == Freshness.MACHINE else None


def _changes(page: Page, row: Translation | None) -> list[Piece]:
    """In German, since the text that the translation belongs to."""
    if row is None or row.source_version in ("", page.version):
        return []
    old = editing.german_of(page, row.source_version)
    if old is None:
        return []
    return difference(f"{old.title}\n\n{old.text}", f"{page.title}\n\n{page.text}")


@require_POST
@editors
def start(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """„Ich übersetze das“: colleagues see it on the board."""
    page = _page(request, page_id, language)
    actions.start_translating(user=request.user, page=page, language=language)
    messages.success(request, _("Alle sehen jetzt, dass Sie daran arbeiten."))
    return redirect("editors:translate", page_id=page_id, language=language)


@require_POST
@editors
def approve(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """A person with a name stands for what a machine wrote."""
    page = _page(request, page_id, language)
    seen = request.POST.get("number", "")
    number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) <= 9 else 0
    try:
        actions.approve_translation(user=request.user, page=page, language=language, number=number)
    except actions.NotWaiting:
        messages.error(request, _("Inzwischen gibt es einen anderen Text. Lesen Sie ihn zuerst."))
    else:
        messages.success(request, _("Freigegeben, mit Ihrem Namen."))
    return redirect("editors:translate", page_id=page_id, language=language)

"""Writing the German words; what translations share with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hilfelotse.base.idempotency import once
from hilfelotse.knowledge import actions
from hilfelotse.knowledge.difference import difference
from hilfelotse.knowledge.freshness import SOURCE
from hilfelotse.knowledge.markdown import to_html
from hilfelotse.knowledge.models import Page, Revision
from hilfelotse.knowledge.plain import hints, lix
from hilfelotse.web.components.pictures import own_images
from hilfelotse.web.editors.forms import DRAFT, PREVIEW, PUBLISH, GermanForm, WordsForm
from hilfelotse.web.editors.views.found import editors, loses_no_words, own_page
from hilfelotse.web.editors.words import hinted, saved


@require_http_methods(["GET", "HEAD", "POST"])
@editors
@loses_no_words
def text(request: HttpRequest, page_id: int) -> HttpResponse:
    """Title and text: looked at before, kept as a draft, or published."""
    page = own_page(request, page_id)
    if request.method != "POST":
        return _shown(request, GermanForm.of(page))
    form = GermanForm(request.POST, page=page)
    if not form.is_valid() or form.does not in (PREVIEW, DRAFT, PUBLISH):
        return _shown(request, form, status=422)
    if form.does == PREVIEW:
        return _shown(request, form, **preview(form, SOURCE))
    try:
        revision = save(request, form)
    except actions.Conflict as conflict:
        return _shown(request, form, status=409, **met(form, conflict.newest))
    tell(request, revision, form.cleaned_data["text"])
    return redirect("editors:page", page_id=page.pk)


def _shown(request: HttpRequest, form: GermanForm, status: int = 200, **more: Any) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form, "page": form.page, "language": SOURCE, "preview": None, "conflict": None,
    }  # fmt: skip
    return render(request, "editors/text.html", context | more, status=status)


def save(request: HttpRequest, form: WordsForm) -> Revision:
    """Once; raises Conflict."""
    page: Page = form.page

    def do() -> int:
        return actions.save_text(user=request.user, page=page, **form.values()).pk

    return Revision.objects.get(pk=once(key=form.content_key, do=do))


def preview(form: WordsForm, language: str) -> dict[str, Any]:
    """As readers will see it, with what could be simpler."""
    title, text = form.cleaned_data["title"], form.cleaned_data["text"]
    shown = {
        "title": title,
        "html": to_html(text, images=own_images(form.page)),
        "hints": _hints(text, language),
    }
    return {"preview": shown | {"lix": lix(text) if language.startswith(SOURCE) else 0}}


def _hints(text: str, language: str) -> list[str]:
    return [hinted(hint) for hint in hints(text, language)]


def met(form: WordsForm, theirs: Revision | None) -> dict[str, Any]:
    """Somebody saved meanwhile: both texts side by side; the next save goes on from theirs."""
    form.goes_on_from(theirs.number if theirs else 0)
    if theirs is None:
        return {}
    mine = f"{form.cleaned_data['title']}\n\n{form.cleaned_data['text']}"
    pieces = difference(f"{theirs.title}\n\n{theirs.text}", mine)
    who = theirs.written_by.name if theirs.written_by else _("Eine Maschine")
    return {"conflict": {"theirs": theirs, "who": who, "pieces": pieces}}


def tell(request: HttpRequest, revision: Revision, text: str) -> None:
    """What became of it, and what could be simpler."""
    messages.success(request, saved(revision))
    for hint in _hints(text, revision.language)[:3]:
        messages.info(request, hint)

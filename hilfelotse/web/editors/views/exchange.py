"""Texts to a translation agency, and what comes back: shown before and after, never lost."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.base import clock
from hilfelotse.knowledge.editing import for_agency
from hilfelotse.knowledge.exchange import BadFile, Came, export_po, import_po
from hilfelotse.web.editors import languages
from hilfelotse.web.editors.exchange_forms import ExportForm, ImportForm
from hilfelotse.web.editors.exchange_words import faulty, result
from hilfelotse.web.editors.views.found import editors


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def exchange(request: HttpRequest) -> HttpResponse:
    """A file to take along, and a file to bring in. What was brought in is told page by page."""
    if request.method != "POST":
        language = request.GET.get("language", "")
        return _shown(request, ImportForm(language=language), ExportForm(language=language))
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, form, ExportForm(), status=422)
    language = form.cleaned_data["language"]
    try:
        returned = import_po(user=request.user, data=form.data_of_file(), language=language)
    except BadFile as bad:
        form.add_error("file", faulty(bad, languages.name_of(language)))
        return _shown(request, form, ExportForm(), status=422)
    context = {
        "language": language,
        "language_name": languages.name_of(language),
        "direction": languages.direction(language),
        "saved": sum(came.saved is not None for came in returned.pages),
        "others": sum(came.saved is None for came in returned.pages),
        "strangers": returned.strangers,
        # What somebody has to look at comes first.
        "results": [_row(came) for came in sorted(returned.pages, key=lambda row: bool(row.saved))],
    }
    return render(request, "editors/exchange_result.html", context)


def _row(came: Came) -> dict[str, Any]:
    return {"came": came, "title": came.page.title if came.page else came.slug} | result(came)


def _shown(
    request: HttpRequest, form: ImportForm, export: ExportForm, status: int = 200,
    nothing: bool = False,
) -> HttpResponse:  # fmt: skip
    context = {"form": form, "second_form": export, "nothing": nothing}
    return render(request, "editors/exchange.html", context, status=status)


@require_safe
@editors
def export(request: HttpRequest) -> HttpResponse:
    """The file for the agency; what is chosen stands in the address."""
    form = ExportForm(request.GET)
    if not form.is_valid():
        return _shown(request, ImportForm(), form, status=422)
    language = form.cleaned_data["language"]
    pages = for_agency(
        request.user, language, which=form.cleaned_data["which"],
        only_core=form.cleaned_data["pages"] == ExportForm.CORE,
    )  # fmt: skip
    if not pages:
        return _shown(request, ImportForm(language=language), form, nothing=True)
    response = HttpResponse(
        export_po(pages, language), content_type="text/x-gettext-translation; charset=utf-8"
    )
    name = f"hilfelotse-{language}-{clock.today().isoformat()}.po"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response

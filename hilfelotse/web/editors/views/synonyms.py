"""Words that mean the same: what people type, and what our pages say."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from hilfelotse.base.idempotency import once
from hilfelotse.knowledge.actions.synonyms import (
    LONGEST,
    NotTwo,
    add_synonyms,
    remove_synonyms,
)
from hilfelotse.knowledge.models import Synonym
from hilfelotse.web.components.fields import LineField
from hilfelotse.web.components.once import OnceForm
from hilfelotse.web.editors.languages import direction
from hilfelotse.web.editors.views.found import editors

_TWO = gettext_lazy("Schreiben Sie mindestens zwei Wörter auf, mit einem Komma dazwischen.")


class SynonymForm(OnceForm):
    language = forms.ChoiceField(
        label=gettext_lazy("Sprache"), choices=settings.LANGUAGES, initial="de"
    )
    words = LineField(
        label=gettext_lazy("Wörter, die dasselbe meinen"),
        help_text=gettext_lazy("Mit Komma dazwischen, zum Beispiel: Visum, Aufenthaltserlaubnis"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _TWO},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def synonyms(request: HttpRequest) -> HttpResponse:
    """All of them, and a form for more."""
    form = SynonymForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            once(key=form.once_key, do=lambda: _add(request, form))
        except NotTwo:
            form.add_error("words", _TWO)
        else:
            messages.success(request, _("Die Suche kennt diese Wörter jetzt."))
            return redirect("editors:synonyms")
    names = dict(settings.LANGUAGES)
    rows = [
        (row, names.get(row.language, row.language), direction(row.language))
        for row in Synonym.objects.all()
    ]
    context = {"form": form, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "editors/synonyms.html", context, status=status)


def _add(request: HttpRequest, form: SynonymForm) -> None:
    data = form.cleaned_data
    add_synonyms(user=request.user, language=data["language"], text=data["words"])


@require_POST
@editors
def remove(request: HttpRequest, synonym_id: int) -> HttpResponse:
    """From now on each word finds only itself."""
    remove_synonyms(user=request.user, synonym=get_object_or_404(Synonym, pk=synonym_id))
    messages.success(request, _("Die Suche trennt diese Wörter wieder."))
    return redirect("editors:synonyms")

"""Needs as a table: out, and in again as drafts."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hilfelotse.base import idempotency, tables
from hilfelotse.needs.actions import keep
from hilfelotse.needs.models import Need
from hilfelotse.needs.table import HEADINGS, Line, NoHeadings, read_lines, rows_of
from hilfelotse.web.partners.acting import Acting, asks, shows

AT_MOST = 5000


class TableForm(forms.Form):
    """A file, or the text of one; what was read comes back as text to be corrected."""

    organisation = forms.TypedChoiceField(label=gettext_lazy("Organisation"), coerce=int)
    file = forms.FileField(
        label=gettext_lazy("Tabelle"),
        help_text=gettext_lazy("CSV, höchstens 500 Zeilen und 1 MB."),
        required=False,
        allow_empty_file=True,
    )
    text = forms.CharField(
        label=gettext_lazy("Oder hier einfügen"),
        required=False,
        strip=False,
        max_length=tables.MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"}),
    )
    key = forms.CharField(required=False, max_length=22, widget=forms.HiddenInput)

    def __init__(self, *args: Any, acting: Acting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acting = acting
        mine = [(body.pk, body.name) for body in acting.organisations]
        self.fields["organisation"].choices = mine
        if len(mine) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial["organisation"] = mine[0][0]
        self.lines: list[Line] = []
        self.head: list[str] = []

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.errors:
            return data
        try:
            file = data.get("file")
            rows = tables.read(file) if file else tables.parse(data.get("text", ""))
            self.head = rows[0]
            self.lines = read_lines(rows, self.acting.body(data["organisation"]))
        except tables.TooLarge:
            self._refuse(_("Die Tabelle ist zu groß: höchstens 500 Zeilen und 1 MB."))
        except NoHeadings:
            self._refuse(
                _("In der ersten Zeile müssen die Überschriften stehen, zum Beispiel: %(names)s.")
                % {"names": "; ".join(german for german, _english in HEADINGS.values())}
            )
        except tables.NotATable:
            self._refuse(
                _(
                    "Das ist keine Tabelle. Speichern Sie sie als CSV "
                    "und versuchen Sie es noch einmal."
                )
            )
        return data

    def _refuse(self, text: str) -> None:
        self.add_error("file", text)

    def as_text(self, lines: list[Line]) -> str:
        """The lines again, to be corrected; empty when none is left."""
        if not lines:
            return ""
        written = tables.write([self.head, *(line.cells for line in lines)])
        return written.decode("utf-8-sig").replace("\r\n", "\n")


@shows
def needs_csv(request: HttpRequest, acting: Acting) -> HttpResponse:
    """All needs of the bodies, for their own spreadsheet."""
    needs = Need.objects.filter(organisation__in=acting.chosen(request))
    rows = rows_of(list(needs.select_related("quarter").order_by("pk")[:AT_MOST]))
    answer = HttpResponse(tables.write(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="bedarf.csv"'
    return answer


@asks
def needs_import(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What was understood; then good lines become drafts, and bad ones stay to be corrected."""
    if request.method != "POST":
        return _page(request, acting, TableForm(acting=acting))
    form = TableForm(request.POST, request.FILES, acting=acting)
    if not form.is_valid():
        return _page(request, acting, form, status=422)
    good = [line for line in form.lines if not line.problems]
    if request.POST.get("do") == "save" and form.cleaned_data["key"]:
        made = idempotency.once(key=form.cleaned_data["key"], do=lambda: _enter(good, acting))
        good, done = [], made
    else:
        done = None
    bad = [line for line in form.lines if line.problems]
    again = TableForm(
        acting=acting,
        initial={
            "text": form.as_text([*good, *bad]),
            "organisation": form.cleaned_data["organisation"],
            "key": idempotency.new_key(),
        },
    )
    return _page(request, acting, again, good=good, bad=bad, done=done)


def _enter(lines: list[Line], acting: Acting) -> int:
    for line in lines:
        keep.enter(user=acting.user, languages={}, **line.fields)
    return len(lines)


def _page(
    request: HttpRequest, acting: Acting, form: TableForm, status: int = 200, **found: Any
) -> HttpResponse:
    context = {"acting": acting, "form": form, "good": [], "bad": [], "done": None} | found
    return render(request, "partners/needs_import.html", context, status=status)

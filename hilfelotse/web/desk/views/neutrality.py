"""How what the office has to give is spread over the bodies; for the lead alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base import tables
from hilfelotse.reports.neutrality import distribution
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.neutrality import PeriodForm


@require_safe
@roles(Role.LEAD)
def neutrality(request: HttpRequest) -> HttpResponse:
    """By body: asked, what it said, its share, and what it still needs."""
    form = _period(request)
    is_valid = form.is_valid()
    context = {
        "form": form,
        "rows": distribution(**form.cleaned_data) if is_valid else [],
        "is_valid": is_valid,
        "query": request.GET.urlencode(),
    }
    return render(request, "desk/neutrality.html", context)


@require_safe
@roles(Role.LEAD)
def table(request: HttpRequest) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    form = _period(request)
    if not form.is_valid():
        return redirect("desk:neutrality")
    rows = [_heads()]
    rows += [
        [row.organisation.name, row.organisation.get_kind_display(), row.asked, row.accepted,
         row.declined, row.silent, row.recalled, row.waiting, row.percent, row.needs,
         row.places]
        for row in distribution(**form.cleaned_data)
    ]  # fmt: skip
    response = HttpResponse(tables.write(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verteilung.csv"'
    return response


def _heads() -> list[str]:
    return [
        _("Name"), _("Art"), _("gefragt"), _("zugesagt"), _("abgelehnt"),
        _("keine Antwort"), _("von uns zurückgeholt"), _("wartet"), _("Anteil in Prozent"),
        _("offene Bedarfe"), _("freie Plätze"),
    ]  # fmt: skip


def _period(request: HttpRequest) -> PeriodForm:
    """As asked for, else the last 90 days."""
    if request.GET:
        return PeriodForm(request.GET)
    usual = PeriodForm.usual()
    parts = {f"{name}_{part}": getattr(day, part) for name, day in usual.items()
             for part in ("day", "month", "year")}  # fmt: skip
    return PeriodForm({name: str(value) for name, value in parts.items()})

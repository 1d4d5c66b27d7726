"""The tree of all pages and what is to be done; one page with all that can be done with it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.models import User
from hilfelotse.base.idempotency import once
from hilfelotse.knowledge import actions, editing
from hilfelotse.knowledge.freshness import SOURCE, freshness
from hilfelotse.knowledge.markdown import to_html
from hilfelotse.knowledge.models import Gap, Page, Revision
from hilfelotse.knowledge.pictures import missing
from hilfelotse.knowledge.queries import lookup
from hilfelotse.knowledge.rules import keeps
from hilfelotse.web.components.pictures import own_images
from hilfelotse.web.editors import languages
from hilfelotse.web.editors.forms import NewForm
from hilfelotse.web.editors.views.found import any_page, editors, own_page
from hilfelotse.web.editors.words import Badge, badges

GAPS = 30
VIEWS = {
    "": gettext_lazy("alle"),
    "own": gettext_lazy("meine"),
    Page.Owner.CITY.value: gettext_lazy("Stadt"),
    Page.Owner.REGION.value: gettext_lazy("Region"),
}
Pending = dict[tuple[int, str], list[Revision]]


class Row(NamedTuple):
    """A line of the tree."""

    page: Page
    badges: list[Badge]
    children: list["Row"]


@require_safe
@editors
def pages(request: HttpRequest) -> HttpResponse:
    """What is to be done first, then the tree."""
    view = request.GET.get("view", "")
    view = view if view in VIEWS else ""
    everything = list(Page.objects.filter(retired_at=None).defer("text"))
    chosen = [page for page in everything if _is_in(page, view, request.user)]
    pending = editing.unpublished()
    context = {
        "rows": _rows(editing.tree(editing.with_rubrics(chosen, everything)), pending),
        "view": view,
        "views": VIEWS.items(),
        "waiting": editing.waiting_for(request.user),
        "old": [(page, badges(page, [])) for page in editing.old_or_soon(request.user)],
        "gaps": Gap.objects.filter(state=Gap.State.OPEN).order_by("-times", "-last_at")[:GAPS],
    }
    return render(request, "editors/pages.html", context)


def _is_in(page: Page, view: str, user: User) -> bool:
    if view == "own":
        return page.editor_id == user.pk or page.checked_by_id == user.pk
    return not view or page.owner == view


def _rows(branches: Iterable[editing.Branch], pending: Pending) -> list[Row]:
    return [
        Row(
            branch.page,
            badges(branch.page, pending.get((branch.page.pk, SOURCE), [])),
            _rows(branch.children, pending),
        )
        for branch in branches
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@editors
def new(request: HttpRequest) -> HttpResponse:
    """Kind, title, rubric; then the text. To a question that people asked, if it names one."""
    gap = _asked(request)
    initial = {"title": gap.text, "subject": gap.subject} if gap else {}
    form = NewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():

        def do() -> int:
            page = actions.write_page(user=request.user, as_draft=True, **form.values())
            if gap:
                actions.close_gap(user=request.user, gap=gap, page=page)
            return page.pk

        try:
            page_id = once(key=form.once_key, do=do)
        except actions.NotInItself:
            form.add_error("parent", _("So tief gehen die Rubriken nicht: höchstens sechs Stufen."))
        else:
            return redirect("editors:text", page_id=page_id)
    similar = lookup(gap.text, 3) if gap else []
    context = {"form": form, "gap": gap, "similar": similar}
    status = 422 if request.method == "POST" else 200
    return render(request, "editors/new.html", context, status=status)


def _asked(request: HttpRequest) -> Gap | None:
    wanted = request.GET.get("gap", "")
    usable = wanted.isascii() and wanted.isdigit() and len(wanted) <= 18
    return Gap.objects.filter(pk=wanted, state=Gap.State.OPEN).first() if usable else None


@require_POST
@editors
def close_gap(request: HttpRequest, gap_id: int) -> HttpResponse:
    """The question has an answer already, or needs none."""
    gap = get_object_or_404(Gap, pk=gap_id)
    wanted = request.POST.get("page", "")
    usable = wanted.isascii() and wanted.isdigit() and len(wanted) <= 18
    page = Page.objects.in_use().filter(pk=wanted).first() if usable else None
    actions.close_gap(user=request.user, gap=gap, page=page)
    messages.success(request, _("Die Frage ist erledigt."))
    return redirect("editors:pages")


@require_safe
@editors
def page(request: HttpRequest, page_id: int) -> HttpResponse:
    """What readers see, where it stands, and all that can be done."""
    found = any_page(page_id)
    pending = editing.unpublished()
    rows = {row.language: row for row in found.translations.all()}
    context: dict[str, Any] = {
        "page": found,
        "html": to_html(found.text, images=own_images(found)),
        "missing": missing(found),
        "badges": badges(found, pending.get((found.pk, SOURCE), [])),
        "may_edit": found.retired_at is None and keeps(request.user, found.owner),
        "is_shown": Page.objects.public().filter(pk=found.pk).exists(),
        "rows": _facts(found),
        "waiting": [row for row in editing.waiting_for(request.user) if row.page_id == found.pk],
        "languages": [
            (code, name, freshness(found, code, rows)) for code, name in languages.wanted()
        ],
    }
    return render(request, "editors/page.html", context)


def _facts(page: Page) -> list[dict[str, Any]]:
    checked = [date_format(page.checked_on, "j. F Y"), page.checked_by and page.checked_by.name]
    until = page.valid_until and date_format(page.valid_until, "j. F Y")
    parent_url = page.parent and reverse("editors:page", args=[page.parent.pk])
    rows = [
        {"label": _("Art"), "value": page.get_kind_display()},
        {"label": _("Von"), "value": page.get_owner_display()},
        {"label": _("Rubrik"), "value": page.parent and page.parent.title, "url": parent_url},
        {"label": _("Für wen?"), "value": page.get_audience_display()},
        {"label": _("Thema"), "value": page.get_subject_display()},
        {
            "label": _("Wann"),
            "value": " – ".join(map(_moment, filter(None, [page.starts_at, page.ends_at]))),
        },
        {"label": _("Ort"), "value": page.place},
        {"label": _("Zuständig"), "value": page.responsible and page.responsible.name},
        {"label": _("Kümmert sich"), "value": page.editor and page.editor.name},
        {"label": _("Woher wir das wissen"), "value": page.source},
        {"label": _("Geprüft"), "value": ", ".join(filter(None, checked))},
        {"label": _("Gilt bis"), "value": until},
        {"label": _("Andere Wörter dafür"), "value": page.keywords},
        {"label": _("Adresse"), "value": page.slug},
    ]
    return [row for row in rows if row["value"]]


def _moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), "j. F Y, H:i")


@require_POST
@editors
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """Looked at today; it is still so."""
    actions.confirm_page(user=request.user, page=own_page(request, page_id))
    messages.success(request, _("Geprüft: Die Seite stimmt."))
    return redirect("editors:page", page_id=page_id)


@require_POST
@editors
def retire(request: HttpRequest, page_id: int) -> HttpResponse:
    """Nobody needs the page any more."""
    found = own_page(request, page_id)
    try:
        actions.retire_page(user=request.user, page=found)
    except actions.NotEmpty:
        messages.error(request, _("In dieser Rubrik sind noch Seiten. Verschieben Sie sie zuerst."))
        return redirect("editors:page", page_id=page_id)
    messages.success(request, _("Die Seite wird nicht mehr gezeigt."))
    return redirect("editors:pages")

"""The inbox: views and filters, counts that stay fresh, search."""

from collections.abc import Set
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.base.idempotency import once
from hilfelotse.cases.actions import filters as filter_actions
from hilfelotse.cases.models import Case, SavedFilter
from hilfelotse.cases.post import needs_attention
from hilfelotse.cases.queries import COUNT_AT_MOST, Place, counts, filters_for, views_of
from hilfelotse.cases.queries import inbox as inbox_of
from hilfelotse.cases.search import search_by_how
from hilfelotse.duplicates import review
from hilfelotse.privacy.access import saw_list
from hilfelotse.reports.closing import closes_soon
from hilfelotse.team.queries import stand_ins, team, works_for
from hilfelotse.web.components.access import by_itself, roles, signed_in
from hilfelotse.web.desk.forms.inbox import FilterForm, KeepForm, ShareForm, tab, view_in

PAGE = 50
LONGEST_QUERY = 500
_desk = roles(Role.LEAD, Role.CASEWORKER)


@require_safe
@_desk
def inbox(request: HttpRequest) -> HttpResponse:
    """What must be done, the most urgent first."""
    return _page(request, request.GET)


def _page(
    request: HttpRequest,
    parameters: QueryDict,
    status: int = 200,
    keep_form: KeepForm | None = None,
) -> HttpResponse:
    user, colleagues = request.user, list(team())
    names = views_of(user)
    asked = view_in(parameters)
    view = asked if asked in names else "new"
    form = FilterForm(parameters, team=colleagues)
    deputies = stand_ins(clock.today())
    whose = works_for(user, clock.today(), deputies)
    found = inbox_of(
        user=user, view=view, only=form.wanted(), after=_place(parameters), whose=whose
    )
    cases = list(found[: PAGE + 1])
    shown = cases[:PAGE]
    saw_list(cases=shown, route="desk:inbox", user=user)
    query = form.query(view)
    return render(
        request,
        "desk/inbox.html",
        {
            "view": view,
            "view_name": names[view],
            "views": _views(user, whose),
            "filters": [tab(saved, user, query) for saved in filters_for(user)],
            "filter_form": form,
            "is_filtered": query != f"view={view}",
            "unknown": [*([] if view == asked else [_("Ansicht")]), *form.unknown],
            "keep_form": keep_form or KeepForm(prefix="keep", initial={"query": query}),
            "form": keep_form,
            "rows": rows_of(shown, user, colleagues, deputies),
            "next": f"{query}&after={_written(shown[-1])}" if len(cases) > PAGE else "",
            "stuck_mails": needs_attention(request.user).exists(),
            "double_count": review.known_count(),
            "closes_soon": closes_soon(),
            "may_tidy_up": user.has_any(frozenset({Role.LEAD})),
        },
        status=status,
    )


def _views(user: User, whose: Set[int] | None = None) -> list[dict[str, Any]]:
    numbers = counts(user=user, whose=whose)
    return [
        {"key": key, "name": name, "count": _count(numbers[key])}
        for key, name in views_of(user).items()
    ]


def _count(number: int) -> str:
    return f"{COUNT_AT_MOST - 1}+" if number >= COUNT_AT_MOST else str(number)


def rows_of(
    cases: list[Case],
    user: User,
    colleagues: list[User] | None = None,
    deputies: dict[int, int | None] | None = None,
) -> list[dict[str, Any]]:
    """Cases for the table: each with who does its owner's work today, and how old it is."""
    today = clock.today()
    names = {colleague.pk: colleague.name for colleague in colleagues or team()}
    deputies = stand_ins(today) if deputies is None else deputies
    return [
        {
            "case": case,
            "stands_in": case.is_open and case.owner_id in deputies,
            "deputy": names.get(deputies.get(case.owner_id), ""),
            "is_mine_today": deputies.get(case.owner_id) == user.pk,
            "days": (today - timezone.localdate(case.received_at)).days,
        }
        for case in cases
    ]


# --- the next page ----------------------------------------------------------------------------


def _written(case: Case) -> str:
    place = Place.of(case)
    since = place.due_at - datetime.fromtimestamp(0, UTC)
    return f"{place.rank}.{int(since.total_seconds() * 1_000_000)}.{place.pk}"


def _place(parameters: QueryDict) -> Place | None:
    """Where the page begins; an address that says nothing begins at the top."""
    parts = parameters.get("after", "").split(".")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    rank, moment, pk = (int(part[:18]) for part in parts)
    try:
        return Place(min(rank, 9), datetime.fromtimestamp(moment / 1_000_000, UTC), pk)
    except (ValueError, OverflowError, OSError):
        return None


# --- counts that stay fresh -------------------------------------------------------------------


@require_safe
@by_itself
@_desk
def fresh_counts(request: HttpRequest) -> HttpResponse:
    """The numbers of the tabs, for a page that lies open; whoever comes here gets the inbox."""
    if not request.htmx:
        return redirect("desk:inbox")
    return render(request, "desk/inbox_counts.html", {"views": _views(request.user)})


# --- filters that are kept ------------------------------------------------------------------


@require_POST
@_desk
def keep_filter(request: HttpRequest) -> HttpResponse:
    """Keep the filter under a name."""
    form = KeepForm(request.POST, prefix="keep")
    parameters = form.parameters
    wanted = FilterForm(parameters, team=list(team()))
    view = view_in(parameters)
    if not form.is_valid() or not view or wanted.unknown:
        return _page(request, parameters, status=422, keep_form=form)
    query = wanted.query(view)
    if len(query) > LONGEST_QUERY:
        form.add_error("name", _("Der Filter ist zu lang. Nehmen Sie weniger Wörter."))
        return _page(request, parameters, status=422, keep_form=form)

    def do() -> None:
        filter_actions.keep_filter(
            user=request.user,
            name=form.cleaned_data["name"],
            query=query,
            is_shared=form.cleaned_data["is_shared"],
        )

    try:
        once(key=form.once_key, do=do)
    except filter_actions.TooManyFilters:
        messages.error(request, _("Sie haben schon sehr viele Filter. Löschen Sie zuerst einen."))
    else:
        messages.success(request, _("Der Filter ist gemerkt."))
    return redirect(f"{reverse('desk:inbox')}?{query}")


def _filter(request: HttpRequest, filter_id: int) -> SavedFilter:
    """One that the user sees, else 404."""
    saved = filters_for(request.user).filter(pk=filter_id).first()
    if saved is None:
        raise Http404
    return saved


@require_POST
@_desk
def share_filter(request: HttpRequest, filter_id: int) -> HttpResponse:
    """For everybody, or for oneself again."""
    saved, form = _filter(request, filter_id), ShareForm(request.POST)
    if not form.is_valid():
        raise PermissionDenied
    is_shared = form.cleaned_data["is_shared"]
    filter_actions.share_filter(user=request.user, saved=saved, is_shared=is_shared)
    done = _("Alle im Team sehen den Filter.") if is_shared else _("Nur Sie sehen den Filter.")
    messages.success(request, done)
    return redirect(f"{reverse('desk:inbox')}?{saved.query}")


@require_POST
@_desk
def delete_filter(request: HttpRequest, filter_id: int) -> HttpResponse:
    """Nobody needs it any more."""
    filter_actions.delete_filter(user=request.user, saved=_filter(request, filter_id))
    messages.success(request, _("Der Filter ist gelöscht."))
    return redirect("desk:inbox")


# --- search -----------------------------------------------------------------------------------


@require_safe
@_desk
def search(request: HttpRequest) -> HttpResponse:
    """By reference number, telephone number, mail address, name or words of a text."""
    text = request.GET.get("q", "")[:200]
    found = search_by_how(user=request.user, text=text)
    cases = [case for some in found.values() for case in some]
    if len(cases) == 1 and Case.objects.by_reference(text).exists():
        return redirect("desk:case", case_id=cases[0].pk)
    saw_list(cases=cases, route="desk:search", user=request.user)
    rows = {row["case"].pk: row for row in rows_of(cases, request.user)}
    groups = [
        {"name": how.label, "rows": [rows[case.pk] for case in some]} for how, some in found.items()
    ]
    return render(request, "desk/search.html", {"text": text, "groups": groups})


@require_safe
@signed_in
def welcome(request: HttpRequest) -> HttpResponse:
    """For roles whose pages come with a later part of the software."""
    return render(request, "desk/welcome.html")

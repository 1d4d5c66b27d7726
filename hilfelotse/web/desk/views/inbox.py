from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.models import Case
from hilfelotse.cases.queries import COUNT_AT_MOST, VIEWS, counts
from hilfelotse.cases.queries import inbox as inbox_of
from hilfelotse.cases.search import search as search_cases
from hilfelotse.correspondence.outbox import needs_attention
from hilfelotse.privacy.access import saw_list
from hilfelotse.web.components.access import roles, signed_in

PAGE = 50


@require_safe
@roles(Role.LEAD, Role.CASEWORKER)
def inbox(request: HttpRequest) -> HttpResponse:
    """What must be done, the most urgent first."""
    view = request.GET.get("view", "new")
    if view not in VIEWS:
        view = "new"
    start = _start(request)
    cases = list(inbox_of(user=request.user, view=view)[start : start + PAGE + 1])
    shown = cases[:PAGE]
    saw_list(cases=shown, route="desk:inbox", user=request.user)
    numbers = counts(user=request.user)
    return render(
        request,
        "desk/inbox.html",
        {
            "view": view,
            "view_name": VIEWS[view],
            "views": [
                {"key": key, "name": name, "count": _count(numbers[key])}
                for key, name in VIEWS.items()
            ],
            "cases": shown,
            "next": start + PAGE if len(cases) > PAGE else None,
            "stuck_mails": needs_attention().exists(),
        },
    )


def _start(request: HttpRequest) -> int:
    after = request.GET.get("after", "")
    return int(after) if after.isascii() and after.isdigit() and len(after) < 6 else 0


def _count(number: int) -> str:
    return f"{number}+" if number >= COUNT_AT_MOST else str(number)


@require_safe
@roles(Role.LEAD, Role.CASEWORKER)
def search(request: HttpRequest) -> HttpResponse:
    """By reference number, telephone number, mail address or name."""
    text = request.GET.get("q", "")[:200]
    cases = list(search_cases(user=request.user, text=text))
    if len(cases) == 1 and Case.objects.by_reference(text).exists():
        return redirect("desk:case", case_id=cases[0].pk)
    saw_list(cases=cases, route="desk:search", user=request.user)
    return render(request, "desk/search.html", {"text": text, "cases": cases})


@require_safe
@signed_in
def welcome(request: HttpRequest) -> HttpResponse:
    """For roles whose pages come with a later part of the software."""
    return render(request, "desk/welcome.html")

"""The end of the day: what is left and for whom, and the day's ledger."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.cases.models import Case
from hilfelotse.privacy.access import saw_list
from hilfelotse.reports.closing import left
from hilfelotse.reports.ledger import UNKNOWN, Ledger, ledger
from hilfelotse.reports.waiting import waiting
from hilfelotse.team.queries import who_is_in_on
from hilfelotse.web.components.access import roles

_desk = roles(Role.LEAD, Role.CASEWORKER)
DAYS_BACK = 366


@require_safe
@_desk
def closing(request: HttpRequest) -> HttpResponse:
    """What is left today, and who takes it tomorrow."""
    rest = left(user=request.user)
    cases = {case.pk: case for pile in rest.piles for case in pile.cases}
    cases |= {call.case_id: call.case for pile in rest.piles for call in pile.callbacks}
    saw_list(cases=cases.values(), route="desk:closing", user=request.user)
    return render(
        request,
        "desk/closing.html",
        {"rest": rest, "there": who_is_in_on(rest.next_day), "today": clock.today()},
    )


@require_safe
@_desk
def day(request: HttpRequest) -> HttpResponse:
    """The ledger of a day; for today also what waits."""
    today = clock.today()
    wanted = _day(request.GET.get("day", ""), today)
    return render(
        request,
        "desk/day.html",
        {
            "day": wanted,
            "is_today": wanted == today,
            **_in_words(ledger(wanted)),
            "waiting": waiting(user=request.user) if wanted == today else None,
            "before": wanted - timedelta(days=1),
            "after": wanted + timedelta(days=1) if wanted < today else None,
        },
    )


def _day(text: str, today: date) -> date:
    """The day that was asked for, of the last year; else today."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if 0 <= (today - day).days <= DAYS_BACK else today


def _in_words(book: Ledger) -> dict[str, Any]:
    return {
        "book": book,
        "by_channel": _labelled(book.by_channel, Case.Channel),
        "by_kind": _labelled(book.by_kind, Case.Kind),
        "by_outcome": _labelled(book.by_outcome, Case.Outcome),
    }


def _labelled(numbers, choices) -> list[dict[str, Any]]:
    """The most frequent first."""
    rows = sorted(numbers.items(), key=lambda row: (-row[1], row[0]))
    names = {UNKNOWN: "?"} | {choice.value: choice.label for choice in choices}
    return [{"label": names.get(value, value), "number": number} for value, number in rows]

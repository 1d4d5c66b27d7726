"""Who is in when, who is away, and what waits with whom."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.models import User
from hilfelotse.accounts.roles import Role
from hilfelotse.base import clock
from hilfelotse.base.idempotency import once
from hilfelotse.cases.models import Case
from hilfelotse.office.hours import hours_on
from hilfelotse.reports.closing import next_working_day
from hilfelotse.team import actions
from hilfelotse.team import queries as roster
from hilfelotse.team.models import Absence, Shift
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.case import OnceForm
from hilfelotse.web.desk.forms.team import WORKDAYS, AbsenceForm, WeekForm

_desk = roles(Role.LEAD, Role.CASEWORKER)
WEEKS_AROUND = 52
_NONE = {"open": 0, "overdue": 0}


@require_safe
@_desk
def team(request: HttpRequest) -> HttpResponse:
    """The week as a table, absences, and what waits with each."""
    monday = _monday(request.GET.get("week", ""))
    days = [monday + timedelta(days=day) for day in WORKDAYS]
    people = list(roster.team())
    waits = _waits(request.user)
    return render(
        request,
        "desk/team.html",
        {
            "days": [{"date": day, "is_today": day == clock.today()} for day in days],
            "rows": _rows(people, days),
            "people": [
                {"user": user, "may_edit": _may_edit(request.user, user)}
                | waits.get(user.pk, _NONE)
                for user in people
            ],
            "queues": [
                {"name": queue.label} | waits.get(queue.value, _NONE) for queue in Case.Queue
            ],
            "who_is_in": roster.who_is_in(clock.now()),
            "absences": [
                {"absence": absence, "may_edit": _may_edit(request.user, absence.user)}
                for absence in _coming_absences()
            ],
            "before": monday - timedelta(days=7),
            "after": monday + timedelta(days=7),
        },
    )


def _monday(text: str) -> date:
    """The Monday of the week that was asked for, or of the one in which the office opens next."""
    today = clock.today()
    try:
        day: date | None = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or abs((day - today).days) > 7 * WEEKS_AROUND:
        day = today if today.weekday() in WORKDAYS else next_working_day(today)
    return day - timedelta(days=day.weekday())


def _rows(people: list[User], days: list[date]) -> list[dict[str, Any]]:
    shifts: dict[int, dict[int, Shift]] = {}
    for shift in Shift.objects.order_by("pk"):
        shifts.setdefault(shift.user_id, {})[shift.weekday] = shift
    deputies = {day: roster.deputy_names(day) for day in days}
    return [
        {
            "user": user,
            "cells": [_cell(user, day, shifts.get(user.pk), deputies[day]) for day in days],
        }
        for user in people
    ]


def _cell(
    user: User, day: date, shifts: dict[int, Shift] | None, deputies: dict[int, str]
) -> dict[str, Any]:
    return {
        "is_today": day == clock.today(),
        "name": day,
        "closed": hours_on(day) is None,
        "away": user.pk in deputies,
        "deputy": deputies.get(user.pk, ""),
        "shift": shifts.get(day.weekday()) if shifts else None,
        "always": shifts is None,
    }


def _waits(user: User) -> dict[int | str, dict[str, int]]:
    """Open and overdue cases by owner (its id) and queue (its name)."""
    found = (
        Case.objects.visible_to(user)
        .open()
        .values_list("owner", "queue")
        .annotate(open=Count("pk"), overdue=Count("pk", filter=Q(due_at__lt=clock.now())))
        .order_by("owner", "queue")
    )
    return {
        owner or queue: {"open": number, "overdue": overdue}
        for owner, queue, number, overdue in found
    }


def _coming_absences() -> list[Absence]:
    return list(
        Absence.objects.filter(last_day__gte=clock.today(), user__is_active=True)
        .select_related("user", "deputy")
        .order_by("first_day", "user__name")
    )


def _may_edit(user: User, colleague: User) -> bool:
    return user.pk == colleague.pk or user.has_any(frozenset({Role.LEAD}))


def _colleague(request: HttpRequest, user_id: int) -> User:
    """Somebody of the team; 403 unless it is oneself or one is the lead."""
    colleague = get_object_or_404(roster.team(), pk=user_id)
    if not _may_edit(request.user, colleague):
        raise PermissionDenied
    return colleague


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def week(request: HttpRequest, user_id: int) -> HttpResponse:
    """When a colleague is in."""
    colleague = _colleague(request, user_id)
    form = WeekForm(request.POST or None, initial=WeekForm.initial_for(colleague))
    if request.method == "POST" and form.is_valid():
        actions.set_week(user=request.user, colleague=colleague, week=form.week())
        messages.success(request, _("Die Woche ist gespeichert."))
        return redirect("desk:team")
    return render(request, "desk/team_week.html", {"form": form, "colleague": colleague})


_REFUSALS = {
    actions.IsOver: _("Diese Tage sind schon vorbei."),
    actions.Overlaps: _("Für einige dieser Tage ist schon eine Abwesenheit eingetragen."),
    actions.CannotStandIn: _("Diese Person kann nicht vertreten."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def absence(request: HttpRequest, user_id: int) -> HttpResponse:
    """Days on which a colleague is away, and who stands in."""
    colleague = _colleague(request, user_id)
    form = AbsenceForm(request.POST or None, colleague=colleague)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def do() -> None:
            actions.enter_absence(
                user=request.user,
                colleague=colleague,
                first_day=data["first_day"],
                last_day=data["last_day"],
                deputy=data["deputy"],
            )

        try:
            once(key=form.once_key, do=do)
        except tuple(_REFUSALS) as refusal:
            form.add_error(None, _REFUSALS[type(refusal)])
        else:
            messages.success(request, _("Die Abwesenheit ist eingetragen."))
            return redirect("desk:team")
    return render(request, "desk/absence.html", {"form": form, "colleague": colleague})


@require_POST
@_desk
def cancel(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Back earlier, or not away at all."""
    found = get_object_or_404(Absence.objects.select_related("user"), pk=absence_id)
    form = OnceForm(request.POST)
    form.is_valid()  # a key of another shape counts as none

    def do() -> None:
        actions.cancel_absence(user=request.user, absence=found)

    try:
        once(key=form.once_key, do=do)
    except actions.IsOver:
        messages.error(request, _REFUSALS[actions.IsOver])
    else:
        messages.success(request, _("Die Abwesenheit endet heute oder ist gelöscht."))
    return redirect("desk:team")

"""The calendar feed: behind a link of its own, for the calendars of phones and offices."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hilfelotse.base.links import LinkRefused
from hilfelotse.needs.actions.calendar_link import calendar_of
from hilfelotse.needs.calendar import calendar
from hilfelotse.web.components.access import by_link


@by_link
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The body's own dates."""
    try:
        organisation = calendar_of(token)
    except LinkRefused:
        return render(request, "partners/closed.html", status=404)
    return HttpResponse(calendar(organisation), content_type="text/calendar; charset=utf-8")

"""The page of 168-0: note, put through, look up; and one's own notes of the last day."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.calls.actions.note import OF_THE_SWITCHBOARD, write_note
from hilfelotse.calls.queries import own_notes
from hilfelotse.cases.models import Case
from hilfelotse.knowledge.actions import mark_outdated
from hilfelotse.knowledge.models import Page
from hilfelotse.privacy.access import saw_list
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.call import looked_up
from hilfelotse.web.switchboard.forms import Result, SwitchboardForm

_switchboard = roles(Role.SWITCHBOARD, Role.LEAD, Role.CASEWORKER)
_DONE = {
    Result.CALLBACK: _("Gespeichert: %(number)s. Die Koordinierungsstelle ruft zurück."),
    Result.PUT_THROUGH: _("Gespeichert: %(number)s. Stellen Sie jetzt durch."),
    Result.ANSWERED: _("Gespeichert: %(number)s."),
    Result.RECORDED: _("Gespeichert: %(number)s. Die Koordinierungsstelle kümmert sich."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@_switchboard
def note(request: HttpRequest) -> HttpResponse:
    """What somebody wants, and how it goes on."""
    if request.method != "POST":
        return _page(request, SwitchboardForm())
    result = request.POST.get("result", "")
    if result not in OF_THE_SWITCHBOARD:
        return _page(request, SwitchboardForm(initial=request.POST.dict()))
    form = SwitchboardForm(request.POST, result=result)
    if not form.is_valid():
        return _page(request, form, status=422)
    case = write_note(
        user=request.user,
        key=form.once_key,
        said=form.said(channel=Case.Channel.SWITCHBOARD),
        result=result,
        sender=form.sender(),
        promised=form.promised() if result == Result.CALLBACK else None,
    )
    messages.success(request, _DONE[Result(result)] % {"number": case.reference})
    return redirect("switchboard:note")


def _page(request: HttpRequest, form: SwitchboardForm, status: int = 200) -> HttpResponse:
    notes = list(own_notes(request.user))
    saw_list(
        cases=[row.case for row in notes if not row.case.is_restricted],
        route="switchboard:note",
        user=request.user,
    )
    context: dict[str, Any] = {
        "form": form,
        "notes": notes,
        "outdated_route": "switchboard:outdated",
        **looked_up(request),
    }
    return render(request, "switchboard/note.html", context, status=status)


@require_safe
@_switchboard
def look_up(request: HttpRequest) -> HttpResponse:
    """Answers and who is responsible, while it is typed."""
    if not request.htmx:
        return _page(request, SwitchboardForm(initial=request.GET.dict()))
    context = looked_up(request) | {"outdated_route": "switchboard:outdated"}
    return render(request, "components/lookup.html", context)


@require_POST
@_switchboard
def outdated(request: HttpRequest, answer_id: int) -> HttpResponse:
    """„Stimmt nicht mehr“."""
    answer = get_object_or_404(Page.objects.in_use(), pk=answer_id)
    mark_outdated(user=request.user, page=answer, note=request.POST.get("note", ""))
    if request.htmx:
        return render(request, "components/outdated.html")
    messages.success(request, _("Gemeldet. Die Antwort ist jetzt als fraglich markiert."))
    return redirect("switchboard:note")

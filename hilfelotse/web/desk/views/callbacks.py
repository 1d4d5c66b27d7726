"""The calls that we owe: who wants to be called when, and who is calling just now."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.calls.actions import callback as actions
from hilfelotse.calls.actions.callback import TRIES, CallbackIsOver, SomebodyElseCalls
from hilfelotse.calls.models import Callback
from hilfelotse.calls.queries import waiting
from hilfelotse.cases.actions.locked import CaseIsClosed
from hilfelotse.privacy.access import saw_list
from hilfelotse.topics.languages import NAMES
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.case import OnceForm

_desk = roles(Role.LEAD, Role.CASEWORKER)
PAGE = 50
OVER = gettext_lazy("Dieser Rückruf ist schon erledigt.")


@require_safe
@_desk
def callbacks(request: HttpRequest) -> HttpResponse:
    """The oldest promise first."""
    found = list(waiting(request.user)[: PAGE + 1])
    shown = found[:PAGE]
    saw_list(cases=[row.case for row in shown], route="desk:callbacks", user=request.user)
    rows = [_row(row, request) for row in shown]
    context = {"rows": rows, "more": len(found) > PAGE, "tries": TRIES}
    return render(request, "desk/callbacks.html", context)


def _row(callback: Callback, request: HttpRequest) -> dict:
    note = next(iter(callback.case.call_notes.all()), None)
    return {
        "callback": callback,
        "case": callback.case,
        "party": callback.case.party,
        "language": NAMES.get(callback.language, callback.language),
        "about": (note.text if note else "") or callback.case.text,
        "is_mine": callback.is_held and callback.held_by_id == request.user.pk,
        "is_others": callback.is_held_against(request.user),
    }


def _act(
    request: HttpRequest, callback_id: int, do: Callable[[Callback], object], done: str
) -> Callback | None:
    """Do it once and say so, or say why not."""
    callback = get_object_or_404(Callback.objects.visible_to(request.user), pk=callback_id)
    form = OnceForm(request.POST)
    form.is_valid()

    def act() -> None:
        do(callback)

    try:
        once(key=form.once_key, do=act)
    except SomebodyElseCalls as held:
        until = date_format(timezone.localtime(held.until), "H:i") if held.until else ""
        messages.warning(
            request,
            _("%(name)s ruft dort gerade an, bis %(until)s Uhr.")
            % {"name": held.name, "until": until},
        )
        return None
    except (CallbackIsOver, CaseIsClosed):
        messages.info(request, OVER)
        return None
    if done:
        messages.success(request, done)
    return callback


@require_POST
@_desk
def hold(request: HttpRequest, callback_id: int) -> HttpResponse:
    """„Ich rufe an“."""
    _act(request, callback_id, lambda row: actions.hold(user=request.user, callback=row), "")
    return _back(callback_id)


@require_POST
@_desk
def release(request: HttpRequest, callback_id: int) -> HttpResponse:
    """„Doch nicht“."""
    _act(request, callback_id, lambda row: actions.release(user=request.user, callback=row), "")
    return _back(callback_id)


@require_POST
@_desk
def failed(request: HttpRequest, callback_id: int) -> HttpResponse:
    """Nobody answered."""

    def do(row: Callback) -> None:
        actions.failed_try(user=request.user, callback=row)

    callback = _act(request, callback_id, do, "")
    if callback is not None:
        callback.refresh_from_db()
        messages.success(request, _after_a_try(callback))
    return redirect("desk:callbacks")


def _after_a_try(callback: Callback) -> str:
    if callback.ended_at:
        return _("%(tries)s-mal nicht erreicht: Der Vorgang %(number)s ist zurück im Eingang.") % {
            "tries": callback.tries, "number": callback.case.reference,
        }  # fmt: skip
    when = date_format(timezone.localtime(callback.wanted_at), "l, H:i")
    return _("Notiert. Der nächste Versuch ist ab %(when)s Uhr dran.") % {"when": when}


@require_POST
@_desk
def reached(request: HttpRequest, callback_id: int) -> HttpResponse:
    """Spoken to: on to the note of the call."""

    def do(row: Callback) -> None:
        actions.reached(user=request.user, callback=row)

    callback = _act(request, callback_id, do, "")
    if callback is None:
        return redirect("desk:callbacks")
    return redirect(f"{reverse('desk:call')}?case={callback.case_id}")


@require_POST
@_desk
def not_needed(request: HttpRequest, callback_id: int) -> HttpResponse:
    """The person no longer waits for it."""

    def do(row: Callback) -> None:
        actions.not_needed(user=request.user, callback=row)

    _act(request, callback_id, do, _("Der Rückruf ist nicht mehr nötig. Der Vorgang bleibt offen."))
    return redirect("desk:callbacks")


def _back(callback_id: int) -> HttpResponse:
    return redirect(f"{reverse('desk:callbacks')}#rueckruf-{callback_id}")

"""Saying what a case is about; danger: to the lead and nobody else, and back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.actions import mark as mark_actions
from hilfelotse.cases.models import Case
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.case import OnceForm
from hilfelotse.web.desk.forms.knowledge import MarkForm
from hilfelotse.web.desk.views.act import acted
from hilfelotse.web.desk.views.case import find_case

_desk = roles(Role.LEAD, Role.CASEWORKER)


@require_POST
@_desk
def mark(request: HttpRequest, case_id: int) -> HttpResponse:
    """A person says what the case is about."""
    case = find_case(request.user, case_id)
    form = MarkForm(request.POST, prefix="mark")

    def do() -> None:
        mark_actions.mark(user=request.user, case=case, **form.values())

    return acted(request, case, form, "mark_form", do, _("Thema und Ort sind gespeichert."))


@require_POST
@_desk
def restrict(request: HttpRequest, case_id: int) -> HttpResponse:
    """Danger to somebody: to the lead at once."""
    case = find_case(request.user, case_id)

    def do() -> None:
        mark_actions.restrict(user=request.user, case=case)

    done = _("Der Vorgang ist jetzt bei der Leitung. Nur sie kann ihn sehen.")
    response = acted(request, case, OnceForm(request.POST), "restrict_form", do, done)
    if Case.objects.visible_to(request.user).filter(pk=case.pk).exists():
        return response
    return redirect("desk:inbox")


@require_POST
@roles(Role.LEAD)
def unrestrict(request: HttpRequest, case_id: int) -> HttpResponse:
    """The lead has looked: no danger."""
    case = find_case(request.user, case_id)

    def do() -> None:
        mark_actions.unrestrict(user=request.user, case=case)

    done = _("Der Vorgang ist wieder für alle am Platz sichtbar.")
    return acted(request, case, OnceForm(request.POST), "unrestrict_form", do, done)

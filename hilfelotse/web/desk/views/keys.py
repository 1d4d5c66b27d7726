from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.web.components import shortcuts
from hilfelotse.web.components.access import roles


@require_safe
@roles(Role.LEAD, Role.CASEWORKER)
def keys(request: HttpRequest) -> HttpResponse:
    """Which key does what, and the switch for all of them."""
    return render(request, "desk/keys.html")


@require_POST
@roles(Role.LEAD, Role.CASEWORKER)
def switch(request: HttpRequest) -> HttpResponse:
    """No keys for somebody whose hands or voice press them by mistake; or keys again."""
    off = not shortcuts.are_off(request)
    response = redirect("desk:keys")
    shortcuts.switch(request, response, off=off)
    done = _("Die Tasten sind ausgeschaltet.") if off else _("Die Tasten sind eingeschaltet.")
    messages.success(request, done)
    return response

"""Mails that a person must look at: not delivered, or perhaps delivered twice."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.post import needs_attention
from hilfelotse.correspondence import outbox
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.words import mail_name

_desk = roles(Role.LEAD, Role.CASEWORKER)
AT_MOST = 100


@require_safe
@_desk
def attention(request: HttpRequest) -> HttpResponse:
    """The list; by case number, without addresses."""
    found = needs_attention(request.user)[:AT_MOST]
    rows = [{"mail": mail, "name": mail_name(mail)} for mail in found]
    return render(request, "desk/mail.html", {"rows": rows})


def _waits_for(request: HttpRequest, mail_id: int) -> bool:
    return needs_attention(request.user).filter(pk=mail_id).exists()


@require_POST
@_desk
def again(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Try once more what was not delivered."""
    if _waits_for(request, mail_id) and outbox.send_again(user=request.user, mail_id=mail_id):
        messages.success(request, _("Die E-Mail geht noch einmal hinaus."))
    else:
        messages.info(request, _("Diese E-Mail wartet nicht auf Sie."))
    return redirect("desk:mail")


@require_POST
@_desk
def seen(request: HttpRequest, mail_id: int) -> HttpResponse:
    """It is dealt with: off the list."""
    if _waits_for(request, mail_id) and outbox.set_seen(user=request.user, mail_id=mail_id):
        messages.success(request, _("Erledigt."))
    else:
        messages.info(request, _("Diese E-Mail wartet nicht auf Sie."))
    return redirect("desk:mail")

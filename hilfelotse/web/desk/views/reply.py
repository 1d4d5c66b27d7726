"""Answering the person of a case: write, look at the whole mail, send."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hilfelotse.accounts.roles import Role
from hilfelotse.cases.actions import reply as actions
from hilfelotse.cases.models import Case
from hilfelotse.correspondence.reply import PLACEHOLDERS
from hilfelotse.privacy.access import saw_case
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk import messages as desk_messages
from hilfelotse.web.desk.forms.reply import ReplyForm
from hilfelotse.web.desk.views.case import find_case


@require_http_methods(["GET", "HEAD", "POST"])
@roles(Role.LEAD, Role.CASEWORKER)
def reply(request: HttpRequest, case_id: int) -> HttpResponse:
    """``do``: ``insert`` a text block, ``preview``, ``edit`` again, ``send``; only that writes."""
    case = find_case(request.user, case_id)
    form = ReplyForm(request.POST or None, case=case)
    do = request.POST.get("do", "preview")
    if do == "insert":
        return _page(request, case, form.with_block())
    if request.method != "POST" or not form.is_valid():
        return _page(request, case, form)
    if do == "send":
        return _send(request, case, form)
    if do == "edit":
        return _page(request, case, form.unsent())
    return _preview(request, case, form)


def _page(request: HttpRequest, case: Case, form: ReplyForm) -> HttpResponse:
    saw_case(case=case, route="desk:reply", user=request.user)
    context = {
        "case": case,
        "form": form,
        "reply_form": form,
        "hindrance": actions.hindrance(user=request.user, case=case),
        "placeholders": PLACEHOLDERS,
        **desk_messages.of(case, request.user),
    }
    return render(request, "desk/reply.html", context)


def _preview(request: HttpRequest, case: Case, form: ReplyForm) -> HttpResponse:
    try:
        letter = actions.preview(user=request.user, case=case, text=form.cleaned_data["text"])
    except actions.CannotReply:
        return _page(request, case, form)  # which says why
    saw_case(case=case, route="desk:reply", user=request.user)
    context = {"case": case, "form": form, "letter": letter}
    return render(request, "desk/reply_preview.html", context)


def _send(request: HttpRequest, case: Case, form: ReplyForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        actions.reply(
            user=request.user,
            case=case,
            text=data["text"],
            key=form.once_key,
            expects_answer=data["expects_answer"],
            closes=data.get("closes", False),
        )
    except actions.CannotReply as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Die Antwort geht hinaus."))
    return redirect("desk:case", case_id=case.pk)

"""The rules for „Wohin?“: reading them, trying them on a text, and for the lead changing them."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.routing import actions
from hilfelotse.routing.match import highlight
from hilfelotse.routing.models import Rule
from hilfelotse.routing.suggest import suggest
from hilfelotse.topics.subjects import SUBJECTS
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.knowledge import RuleForm, TryForm

_desk = roles(Role.LEAD, Role.CASEWORKER)
_lead = roles(Role.LEAD)


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def rules(request: HttpRequest) -> HttpResponse:
    """The rules of one view; sending a text shows what they say about it and keeps nothing."""
    form = TryForm(request.POST if request.method == "POST" else None)
    tried = form.cleaned_data["text"] if form.is_bound and form.is_valid() else ""
    return _page(request, form=form, try_form=form, **_tried(tried))


def _tried(text: str) -> dict[str, Any]:
    said = suggest(text)
    return {
        "tried": text,
        "said": said,
        "said_subject": SUBJECTS.get(said.subject, ""),
        "pieces": highlight(text, said.hits),
    }


def _page(request: HttpRequest, status: int = 200, **more: Any) -> HttpResponse:
    view = request.GET.get("view", Rule.Sign.DANGER)
    if view not in _views():
        view = Rule.Sign.DANGER
    context = {
        "rules": _in_view(view),
        "view": view,
        "views": _views(),
        "may_edit": request.user.has_any(frozenset({Role.LEAD})),
        "rule_form": RuleForm(prefix="rule"),
        "try_form": TryForm(),
        **_tried(""),
        **more,
    }
    return render(request, "desk/rules.html", context, status=status)


def _views() -> dict[str, Any]:
    signs = {sign.value: sign.label for sign in (Rule.Sign.DANGER, Rule.Sign.URGENT)}
    return signs | {code: name for code, name in SUBJECTS.items() if code != "other"}


def _in_view(view: str) -> QuerySet[Rule]:
    living = Rule.objects.filter(ended_at=None)
    if view in Rule.Sign.values:
        return living.filter(sign=view)
    return living.filter(sign=Rule.Sign.SUBJECT, subject=view)


@require_POST
@_lead
def rule_new(request: HttpRequest) -> HttpResponse:
    """One more rule."""
    form = RuleForm(request.POST, prefix="rule")
    if not form.is_valid():
        return _page(request, status=422, form=form, rule_form=form)
    try:
        once(key=form.once_key, do=lambda: actions.add_rule(user=request.user, **form.values()).pk)
    except actions.AlreadyThere:
        messages.info(request, _("Diese Regel gibt es schon."))
    else:
        messages.success(request, _("Die Regel gilt ab jetzt."))
    return redirect("desk:rules")


@require_POST
@_lead
def rule_end(request: HttpRequest, rule_id: int) -> HttpResponse:
    """The rule no longer holds."""
    actions.end_rule(user=request.user, rule=get_object_or_404(Rule, pk=rule_id))
    messages.success(request, _("Die Regel gilt nicht mehr."))
    return redirect("desk:rules")

"""The text blocks of the desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.correspondence.actions import add_text_block, change_text_block
from hilfelotse.correspondence.models import TextBlock
from hilfelotse.correspondence.reply import PLACEHOLDERS
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.reply import TextBlockForm

_desk = roles(Role.LEAD, Role.CASEWORKER)


@require_safe
@_desk
def textblocks(request: HttpRequest) -> HttpResponse:
    """All of them, retired ones last."""
    blocks = TextBlock.objects.order_by("-is_active", "name", "language")
    return render(request, "desk/textblocks.html", {"blocks": blocks})


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def new(request: HttpRequest) -> HttpResponse:
    """Keep a text."""
    form = TextBlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        once(
            key=form.once_key,
            do=lambda: add_text_block(user=request.user, **form.values()).pk,
        )
        return _saved(request)
    return _page(request, form, _("Neuer Textbaustein"))


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def edit(request: HttpRequest, block_id: int) -> HttpResponse:
    """Correct a text, or retire it."""
    block = get_object_or_404(TextBlock, pk=block_id)
    names = ("name", "language", "text", "is_active")
    form = TextBlockForm(
        request.POST or None, known=block, initial={name: getattr(block, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        change_text_block(user=request.user, block=block, **form.values())
        return _saved(request)
    return _page(request, form, block.name)


def _saved(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("Der Textbaustein ist gespeichert."))
    return redirect("desk:textblocks")


def _page(request: HttpRequest, form: TextBlockForm, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "placeholders": PLACEHOLDERS}
    return render(request, "desk/textblock_form.html", context)

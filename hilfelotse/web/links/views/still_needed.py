"""„Wird das noch gebraucht?“: one click by the body, from its mail."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hilfelotse.base import links
from hilfelotse.needs.actions import keep
from hilfelotse.needs.letters import PURPOSE
from hilfelotse.needs.models import Need
from hilfelotse.web.components.access import by_link
from hilfelotse.web.components.fields import TextField


class DoneForm(forms.Form):
    result = TextField(label=_("Was ist daraus geworden?"), required=False, rows=3)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def still_needed(request: HttpRequest, token: str) -> HttpResponse:
    """Two answers; the link may be used again until it ends, the need says what it became."""
    try:
        link = links.open_link(purpose=PURPOSE, token=token)
    except links.LinkRefused:
        return render(request, "links/closed.html", status=404)
    need = Need.objects.select_related("organisation").get(pk=link.subject_id)
    form = DoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, need, form)
    context = {"need": need, "form": form, "is_open": bool({"renew"} & keep.possible(need))}
    return render(request, "links/still_needed.html", context)


def _answer(request: HttpRequest, need: Need, form: DoneForm) -> HttpResponse:
    try:
        if request.POST.get("answer") == "done":
            need = keep.finish(user=None, need=need, result=form.cleaned_data["result"])
        else:
            need = keep.renew(user=None, need=need)
    except (keep.NotPossible, keep.PastDay):
        need.refresh_from_db()
        context = {"need": need, "form": form, "is_open": False}
        return render(request, "links/still_needed.html", context)
    return render(request, "links/still_needed_done.html", {"need": need})

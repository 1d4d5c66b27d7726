"""What we tell people: answers, how sure we are of them, and which are missing.

Writing them is the editors' business.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.history import timeline
from hilfelotse.knowledge import actions
from hilfelotse.knowledge.models import Gap, Page
from hilfelotse.knowledge.queries import lookup
from hilfelotse.web.components.access import roles
from hilfelotse.web.components.pictures import own_images
from hilfelotse.web.desk.forms.knowledge import OutdatedForm
from hilfelotse.web.desk.words import timeline as in_words

_desk = roles(Role.LEAD, Role.CASEWORKER)
FOUND_AT_MOST, PAGE, GAPS = 20, 200, 30


@require_safe
@_desk
def answers(request: HttpRequest) -> HttpResponse:
    """All answers, the doubtful ones first, or those that fit what somebody typed; the gaps."""
    text = request.GET.get("q", "")[:200]
    if text:
        shown = lookup(text, FOUND_AT_MOST)
    else:
        in_use = Page.objects.in_use().select_related("responsible")[:PAGE]
        shown = sorted(in_use, key=lambda answer: not answer.is_doubtful)
    gaps = Gap.objects.filter(state=Gap.State.OPEN).order_by("-times", "-last_at")[:GAPS]
    context = {"text": text, "answers": shown, "gaps": gaps}
    return render(request, "desk/answers.html", context)


def _answer(answer_id: int) -> Page:
    rows = Page.objects.select_related("responsible", "checked_by", "outdated_by")
    return get_object_or_404(rows, pk=answer_id)


@require_safe
@_desk
def answer(request: HttpRequest, answer_id: int) -> HttpResponse:
    """One answer: what it says, where it comes from, who checked it when."""
    return _answer_page(request, _answer(answer_id), OutdatedForm(prefix="outdated"))


def _answer_page(
    request: HttpRequest, answer: Page, form: OutdatedForm, status: int = 200
) -> HttpResponse:
    context = {
        "answer": answer,
        "images": {answer.pk: own_images(answer)},
        "rows": _rows(answer),
        "outdated_form": form,
        "timeline": in_words(timeline.of(answer)),
    }
    return render(request, "desk/answer.html", context, status=status)


def _rows(answer: Page) -> list[dict[str, Any]]:
    """What stands beside an answer, for the definitions component."""
    checked = [
        date_format(answer.checked_on, "j. F Y"),
        answer.checked_by and answer.checked_by.name,
    ]
    body = answer.responsible
    rows = [
        {"label": _("Thema"), "value": answer.get_subject_display()},
        {
            "label": _("Zuständig"),
            "value": body and body.name,
            "url": body and reverse("desk:organisation", args=[body.pk]),
        },
        {"label": _("Woher wir das wissen"), "value": answer.source},
        {"label": _("Geprüft"), "value": ", ".join(filter(None, checked))},
        {
            "label": _("Gilt bis"),
            "value": answer.valid_until and date_format(answer.valid_until, "j. F Y"),
        },
        {"label": _("Andere Wörter dafür"), "value": answer.keywords},
    ]
    return [row for row in rows if row["value"]]


@require_POST
@_desk
def outdated(request: HttpRequest, answer_id: int) -> HttpResponse:
    """„Stimmt nicht mehr“."""
    answer = _answer(answer_id)
    form = OutdatedForm(request.POST, prefix="outdated")
    if not form.is_valid():
        return _answer_page(request, answer, form, status=422)
    actions.mark_outdated(user=request.user, page=answer, note=form.cleaned_data["note"])
    messages.success(request, _("Die Antwort ist als veraltet markiert."))
    return redirect("desk:answer_page", answer_id=answer_id)

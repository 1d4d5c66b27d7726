"""What we tell people: answers, how sure we are of them, and which are missing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hilfelotse.accounts.roles import Role
from hilfelotse.base.idempotency import once
from hilfelotse.history import timeline
from hilfelotse.knowledge import actions
from hilfelotse.knowledge.models import Gap, Page
from hilfelotse.knowledge.queries import lookup
from hilfelotse.web.components.access import roles
from hilfelotse.web.desk.forms.knowledge import AnswerForm, OutdatedForm
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


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def new(request: HttpRequest) -> HttpResponse:
    """Write an answer; to a question that people asked, if we come from there."""
    gap = _asked(request)
    initial = {"title": gap.text, "subject": gap.subject} if gap else {}
    form = AnswerForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():

        def do() -> int:
            values = form.values()
            del values["base"]
            written = actions.write_page(user=request.user, **values)
            if gap:
                actions.close_gap(user=request.user, gap=gap, page=written)
            return written.pk

        answer_id = once(key=form.once_key, do=do)
        messages.success(request, _("Die Antwort ist gespeichert."))
        return redirect("desk:answer_page", answer_id=answer_id)
    context = {
        "form": form,
        "heading": _("Neue Antwort"),
        "gap": gap,
        "similar": lookup(gap.text, 3) if gap else [],
    }
    return render(request, "desk/answer_form.html", context)


def _asked(request: HttpRequest) -> Gap | None:
    wanted = request.GET.get("gap", "")
    usable = wanted.isascii() and wanted.isdigit() and len(wanted) <= 18
    return Gap.objects.filter(pk=wanted, state=Gap.State.OPEN).first() if usable else None


@require_http_methods(["GET", "HEAD", "POST"])
@_desk
def edit(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Correct an answer; that counts as checking it."""
    answer = _answer(answer_id)
    form = AnswerForm(request.POST or None, initial=AnswerForm.initial_for(answer))
    if request.method == "POST" and form.is_valid():
        values = form.values()
        words = {name: values.pop(name) for name in ("title", "text", "base")}

        def do() -> int:
            actions.save_text(user=request.user, page=answer, **words)
            return actions.describe_page(user=request.user, page=answer, **values).pk

        try:
            once(key=form.once_key, do=do)
        except actions.Conflict:
            form.add_error("text", _("Jemand anders hat inzwischen gespeichert."))
        else:
            messages.success(request, _("Die Antwort ist gespeichert."))
            return redirect("desk:answer_page", answer_id=answer.pk)
    context: dict[str, Any] = {
        "form": form, "heading": answer.title, "answer": answer, "gap": None, "similar": [],
    }  # fmt: skip
    return render(request, "desk/answer_form.html", context)


@require_POST
@_desk
def confirm(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Looked at today; it is still so."""
    actions.confirm_page(user=request.user, page=_answer(answer_id))
    messages.success(request, _("Geprüft: Die Antwort stimmt."))
    return redirect("desk:answer_page", answer_id=answer_id)


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


@require_POST
@_desk
def retire(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Nobody needs the answer any more."""
    actions.retire_page(user=request.user, page=_answer(answer_id))
    messages.success(request, _("Die Antwort wird nicht mehr gezeigt."))
    return redirect("desk:answers")


@require_POST
@_desk
def close_gap(request: HttpRequest, gap_id: int) -> HttpResponse:
    """The question has an answer already, or needs none."""
    gap = get_object_or_404(Gap, pk=gap_id)
    wanted = request.POST.get("answer", "")
    usable = wanted.isascii() and wanted.isdigit() and len(wanted) <= 18
    answer = Page.objects.in_use().filter(pk=wanted).first() if usable else None
    actions.close_gap(user=request.user, gap=gap, page=answer)
    messages.success(request, _("Die Frage ist erledigt."))
    return redirect("desk:answers")

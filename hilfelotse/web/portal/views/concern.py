"""The short doors: a question, an idea, an organisation. All become cases."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hilfelotse.base.idempotency import key_for
from hilfelotse.cases.actions.assign import hand_to_lead
from hilfelotse.cases.models import Case
from hilfelotse.history.models import Event
from hilfelotse.history.timeline import record
from hilfelotse.intake.receive import Sender, receive_concern
from hilfelotse.knowledge.models import Page
from hilfelotse.knowledge.queries import public_answers
from hilfelotse.people.models import Party
from hilfelotse.routing.match import smells_of_danger
from hilfelotse.web.components.access import public
from hilfelotse.web.components.guard import TOO_MANY, too_many
from hilfelotse.web.portal import draft as drafts
from hilfelotse.web.portal.forms.concern import IdeaForm, OrganisationForm, QuestionForm
from hilfelotse.web.portal.views.help import (
    SENDS_PER_ADDRESS,
    WINDOW_SECONDS,
    show_receipt,
)

Fill = Callable[[Case], object]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def question(request: HttpRequest) -> HttpResponse:
    """„Ich brauche Rat“."""
    heading = _("Ihre Frage an uns")
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and request.POST.get("step") == "change":
        form.errors.clear()  # shown again to go on writing, not as a mistake
        return _form_page(request, form, Case.Kind.QUESTION, heading)
    asks = request.method == "POST" and form.is_valid() and "sure" not in request.POST
    if asks and (answers := _known_answers(form.cleaned_data["text"])):
        return render(request, "portal/answers.html", {"form": form, "answers": answers})
    return _concern(request, form, Case.Kind.QUESTION, heading, fill=_notes_way(form))


def _known_answers(text: str) -> list[Page]:
    """A cry for help is not held up by answers."""
    return [] if smells_of_danger(text) else public_answers(text)


def _notes_way(form: QuestionForm) -> Fill:
    def fill(case: Case) -> None:
        if form.cleaned_data["way"] == "phone":
            record(subject=case, verb="wants_call", by=Event.By.CITIZEN)

    return fill


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def idea(request: HttpRequest) -> HttpResponse:
    """An idea for a project: the lead has it, and answers it."""
    form = IdeaForm(request.POST or None)
    heading = _("Ihre Idee für ein Projekt")
    return _concern(request, form, Case.Kind.IDEA, heading, fill=_to_the_lead)


def _to_the_lead(case: Case) -> None:
    hand_to_lead(case=case)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def organisation(request: HttpRequest) -> HttpResponse:
    """„Wir sind eine Organisation“."""
    heading = _("Machen Sie als Organisation mit")
    form = OrganisationForm(request.POST or None)
    return _concern(request, form, Case.Kind.ORGANISATION, heading)


def _concern(
    request: HttpRequest,
    form: QuestionForm | OrganisationForm | IdeaForm,
    kind: str,
    heading: str,
    fill: Fill = lambda case: None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        if too_many(request, "concern", SENDS_PER_ADDRESS, WINDOW_SECONDS):
            form.add_error(None, TOO_MANY)
            return _form_page(request, form, kind, heading, status=429)
        data = form.cleaned_data
        return send_offer(request, data, kind, text=form.as_text(), fill=fill)
    return _form_page(request, form, kind, heading)


def _form_page(request, form, kind: str, heading: str, status: int = 200) -> HttpResponse:
    context = {"form": form, "heading": heading, "kind": kind}
    return render(request, "portal/concern.html", context, status=status)


def send_offer(
    request: HttpRequest,
    data: dict,
    kind: str,
    *,
    text: str,
    fill: Fill = lambda case: None,
) -> HttpResponse:
    """It becomes a case; ``fill`` writes what the kind knows more: things, money, premises."""
    group = data.get("group_name", "")
    receipt = receive_concern(
        key=key_for(data["key"], data),
        kind=kind,
        channel=Case.Channel.WEB,
        sender=Sender(
            name=data["name"],
            email=data["email"],
            phone=data["phone"],
            language=get_language(),
            kind=Party.Kind.GROUP if group else Party.Kind.PERSON,
            group_name=group,
        ),
        text=text,
        postcode=data.get("postcode", ""),
        fill=fill,
    )
    draft = drafts.begin(request)
    drafts.finish(
        request,
        draft,
        {
            "case": receipt.case_id,
            "token": receipt.status_token,
            "by_mail": bool(data["email"]),
        },
    )
    return redirect("portal:thanks", draft_id=draft.id)


@never_cache
@require_safe
@public
def thanks(request: HttpRequest, draft_id: str) -> HttpResponse:
    """The receipt of a question or an organisation's wish."""
    return show_receipt(request, draft_id, "portal/done.html")
